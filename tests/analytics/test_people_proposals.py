"""Who is proposed as one person, on small worlds made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analytics.build import FOLDER, analyse
from analytics.identity.traces import _telling_part
from analytics.models import find_models
from analytics.parameters import PAIRS, Decisions, Parameters
from importers.records import Account, Record, Tie
from tests.analytics.worlds import (
    START,
    account,
    analyse_at,
    day,
    export,
    loaded,
    reply,
    rows,
    table_hashes,
    thread,
)

FORUM = "ning:net"
PAGE = "facebook:7"
NEWS = "newsletter:letters"
WORDS = ("vise", "glue", "lamp", "felt", "chain", "clock", "spoke", "wool", "brass", "lathe")


def crowd(count: int, *, names: str = "Given{0} Family{0}") -> list[Record]:
    """So many people whom nobody else is called like."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def word(number: int) -> str:
        return letters[number % 26] + letters[number // 26 % 26] + letters[number // 676 % 26]

    return [
        account(f"c{number}", name=names.format(word(number).title()), joined_at=None)
        for number in range(count)
    ]


def named(native_id: str, name: str | None, **facts: Any) -> Account:
    return account(native_id, **{"handle": None, "joined_at": None, "name": name, **facts})


def proposed(
    folder: Path,
    forum: Iterable[Record],
    page: Iterable[Record],
    news: Iterable[Record] = (),
    decisions: Decisions | None = None,
) -> dict[tuple[str, str], tuple[float, str]]:
    """(smaller id, larger id) → probability and evidence, without the sources."""
    sources = ((FORUM, forum), (PAGE, page), (NEWS, news))
    exports = [
        export(records, source=source, exported_at=day(50))
        for source, records in sources
        if records
    ]
    with loaded(folder, *exports) as warehouse:
        analyse(
            warehouse,
            Parameters(as_of=day(100), assume_public=True),
            decisions,
            wanted=("derived.people_proposals",),
        )
        found = rows(
            warehouse,
            "select account_a_id, account_b_id, probability, evidence "
            "from derived.people_proposals where not is_look_alike",
        )
    return {
        (one.split(":", 2)[2], other.split(":", 2)[2]): (probability, evidence)
        for one, other, probability, evidence in found
    }


def test_one_address_is_proposed(tmp_path: Path) -> None:
    """With a first name in common nearly surely; a household is not."""
    found = proposed(
        tmp_path,
        [
            named("a", "Tinker Ana", email="ana@x.example"),
            named("b", "Ben Cole", email="cole@x.example"),
        ],
        [],
        [
            named("1", "Tinker Bell", email="ANA@x.example"),
            named("2", "Dora Cole", email="cole@x.example"),
        ],
    )
    assert found[("1", "a")][0] >= 0.95
    assert "the same address" in found[("1", "a")][1]
    assert found[("2", "b")][0] < 0.95


def test_an_office_address_joins_nobody(tmp_path: Path) -> None:
    assert not proposed(
        tmp_path,
        [named("a", "Ana Bell", email="info@x.example")],
        [],
        [named("1", "Ben Cole", email="info@x.example")],
    )


@pytest.mark.parametrize(("size", "is_enough"), [(20, True), (900, False)])
def test_a_name_alone_is_enough_only_among_few(tmp_path: Path, size: int, is_enough: bool) -> None:
    """In a large community somebody else may be called so."""
    found = proposed(
        tmp_path,
        [*crowd(size), named("a", "Lorna Haworth")],
        [*crowd(size, names="Other{0} Called{0}"), named("z", "Lorna Haworth")],
    )
    probability, evidence = found[("z", "a")]
    assert (probability >= 0.95) is is_enough
    assert evidence.startswith("a rare name, only these two: Lorna Haworth")


def test_a_common_name_is_hardly_proposed(tmp_path: Path) -> None:
    """Where two on the page have the name, neither is likelier than not."""
    found = proposed(
        tmp_path,
        [*crowd(300), named("a", "Jan Smit")],
        [*crowd(300, names="Other{0} Called{0}"), named("y", "Jan Smit"), named("z", "Jan Smit")],
    )
    assert found == {}


def test_look_alike_letters_are_shown_and_never_proposed(tmp_path: Path) -> None:
    """Among few a name would do; a forged one does not."""
    forged = "Lorna H\u0430worth"
    sources = (
        export([named("a", "Lorna Haworth")], source=FORUM, exported_at=day(5)),
        export([named("z", forged)], source=PAGE, exported_at=day(5)),
    )
    with loaded(tmp_path, *sources) as warehouse:
        analyse(warehouse, Parameters(as_of=day(10)), wanted=("derived.people_proposals",))
        found = rows(
            warehouse,
            "select probability, evidence, is_look_alike from derived.people_proposals",
        )
    assert found == [(0.0, "the names only look alike: different letters", True)]


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "deleted"},
        {"state": "anonymous"},
        {"role": "staff"},
        {"role": "bot"},
        {"role": "guest"},
        {"name": "Anonymous"},
        {"name": "[deleted]"},
    ],
    ids=str,
)
def test_who_is_nobody_in_particular_is_kept_apart(tmp_path: Path, facts: dict[str, Any]) -> None:
    """Not by an address and not by a name."""
    one = {"name": "Ana Bell", "email": "ana@x.example", **facts}
    other = {"name": one["name"], "email": "ana@x.example"}
    assert not proposed(tmp_path, [account("a", **one)], [account("z", **other)])


def writing(native_id: str, author: str, place: str, habit: str) -> list[Record]:
    """Two posts that nobody else could have written, but for the habit."""
    said = f"{habit} I live in {place}: {own_words(native_id, 12)}. {habit}"
    again = f"{habit} {habit} {own_words(f'{native_id}.2', 8)}, {place} again."
    return [
        *thread(native_id, author, 1, text=said),
        reply(f"{native_id}.2", author, 2, text=again),
    ]


def own_words(seed: str, count: int) -> str:
    """So many made-up words, others for every seed."""
    random = Random(seed)
    parts = ("ka", "lo", "mi", "ner", "pu", "sta", "ti", "vo", "wen", "zu")
    return " ".join("".join(random.choices(parts, k=3)) for _ in range(count))


def test_a_place_and_a_manner_of_writing_support_a_name(tmp_path: Path) -> None:
    """The reasons say so in plain words."""
    habits = [f"{word}{word} {word}ly, {word}some" for word in WORDS for _ in range(3)]
    forum: list[Record] = [*crowd(200), named("a", "Lorna Haworth", location="Totnes")]
    page: list[Record] = [*crowd(200, names="Other{0} Called{0}"), named("z", "Lorna Haworth")]
    for number, habit in enumerate(habits):
        forum += writing(f"t{number}", f"c{number}", f"Fville{number}", f"{habit} {number}x")
        page += writing(f"p{number}", f"c{number}", f"Pville{number}", f"{habit} {number}y")
    forum += writing("ta", "a", "Totnes", "Touch wood ^^ mendily")
    page += writing("pz", "z", "Totnes", "Touch wood ^^ mendily")
    probability, evidence = proposed(tmp_path, forum, page)[("z", "a")]
    assert probability >= 0.95
    assert "both tell of Totnes" in evidence
    assert "write alike: " in evidence


def test_the_list_leads_from_one_name_to_another(tmp_path: Path) -> None:
    """An address ties the forum to the list, the list's name and its moment to the page."""
    forum: list[Record] = list(crowd(200))
    page: list[Record] = [Account(native_id="7", name="The page", role="page")]
    news: list[Record] = []
    for number in range(60):
        given = f"{WORDS[number % 10]}{chr(97 + number // 10)}".title()
        name, at = f"{given} Of{given[::-1].lower()}", START + timedelta(days=number)
        forum.append(named(f"f{number}", f"{given} Other{number}", email=f"{number}@x.example"))
        page.append(named(f"p{number}", name))
        page.append(Tie(from_id=f"p{number}", to_id="7", kind="follow", created_at=at))
        signed = at + timedelta(minutes=50)
        news.append(named(f"n{number}", name, email=f"{number}@x.example", joined_at=signed))
    found = proposed(tmp_path, forum, page, news)
    sure = [number for number in range(60) if found[(f"p{number}", f"f{number}")][0] >= 0.95]
    assert len(sure) == 60
    evidence = found[("p0", "f0")][1]
    assert "one address with newsletter:letters:n0" in evidence
    assert "began within 3 hours of each other" in evidence


def test_each_account_is_proposed_with_one_of_a_place(tmp_path: Path) -> None:
    found = proposed(
        tmp_path,
        [
            named("a", "Lorna Haworth", email="lorna@x.example"),
            named("b", "Lorna Haworth"),
        ],
        [named("z", "Lorna Haworth", email="lorna@x.example")],
    )
    assert list(found) == [("z", "a")]


def test_declared_accounts_are_joined_and_not_proposed(tmp_path: Path) -> None:
    declares = ("facebook:Lorna Haworth",)
    assert not proposed(
        tmp_path,
        [named("a", "Lorna Haworth", declares=declares)],
        [named("z", "Lorna Haworth")],
    )


def test_a_renamed_account_stays_in_its_person(tmp_path: Path) -> None:
    """A decision is on ids: a new name and a new address change nothing of it."""
    forum = named("a", "Lorna Haworth", email="old@x.example")
    page = named("z", "Lorna Haworth", email="old@x.example")
    merges = pairs((f"{PAGE}:z", f"{FORUM}:a"))
    renamed = named("a", "Lorna Quilter", email="new@x.example")
    with loaded(
        tmp_path,
        export([forum], source=FORUM, exported_at=day(5)),
        export([page], source=PAGE, exported_at=day(5)),
        export([renamed], source=FORUM, exported_at=day(9), name="later.json"),
    ) as warehouse:
        analyse(warehouse, Parameters(as_of=day(20)), Decisions(merges=merges))
        assert warehouse.value("select count(distinct person_id) from derived.people") == 1
        assert rows(warehouse, "select display_name from staging.accounts order by all") == [
            ("Lorna Haworth",),
            ("Lorna Quilter",),
        ]


def test_a_new_handle_at_one_address_is_proposed(tmp_path: Path) -> None:
    """Where an account is its handle, a new handle is a new account with the old address."""
    found = proposed(
        tmp_path,
        [
            account("lorna", name="Lorna Haworth", email="lorna@x.example"),
            account("mendwell", name="Lorna Haworth", email="lorna@x.example"),
        ],
        [],
    )
    assert found[("lorna", "mendwell")][0] >= 0.95


def pairs(*ids: tuple[str, str]) -> Any:
    return PAIRS.empty_table().from_pydict(
        {
            "account_a_id": [one for one, _ in ids],
            "account_b_id": [other for _, other in ids],
        },
        schema=PAIRS,
    )


def test_an_accepted_merge_changes_figures_only(tmp_path: Path) -> None:
    """No mart, no topic and no match changes; of the figures only who is counted once."""
    forum = [named("a", "Ana Bell", joined_at=START), *thread("t", "a", 1, text="My own lamp")]
    page = [named("z", "Ana Bell", joined_at=START), *thread("p", "z", 2, text="My other lamp")]
    with loaded(
        tmp_path,
        export(forum, source=FORUM, exported_at=day(5)),
        export(page, source=PAGE, exported_at=day(5)),
    ) as warehouse:
        analyse_at(warehouse, 20)
        before = table_hashes(warehouse, "marts", "metrics", "derived", "matches")
        merges = pairs((f"{PAGE}:z", f"{FORUM}:a"))
        analyse(warehouse, Parameters(as_of=day(20)), Decisions(merges=merges))
        after = table_hashes(warehouse, "marts", "metrics", "derived", "matches")
    changed = {name for name in before if before[name] != after[name]}
    assert "derived.people" in changed
    assert changed <= {"derived.people", "metrics.growth", "metrics.without_talk"}


def test_nothing_but_figures_reads_who_is_one_person() -> None:
    """Reasons, pages and letters are made from tables that know no undeclared join."""
    readers = {
        name: set(model.inputs) & {"derived.people", "derived.people_proposals", "meta.merges"}
        for name, model in find_models(FOLDER).items()
    }
    assert {name for name, read in readers.items() if read} == {
        "derived.people",
        "metrics.growth",
        "metrics.without_talk",
    }
    root = FOLDER.parent
    for room in ("publisher", "digest", "recommender"):
        for path in (root / room).rglob("*.py"):
            text = path.read_text("utf-8")
            assert "derived.people" not in text, path
            assert "meta.merges" not in text, path


@pytest.mark.parametrize(
    ("term", "shown"),
    [("pence .", "pence"), ("no two", "no two"), (". :-)", ":-)"), ("! xx", "xx"), (".", ""),
     ("mended ^^", "mended")],
)  # fmt: skip
def test_a_manner_of_writing_is_shown_without_bare_dots(term: str, shown: str) -> None:
    assert _telling_part(term) == shown
