"""Which columns of an unknown table may mean what, from its header and its first rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from importers.importer import ColumnMapping, ExportFile
from importers.reading.column_words import WORDS, likeness
from importers.reading.dates import looks_like_date
from importers.reading.mapped_rows import address_in
from importers.reading.private_fields import is_private
from importers.reading.unknown_rows import UnknownRows, rows_of_unknown

ENOUGH_ROWS = 300
"""Rows looked at: the first of the file."""

_DATES = frozenset(["created_at", "joined_at", "last_seen_at"])
_ADDRESSES = frozenset(["author_email", "email"])
_IDS = frozenset(["post_id", "member_id"])
_OF_PEOPLE = ("joined_at", "last_seen_at", "location", "country", "bio", "url")
"""What only members have; a name or an id alone may be anything's."""
_FREE_TEXT_LENGTH = 25
_SECONDS = re.compile(r"\d{9,13}")
_NUMBER = re.compile(r"[-+]?\d[\d.,]*%?")
_DATE_IN_NAME = re.compile(r"\d[\d_.-]{2,}\d")
_MAPPING_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Proposal:
    """A mapping to begin with, and what a person should look at."""

    mapping: ColumnMapping
    unsure: tuple[str, ...]
    unused: tuple[str, ...]


@dataclass
class _Column:
    """What the values of one column look like."""

    name: str
    cells: list[str] = field(default_factory=list)

    @cached_property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    @cached_property
    def distinct(self) -> frozenset[str]:
        return frozenset(self.filled)

    def share(self, count: int) -> float:
        return count / len(self.filled) if self.filled else 0.0

    @cached_property
    def date_share(self) -> float:
        return self.share(sum(map(looks_like_date, self.filled)))

    @cached_property
    def seconds_share(self) -> float:
        return self.share(sum(bool(_SECONDS.fullmatch(cell)) for cell in self.filled))

    @cached_property
    def address_share(self) -> float:
        return self.share(sum(address_in(cell) is not None for cell in self.filled))

    @cached_property
    def number_share(self) -> float:
        return self.share(sum(bool(_NUMBER.fullmatch(cell)) for cell in self.filled))

    @cached_property
    def link_share(self) -> float:
        return self.share(sum(cell.startswith(("http://", "https://")) for cell in self.filled))

    @cached_property
    def length(self) -> float:
        return self.share(sum(map(len, self.filled)))

    @property
    def is_moments(self) -> bool:
        return max(self.date_share, self.seconds_share) >= 0.6

    @property
    def is_free_text(self) -> bool:
        return (
            self.length >= _FREE_TEXT_LENGTH
            and self.date_share < 0.5
            and self.link_share < 0.5
            and self.share(sum(" " in cell for cell in self.filled)) > 0.5
        )

    @property
    def is_key(self) -> bool:
        """Whether each row has a short value of its own."""
        is_own = len(self.distinct) == len(self.cells) > 1
        return is_own and self.length < 64 and not any(" " in cell for cell in self.filled)

    def may_be(self, ours: str) -> bool:
        """Whether the values do not speak against it; an empty column may be nothing."""
        if not self.filled:
            return False
        if ours in _DATES:
            return self.is_moments
        if ours in _ADDRESSES:
            return self.address_share >= 0.6
        if self.date_share >= 0.6:
            return False
        if ours in _IDS:
            return self.is_key and not self.address_share
        if ours in ("text", "bio", "title"):
            return self.number_share < 0.5 and self.address_share < 0.5
        if ours == "url":
            return self.link_share >= 0.5
        if ours in ("name", "author_name", "location", "country"):
            return self.number_share < 0.5 and self.address_share < 0.5 and self.length < 64
        return self.length < 80 and self.link_share < 0.5


def propose(file: ExportFile) -> Proposal | str:
    """The mapping that fits best; or why none does, in words that follow 'no mapping fits: '."""
    unknown = rows_of_unknown(file)
    if isinstance(unknown, str):
        return unknown
    columns = _columns(islice(unknown.rows, ENOUGH_ROWS))
    if not columns:
        return "it has no rows"
    assigned = {holds: _assigned(columns, holds) for holds in WORDS}
    holds = _holds(assigned, columns)
    if holds is None:
        return (
            "no column says who wrote or who is a member; it has "
            f"{', '.join(column.name for column in columns)}"[:300]
        )
    return _proposal(file, unknown, columns, holds, assigned[holds])


def _columns(rows: Iterator[Mapping[str, Any]]) -> list[_Column]:
    columns: dict[str, _Column] = {}
    number = 0
    for row in rows:
        for name, value in row.items():
            if not name:
                continue
            column = columns.setdefault(name, _Column(name))
            column.cells += [""] * (number - len(column.cells))
            column.cells.append("" if value is None else str(value).strip())
        number += 1
    for column in columns.values():
        column.cells += [""] * (number - len(column.cells))
    return list(columns.values())


@dataclass(frozen=True)
class _Assigned:
    """Which column is which, and how that was told."""

    columns: Mapping[str, _Column]
    words: Mapping[str, int]
    """Ours → how well the header names it; 0: told by the values alone."""
    rivals: Mapping[str, str]
    """Ours → a column that fits as well."""

    def has(self, *ours: str) -> bool:
        return any(one in self.columns for one in ours)


def _assigned(columns: Sequence[_Column], holds: str) -> _Assigned:
    scored = sorted(
        (
            (likeness(ours, column.name, holds=holds), -place, -number, ours, column)
            for place, ours in enumerate(WORDS[holds])
            for number, column in enumerate(columns)
            if column.may_be(ours)
        ),
        key=lambda one: one[:3],
        reverse=True,
    )
    chosen: dict[str, _Column] = {}
    words: dict[str, int] = {}
    rivals: dict[str, str] = {}
    taken: set[str] = set()
    for score, _, _, ours, column in scored:
        if score == 0 or column.name in taken:
            continue
        if ours in chosen:
            if score == words[ours]:
                rivals.setdefault(ours, column.name)
            continue
        chosen[ours] = column
        words[ours] = score
        taken.add(column.name)
    rest = [column for column in columns if column.name not in taken]
    for ours, column in _told_by_values(rest, columns, holds):
        if ours not in chosen and column.name not in taken:
            chosen[ours] = column
            words[ours] = 0
            taken.add(column.name)
    return _Assigned(
        chosen, words, {one: name for one, name in rivals.items() if name not in taken}
    )


def _told_by_values(
    rest: Sequence[_Column], columns: Sequence[_Column], holds: str
) -> Iterator[tuple[str, _Column]]:
    """What the header does not say and the values do."""
    if dates := [column for column in rest if column.date_share >= 0.9]:
        yield ("created_at" if holds == "posts" else "joined_at"), dates[0]
    if addresses := [column for column in rest if column.address_share >= 0.9]:
        yield ("author" if holds == "posts" else "email"), addresses[0]
    if holds == "members":
        return
    if texts := [column for column in rest if column.is_free_text and not _is_bio(column)]:
        yield "text", max(texts, key=lambda column: column.length)
    for column in columns:
        if not column.distinct or column.is_moments:
            continue
        for key in columns:
            if key.is_key and not key.is_moments and column.distinct < key.distinct:
                yield "reply_to", column
                yield "post_id", key


def _is_bio(column: _Column) -> bool:
    return likeness("bio", column.name, holds="members") > 0


def _holds(assigned: Mapping[str, _Assigned], columns: Sequence[_Column]) -> str | None:
    """What the rows are; None when they are neither."""
    posts, members = assigned["posts"], assigned["members"]
    is_posts = posts.has("author", "author_email", "author_name") and posts.has("created_at")
    is_members = (
        members.has("email")
        or (members.has("name") and members.has("handle"))
        or (members.has("name", "handle", "member_id") and members.has(*_OF_PEOPLE))
    )
    if is_posts and is_members:
        speaks = posts.has("text", "reply_to", "addressed", "thread", "post_id")
        address = members.columns.get("email")
        is_one_each = address is not None and len(address.distinct) == len(address.filled) > 1
        joins = members.words.get("joined_at", 0) > posts.words.get("created_at", 0)
        is_list = joins or not speaks or (is_one_each and not posts.has("text"))
        return "members" if is_list else "posts"
    return "posts" if is_posts else "members" if is_members else None


def _proposal(
    file: ExportFile,
    unknown: UnknownRows,
    columns: Sequence[_Column],
    holds: str,
    assigned: _Assigned,
) -> Proposal:
    chosen = dict(assigned.columns)
    if holds == "posts" and "author" not in chosen:
        # The best there is: an address tells people apart, a name less so.
        instead = "author_email" if "author_email" in chosen else "author_name"
        chosen = {"author": chosen.pop(instead), **chosen}
    used = {column.name for column in chosen.values()}
    left = [column for column in columns if column.name not in used]
    answers = (
        tuple(column.name for column in left if _is_question(column)) if holds == "members" else ()
    )
    order = [ours for ours in WORDS[holds] if ours in chosen]
    mapping = ColumnMapping(
        file=_glob(PurePosixPath(file.name).name),
        platform=_platform(file),
        holds=holds,
        columns={ours: chosen[ours].name for ours in order},
        answers=answers,
        rows=unknown.path,
        sheet=unknown.sheet,
    )
    return Proposal(
        mapping,
        tuple(_unsure(unknown, chosen, assigned)),
        tuple(column.name for column in left if column.name not in answers),
    )


def _is_question(column: _Column) -> bool:
    """Whether a member list's column is something members were asked."""
    if is_private(column.name) or not column.filled or column.date_share > 0.5:
        return False
    if column.name.rstrip().endswith("?"):
        return True
    is_words = column.number_share < 0.3 and column.link_share < 0.5 and column.address_share < 0.3
    return is_words and not column.is_key and len(column.distinct) > 2


def _unsure(
    unknown: UnknownRows, chosen: Mapping[str, _Column], assigned: _Assigned
) -> Iterator[str]:
    yield from unknown.remarks
    for ours, column in chosen.items():
        if assigned.words.get(ours) == 0:
            yield f"'{column.name}' is taken for {ours} by its values alone"
        elif rival := assigned.rivals.get(ours):
            yield f"{ours} may be '{column.name}' or '{rival}'"
    author = chosen.get("author")
    if author and len(author.distinct) == len(author.filled) > 2:
        yield f"no two rows have the same '{author.name}', which is odd for authors"
    if author and author.share(sum(" " in cell for cell in author.filled)) > 0.5:
        yield f"'{author.name}' seems to hold names; two people of one name would be one"
    for ours in _DATES & chosen.keys():
        column = chosen[ours]
        is_zoned = column.share(sum(cell.endswith("Z") or "+" in cell for cell in column.filled))
        if is_zoned < 0.5 and column.seconds_share < 0.5:
            yield f"'{column.name}' names no time zone; UTC is assumed, say time_zone if it is not"
    if spread := [name for name, count in _names(chosen).items() if count > 1]:
        yield f"several columns are called {', '.join(spread)}"


def _names(chosen: Mapping[str, _Column]) -> Counter[str]:
    return Counter(column.name.removesuffix(" (2)") for column in chosen.values())


def _glob(name: str) -> str:
    """A pattern that next month's file of the same kind will fit too."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    general = _DATE_IN_NAME.sub("*", stem)
    if not general.strip("*-_. "):
        general = stem
    return (general + dot + ending).replace("[", "?")


def _platform(file: ExportFile) -> str:
    """A word for the platform: the folder the file came in, where that is one."""
    word = _MAPPING_WORD.sub("", (file.folder or "").lower())
    return word if word and word.isalpha() else "log"
