"""What came of introductions: who talked, both ways, still at ninety days; what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from analytics.build import analyse
from analytics.came_of import came_of
from analytics.outcomes import outcomes
from analytics.parameters import Parameters
from analytics.taught import introduced_to_learn
from analytics.warehouse import Warehouse
from importers.records import Record
from ledger.feedback import FEEDBACK
from ledger.held_out import HELD_OUT
from ledger.introductions import PROPOSALS
from tests.analytics.worlds import (
    SOURCE,
    account,
    analysed,
    day,
    export,
    loaded,
    member,
    reply,
    thread,
)

SENT = day(10)


def account_id(native_id: str, source: str = SOURCE) -> str:
    return f"{source}:{native_id}"


def sent(reader: str, candidate: str, **columns: Any) -> dict[str, Any]:
    """A proposal in a letter that went out on day 10."""
    return {
        "issue": "2024-W02",
        "account_id": account_id(reader),
        "candidate_account_id": account_id(candidate),
        "slot": "bond",
        "reason_kind": "topic",
        "state": "sent",
        "sent_at": SENT,
        **columns,
    }


def held(one: str, other: str) -> dict[str, Any]:
    first, second = sorted((account_id(one), account_id(other)))
    return {
        "issue": "2024-W02",
        "account_a_id": first,
        "account_b_id": second,
        "slot": "far",
        "reason_kind": "topic",
        "is_mutual": False,
        "held_at": SENT,
    }


def told(one: str, other: str | None, at: datetime) -> dict[str, Any]:
    return {
        "account_id": account_id(one),
        "word": "we talked",
        "other_account_id": account_id(other) if other else None,
        "said_at": at,
        "source": "reply",
    }


def came(
    warehouse: Warehouse,
    introductions: list[dict[str, Any]],
    held_out: Sequence[dict[str, Any]] = (),
    feedback: Sequence[dict[str, Any]] = (),
) -> pa.Table:
    return outcomes(
        warehouse,
        introductions=pa.Table.from_pylist(introductions, PROPOSALS),
        held_out=pa.Table.from_pylist(list(held_out), HELD_OUT),
        feedback=pa.Table.from_pylist(list(feedback), FEEDBACK),
    )


def answers(name: str, one: str, other: str, *days: float) -> list[Record]:
    """A thread by `one` on day 1 in which `other` answers them on each of the days."""
    return [
        *thread(name, one, 1),
        *(
            reply(f"{name}.r{place}", other, at, parent_id=f"{name}.1")
            for place, at in enumerate(days)
        ),
    ]


def world() -> list[Record]:
    """Ada and bo talk both ways and still do; cy answers ada once; di answers ada on day 40."""
    return [
        *map(account, ("ada", "bo", "cy", "di", "ed")),
        *answers("t", "ada", "bo", 12, 75),
        reply("t.back", "ada", 13, parent_id="t.r0"),
        *answers("u", "ada", "cy", 37.9),
        *answers("v", "ada", "di", 9, 38.5),
    ]


def found(table: pa.Table, one: str, other: str) -> dict[str, Any]:
    pair = sorted((member(one), member(other)))
    rows = [row for row in table.to_pylist() if [row["member_a_id"], row["member_b_id"]] == pair]
    (row,) = rows
    return dict(row)


def test_who_talked_both_ways_and_still(tmp_path: Path) -> None:
    """Only what came after the letter counts, and the days of each window are exact."""
    with analysed(tmp_path, world(), as_of=day(100)) as warehouse:
        pairs = [("ada", "bo"), ("ada", "cy"), ("di", "ada"), ("ada", "ed")]
        table = came(warehouse, [sent(one, other) for one, other in pairs])
        talks = {
            pair: tuple(found(table, *pair)[name] for name in ("talked", "both_ways", "still"))
            for pair in pairs
        }
    assert talks == {
        ("ada", "bo"): (True, True, True),
        ("ada", "cy"): (True, False, False),
        ("di", "ada"): (False, False, False),
        ("ada", "ed"): (False, False, False),
    }
    row = found(table, "ada", "bo")
    assert (row["first_talk_at"], row["answered_at"]) == (day(12), day(13))
    assert found(table, "di", "ada")["first_talk_at"] == day(38.5)


@pytest.mark.parametrize(
    ("as_of", "talked", "still"), [(37.9, None, None), (38, True, None), (100, True, True)]
)
def test_too_early_is_not_no(
    tmp_path: Path, as_of: float, talked: bool | None, still: bool | None
) -> None:
    """Before day 28 nothing is said, not even of a pair who talked already."""
    with analysed(tmp_path, world(), as_of=day(as_of)) as warehouse:
        row = found(came(warehouse, [sent("ada", "bo")]), "ada", "bo")
    assert (row["talked"], row["still"]) == (talked, still)
    assert row["first_talk_at"] == day(12)


def test_a_pair_who_read_of_each_other_is_one_introduction(tmp_path: Path) -> None:
    """Both letters together; what they said may differ, and the first that left counts."""
    later = SENT + timedelta(hours=5)
    with analysed(tmp_path, world()) as warehouse:
        table = came(
            warehouse,
            [
                sent("ada", "bo", sent_at=later),
                sent("bo", "ada", reason_kind="contact"),
                sent("ada", "cy"),
            ],
        )
    row = found(table, "bo", "ada")
    assert table.num_rows == 2
    assert (row["is_mutual"], row["introduced_at"]) == (True, SENT)
    assert row["reason_kinds"] == ["contact", "topic"]
    assert not found(table, "ada", "cy")["is_mutual"]


def test_only_what_was_sent_counts(tmp_path: Path) -> None:
    """A letter that waits, was withdrawn, or may have arrived is no introduction."""
    states = ("queued", "withdrawn", "unknown", None)
    with analysed(tmp_path, world()) as warehouse:
        given = [sent("ada", "bo", state=state, issue=f"{state}") for state in states]
        given.append(sent("ada", "gone"))
        assert came(warehouse, given).num_rows == 0


def test_the_export_of_the_place_both_are_in_says_what_is_known(tmp_path: Path) -> None:
    """A fresh export of a page tells nothing of two on the forum, whose own is three weeks old."""
    page = "facebook:1"
    forum = export(world(), exported_at=day(30), name="forum.json")
    other = export([account("pia")], source=page, exported_at=day(100), name="page.json")
    with loaded(tmp_path, forum, other) as warehouse:
        analyse(warehouse, Parameters(as_of=day(100)))
        row = found(came(warehouse, [sent("ada", "bo")]), "ada", "bo")
    assert (row["known_until"], row["talked"]) == (day(30), None)


def test_what_members_told_is_counted_apart(tmp_path: Path) -> None:
    """One of the two wrote "we talked" after the letter; it changes nothing of what is seen."""
    said = [told("ed", "ada", day(20)), told("bo", "ada", day(5)), told("cy", None, day(20))]
    with analysed(tmp_path, world()) as warehouse:
        pairs = [sent("ada", "bo"), sent("ada", "ed"), sent("ada", "cy")]
        counted = came_of(came(warehouse, pairs, feedback=said)).all
    assert (counted.told, counted.told_only) == (1, 1)
    assert (counted.talked.happened, counted.talked.known) == (2, 3)


def test_counted_by_slot_by_reason_and_beside_those_held_out(tmp_path: Path) -> None:
    """Slots and reasons as the letters gave them; a pair held out is no introduction."""
    with analysed(tmp_path, world()) as warehouse:
        table = came(
            warehouse,
            [
                sent("ada", "bo"),
                sent("ada", "ed", slot="far", reason_kind="answers"),
                sent("bo", "ed", slot="far", reason_kind=None),
            ],
            held_out=[held("cy", "ada"), held("di", "ed")],
        )
    counted = came_of(table)
    assert counted.all.introductions == 3
    assert counted.members == 3
    shares = {
        each.of: (each.talked.happened, each.talked.known)
        for each in (*counted.slots, *counted.reasons)
    }
    assert shares == {"bond": (1, 1), "far": (0, 2), "answers": (0, 1), "topic": (1, 1)}
    assert counted.held_out is not None
    assert (counted.held_out.talked.happened, counted.held_out.talked.known) == (1, 2)
    assert counted.more is not None
    assert counted.more.points == pytest.approx(1 / 3 - 1 / 2)
    assert not counted.more.is_more
    assert not counted.more.is_less


def test_what_letters_teach_is_what_arrived_and_is_known(tmp_path: Path) -> None:
    """One row per letter, with its score; not what is too early, lost, or was left alone."""
    later = day(90)
    given = [
        sent("ada", "bo", score=0.4, shown=0.5),
        sent("bo", "ada", score=0.3, shown=0.25),
        sent("ada", "cy", slot="far"),
        sent("cy", "ed", state="failed"),
        sent("bo", "di", issue="2024-W13", sent_at=later),
    ]
    with analysed(tmp_path, world()) as warehouse:
        proposals = pa.Table.from_pylist(given, PROPOSALS)
        table = introduced_to_learn(
            warehouse, proposals, came(warehouse, given, held_out=[held("ed", "ada")])
        )
    found = {(row.pop("reader_id"), row.pop("candidate_id")): row for row in table.to_pylist()}
    near, at = {"is_far": False, "is_mutual": True, "both_ways": True}, given[0]["sent_at"]
    assert found == {
        (member("ada"), member("bo")): {"at": at, "score": 0.4, "shown": 0.5, **near},
        (member("bo"), member("ada")): {"at": at, "score": 0.3, "shown": 0.25, **near},
        (member("ada"), member("cy")): {
            "at": at, "score": None, "shown": None,
            "is_far": True, "is_mutual": False, "both_ways": False,
        },
    }  # fmt: skip


def test_nothing_sent_is_nothing_known(tmp_path: Path) -> None:
    """No introductions: no rows, and no share of nothing."""
    with analysed(tmp_path, world()) as warehouse:
        counted = came_of(came(warehouse, []))
    assert counted.all.introductions == 0
    assert counted.all.talked.interval is None
    assert (counted.held_out, counted.more, counted.slots) == (None, None, ())
