"""A conversation before it has words: who says what sort of thing to whom, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sample.words import Piece


@dataclass(frozen=True)
class Turn:
    """One post: its author, its moment, and what it does."""

    author: int
    at: datetime
    does: str
    """The bank of phrases it draws from, or what it is: opening, advice, follow-up…"""
    to: int | None = None
    """The member spoken to by name; None: nobody in particular, so the opener."""
    way: str = "none"
    """How that name stands there: link, at, quote or none."""
    remedy: int | None = None
    about: int | None = None
    """The turn it answers, by its place."""
    craft: str | None = None
    """Where it differs from the conversation's own."""


@dataclass
class Conversation:
    """A thread, a blog post, a photo, a wall: an opening and what followed."""

    kind: str
    """problem, intro, show, photo, blog, chat, wanted, piece, wall, group wall, event."""
    author: int
    at: datetime
    language: str = "en"
    craft: str | None = None
    problem: int = 0
    thing: str = ""
    """`a table set / the table set`; for something wanted, the part."""
    piece: Piece | None = None
    group: str | None = None
    """The group it stands in, when it stands in one."""
    turns: list[Turn] = field(default_factory=list)

    @property
    def members(self) -> set[int]:
        """Everybody who wrote in it."""
        return {self.author, *(turn.author for turn in self.turns)}

    def talks(self) -> list[tuple[int, int, datetime, bool]]:
        """(from, to, at, strict): whom each post addresses by the rules of talk."""
        found = []
        for turn in self.turns:
            if self.kind == "wall":
                to, strict = self.author, True
            elif turn.to is not None and turn.way != "none":
                to, strict = turn.to, True
            else:
                to, strict = self.author, False
            if turn.author != to:
                found.append((turn.author, to, turn.at, strict))
        return found
