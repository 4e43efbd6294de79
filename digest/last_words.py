"""A question worth asking somebody, from their own last words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from digest.plain import plain, safe_link
from recommender.wording import is_question

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_FEWEST, _MOST = 3, 14


@dataclass(frozen=True)
class Asked:
    """What somebody last wrote, and how it can be asked about."""

    thread_id: str
    title: str
    url: str
    is_asking: bool
    """They asked something there themselves."""
    quote: str | None
    """Their question in their own words, where it names nobody."""


class LastWords:
    """Everybody's last words."""

    def __init__(
        self,
        rows: pa.Table,
        *,
        since: datetime,
        hidden: Iterable[str],
        named_in: Mapping[str, str],
    ) -> None:
        """rows: `Material.last_words`. since: older words are not asked about.

        hidden: threads not to be shown. named_in: by thread whose title says its author's
        name, that author.
        """
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._named_in = named_in
        self._since = since
        hidden = frozenset(hidden)
        for row in rows.to_pylist():
            if row["thread_id"] not in hidden and safe_link(row["thread_url"]):
                self._rows.setdefault(row["member_id"], []).append(row)

    def ever(self, member_id: str) -> tuple[str, datetime] | None:
        """The title of the thread they last wrote in, however long ago, and when."""
        for row in sorted(
            self._rows.get(member_id, ()), key=lambda row: row["created_at"], reverse=True
        ):
            title = plain(row["thread_title"])
            if title and self._named_in.get(row["thread_id"]) in (None, member_id):
                return title, row["created_at"]
        return None

    def of(self, member_id: str, *, reader_id: str) -> Asked | None:
        """What the reader could ask the member about: what they asked last, else wrote last."""
        for row in sorted(self._rows.get(member_id, ()), key=_order, reverse=True):
            if row["created_at"] <= self._since:
                continue
            title = plain(row["thread_title"])
            named = self._named_in.get(row["thread_id"])
            if not title or named not in (None, member_id, reader_id):
                continue  # The title names somebody else, who was not asked.
            return Asked(
                thread_id=row["thread_id"],
                title=title,
                url=row["thread_url"],
                is_asking=_is_asking(row),
                quote=question_in(row["text"]) if row["is_opening"] else None,
            )
        return None


def question_in(text: str | None) -> str | None:
    """The first short question in a text that names nobody, or None.

    Any word with a capital, but the first and I, may be a name; so may what follows an @.
    """
    for sentence in _SENTENCE.split(text or ""):
        asked = plain(sentence)
        words = asked.split()
        if not asked.endswith("?") or not _FEWEST <= len(words) <= _MOST or len(asked) > 110:
            continue
        if any(sign in asked for sign in '@:/\\“”"«»„<>[]{}'):
            continue
        if words[0][0].isupper() and not any(_may_name(word) for word in words[1:]):
            return asked
    return None


def _may_name(word: str) -> bool:
    return word[0].isupper() and word.rstrip("?,.") not in (
        "I",
        "I’m",
        "I'm",
        "I’ve",
        "I've",
        "I’d",
    )


def _is_asking(row: Mapping[str, Any]) -> bool:
    return bool(row["is_opening"]) and (
        is_question(row["thread_title"]) or "?" in (row["text"] or "")
    )


def _order(row: Mapping[str, Any]) -> tuple[bool, Any]:
    return _is_asking(row), row["created_at"]
