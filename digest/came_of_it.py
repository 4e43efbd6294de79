"""What came of a reader's words since their last letter: a thank-you, else an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from digest.plain import plain, safe_link


@dataclass(frozen=True)
class Came:
    """One thing that came of it."""

    phrase: str
    """Which of the phrases says it."""
    by: str | None
    """The member to be named; None: nobody is."""
    thread_id: str | None
    title: str
    url: str | None


MayBeNamed = Callable[[str], bool]


class CameOfIt:
    """Answers and thanks, by the member they were for."""

    def __init__(
        self,
        answers: pa.Table,
        thanks: Iterable[Mapping[str, Any]],
        *,
        hidden: Iterable[str],
        named_in: Mapping[str, str],
    ) -> None:
        """answers: `Material.answers`. thanks: by_member, member_id, said_at of each thank-you
        given in a reply to a letter. hidden, named_in: as for `LastWords`.
        """
        self._named_in = named_in
        hidden = frozenset(hidden)
        self._answers: dict[str, list[dict[str, Any]]] = {}
        for row in answers.to_pylist():
            is_shown = row["thread_id"] not in hidden and safe_link(row["thread_url"])
            if is_shown and plain(row["thread_title"]):
                self._answers.setdefault(row["member_id"], []).append(row)
        self._thanks: dict[str, list[Mapping[str, Any]]] = {}
        for said in thanks:
            self._thanks.setdefault(said["member_id"], []).append(said)

    def of(
        self,
        reader: str,
        *,
        since: datetime,
        besides: Iterable[str],
        is_apart: MayBeNamed,
        may_be_named: MayBeNamed,
    ) -> Came | None:
        """The warmest of it, or None.

        besides: threads the letter names already. is_apart: whether the reader and a member are
        kept apart. may_be_named: whether a letter to the reader may name a member.
        """
        besides = frozenset(besides)
        for said in self._thanks.get(reader, ()):
            if said["said_at"] > since and may_be_named(said["by_member"]):
                return Came("thanks_sent", said["by_member"], None, "", None)
        rows = [
            row
            for row in self._answers.get(reader, ())
            if row["created_at"] > since
            and row["from_member_id"] != reader
            and not is_apart(row["from_member_id"])
            and self._named_in.get(row["thread_id"], reader) == reader
        ]
        # A thread that the letter leads to anyway is told once.
        rows.sort(key=lambda row: row["thread_id"] in besides)
        thanked = [row for row in rows if row["is_thanks"]]
        for row in thanked:
            if may_be_named(row["from_member_id"]):
                return _came("thanked", row, row["from_member_id"])
        if thanked:
            return _came("thanked_unnamed", thanked[0], None)
        for first in rows:
            others = [row for row in rows if row["thread_id"] == first["thread_id"]]
            by = [row["from_member_id"] for row in others]
            named = next(filter(may_be_named, by), None)
            is_more = len(set(by)) > 1
            if named:
                return _came("answered_and_more" if is_more else "answered", first, named)
            return _came("answered_by_more" if is_more else "answered_unnamed", first, None)
        return None


def _came(phrase: str, row: Mapping[str, Any], by: str | None) -> Came:
    return Came(phrase, by, row["thread_id"], plain(row["thread_title"]), row["thread_url"])
