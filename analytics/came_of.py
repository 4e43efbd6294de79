"""What came of the introductions, counted: in all, by slot, by reason, beside those held out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analytics.shares import Difference, Share, difference

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Came:
    """The outcomes of some introductions; each is a pair, however many of the two read of it."""

    of: str
    """Which: a slot, a kind of reason, or nothing for all."""
    introductions: int
    talked: Share
    """Within 28 days."""
    both_ways: Share
    """Each of the two addressed the other, within 28 days."""
    still: Share
    """Talked in the first 28 days and again in the 28 that end on day 90."""
    told: int
    """Of which one of the two wrote to us that they talked; the exports are not asked."""
    told_only: int
    """Those of them of which the exports show no talk."""


@dataclass(frozen=True)
class CameOf:
    """What came of all introductions."""

    all: Came
    slots: tuple[Came, ...]
    reasons: tuple[Came, ...]
    """A pair whose two letters gave different reasons stands under both."""
    members: int
    """Who was introduced to somebody."""
    held_out: Came | None
    """Pairs that would have been introduced and were left to themselves."""
    more: Difference | None
    """By how much more of the introduced talked than of those held out."""
    more_both_ways: Difference | None


def came_of(outcomes: pa.Table) -> CameOf:
    """The outcomes counted; see `analytics.outcomes.OUTCOMES` for the table."""
    rows = outcomes.to_pylist()
    introduced = [row for row in rows if not row["is_held_out"]]
    held_out = [row for row in rows if row["is_held_out"]]
    reasons = sorted({kind for row in introduced for kind in row["reason_kinds"] or ()})
    everything = _came("", introduced)
    # Compared from the first issue on in which a pair was held out.
    since = min((row["introduced_at"] for row in held_out), default=None)
    beside = [row for row in introduced if since is not None and row["introduced_at"] >= since]
    left = _came("", held_out) if held_out else None
    compared = _came("", beside)
    return CameOf(
        all=everything,
        slots=tuple(
            _came(slot, [row for row in introduced if row["slot"] == slot])
            for slot in sorted({row["slot"] for row in introduced})
        ),
        reasons=tuple(
            _came(kind, [row for row in introduced if kind in (row["reason_kinds"] or ())])
            for kind in reasons
        ),
        members=len({row[side] for row in introduced for side in ("member_a_id", "member_b_id")}),
        held_out=left,
        more=difference(compared.talked, left.talked) if left else None,
        more_both_ways=difference(compared.both_ways, left.both_ways) if left else None,
    )


def _came(of: str, rows: list[dict[str, Any]]) -> Came:
    told = [row for row in rows if row["is_told"]]
    return Came(
        of=of,
        introductions=len(rows),
        talked=_share(row["talked"] for row in rows),
        both_ways=_share(row["both_ways"] for row in rows),
        still=_share(row["still"] for row in rows),
        told=len(told),
        told_only=sum(row["first_talk_at"] is None for row in told),
    )


def _share(values: Iterable[bool | None]) -> Share:
    found = list(values)
    known = [value for value in found if value is not None]
    return Share(sum(known), len(known), len(found) - len(known))
