"""Conversations as they were finally written, ready for a platform's format."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sample.conversation import Conversation
from sample.telling import Teller

QUOTED = 150
"""A quotation is cut after about so many characters."""


@dataclass
class Post:
    """A post with its words."""

    author: int
    at: datetime
    text: str
    to: int | None = None
    way: str = "none"
    quoted: str = ""
    """The words quoted, when `way` is quote."""
    about: int | None = None
    is_spam: bool = False
    html: str = ""
    """Spam only: written as it came."""
    native_id: str = ""
    """Given by the writer of the format."""
    is_unnamed: bool = False
    """The format keeps its author to itself."""
    language: str = ""
    """Where it differs from its thread's."""


@dataclass
class Thread:
    """A conversation with its words."""

    talk: Conversation
    title: str
    opening: str
    posts: list[Post] = field(default_factory=list)
    native_id: str = ""


def write_down(talks: Iterable[Conversation], teller: Teller) -> list[Thread]:
    """Every conversation in words, in the order given."""
    threads = []
    for talk in talks:
        told = teller.tell(talk)
        thread = Thread(talk, told.title, told.opening)
        for turn, text in zip(talk.turns, told.turns, strict=True):
            quoted = ""
            if turn.way == "quote":
                source = told.opening if turn.about is None else told.turns[turn.about]
                quoted = excerpt(source)
            thread.posts.append(
                Post(turn.author, turn.at, text, turn.to, turn.way, quoted, turn.about)
            )
        threads.append(thread)
    return threads


def excerpt(text: str) -> str:
    """The first sentences of a text, up to a readable length."""
    sentences = re.split(r"(?<=[.!?])\s+", text.split("\n")[0])
    taken = ""
    for sentence in sentences:
        if taken and len(taken) + len(sentence) > QUOTED:
            break
        taken = f"{taken} {sentence}".strip()
    return taken
