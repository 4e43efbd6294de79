"""Page Insights, the old export, as CSV or Excel: by post, by video, or by day for the whole page.

Row 1 names the figures, row 2 describes them and says whether things or people were counted; only
that tells two columns of one name apart, so it becomes part of the metric: 'Lifetime Organic Video
Views (Unique Users)'. What follows ' - ' in a name is the dimension: 'like', 'US', 'F.25-34'.
The names changed every few months, so none is known beforehand. An empty cell is unknown, not 0.
Excel files have a sheet 'Key Metrics' like the CSV file, and others whose columns are the
dimensions of the figure that names the sheet, as far as a sheet's name is long. Times are US
Pacific, without saying so.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from importers.importer import ExportFile
from importers.platforms.facebook import (
    SPOILED_ADVICE,
    is_spoiled,
    page_of,
    page_records,
    short_name_in,
    title_of,
    without_token,
)
from importers.platforms.facebook_columns import trimmed
from importers.platforms.facebook_times import pacific
from importers.reading.excerpts import excerpt
from importers.reading.sheets import first_rows, rows_of, sheet_names
from importers.reading.table import Cells
from importers.reading.text import clean_text, tidy
from importers.records import PageMetric, Post, Record, Skipped, Thread

PLATFORM = "facebook"
HOW_TO_EXPORT = "the page's Insights, Export data; newer pages: Meta Business Suite"
PAGE = "page"
"""The page's native id in the file by day, which does not state it."""

DATE, POST_ID, VIDEO_ID = "Date", "Post ID", "Video ID"
ID_COLUMNS = (POST_ID, VIDEO_ID)
MOMENT_FACTS = ("posted", "published", "created")
TEXT_FACTS = ("post message", "video message", "video title", "description", "title")
POST_FACTS = frozenset(
    [
        "post id", "video id", "permalink", "type", "countries", "languages", "audience targeting",
        *MOMENT_FACTS, *TEXT_FACTS,
    ]
)  # fmt: skip
POST_MOMENTS = (
    "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M",
    "%m/%d/%y %I:%M %p", "%m/%d/%y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S",
)  # fmt: skip
DAYS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y", "%m/%d/%y")

_PERIOD = re.compile(r"(?:Lifetime|Daily|Weekly|28 Days):? ")
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
    rows = first_rows(file, rows=1)
    names = [trimmed(name) for name in rows[0]] if rows else [""]
    return names[0] in (*ID_COLUMNS, DATE) and any(_PERIOD.match(name) for name in names)


def instance(file: ExportFile) -> str | None:
    """The page's id out of the posts' ids; the file by day does not state it."""
    rows = first_rows(file, rows=8)
    pages = (page_of(cells[0].strip()) for cells in rows[1:])
    return next((page for page in pages if page), None)


def also_known_as(file: ExportFile) -> tuple[str, ...]:
    """The page's short name in the first addresses, by which its own download calls itself."""
    rows = first_rows(file, rows=8)
    names = [trimmed(name).lower() for name in rows[0]]
    at = names.index("permalink") if "permalink" in names else len(names)
    page_id = instance(file)
    posts = (cells for cells in rows[1:] if len(cells) > at and page_of(cells[0]) == page_id)
    short = (short_name_in(cells[at]) for cells in posts)
    return tuple(dict.fromkeys(name for name in short if name))


def exported_at(file: ExportFile) -> datetime | None:
    """The day in the name Facebook gives the file; None when it was renamed."""
    found = _DAY_IN_NAME.search(file.name)
    day = _day(found.group(1)) if found else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def read(file: ExportFile) -> Iterator[Record]:
    """Figures of each post with what its row says of it, or figures of the page by day."""
    told: set[str] = set()
    page_id = instance(file) or PAGE
    for sheet in sheet_names(file.path, name=file.name):
        yield from _sheet(file, sheet, page_id, told)


def _sheet(file: ExportFile, sheet: str, page_id: str, told: set[str]) -> Iterator[Record]:
    """The records of a workbook's sheet, or of a CSV file, whose one sheet has no name."""
    names: tuple[str, ...] | None = None
    figures: list[Figure] | None = None
    for row in rows_of(file.path, name=file.name, sheet=sheet or None):
        place = f"{sheet}, line {row.line}" if sheet and isinstance(row, Cells) else None
        if not isinstance(row, Cells):
            yield row
        elif names is None:
            names = tuple(trimmed(name) for name in row.cells)
            if names[0] not in (*ID_COLUMNS, DATE):
                yield Skipped(reason="other", place=place or f"line {row.line}")
                return
        elif figures is None and not row.cells[0].strip():
            figures = _figures(names, row.cells, sheet)
        elif row.is_open and len(row.cells) < len(names):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"the file ends after {len(row.cells)} of {len(names)} cells; "
                "copy or export it again",
            )
        else:
            figures = figures or _figures(names, (), sheet)
            place = place or f"line {row.line}"
            if names[0] == DATE:
                yield from _page_day(row, place, figures)
            else:
                yield from _post(row, place, names, figures, page_id, told)


def _figures(names: Sequence[str], descriptions: Sequence[str], sheet: str) -> list[Figure]:
    """The columns that hold figures, each with a name of its own."""
    figures: list[Figure] = []
    seen: set[tuple[str, str | None]] = set()
    repeated: Counter[tuple[str, str | None]] = Counter()
    group = counted = ""
    for column, name in enumerate(names):
        if column == 0 or not name or name.lower() in POST_FACTS:
            continue
        base, _, dimension = name.partition(" - ")
        if not _PERIOD.match(name) and _PERIOD.match(sheet):
            base, dimension = sheet.replace(":", "", 1), name
        found = _COUNTED.search(descriptions[column] if column < len(descriptions) else "")
        if found:
            counted = f" ({found.group(1)})"
        elif base != group:
            # Of the columns that share a name before ' - ', only the first is described.
            counted = ""
        group = base
        key = stated = (base + counted, dimension or None)
        while key in seen:
            repeated[stated] += 1
            key = (f"{base}{counted} [column {repeated[stated] + 1}]", dimension or None)
        seen.add(key)
        figures.append(Figure(column, *key))
    return figures


def _post(
    row: Cells,
    place: str,
    names: Sequence[str],
    figures: Sequence[Figure],
    page_id: str,
    told: set[str],
) -> Iterator[Record]:
    """One post's row. page_id: of the page that a video's bare id is taken to be on."""
    facts = {name.lower(): cell for name, cell in zip(names, row.cells, strict=False)}
    stated = row.cells[0].strip()
    if is_spoiled(stated):
        yield Skipped(reason="spoiled id", place=place, detail=f"{stated}: {SPOILED_ADVICE}")
        return
    is_bare = names[0] == VIDEO_ID and stated.isdecimal()
    if page_of(stated) is None and not is_bare:
        yield Skipped(
            reason="broken",
            place=place,
            detail=f"{names[0]} is {excerpt(stated)}, expected PAGE_POST",
        )
        return
    post_id = f"{page_id}_{stated}" if is_bare else stated
    if post_id not in told:
        told.add(post_id)
        yield from _thread(post_id, page_of(post_id) or PAGE, facts, place, told)
    for figure, value in _values(row, figures):
        yield _metric("post", post_id, figure, value, place, day=None)


def _thread(
    post_id: str, page_id: str, facts: Mapping[str, str], place: str, told: set[str]
) -> Iterator[Record]:
    """The page when it is told first, and the post as a thread; Skipped when it has no moment."""
    written = next((facts[name] for name in MOMENT_FACTS if facts.get(name, "").strip()), None)
    posted = _pacific(written or "")
    if posted is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"Posted is {excerpt(written)}, expected 01/19/2017 09:03:47 AM; "
            "the figures are kept, the post is not",
        )
        return
    if page_id not in told:
        told.add(page_id)
        yield from page_records(page_id)
    original = next((facts[name] for name in TEXT_FACTS if facts.get(name, "").strip()), "")
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


def _page_day(row: Cells, place: str, figures: Sequence[Figure]) -> Iterator[Record]:
    day = _day(row.cells[0].strip())
    if day is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"{DATE} is {excerpt(row.cells[0])}, expected a day",
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
        return pacific(moment)
    return None


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
