"""Meta Business Suite's content export: a page's posts with their figures, as CSV or XLSX.

Its columns are named in the language of whoever exported it; a file may hold two languages, one of
them empty. Two exports look alike: one row for each post, or one for each post and day, whose
figures stand on their day. Times are US Pacific, without saying so. A post's id is told the way
the Graph API does, PAGE_POST, so that both are one post; when a spreadsheet rounded it, the one in
its permalink is taken. Reactions, comments and shares are counts; who gave them is not in it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from importers.importer import ExportFile
from importers.platforms.facebook import (
    SPOILED_ADVICE,
    is_spoiled,
    page_of,
    page_records,
    permalink_ids,
    short_name_in,
    title_of,
    without_token,
)
from importers.platforms.facebook_columns import FACTS, column_name
from importers.platforms.facebook_times import DayOrder, is_doubled, naive_moment, pacific
from importers.reading.excerpts import excerpt
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.sheets import first_rows, rows_of
from importers.reading.table import Cells
from importers.reading.text import clean_text, tidy
from importers.records import PageMetric, Post, Record, Skipped, Thread

PLATFORM = "facebook"
HOW_TO_EXPORT = "Meta Business Suite: Insights, Content, Export data, as CSV"
PAGE = "page"
"""The page's native id where no row states it."""
MOST_UNIQUE_BY_DAY = 0.5
"""Posts to rows: near 1 in an export by post, near 1/28 in one by day."""

_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_PLAIN_ID = re.compile(r"[0-9]+")


def identify(file: ExportFile) -> bool:
    """Whether the columns are those of posts with the page they stand on, in a language we know."""
    rows = first_rows(file, rows=1)
    names = {column_name(cell) for cell in rows[0]} if rows else set()
    if "post id" not in names or "account id" in names:
        # An account's posts are Instagram's, in a file that looks the same.
        return False
    return bool(names & {"page id", "page name"}) and bool(names & {"publish time", "permalink"})


def instance(file: ExportFile) -> str | None:
    """The page's id in the first rows that state it; None when a spreadsheet rounded all."""
    rows = first_rows(file, rows=16)
    names = [column_name(cell) for cell in rows[0]]
    pages = (_page_id(_values(names, cells)) for cells in rows[1:])
    return next((page for page in pages if page), None)


def also_known_as(file: ExportFile) -> tuple[str, ...]:
    """The page's short name in the first addresses, by which its own download calls itself."""
    rows = first_rows(file, rows=16)
    names = [column_name(cell) for cell in rows[0]]
    page_id = instance(file)
    posts = (_values(names, cells) for cells in rows[1:])
    # A file may hold the posts of several pages.
    short = (short_name_in(one.get("permalink")) for one in posts if _page_id(one) == page_id)
    return tuple(dict.fromkeys(name for name in short if name))


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated: the name holds the days that were asked for; the latest moment counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The page, its posts as threads, and their figures, over their whole life or by day."""
    survey = _survey(file)
    yield from survey.notes()
    reading = _Reading(survey)
    for row in _rows(file):
        if isinstance(row, _Row):
            yield from reading.row(row)
        else:
            yield row
    yield from reading.notes()


@dataclass(frozen=True)
class _Row:
    """A row by our names of the columns; empty cells are left out."""

    line: int
    values: dict[str, str]

    @property
    def place(self) -> str:
        return f"line {self.line}"


def _rows(file: ExportFile) -> Iterator[_Row | Skipped | Note]:
    names: list[str] | None = None
    for row in rows_of(file.path, name=file.name):
        if not isinstance(row, Cells):
            yield row
        elif names is None:
            names = [column_name(cell) for cell in row.cells]
        elif any(cell.strip() for cell in row.cells[len(names) :]):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"{len(row.cells)} cells, expected {len(names)}; export it again",
            )
        elif row.is_open and len(row.cells) < len(names):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"the file ends after {len(row.cells)} of {len(names)} cells; "
                "copy or export it again",
            )
        else:
            yield _Row(row.line, _values(names, row.cells))


def _values(names: list[str], cells: tuple[str, ...]) -> dict[str, str]:
    """What a row holds by our names; of two columns with one name, the first that is not empty."""
    values: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and cell.strip():
            values.setdefault(name, cell)
    return values


def _page_id(values: dict[str, str]) -> str | None:
    """The id of the page a row is about: its own, else the one in the post's id or address."""
    stated = values.get("page id", "").strip()
    if _PLAIN_ID.fullmatch(stated):
        return stated
    in_address, _ = permalink_ids(values.get("permalink"))
    return page_of(values.get("post id", "").strip()) or in_address


def _post_id(values: dict[str, str]) -> str | None:
    """The post's id as PAGE_POST; None when neither its column nor its address has it whole."""
    stated = values.get("post id", "").strip()
    if page_of(stated):
        return stated
    if not _PLAIN_ID.fullmatch(stated):
        _, in_address = permalink_ids(values.get("permalink"))
        if in_address is None:
            return None
        stated = in_address
    return f"{_page_id(values) or PAGE}_{stated}"


def _figures(values: dict[str, str]) -> Iterator[tuple[str, float | None]]:
    """Each column that is no fact, and the number in it; None when it is none."""
    for name, cell in values.items():
        if name not in FACTS:
            number = math.nan
            if _NUMBER.fullmatch(cell.strip()):
                number = float(cell.strip().replace(",", ""))
            yield name, number if math.isfinite(number) else None


@dataclass
class _Survey:
    """What only the whole file tells, gathered before its rows are read."""

    order: DayOrder = field(default_factory=DayOrder)
    rows: int = 0
    days: int = 0
    """Rows that state a day."""
    seen: dict[str, dict[str, float] | None] = field(default_factory=dict)
    """By post: None once, its highest figures when it comes more than once without a day."""

    @property
    def is_by_day(self) -> bool:
        """Whether there is a row for each post and day."""
        return self.days > 0 or self.lacks_days

    @property
    def lacks_days(self) -> bool:
        """Whether there is a row for each post and day, and none says which day."""
        return self.days == 0 and len(self.seen) < MOST_UNIQUE_BY_DAY * self.rows

    def notes(self) -> Iterator[Note]:
        if line := self.order.note():
            yield Note(line=line)
        if self.lacks_days:
            yield Note(
                line=f"{self.rows} rows for {len(self.seen)} posts, as one for each day, but no "
                "column says which day: the figures are left out. Export again by post, or with "
                "the date"
            )


def _survey(file: ExportFile) -> _Survey:
    survey = _Survey()
    for row in _rows(file):
        if not isinstance(row, _Row):
            continue
        day = row.values.get("date", "")
        survey.order.add(row.values.get("publish time", ""))
        survey.order.add(day)
        survey.days += _states_a_day(day)
        post_id = _post_id(row.values)
        if post_id is None:
            continue
        survey.rows += 1
        if post_id not in survey.seen:
            survey.seen[post_id] = None
        elif not _states_a_day(day):
            highest = survey.seen[post_id] or {}
            for name, number in _figures(row.values):
                if number is not None:
                    highest[name] = max(number, highest.get(name, number))
            survey.seen[post_id] = highest
    return survey


def _states_a_day(text: str) -> bool:
    """Whether the date column holds a day, not 'Lifetime' in some language."""
    return any(character.isdecimal() for character in text)


class _Reading:
    """The rows of one file on their way to records."""

    def __init__(self, survey: _Survey) -> None:
        self._survey = survey
        self._told: set[str] = set()
        self._doubled = 0
        self._rescued = 0
        self._words: set[str] = set()
        """Columns that hold words."""

    def row(self, row: _Row) -> Iterator[Record]:
        post_id = _post_id(row.values)
        stated = row.values.get("post id", "").strip()
        if post_id is None:
            if is_spoiled(stated):
                yield Skipped(
                    reason="spoiled id", place=row.place, detail=f"{stated}: {SPOILED_ADVICE}"
                )
            else:
                yield Skipped(
                    reason="broken",
                    place=row.place,
                    detail=f"Post ID is {excerpt(stated)}, expected digits",
                )
            return
        self._rescued += is_spoiled(stated)
        is_first = post_id not in self._told
        if is_first:
            self._told.add(post_id)
            yield from self._post(post_id, row)
        elif not self._survey.is_by_day:
            yield Skipped(reason="repeated", place=row.place)
            return
        yield from self._metrics(post_id, row)

    def _post(self, post_id: str, row: _Row) -> Iterator[Record]:
        page_id = _page_id(row.values) or PAGE
        if page_id not in self._told:
            self._told.add(page_id)
            yield from page_records(page_id, plain_line(row.values.get("page name")))
        written = row.values.get("publish time", "")
        published = naive_moment(written, is_day_first=self._survey.order.is_day_first)
        if published is None:
            yield Skipped(
                reason="no date",
                place=row.place,
                detail=f"Publish time is {excerpt(written or None)}, expected 11/15/2026 09:03; "
                "the figures are kept, the post is not",
            )
            return
        self._doubled += is_doubled(published)
        created_at = pacific(published)
        original = row.values.get("description") or row.values.get("title")
        text = tidy(clean_text(original)) or None if original else None
        yield Thread(
            native_id=post_id,
            space_id=page_id,
            author_id=page_id,
            title=title_of(row.values.get("title")) or title_of(text),
            kind="page post",
            created_at=created_at,
            url=without_token(row.values.get("permalink", "").strip()),
            visibility="public",
        )
        yield Post(
            native_id=post_id,
            thread_id=post_id,
            author_id=page_id,
            kind="opening",
            created_at=created_at,
            text_original=original,
            text=text,
        )

    def _metrics(self, post_id: str, row: _Row) -> Iterator[Record]:
        """The row's figures: on their day, or the highest of the rows about one post."""
        day: date | None = None
        written = row.values.get("date", "")
        if _states_a_day(written):
            moment = naive_moment(written, is_day_first=self._survey.order.is_day_first)
            if moment is None:
                yield Skipped(
                    reason="no date",
                    place=row.place,
                    detail=f"Date is {excerpt(written)}, expected 11/15/2026; its figures are "
                    "left out",
                )
                return
            day = moment.date()
        elif self._survey.lacks_days:
            yield Skipped(reason="no day", place=row.place)
            return
        highest = self._survey.seen.get(post_id) or {} if day is None else {}
        for name, number in _figures(row.values):
            if number is None:
                self._words.add(name)
                continue
            yield PageMetric(
                entity="post",
                native_id=post_id,
                metric=name,
                metric_date=day,
                value=max(number, highest.get(name, number)),
            )

    def notes(self) -> Iterator[Note]:
        if self._rescued:
            yield Note(
                line=f"a spreadsheet rounded {self._rescued} post ids; those in the permalinks "
                "were taken. Export again and do not open the file in a spreadsheet before"
            )
        if self._doubled:
            yield Note(
                line=f"{self._doubled} posts are from the hour that comes twice when the clock "
                "goes back; the first of the two is taken, so they may be an hour early"
            )
        if self._words:
            names = ", ".join(sorted(self._words))
            yield Note(line=f"columns that hold words were left out: {names[:300]}")
