"""The tables an organiser downloads from Meetup: the members of a group, the attendees of an event.

Tab-separated texts named .xls. Dates are in the organiser's language; one that may be two days is
unknown, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from importers.importer import ExportFile
from importers.platforms.meetup_answers import role
from importers.reading.dates import Dates
from importers.reading.excerpts import excerpt
from importers.reading.names import name_id, plain_line
from importers.reading.notes import Note
from importers.reading.table import TableRow, header_in, read_table
from importers.reading.text import clean_text, tidy
from importers.records import Account, Event, Record, Rsvp, Skipped, Space, Tie

_PROFILE = re.compile(
    r"meetup\.com/(?:[a-z]{2}-[A-Z]{2}/)?([\w-]{1,100})/members/(\d{1,15})", re.IGNORECASE
)
_DIGITS = re.compile(r"\d{1,15}")
_NUMBERS = re.compile(r"[\d./: -]+")
_YES = frozenset(["yes", "true", "1", "y", "x"])
_DATES = ("joined group on", "last visited group on", "rsvped on")
_KNOWN = frozenset([
    *_DATES, "name", "user id", "title", "member id", "location", "last attended", "total rsvps",
    "rsvped yes", "rsvped maybe", "rsvped no", "meetups attended", "no-shows", "intro", "photo",
    "assistant organizer", "mailing list", "url of member profile", "event host", "rsvp", "guests",
])  # fmt: skip
_PRIVATE = re.compile(
    r"e-?mail|phone|birth|\bage\b|gender|\bsex\b|\bzip\b|post.?code|postal|address", re.IGNORECASE
)


def is_list(file: ExportFile) -> bool:
    """Whether the columns are those of members or attendees."""
    return {"name", "joined group on", "url of member profile"} <= _columns(file)


def _columns(file: ExportFile) -> set[str]:
    return {column.lower() for column in header_in(file.head(8192))}


def group_in(file: ExportFile) -> str | None:
    """The group's short name in the address of the first member's page."""
    head = file.head(16384)
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    found = _PROFILE.search(head.decode(encoding, "replace"))
    return found[1].lower() if found else None


def read_list(file: ExportFile) -> Iterator[Record]:
    """Accounts with their memberships, or with what they answered to the event."""
    dates = Dates(ZoneInfo("UTC"))
    for row in read_table(file.path, name=file.name):
        if isinstance(row, TableRow):
            for name, value in row.values.items():
                if name.lower() in _DATES:
                    dates.learn(value, f"line {row.line}")
    if line := dates.note():
        yield Note(line=line)
    group = group_in(file)
    if group:
        yield Space(native_id=group, kind="group")
    event_id = None
    if "rsvp" in _columns(file):
        title = PurePosixPath(file.name).stem
        event_id = "file:" + name_id(title).removeprefix("name:")
        yield Event(native_id=event_id, space_id=group, title=plain_line(title))
    for row in read_table(file.path, name=file.name):
        if isinstance(row, TableRow):
            yield from _person(row, group, event_id, dates)
            yield from _unread(row, dates)
        else:
            yield row


def _person(
    row: TableRow, group: str | None, event_id: str | None, dates: Dates
) -> Iterator[Record]:
    cells = {name.lower(): value.strip() for name, value in row.values.items()}
    name = plain_line(cells.get("name"))
    native_id = _native_id(cells)
    if native_id is None:
        yield Skipped(
            reason="broken",
            place=f"line {row.line}",
            detail=f"no id of the member: Member ID is {excerpt(cells.get('member id'))}, User ID "
            f"{excerpt(cells.get('user id'))}",
        )
        return
    joined_at = dates.moment(cells.get("joined group on"))
    is_assistant = cells.get("assistant organizer", "").lower() in _YES
    url = cells.get("url of member profile")
    yield Account(
        native_id=native_id,
        name=name,
        last_seen_at=dates.moment(cells.get("last visited group on")),
        location=plain_line(cells.get("location")),
        bio=tidy(clean_text(cells.get("intro", ""))) or None,
        url=url if url and url.startswith("http") else None,
        role="staff" if is_assistant else role(cells.get("title")),
        answers={
            question: answer.strip()
            for question, answer in row.values.items()
            if answer.strip() and question.lower() not in _KNOWN and not _PRIVATE.search(question)
        },
    )
    if group:
        yield Tie(from_id=native_id, to_id=group, kind="membership", created_at=joined_at)
    status = cells.get("rsvp", "").lower()
    if event_id and status:
        yield Rsvp(
            event_id=event_id,
            account_id=native_id,
            status=status,
            created_at=dates.moment(cells.get("rsvped on")),
        )


def _unread(row: TableRow, dates: Dates) -> Iterator[Note]:
    """A line for each date that is none; those that may be two days are told of once."""
    for name, value in row.values.items():
        is_date = name.lower() in _DATES and value.strip()
        if is_date and dates.moment(value) is None and not _NUMBERS.fullmatch(value.strip()):
            yield Note(line=f"line {row.line}: {name} is {excerpt(value)}, which is no date")


def _native_id(cells: dict[str, str]) -> str | None:
    """The member's number, as the API has it; 'user 123' is another way to write it."""
    if profile := _PROFILE.search(cells.get("url of member profile", "")):
        return profile[2]
    for column in ("member id", "user id"):
        if found := _DIGITS.search(cells.get(column, "")):
            return found.group()
    return None
