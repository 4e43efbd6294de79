"""Who reads a newsletter: the lists that Mailchimp and Substack export, as CSV.

A list is addresses and what they said of the newsletter, so that is all that comes out: no posts,
no ties. Subscribing is a yes to the newsletter alone; leaving it is a no to weekly letters too.
Two spellings of one address, large and small letters, are one reader. Ratings, places, addresses
of machines, payments, tags and the list's own questions are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.table import TableRow, header_in, read_table
from importers.records import Account, Consent, Record, Skipped

PLATFORM = "newsletter"
HOW_TO_EXPORT = "Mailchimp: Audience, Export audience; Substack: Settings, Exports"

Standing = Literal["subscribed", "unsubscribed", "cleaned"]

MAILCHIMP = frozenset(["leid", "euid"])
SUBSTACK = frozenset(["email", "active_subscription"])
SUBSTACK_POSTS = frozenset(["post_id", "post_date", "is_published", "email_sent_at"])
SUBSTACK_MAILS = frozenset(["post_id", "timestamp", "email"])
EMAIL_COLUMNS = ("email address", "email")
LEFT_COLUMNS = ("unsub_time", "unsub_time (2)")
CLEANED_COLUMNS = ("clean_time", "clean_campaign_title")
SUBSCRIBED = "subscribed to the newsletter"
UNSUBSCRIBED = "unsubscribed from the newsletter"

_ADDRESS = re.compile(r"[^@\s<>,;\"]{1,64}@[^@\s<>,;\"]{1,255}")
_CLEANED_FILE = re.compile(r"(?:^|/)cleaned_[^/]*$", re.IGNORECASE)
_LETTER = re.compile(r"(?:^|/)posts/[0-9]{1,20}\.[^/]{0,250}\.html$", re.IGNORECASE)
_PUBLICATION = re.compile(r"(?:^|/)email_list\.([\w-]{1,80})\.csv$", re.IGNORECASE)


def identify(file: ExportFile) -> bool:
    """Whether the header is one of the two services', or the file one of Substack's letters."""
    header = _header(file)
    is_known = _is_list(header) or header >= SUBSTACK_POSTS or header >= SUBSTACK_MAILS
    return is_known or _is_letter(file)


def _is_letter(file: ExportFile) -> bool:
    """Whether it is a letter's body beside the list: a fragment of HTML under a numbered name."""
    if not _LETTER.search(file.name):
        return False
    head = file.head(1024).lstrip().lower()
    return head.startswith(b"<") and b"<html" not in head and not head.startswith(b"<!doctype")


def instance(file: ExportFile) -> str | None:
    """The publication's name, which Substack puts into the file's name; Mailchimp states none."""
    found = _PUBLICATION.search(file.name)
    return found.group(1).lower() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """An account for each address, and what was said to the newsletter; one line of a companion."""
    header = _header(file)
    if not _is_list(header):
        # Letters, when they went out, and who opened them: figures about readers one by one.
        yield Skipped(reason="companion")
        return
    is_cleaned = _CLEANED_FILE.search(file.name) is not None or not header.isdisjoint(
        CLEANED_COLUMNS
    )
    told: set[str] = set()
    for row in read_table(file.path, name=file.name):
        if not isinstance(row, TableRow):
            yield row
            continue
        cells = {name.lower(): cell.strip() for name, cell in row.values.items()}
        yield from _reader(cells, f"line {row.line}", told, is_cleaned=is_cleaned)


def _reader(
    cells: Mapping[str, str], place: str, told: set[str], *, is_cleaned: bool
) -> Iterator[Record]:
    written = next((cells[name] for name in EMAIL_COLUMNS if cells.get(name)), "")
    email = written.lower()
    if not _ADDRESS.fullmatch(email):
        yield Skipped(
            reason="broken", place=place, detail=f"{excerpt(written)} is no e-mail address"
        )
        return
    standing = _standing(cells, is_cleaned=is_cleaned)
    joined_at = _first_moment(cells, "confirm_time", "optin_time", "created_at")
    is_told = email in told
    if not is_told:
        told.add(email)
        yield Account(
            native_id=f"email:{email}",
            email=email,
            name=plain_line(f"{cells.get('first name', '')} {cells.get('last name', '')}"),
            joined_at=joined_at,
            state="active" if standing == "subscribed" else "left",
        )
    if standing == "unsubscribed":
        yield Consent(
            email=email,
            purposes=("digest",),
            answer="no",
            said_at=_first_moment(cells, *LEFT_COLUMNS),
            wording=UNSUBSCRIBED,
        )
    elif standing == "subscribed" and joined_at is not None:
        yield Consent(
            email=email,
            purposes=("newsletter",),
            answer="yes",
            said_at=joined_at,
            wording=SUBSCRIBED,
        )
    elif is_told:
        yield Skipped(reason="same address", place=place)


def _standing(cells: Mapping[str, str], *, is_cleaned: bool) -> Standing:
    """What the row says; in Mailchimp's exports the columns differ from file to file.

    A Substack reader without an active subscription does not pay, but gets the letters all the
    same: only the disabled address has left.
    """
    if is_cleaned:
        return "cleaned"
    if any(name in cells for name in LEFT_COLUMNS):
        return "unsubscribed"
    return "unsubscribed" if cells.get("email_disabled", "").lower() == "true" else "subscribed"


def _first_moment(cells: Mapping[str, str], *names: str) -> datetime | None:
    return next((moment for name in names if (moment := utc(cells.get(name)))), None)


def _is_list(header: frozenset[str]) -> bool:
    is_mailchimp = header >= MAILCHIMP and not header.isdisjoint(EMAIL_COLUMNS)
    return is_mailchimp or (header >= SUBSTACK and "post_id" not in header)


def _header(file: ExportFile) -> frozenset[str]:
    return frozenset(name.lower() for name in header_in(file.head()))
