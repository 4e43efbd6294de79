"""Whose yes would open most introductions, for the manager's eyes only.

Counted from the matches there would be if everybody said yes. A member with many is no better than
one with few: the number says whom to talk with first, and it is shown to nobody else.
"""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa

OPENINGS = pa.schema(
    [("member_id", pa.string()), ("opens_now", pa.int64()), ("opens_with_others", pa.int64())]
)


def openings(matches: pa.Table, *, willing: Collection[str], refusing: Collection[str]) -> pa.Table:
    """Of each member who has not answered: the introductions their yes alone would open, and more.

    matches: member_id, candidate_id of the rehearsal in which everybody said yes. willing: members
    who said yes to what an introduction needs; refusing: those who said no, who open nothing.
    opens_now: pairs with somebody willing; opens_with_others: pairs with others who have not
    answered. The most first.
    """
    pairs = {
        frozenset(pair)
        for pair in zip(
            matches["member_id"].to_pylist(), matches["candidate_id"].to_pylist(), strict=True
        )
    }
    now: dict[str, int] = {}
    later: dict[str, int] = {}
    for pair in pairs:
        if pair & set(refusing):
            continue
        unanswered = pair - set(willing)
        counted = now if len(unanswered) == 1 else later
        for member_id in unanswered:
            counted[member_id] = counted.get(member_id, 0) + 1
    rows = [(each, now.get(each, 0), later.get(each, 0)) for each in now.keys() | later.keys()]
    rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
    return pa.table(
        [[row[place] for row in rows] for place in range(len(OPENINGS))], schema=OPENINGS
    )
