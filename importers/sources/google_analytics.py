"""Reports of Google Analytics 4 as CSV: several tables in one file, each under lines with '#'.

Headers are in the language of whoever exported; numbers are not. A table's first column says what
is counted (a page, a country, a referring site) or on which day: 'Nth day' counts from the start
date. The days are the property's own, whose zone is not in the file. Figures about the whole period
have no day; their dimension ends with the period.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.names import plain_line
from importers.reading.table import Cells, read_cells, unique_names
from importers.records import PageMetric, Record, Skipped

PLATFORM = "google_analytics"
HOW_TO_EXPORT = "Google Analytics: open the report, Share this report, Download file, CSV"
SITE = "site"

_RULE = re.compile(r"#\s*-{3,}")
_STATED_DAY = re.compile(r"#[^:]{1,60}:\s*([0-9]{8})\s*")
_STATED_PERIOD = re.compile(r"#\s*([0-9]{8})\s*-\s*([0-9]{8})\s*")
_STATED = re.compile(r"#[^:]{1,60}:\s*(\S.*)")
_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_ORDINAL = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"(?:19|20)[0-9]{6}")
_WEEK = re.compile(r"week|woche|semaine|seman|settiman|недел|週|周", re.IGNORECASE)
_MONTH = re.compile(r"month|monat|mois|mes\b|mês|mese|месяц|月", re.IGNORECASE)
_NTH = re.compile(r"\bnth\b|^n[- ]|\bn-", re.IGNORECASE)
_TOTALS = frozenset(["grand total", "total", "totals", "gesamtsumme", "summe", "total general"])


@dataclass
class _Table:
    """The period stated above a table, then its header."""

    start: date | None = None
    end: date | None = None
    header: tuple[str, ...] = ()
    dimensions: int = 0
    """How many columns at the left say what is counted; 0 before the first row."""

    def state(self, line: str) -> None:
        """Takes what a line with '#' says."""
        if period := _STATED_PERIOD.fullmatch(line):
            self.start, self.end = _day(period.group(1)), _day(period.group(2))
        elif stated := _STATED_DAY.fullmatch(line):
            if self.start is None:
                self.start = _day(stated.group(1))
            else:
                self.end = _day(stated.group(1))


def identify(file: ExportFile) -> bool:
    """Whether the file begins with a ruled block of '#' lines that states a period."""
    lines = _head_lines(file)
    return bool(lines) and _RULE.match(lines[0]) is not None and _period(lines) is not None


def instance(file: ExportFile) -> str | None:
    """The site's host in the property's name, else that name; the second of the two stated."""
    stated = [found.group(1) for line in _head_lines(file) if (found := _STATED.fullmatch(line))]
    names = [text for text in stated if not _DAY.fullmatch(text)]
    if len(names) < 2:
        return None
    host = _HOST.search(names[-1])
    return host.group().lower() if host else plain_line(names[-1])


def exported_at(file: ExportFile) -> datetime | None:
    """The end of the period: the report knows nothing later."""
    period = _period(_head_lines(file))
    return datetime(*period[1].timetuple()[:3], tzinfo=UTC) if period else None


def read(file: ExportFile) -> Iterator[Record]:
    """Each figure of each table as a PageMetric of the site; totals are left out."""
    table = _Table()
    last_line = 0
    for row in read_cells(file.path, name=file.name):
        if not isinstance(row, Cells):
            yield row
            continue
        is_apart = row.line > last_line + 1
        last_line = row.line
        first = row.cells[0].strip()
        if first == "#" or first.startswith("# "):
            if table.header:
                table = _Table()
            table.state(",".join(row.cells).strip())
        elif not table.header or (is_apart and not _is_figures(row.cells)):
            table = _Table(table.start, table.end, unique_names(row.cells))
        elif row.is_open and len(row.cells) < len(table.header):
            yield Skipped(
                reason="broken",
                place=f"line {row.line}",
                detail=f"the file ends after {len(row.cells)} of {len(table.header)} cells; "
                "copy or export it again",
            )
        else:
            table.dimensions = table.dimensions or _dimensions(row.cells)
            yield from _figures(table, row)


def _figures(table: _Table, row: Cells) -> Iterator[Record]:
    place = f"line {row.line}"
    counted = [cell.strip() for cell in row.cells[: table.dimensions]]
    if not counted[0] or counted[0].lower() in _TOTALS:
        yield Skipped(reason="total", place=place)
        return
    day, words = _when_and_what(table, counted)
    count = 0
    for name, cell in zip(
        table.header[table.dimensions :], row.cells[table.dimensions :], strict=False
    ):
        written = cell.strip()
        if not written:
            continue
        count += 1
        value = float(written) if _NUMBER.fullmatch(written) else math.nan
        if not math.isfinite(value):
            yield Skipped(reason="no number", place=place, detail=f"{name} is {excerpt(written)}")
            continue
        yield PageMetric(
            entity="site",
            native_id=SITE,
            metric=name,
            dimension=" | ".join(words) or None,
            metric_date=day,
            value=value,
        )
    if count == 0:
        yield Skipped(reason="empty", place=place)


def _when_and_what(table: _Table, counted: Sequence[str]) -> tuple[date | None, list[str]]:
    """The day that a row counts, if it counts one, and what else is said at its left."""
    day: date | None = None
    words: list[str] = []
    for name, cell in zip(table.header, counted, strict=False):
        found = _day(cell)
        if found is None and _ORDINAL.fullmatch(cell) and _is_ordinal(table, name):
            found = _nth(table, name, int(cell))
            if found is not None and _step(name):
                words.append(_step(name))
        if found is not None and day is None:
            day = found
        else:
            words.append(f"{name}: {cell}")
    if day is None and table.start and table.end:
        words.append(f"{table.start} to {table.end}")
    return day, words


def _is_ordinal(table: _Table, name: str) -> bool:
    """Whether a first column of four digits counts days, weeks or months from the start."""
    return table.start is not None and (_NTH.search(name) is not None or name == table.header[0])


def _nth(table: _Table, name: str, number: int) -> date | None:
    """The first day of the nth day, week or month; None when it lies outside of the period."""
    start = table.start
    if start is None:
        return None
    if _step(name) == "month":
        months = start.year * 12 + start.month - 1 + number
        day = start if number == 0 else date(min(months // 12, 9999), months % 12 + 1, 1)
    else:
        day = start + timedelta(days=7 * number if _step(name) == "week" else number)
    return day if table.end is None or day <= table.end else None


def _step(name: str) -> str:
    """What a column of ordinals counts: 'week', 'month', or '' for days."""
    return "week" if _WEEK.search(name) else "month" if _MONTH.search(name) else ""


def _dimensions(cells: Sequence[str]) -> int:
    """How many columns at the left are no figures; the first never is one."""
    count = 1
    while count < len(cells) and not _is_number(cells[count]):
        count += 1
    return count if count < len(cells) else 1


def _is_figures(cells: Sequence[str]) -> bool:
    return any(_is_number(cell) for cell in cells[1:])


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None


def _day(text: str) -> date | None:
    """A day such as 20251211 between 1900 and 2099."""
    try:
        return datetime.strptime(text, "%Y%m%d").date() if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _head_lines(file: ExportFile) -> list[str]:
    """The lines with '#' that the file begins with."""
    lines: list[str] = []
    for line in file.head(8192).decode("utf-8-sig", "replace").splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if line.strip():
            lines.append(line.strip())
    return lines


def _period(lines: Sequence[str]) -> tuple[date, date] | None:
    table = _Table()
    for line in lines:
        table.state(line)
    return (table.start, table.end) if table.start and table.end else None
