"""Calendar files for circles: iCalendar (RFC 5545), one event each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from publisher.facts import Circle, CommunityInfo
from publisher.private_text import plain

LONGEST_LINE = 75
"""Octets of a line, without its end; RFC 5545, 3.1."""


def calendar(circle: Circle, community: CommunityInfo, *, now: datetime) -> str:
    """The circle's calendar file: times in UTC, nobody invited in it.

    The event keeps its UID for as long as the circle keeps its file name, so a calendar that has it
    moves it when day or place change. now: when the file was made; of two the later one counts.
    """
    page = f"{community.site_url}/circles/{circle.slug}.html" if community.site_url else ""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//communis//{_text(community.name)}//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_uid(circle, community)}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(circle.starts_at)}",
        f"DTEND:{_moment(circle.ends_at)}",
        f"SUMMARY:{_text(circle.title)}",
        f"LOCATION:{_text(circle.where)}",
        *([f"DESCRIPTION:{_text(f'Bring: {circle.bring}')}"] if circle.bring else ()),
        *([f"URL:{page}"] if page else ()),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _uid(circle: Circle, community: CommunityInfo) -> str:
    """Thirty-two letters, without a figure or a host: nothing that looks like an address."""
    name = f"{community.site_url or community.id} circle {circle.slug}"
    digits = hashlib.sha256(name.encode()).hexdigest()[:32]
    return digits.translate(str.maketrans("0123456789", "ghijklmnop"))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    """The text as a value of type TEXT; RFC 5545, 3.3.11."""
    escaped = plain(text).replace("\\", "\\\\")
    return escaped.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets, all but the first after a space."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > LONGEST_LINE:
            yield piece
            piece = " "
        piece += sign
    yield piece
