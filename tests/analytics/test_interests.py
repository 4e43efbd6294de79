"""An interest that somebody said is not theirs is not found in them again."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from analytics.build import analyse, load
from analytics.parameters import Decisions, Parameters
from importers.records import Record
from tests.analytics.worlds import (
    SOURCE,
    account,
    analysed,
    day,
    export,
    member,
    reply,
    rows,
    thread,
)


def world() -> list[Record]:
    """Ana and Ben both write a lot about clocks and radios; Ben states clocks as his interest."""
    records: list[Record] = [
        account("ana"),
        account("ben", answers={"What are your interests?": "Clocks, tea"}),
    ]
    for number, tag in enumerate(("Clocks", "Radios") * 3):
        name = f"t{number}"
        records += thread(name, "ana", number, topics=(tag,), text="I wound it up.")
        records += [reply(f"{name}.{place}", "ben", number + 0.1 * place, text="So did I.")
                    for place in (2, 3, 4)]  # fmt: skip
    return records


def held(warehouse: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for member_id, label in rows(
        warehouse,  # type: ignore[arg-type]
        "select member_id, label from marts.member_topics inner join marts.topics using (topic_id)",
    ):
        found.setdefault(member_id, set()).add(label)
    return found


def refusing(*pairs: tuple[str, str]) -> Decisions:
    return Decisions(
        refused_interests=pa.table(
            {
                "account_id": pa.array([f"{SOURCE}:{who}" for who, _ in pairs], pa.string()),
                "label": pa.array([label for _, label in pairs], pa.string()),
            }
        )
    )


def test_not_theirs_whoever_found_it(tmp_path: Path) -> None:
    """Written and stated alike; others keep theirs, and the member their other interests."""
    with analysed(tmp_path, world()) as warehouse:
        assert {"Clocks", "Radios"} <= held(warehouse)[member("ana")]
        assert {"Clocks", "Radios", "tea"} <= held(warehouse)[member("ben")]
        analyse(warehouse, Parameters(as_of=day(100)), refusing(("ben", "clocks")))
        assert {"Clocks", "Radios"} <= held(warehouse)[member("ana")]
        assert held(warehouse)[member("ben")] & {"Clocks", "Radios", "tea"} == {"Radios", "tea"}


def test_it_survives_the_next_import(tmp_path: Path) -> None:
    """More posts about it, and a newer export of the same profile, change nothing."""
    with analysed(tmp_path, world(), refusing(("ben", "clocks"))) as warehouse:
        more: list[Record] = [
            account("ben", answers={"What are your interests?": "Clocks, tea, more clocks"})
        ]
        for number in range(20, 25):
            more += thread(f"t{number}", "ben", number, topics=("Clocks",), text="Tick, tock.")
        load(warehouse, export(more, exported_at=day(2000), name="next.json"))
        analyse(warehouse, Parameters(as_of=day(100)), refusing(("ben", "clocks")))
        assert "Clocks" not in held(warehouse)[member("ben")]
        analyse(warehouse, Parameters(as_of=day(100)))
        assert "Clocks" in held(warehouse)[member("ben")]


@pytest.mark.parametrize(
    ("refused", "is_held"),
    [
        ("clock, spring, wind", False),
        ("spring, clock, oil", False),
        ("clock, oil, case", True),
        ("clock", False),
        ("clocks", True),
    ],
)
def test_a_found_topic_is_known_by_two_of_its_words(
    tmp_path: Path, refused: str, is_held: bool
) -> None:
    """Its label changes a little from week to week."""
    records: list[Record] = [account("ana"), account("ben")]
    for number in range(4):
        records += thread(f"t{number}", "ana", number, topics=("clock, spring, wind",), text="Yes.")
    with analysed(tmp_path, records, refusing(("ana", refused))) as warehouse:
        assert ("clock, spring, wind" in held(warehouse).get(member("ana"), set())) == is_held
