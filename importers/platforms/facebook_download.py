"""What tells the files of Facebook's "Download your information" apart, in JSON and in HTML.

Over the years the folders were `posts/`, `your_facebook_activity/posts/`, and for today's pages
`this_profile's_activity_across_facebook/posts/`; what the files hold stayed nearly the same, so
they are told by that. Names only help with the dozens of files that are no talk.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from importers.importer import ExportFile
from importers.reading.moments import utc

Shape = Literal["html", "readable", "companion"]

# The lists an export's files are made of; each ended in a number that grew over the years.
_LIST = re.compile(
    rb'\{\s*"(followers|following|friends|comments|your_events|events_hosted|events_you_hosted'
    rb"|hosted_events|videos|profile|event_responses|events_invited|page_likes|pages_followed"
    rb'|photos|albums|stories|group_posts|group_comments)_v[0-9]+"\s*:'
)
_OTHER_LIST = re.compile(rb'\{\s*"[a-z][a-z_]{2,80}_v[0-9]{1,2}"\s*:\s*[\[{]')
_POST = re.compile(rb'\[?\s*\{\s*"(?:timestamp|attachments|data|title|media|tags|place)"\s*:')
_ACTIVITY = re.compile(rb'"(?:post|update_timestamp|comment|reaction|media|external_context)"\s*:')
_LABELS = re.compile(rb'"label_values"\s*:')
_PARTICIPANTS = re.compile(rb'"participants"\s*:\s*\[')
_SENDER = re.compile(rb'"sender_name"\s*:')

_HTML_CLASS = re.compile(
    rb"""class=["'][^"'<>]{0,200}(?<![\w-])(?:_a6-[a-z]|_a7[0-9][0-9a-z]|_3-9[0-9]|_2ph-|_5vb_"""
    rb"""|uiBoxWhite|fb_content)(?=[\s"'])"""
)
_HTML_FOLDER = re.compile(rb"your_facebook_activity|activity_across_facebook|facebook\.com/")

# facebook-lamptable-2026-11-15.zip, facebook-lamptable-15_11_2026-x7Qp3sYd.zip
_ARCHIVE = re.compile(
    r"(?:^|/)facebook-([\w.]+)-(?:([0-9]{4}-[0-9]{2}-[0-9]{2})|([0-9]{2}_[0-9]{2}_[0-9]{4}))"
)
_FOLDER = re.compile(r"(?:^|/)(?:this_profile.{0,3}s_activity_across|your)_facebook(?:_activity)?/")


def shape_of(file: ExportFile) -> Shape | None:
    """What kind of the download's files this is; None when it is none of them."""
    head = file.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    is_inside = _ARCHIVE.search(file.name) is not None or _FOLDER.search(file.name) is not None
    if head[:1] == b"<":
        return "html" if _is_html(head, file.name, is_inside=is_inside) else None
    if head[:1] not in (b"{", b"["):
        return None
    if _is_readable(head):
        return "readable"
    # Saved Graph API answers may lie in the same folder; another importer reads them.
    is_companion = is_inside or _OTHER_LIST.match(head) is not None
    return "companion" if is_companion and b'"created_time"' not in head else None


def _is_readable(head: bytes) -> bool:
    """Whether it has the shape of the lists, posts, actions or messages we know."""
    if _LIST.match(head):
        return True
    if head[:1] == b"{" and _PARTICIPANTS.search(head) and _SENDER.search(head):
        return True
    if b'"timestamp"' not in head or not _POST.match(head):
        return False
    return _ACTIVITY.search(head) is not None or _LABELS.search(head) is not None


def _is_html(head: bytes, name: str, *, is_inside: bool) -> bool:
    if is_inside and name.lower().endswith((".html", ".htm")):
        return True
    if b"<html" not in head[:2048].lower():
        return False
    classes = {found.group() for found in _HTML_CLASS.finditer(head)}
    return len(classes) > 1 or (bool(classes) and _HTML_FOLDER.search(head) is not None)


def archive_page(name: str) -> str | None:
    """The page's short name, which Facebook puts into the archive's name; None when it is not."""
    found = _ARCHIVE.search(name)
    return found.group(1).lower() if found else None


def archive_day(name: str) -> datetime | None:
    """The day in the archive's name; None when it was renamed."""
    found = _ARCHIVE.search(name)
    if found is None:
        return None
    written, day_first = found.group(2), found.group(3)
    return utc(written or "-".join(reversed(day_first.split("_"))))
