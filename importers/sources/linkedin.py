"""The archive that LinkedIn gives everyone of their own account: one CSV for each kind of thing.

No file says whose it is, so the owner goes by 'owner'; their name in Profile.csv names the source.
Others are known by the address of their profile, else by name. A comment or share names a post by
its URN. Of messages and invitations, only who wrote whom and when is kept; employers, positions
and everything else about others is dropped. Moments are UTC, also where the files do not say so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from importers.importer import ExportFile
from importers.platforms.facebook import title_of
from importers.platforms.linkedin_messages import invitation, message, parties
from importers.platforms.linkedin_people import person_id
from importers.platforms.owners import OWNER, common_party
from importers.reading.dates import Dates
from importers.reading.excerpts import excerpt
from importers.reading.moments import utc, years_between
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.table import Cells, TableRow, cells_in, read_cells, table_rows
from importers.reading.text import clean_text, mentions_in, tidy
from importers.records import (
    Account,
    Message,
    Post,
    Reaction,
    Record,
    Skipped,
    Thread,
    Tie,
    Visibility,
)

PLATFORM = "linkedin"
HOW_TO_EXPORT = "LinkedIn: Settings, Data privacy, Get a copy of your data"

CONNECTIONS = frozenset(["first name", "last name", "email address", "connected on"])
MESSAGES = frozenset(["conversation id", "from", "to", "date", "content", "folder"])
COMMENTS = frozenset(["date", "link", "message"])
SHARES = frozenset(["date", "sharelink", "sharecommentary"])
REACTIONS = frozenset(["date", "type", "link"])
INVITATIONS = frozenset(["from", "to", "sent at", "message", "direction"])
PROFILE = frozenset(["first name", "last name", "headline", "summary", "industry"])
COMPANIONS = (
    frozenset(["organization", "followed on"]),
    frozenset(["event name", "event time", "status", "external url"]),
    frozenset(["email address", "confirmed", "primary", "updated on"]),
    frozenset(["company name", "title", "description", "location", "started on", "finished on"]),
    frozenset(["school name", "start date", "end date", "notes", "degree name"]),
)
EXACT = (COMMENTS, REACTIONS)
"""Headers of words so common that nothing else may stand beside them."""
PREAMBLE = 10
"""Within so many rows the header comes; Connections.csv begins with a remark."""
VISIBILITIES: dict[str, Visibility] = {
    "PUBLIC": "public",
    "ANYONE": "public",
    "MEMBER_NETWORK": "members",
    "LOGGED_IN": "members",
    "CONNECTIONS": "members",
    "CONNECTIONS_ONLY": "members",
}
ADULT_AGE = 18
UTC_ZONE = ZoneInfo("UTC")

_ARCHIVE = re.compile(
    r"LinkedInDataExport_(?:([0-9]{2})-([0-9]{2})-([0-9]{4}))?[^/]*(?:/|$)", re.IGNORECASE
)
_URN = re.compile(r"urn:li:(?:activity|share|ugcPost|article|groupPost):[\w-]{1,60}")
_COMMENT_URN = re.compile(r"urn:li:comment:\(([^()]{1,120}),([0-9]{1,30})\)")
_BACKSLASHED = re.compile(rb'[^"\\\r\n]\\"[^",\r\n]')

Reader = Callable[[TableRow, datetime | None], Iterator[Record]]
"""Takes a row and the day of the export."""


def identify(file: ExportFile) -> bool:
    """Whether the header is one of the archive's, or the file came in an archive of that name."""
    if _header(file):
        return True
    is_named = _ARCHIVE.search(file.name) is not None
    return is_named and file.name.lower().endswith((".csv", ".html", ".json"))


def instance(file: ExportFile) -> str | None:
    """The owner's name, as Profile.csv has it; without it two archives would be one person's."""
    if _header(file) != PROFILE:
        return None
    rows = cells_in(file.head(), rows=2)
    if len(rows) < 2:
        return None
    cells = dict(zip((name.strip().lower() for name in rows[0]), rows[1], strict=False))
    words = f"{cells.get('first name', '')} {cells.get('last name', '')}".lower().split()
    return "-".join(words) or None


def exported_at(file: ExportFile) -> datetime | None:
    """The day in the archive's name; None when it was renamed."""
    found = _ARCHIVE.search(file.name)
    if found is None or found.group(1) is None:
        return None
    month, day, year = found.groups()
    return utc(f"{year}-{month}-{day}")


def read(file: ExportFile) -> Iterator[Record]:
    """Connections, comments, shares, reactions, and who wrote whom; one line for other files."""
    header = _header(file)
    if header not in READERS and header != MESSAGES:
        # Positions, schools, searches, advertising, addresses of machines: no talk.
        yield Skipped(reason="companion")
        return
    undated = 0
    for record in _messages(file) if header == MESSAGES else _others(file, header):
        undated += isinstance(record, Tie | Reaction | Message) and record.created_at is None
        yield record
    if undated:
        yield Note(line=f"{undated:,} rows have no date that can be read; kept without one")


def _others(file: ExportFile, header: frozenset[str]) -> Iterator[Record]:
    for row in _rows(file, header):
        if isinstance(row, TableRow):
            yield from READERS[header](row, exported_at(file))
        else:
            yield row


def _messages(file: ExportFile) -> Iterator[Record]:
    conversations: dict[str, set[str]] = {}
    for row in _rows(file, MESSAGES):
        if isinstance(row, TableRow):
            conversation = row.value("conversation id") or f"line {row.line}"
            conversations.setdefault(conversation, set()).update(parties(row))
    owner_id = common_party(conversations.values())
    for row in _rows(file, MESSAGES):
        if isinstance(row, TableRow):
            yield message(row, owner_id)
        else:
            yield row


def _connection(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    name = plain_line(f"{row.value('first name') or ''} {row.value('last name') or ''}")
    native_id = person_id(row.value("url"), name)
    if native_id is None:
        # Somebody who closed their account stays in the list as an empty row.
        yield Skipped(reason="no name", place=f"line {row.line}")
        return
    email = row.value("email address")
    yield Account(
        native_id=native_id,
        name=name,
        email=email.lower() if email and "@" in email else None,
        url=row.value("url"),
    )
    yield Tie(
        from_id=OWNER,
        to_id=native_id,
        kind="connection",
        created_at=_DATES.moment(row.value("connected on")),
    )


def _comment(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    link, written_at = row.value("link") or "", utc(row.value("date"))
    if written_at is None:
        yield _undated(row)
        return
    thread_id = _urn(link)
    if thread_id is None:
        yield _no_link(row, link)
        return
    original = row.values["message"]
    text = tidy(clean_text(original)) or None
    yield Thread(native_id=thread_id, url=_without_query(link))
    yield Post(
        native_id=_comment_id(link, row),
        thread_id=thread_id,
        author_id=OWNER,
        mentioned=mentions_in(text),
        kind="comment",
        created_at=written_at,
        text_original=original or None,
        text=text,
    )


def _share(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    link, written_at = row.value("sharelink") or "", utc(row.value("date"))
    if written_at is None:
        yield _undated(row)
        return
    native_id = _urn(link)
    if native_id is None:
        yield _no_link(row, link)
        return
    original = row.values["sharecommentary"]
    # Each line stands in quotes of its own.
    text = tidy(clean_text(original.replace("\r\n", "\n").replace('"\n"', "\n"))) or None
    yield Thread(
        native_id=native_id,
        author_id=OWNER,
        title=title_of(text),
        kind="note",
        created_at=written_at,
        url=_without_query(link),
        visibility=VISIBILITIES.get((row.value("visibility") or "").upper(), "unknown"),
    )
    yield Post(
        native_id=native_id,
        thread_id=native_id,
        author_id=OWNER,
        mentioned=mentions_in(text),
        kind="opening",
        created_at=written_at,
        text_original=original or None,
        text=text,
    )


def _reaction(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    link = row.value("link") or ""
    found = _COMMENT_URN.search(unquote(link))
    native_id = f"comment-{found.group(2)}" if found else _urn(link)
    if native_id is None:
        yield _no_link(row, link)
        return
    yield Reaction(
        post_id=native_id,
        actor_id=OWNER,
        kind=(row.value("type") or "like").lower(),
        created_at=utc(row.value("date")),
    )


def _invitation(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    yield invitation(row, _MONTH_FIRST.moment(row.value("sent at")))


def _profile(row: TableRow, as_of: datetime | None) -> Iterator[Record]:
    """The owner; the birthdate, the address and the postcode beside it are dropped."""
    born = _DATES.moment(row.value("birth date"))
    handles = (row.value("twitter handles") or "").strip("[]").split(",")
    yield Account(
        native_id=OWNER,
        name=plain_line(f"{row.value('first name') or ''} {row.value('last name') or ''}"),
        location=plain_line(row.value("geo location")),
        bio="\n".join(filter(None, (row.value("headline"), row.value("summary")))) or None,
        declares=tuple(f"x:{handle.strip(' @')}" for handle in handles if handle.strip(" @")),
        is_minor=years_between(born, as_of) < ADULT_AGE if born and as_of else None,
    )


def _urn(link: str) -> str | None:
    """The URN of the post that a link leads to."""
    found = _URN.search(unquote(link))
    return found.group() if found else None


def _comment_id(link: str, row: TableRow) -> str:
    """The comment's number in the link, else a hash of the row: some links lead to the post."""
    found = _COMMENT_URN.search(unquote(link))
    if found:
        return f"comment-{found.group(2)}"
    facts = [row.values.get(name, "") for name in sorted(COMMENTS)]
    return "comment-" + hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]


def _without_query(link: str) -> str | None:
    return link.partition("?")[0] if link.startswith("http") else None


def _undated(row: TableRow) -> Skipped:
    return Skipped(
        reason="no date",
        place=f"line {row.line}",
        detail=f"Date is {excerpt(row.value('date'))}, expected 2026-06-30 10:26:45",
    )


def _no_link(row: TableRow, link: str) -> Skipped:
    return Skipped(
        reason="broken",
        place=f"line {row.line}",
        detail=f"the link is {excerpt(link)}, expected one with urn:li:activity:… in it",
    )


def _rows(file: ExportFile, header: frozenset[str]) -> Iterator[Record | TableRow]:
    """The rows below the header, by its names in small letters."""
    is_backslashed = header == COMMENTS and _BACKSLASHED.search(file.head()) is not None
    cells = read_cells(file.path, name=file.name, escape="\\" if is_backslashed else None)
    passed: list[Record] = []
    for row in cells:
        if isinstance(row, Cells) and _known(row.cells) == header:
            yield from passed
            for found in table_rows(chain([row], cells)):
                if isinstance(found, TableRow):
                    values = {name.lower(): cell for name, cell in found.values.items()}
                    yield TableRow(found.line, values)
                else:
                    yield found
            return
        if not isinstance(row, Cells):
            passed.append(row)


def _header(file: ExportFile) -> frozenset[str]:
    """Which of the archive's headers the file has among its first rows; empty when none."""
    rows = cells_in(file.head(), rows=PREAMBLE)
    return next((known for row in rows if (known := _known(row))), frozenset())


def _known(cells: tuple[str, ...]) -> frozenset[str]:
    names = frozenset(cell.strip().strip("\ufeff").lower() for cell in cells)
    if names in EXACT:
        return names
    headers = (*READERS, MESSAGES, *COMPANIONS)
    return next((one for one in headers if one not in EXACT and names >= one), frozenset())


_DATES = Dates(UTC_ZONE, "day first")
_MONTH_FIRST = Dates(UTC_ZONE, "month first")
READERS: dict[frozenset[str], Reader] = {
    CONNECTIONS: _connection,
    COMMENTS: _comment,
    SHARES: _share,
    REACTIONS: _reaction,
    INVITATIONS: _invitation,
    PROFILE: _profile,
}
