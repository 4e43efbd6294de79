"""The rules that .sql files and derived modules follow."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from analytics.build import FOLDER, run_model
from analytics.errors import BadModel, CheckFailed
from analytics.models import Model, column_comments, find_models, in_order, read_sql, with_inputs
from analytics.parameters import Parameters, parameters_row
from analytics.warehouse import Warehouse
from tests.analytics.worlds import day

EXAMPLE = """-- What it is for.
-- grain: a
with steps as (
    select a, b from staging.posts -- not a column of the result
)

select
    steps.a,
    max(steps.b) as b, -- UTC
    threads.email, -- personal: an address
from steps
inner join marts.threads using (a)
group by all
"""


def test_file_says_its_inputs_grain_and_comments() -> None:
    """Nobody writes a second file about the first."""
    model = read_sql("marts.x", "table", "marts/x.sql", EXAMPLE)
    assert model.inputs == ("marts.threads", "staging.posts")
    assert model.grain == ("a",)
    assert model.comments == {"b": "UTC", "email": "personal: an address"}
    assert column_comments("-- x\nselect a\nfrom b\n") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select 1", "first line must say what the file is for"),
        ("-- x\nselect 1; select 2", "holds 2 statements, expected one select"),
        ("-- x\ndrop table a", "holds 1 statements, expected one select"),
        ("-- x\nselect from where", "not readable as SQL"),
        ("-- x\nselect 1 as a", "has no line '-- grain: ...'"),
    ],
    ids=["no purpose", "two", "no select", "no SQL", "no grain"],
)
def test_file_against_the_rules_is_refused(text: str, message: str) -> None:
    """The message names the file and the rule."""
    with pytest.raises(BadModel, match=r"^analytics/marts/x\.sql: ") as caught:
        read_sql("marts.x", "table", "marts/x.sql", text)
    assert message in str(caught.value)


def model(name: str, *inputs: str) -> Model:
    return Model(name=name, kind="table", file=f"{name}.sql", inputs=inputs)


def test_models_run_after_what_they_read() -> None:
    """Order follows from what is read, not from names."""
    models = {one.name: one for one in (model("a.z"), model("a.b", "a.z"), model("a.c", "raw.x"))}
    assert list(in_order(models)).index("a.b") > list(in_order(models)).index("a.z")
    assert list(with_inputs(in_order(models), ("a.b",))) == ["a.z", "a.b"]


def test_unknown_input_is_refused() -> None:
    """A misspelt table is found before anything runs."""
    with pytest.raises(BadModel, match=r"a\.b\.sql: reads marts\.thraeds, which no file makes"):
        in_order({"a.b": model("a.b", "marts.thraeds")})


def test_circle_is_refused() -> None:
    """Two that read each other have no order."""
    with pytest.raises(BadModel, match=r"in a circle: (a\.b → a\.c → a\.b|a\.c → a\.b → a\.c)$"):
        in_order({"a.b": model("a.b", "a.c"), "a.c": model("a.c", "a.b")})


def test_all_models_are_in_order() -> None:
    """Every file of the project follows the rules."""
    models = find_models(FOLDER)
    places = {name: place for place, name in enumerate(models)}
    assert len(models) > 40
    for one in models.values():
        assert all(places[name] < places[one.name] for name in one.inputs if name in places)


def test_every_model_is_named_in_a_test() -> None:
    """A table that no test looks at is not finished."""
    texts = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    unnamed = [name for name in find_models(FOLDER) if name not in texts]
    assert unnamed == []


@pytest.fixture
def row() -> pa.Table:
    return parameters_row(Parameters(), day(0))


def test_grain_is_proven(tmp_path: Path, row: pa.Table) -> None:
    """Two rows of one grain stop the build, with the file and the values."""
    text = "-- x\n-- grain: a\nselect unnest([1, 1, 2]) as a"
    with Warehouse.open(tmp_path) as warehouse:
        broken = read_sql("marts.x", "table", "marts/x.sql", text)
        with pytest.raises(
            CheckFailed, match=r"marts/x\.sql: 1 values of \(a\) repeated.*\{'a': 1, 'rows': 2\}"
        ):
            run_model(warehouse, broken, row)


def test_check_stops_the_build_or_warns(tmp_path: Path, row: pa.Table) -> None:
    """Rows that should not exist are counted and the first is shown."""
    text = "-- x\n{}select 7 as a where {}"
    with Warehouse.open(tmp_path) as warehouse:

        def check(warn: str, found: str) -> str | None:
            sql = text.format(warn, found)
            return run_model(warehouse, read_sql("checks.x", "check", "checks/x.sql", sql), row)

        assert check("", "false") is None
        assert "1 rows that should not exist" in str(check("-- warn\n", "true"))
        with pytest.raises(
            CheckFailed, match=r"checks/x\.sql: 1 rows that should not exist.*\{'a': 7\}"
        ):
            check("", "true")


def test_comments_and_order_reach_the_table(tmp_path: Path, row: pa.Table) -> None:
    """Rows lie in the order of the grain, comments beside their columns."""
    text = "-- x\n-- grain: a\nselect\n    a, -- personal: one\nfrom unnest([2, 1]) as t(a)\n"
    with Warehouse.open(tmp_path) as warehouse:
        run_model(warehouse, read_sql("marts.x", "table", "marts/x.sql", text), row)
        assert warehouse.frame("select * from marts.x")["a"].to_pylist() == [1, 2]
        assert warehouse.personal_columns == ("marts.x.a",)
