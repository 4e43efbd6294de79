"""A blog's backup from Blogger: the older Atom export, and the feed that Google Takeout gives.

The older one tells posts, pages, comments, settings and the template apart by a category; its
comments name the post in `thr:in-reply-to` and the comment answered in a link. The newer one has
elements of its own for all of that. People are known by the number of their profile, guests by
name; Blogger hides everyone's address. Labels are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.blog import Body, title_in
from importers.reading.excerpts import excerpt
from importers.reading.moments import utc
from importers.reading.names import name_id, plain_line
from importers.reading.xml import root_name
from importers.reading.xml_items import Element, Item, read_items
from importers.records import Account, Post, Record, Skipped, Thread

PLATFORM = "blogger"
HOW_TO_EXPORT = "Blogger: Settings, Back up content; or Google Takeout with Blogger alone"

KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
LABEL_SCHEMES = ("http://www.blogger.com/atom/ns#", "tag:blogger.com")
HIDDEN_ADDRESS = "noreply@blogger.com"
NOBODY = frozenset(["anonymous", "unknown", "noreply"])
THREADS = {"post": "blog", "page": "page"}
LEFT_OUT = {
    "DRAFT": "draft",
    "SCHEDULED": "scheduled",
    "SPAM": "spam",
    "PENDING": "unapproved",
    "SOFT_TRASHED": "deleted",
    "HARD_TRASHED": "deleted",
    "EMPTIED": "deleted",
}

_MARK = re.compile(
    rb"schemas\.google\.com/blogger/20(?:08|18)|tag:blogger\.com,1999:blog-|www\.blogger\.com"
)
_BLOG = re.compile(rb"<id>\s*tag:blogger\.com,1999:blog-([0-9]{1,30})")
_POST = re.compile(r"(?:post|page)-([0-9]{1,30})\s*$")
_PROFILE = re.compile(r"blogger\.com/(?:profile|feeds)/([0-9]{1,30})")
_COMMENT_LINK = re.compile(r"/comments/default/([0-9]{1,30})")


@dataclass(frozen=True)
class _Entry:
    """One entry, whichever of the two exports it stands in."""

    native_id: str | None
    kind: str
    """post, page, comment, settings, template."""
    status: str
    """LIVE, or why it was not to be seen."""
    post_id: str | None
    """Of a comment: the post below which it stands."""
    answers_id: str | None
    """Of a comment: the comment it answers."""
    trashed_at: datetime | None = None


def identify(file: ExportFile) -> bool:
    """Whether it is an Atom feed with Blogger's names."""
    head = file.head()
    return root_name(head) == "feed" and _MARK.search(head) is not None


def instance(file: ExportFile) -> str | None:
    """The blog's number."""
    found = _BLOG.search(file.head())
    return found.group(1).decode() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated: the feed's own moment is that of the last change."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Posts and pages as threads with their comments; drafts, spam and settings as Skipped."""
    told: set[str] = set()
    for found in read_items(file.path, name=file.name, tags={"entry"}):
        if not isinstance(found, Item):
            yield found
            continue
        element = found.element
        entry = _newer(element) if element.first("blogger:type") else _older(element)
        yield from _records(element, entry, f"line {found.line}", told)


def _records(element: Element, entry: _Entry, place: str, told: set[str]) -> Iterator[Record]:
    created_at = utc(element.value("published")) or utc(element.value("blogger:created"))
    thread_id = entry.post_id if entry.kind == "comment" else entry.native_id
    place = f"{entry.kind} {entry.native_id}" if entry.native_id else place
    if entry.kind not in THREADS and entry.kind != "comment":
        yield Skipped(reason="companion")
    elif entry.native_id is None or thread_id is None:
        yield Skipped(
            reason="broken", place=place, detail="an entry without its id, or without its post's"
        )
    elif entry.status != "LIVE":
        if entry.trashed_at is None:
            yield Skipped(reason=LEFT_OUT.get(entry.status, "unapproved"), place=place)
            return
        yield Post(
            native_id=entry.native_id,
            thread_id=thread_id,
            kind="comment" if entry.kind == "comment" else "opening",
            created_at=created_at,
            deleted_at=entry.trashed_at,
        )
    elif created_at is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"published is {excerpt(element.value('published'))}, "
            "expected 2010-11-29T12:35:44.027-08:00",
        )
    else:
        yield from _shown(element, entry, entry.native_id, thread_id, created_at, told)


def _shown(
    element: Element,
    entry: _Entry,
    native_id: str,
    thread_id: str,
    created_at: datetime,
    told: set[str],
) -> Iterator[Record]:
    author = _author(element)
    if author and author.native_id not in told:
        told.add(author.native_id)
        yield author
    author_id = author.native_id if author else None
    if entry.kind in THREADS:
        yield Thread(
            native_id=native_id,
            author_id=author_id,
            title=title_in(element.value("title")),
            kind=THREADS[entry.kind],
            created_at=created_at,
            url=_link(element, "alternate"),
            visibility="public",
            topics=_labels(element),
        )
    content = element.first("content")
    body = Body(content.text if content else None)
    updated_at = utc(element.value("updated"))
    # A comment's own update is the moment that Blogger last counted it, not an edit.
    is_edited = entry.kind in THREADS and updated_at is not None and updated_at > created_at
    yield Post(
        native_id=native_id,
        thread_id=thread_id,
        parent_id=(entry.answers_id or thread_id) if entry.kind == "comment" else None,
        author_id=author_id,
        quoted=body.quoted,
        mentioned=body.mentioned,
        kind="comment" if entry.kind == "comment" else "opening",
        created_at=created_at,
        edited_at=updated_at if is_edited else None,
        text_format="html",
        text_original=body.original,
        text=body.text,
    )


def _older(element: Element) -> _Entry:
    """What an entry of the older export is."""
    kind = next(
        (
            category.attributes.get("term", "").rpartition("#")[2]
            for category in element.all("category")
            if category.attributes.get("scheme") == KIND_SCHEME
        ),
        "",
    )
    control = element.first("app:control")
    is_draft = control is not None and control.value("app:draft") == "yes"
    reply = element.first("thr:in-reply-to")
    answered = _COMMENT_LINK.search(_link(element, "related") or "")
    return _Entry(
        native_id=_number(element.value("id")),
        kind=kind,
        status="DRAFT" if is_draft else "LIVE",
        post_id=_number(reply.attributes.get("ref")) if reply else None,
        answers_id=answered.group(1) if answered else None,
    )


def _newer(element: Element) -> _Entry:
    """What an entry of the newer export is."""
    return _Entry(
        native_id=_number(element.value("id")),
        kind=(element.value("blogger:type") or "").lower(),
        status=(element.value("blogger:status") or "LIVE").upper(),
        post_id=_number(element.value("blogger:parent")),
        answers_id=_number(element.value("blogger:inReplyTo")),
        trashed_at=utc(element.value("blogger:trashed")),
    )


def _author(element: Element) -> Account | None:
    """Who wrote it; None for those who stayed anonymous."""
    author = element.first("author")
    if author is None:
        return None
    name = plain_line(author.value("name"))
    url = author.value("uri")
    email = (author.value("email") or "").lower()
    found = _PROFILE.search(url or "")
    if found:
        return Account(
            native_id=found.group(1),
            name=name,
            url=url,
            email=email if "@" in email and email != HIDDEN_ADDRESS else None,
        )
    if name is None or name.lower() in NOBODY:
        return None
    return Account(native_id=name_id(name), name=name, role="guest")


def _labels(element: Element) -> tuple[str, ...]:
    terms = (
        plain_line(category.attributes.get("term"))
        for category in element.all("category")
        if category.attributes.get("scheme", "").startswith(LABEL_SCHEMES)
    )
    return tuple(dict.fromkeys(term for term in terms if term))


def _link(element: Element, relation: str) -> str | None:
    return next(
        (
            link.attributes.get("href")
            for link in element.all("link")
            if link.attributes.get("rel") == relation
        ),
        None,
    )


def _number(text: str | None) -> str | None:
    """The number at the end of 'tag:blogger.com,1999:blog-1.post-2'."""
    found = _POST.search(text or "")
    return found.group(1) if found else None
