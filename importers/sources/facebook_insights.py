"""Page Insights as CSV, the old export: one file by post, one by day for the whole page.

Row 1 names the figures, row 2 describes them and says whether things or people were counted; only
that tells two columns of one name apart, so it becomes part of the metric: 'Lifetime Organic Video
Views (Unique Users)'. What follows ' - ' in a name is the dimension: 'like', 'US', 'F.25-34'.
The names changed every few months, so none is known beforehand. An empty cell is unknown, not 0.
Times are US Pacific, without saying so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.facebook import (
    SPOILED_ADVICE,
    is_spoiled,
    page_of,
    page_records,
    title_of,
    without_token,
)
from importers.reading.table import Cells, cells_in, read_cells
from importers.reading.text import clean_text, tidy
from importers.records import PageMetric, Post, Record, Skipped, Thread

PLATFORM = "facebook"
INSIGHTS_ZONE = ZoneInfo("America/Los_Angeles")
PAGE = "page"
"""The page's native id in the file by day, which does not state it."""

POST_ID, DATE = "Post ID", "Date"
POST_FACTS = frozenset(
    [
        "post id", "permalink", "post message", "type", "countries", "languages", "posted",
        "audience targeting",
    ]
)  # fmt: skip
POST_MOMENTS = (
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M",
    "%m/%d/%y %I:%M %p", "%m/%d/%y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y")

_PERIOD = re.compile(r"(?:Lifetime|Daily|Weekly|28 Days) ")
_COUNTED = re.compile(r"\((Total Count|Unique Users)\)\s*$")
_NUMBER = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_DAY_IN_NAME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\D*$")


@dataclass(frozen=True)
class Figure:
    """What one column counts."""

    column: int
    metric: str
    dimension: str | None


def identify(file: ExportFile) -> bool:
    """Whether the first column is the post or the day and others are named as Insights does."""
    rows = cells_in(file.head(), rows=1)
    names = [name.strip() for name in rows[0]] if rows else [""]
    return names[0] in (POST_ID, DATE) and any(_PERIOD.match(name) for name in names)


def instance(file: ExportFile) -> str | None:
    """The page's id out of the posts' ids; the file by day does not state it."""
    rows = cells_in(file.head(), rows=8)
    pages = (page_of(cells[0].strip()) for cells in rows[1:])
    return next((page for page in pages if page), None)


def exported_at(file: ExportFile) -> datetime | None:
    """The day in the name Facebook gives the file; None when it was renamed."""
    found = _DAY_IN_NAME.search(file.name)
    day = _day(found.group(1)) if found else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def read(file: ExportFile) -> Iterator[Record]:
    """Figures of each post with what its row says of it, or figures of the page by day."""
    names: tuple[str, ...] | None = None
    figures: list[Figure] | None = None
    told: set[str] = set()
    for row in read_cells(file.path, name=file.name):
        if not isinstance(row, Cells):
            yield row
        elif names is None:
            names = tuple(name.strip().lstrip("\ufeff") for name in row.cells)
        elif figures is None and not row.cells[0].strip():
            figures = _figures(names, row.cells)
        elif row.is_open and len(row.cells) < len(names):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"the file ends after {len(row.cells)} of {len(names)} cells; "
                "copy or export it again",
            )
        else:
            figures = figures or _figures(names, ())
            read_row = _post if names[0] == POST_ID else _page_day
            yield from read_row(row, names, figures, told)


def _figures(names: Sequence[str], descriptions: Sequence[str]) -> list[Figure]:
    """The columns that hold figures, each with a name of its own."""
    figures: list[Figure] = []
    seen: set[tuple[str, str | None]] = set()
    group = counted = ""
    for column, name in enumerate(names):
        if column == 0 or not name or name.lower() in POST_FACTS:
            continue
        base, _, dimension = name.partition(" - ")
        found = _COUNTED.search(descriptions[column] if column < len(descriptions) else "")
        if found:
            counted = f" ({found.group(1)})"
        elif base != group:
            # Of the columns that share a name before ' - ', only the first is described.
            counted = ""
        group = base
        key = (base + counted, dimension or None)
        number = 2
        while key in seen:
            key = (f"{base}{counted} [column {number}]", dimension or None)
            number += 1
        seen.add(key)
        figures.append(Figure(column, *key))
    return figures


def _post(
    row: Cells, names: Sequence[str], figures: Sequence[Figure], told: set[str]
) -> Iterator[Record]:
    facts = {name.lower(): cell for name, cell in zip(names, row.cells, strict=False)}
    post_id = facts["post id"].strip()
    place = f"line {row.line}"
    if is_spoiled(post_id):
        yield Skipped(reason="spoiled id", place=place, detail=f"{post_id}: {SPOILED_ADVICE}")
        return
    page_id = page_of(post_id)
    if page_id is None:
        yield Skipped(
            reason="broken",
            place=place,
            detail=f"Post ID is {excerpt(post_id)}, expected PAGE_POST",
        )
        return
    posted = _pacific(facts.get("posted", ""))
    if posted is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"Posted is {excerpt(facts.get('posted'))}, expected 01/19/2017 09:03:47 AM; "
            "the figures are kept, the post is not",
        )
    else:
        if page_id not in told:
            told.add(page_id)
            yield from page_records(page_id)
        original = facts.get("post message", "")
        text = tidy(clean_text(original)) or None
        yield Thread(
            native_id=post_id,
            space_id=page_id,
            author_id=page_id,
            title=title_of(text),
            kind="page post",
            created_at=posted,
            url=without_token(facts.get("permalink", "").strip()),
            visibility="public",
        )
        yield Post(
            native_id=post_id,
            thread_id=post_id,
            author_id=page_id,
            kind="opening",
            created_at=posted,
            text_original=original or None,
            text=text,
        )
    for figure, value in _values(row, figures):
        yield _metric("post", post_id, figure, value, place, day=None)


def _page_day(
    row: Cells, names: Sequence[str], figures: Sequence[Figure], told: set[str]
) -> Iterator[Record]:
    place = f"line {row.line}"
    day = _day(row.cells[0].strip())
    if day is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"{names[0]} is {excerpt(row.cells[0])}, expected a day",
        )
        return
    for figure, value in _values(row, figures):
        yield _metric("page", PAGE, figure, value, place, day=day)


def _values(row: Cells, figures: Sequence[Figure]) -> Iterator[tuple[Figure, str]]:
    for figure in figures:
        if figure.column < len(row.cells) and (value := row.cells[figure.column].strip()):
            yield figure, value


def _metric(
    entity: Literal["page", "post"],
    native_id: str,
    figure: Figure,
    value: str,
    place: str,
    *,
    day: date | None,
) -> PageMetric | Skipped:
    number = float(value.replace(",", "")) if _NUMBER.fullmatch(value) else math.nan
    if not math.isfinite(number):
        return Skipped(
            reason="no number", place=place, detail=f"{figure.metric} is {excerpt(value)}"
        )
    return PageMetric(
        entity=entity,
        native_id=native_id,
        metric=figure.metric,
        dimension=figure.dimension,
        metric_date=day,
        value=number,
    )


def _pacific(text: str) -> datetime | None:
    """The moment a post's row states, taken from US Pacific time to UTC."""
    for form in POST_MOMENTS:
        try:
            moment = datetime.strptime(text.strip(), form)
        except ValueError:
            continue
        return moment.replace(tzinfo=INSIGHTS_ZONE).astimezone(UTC)
    return None


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
