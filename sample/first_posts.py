"""Everybody's first post, as planned: who answered it, and when its author wrote again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sample.planned import Plan, Said

WEEK = timedelta(days=7)
FIRST_DAYS = timedelta(days=28)

AnsweredBy = Literal["members", "team", "nobody"]


@dataclass
class FirstPost:
    """A member's first post with what came after it."""

    at: datetime
    answer: Said | None = None
    """The first that spoke to them, whoever it was."""
    answered_by: AnsweredBy = "nobody"
    """Whose answer came first, in time."""
    is_answered_by_members: bool = False
    """In time, whoever else had answered before."""
    again_at: datetime | None = None

    @property
    def wrote_again(self) -> bool:
        """In their first days."""
        return self.again_at is not None and self.again_at <= self.at + FIRST_DAYS


def first_posts(made: Plan, talks: Iterable[Said]) -> dict[str, FirstPost]:
    """By member, in the order of time; talks: whatever speaks to somebody else, in that order."""
    found: dict[str, FirstPost] = {}
    for said in made.said:
        if made.who(said.by) != "members":
            continue
        first = found.setdefault(said.by, FirstPost(said.at))
        if said.at > first.at and first.again_at is None:
            first.again_at = said.at
    for said in talks:
        own = found.get(said.to or "")
        if own is None or said.at < own.at:
            continue
        by: AnsweredBy = "members" if made.who(said.by) == "members" else "team"
        is_in_time = said.at <= own.at + WEEK
        if own.answer is None:
            own.answer = said
            own.answered_by = by if is_in_time else "nobody"
        own.is_answered_by_members |= by == "members" and is_in_time
    return found
