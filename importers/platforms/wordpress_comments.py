"""Comments as WordPress exports them below the item they belong to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from importers.platforms.blog import Body, guest_id
from importers.reading.moments import from_seconds, utc
from importers.reading.names import plain_line
from importers.reading.text import one_line
from importers.reading.xml_items import Element
from importers.records import Account, Post, Reaction, Record, Skipped

SPOKEN = frozenset(["", "comment", "review"])
LINKS = frozenset(["pingback", "trackback", "webmention"])
NOT_SHOWN = {"spam": "spam", "trash": "deleted", "post-trashed": "deleted"}
WAS_SHOWN = frozenset(["1", "approve", "approved", "publish", "closed"])


def meta(element: Element, kind: str, key: str) -> str | None:
    """The value of one custom field of an item ('postmeta') or a comment ('commentmeta')."""
    for field in element.all(f"wp:{kind}"):
        if field.value("wp:meta_key") == key:
            return field.value("wp:meta_value")
    return None


def removed_at(element: Element, kind: str) -> datetime | None:
    """When something that had been shown was thrown away; None: it never was shown, or unknown."""
    if meta(element, kind, "_wp_trash_meta_status") not in WAS_SHOWN:
        return None
    return from_seconds(meta(element, kind, "_wp_trash_meta_time"))


def comment_records(
    comment: Element, *, post_id: str, thread_id: str, place: str, told: set[str]
) -> Iterator[Record]:
    """The comment with its author when new, a pingback as a reaction, or why it is left out.

    told: the accounts named before; grows. Many comments lack most of their fields: without an
    approval they count as shown, without an id they get one out of what they hold.
    """
    kind = (comment.value("wp:comment_type") or "").lower()
    approved = comment.value("wp:comment_approved") or "1"
    created_at = utc(comment.value("wp:comment_date_gmt")) or utc(comment.value("wp:comment_date"))
    deleted_at = None
    if approved != "1":
        deleted_at = removed_at(comment, "commentmeta")
        if deleted_at is None or kind not in SPOKEN:
            yield Skipped(reason=NOT_SHOWN.get(approved, "unapproved"), place=place)
            return
    if kind in LINKS:
        yield Reaction(post_id=post_id, kind=kind, created_at=created_at)
        return
    if kind not in SPOKEN:
        yield Skipped(reason="other type", place=place)
        return
    body = Body(comment.value("wp:comment_content"))
    author = _author(comment)
    if body.original is None:
        yield Skipped(reason="empty", place=place)
        return
    if author and author.native_id not in told and deleted_at is None:
        told.add(author.native_id)
        yield author
    parent = comment.value("wp:comment_parent") or "0"
    yield Post(
        native_id=_id(comment, post_id),
        thread_id=thread_id,
        parent_id=post_id if parent == "0" else f"comment-{parent}",
        author_id=author.native_id if author else None,
        quoted=() if deleted_at else body.quoted,
        mentioned=() if deleted_at else body.mentioned,
        kind="comment",
        created_at=created_at,
        deleted_at=deleted_at,
        text_format="html",
        text_original=None if deleted_at else body.original,
        text=None if deleted_at else body.text,
    )


def _id(comment: Element, post_id: str) -> str:
    """'comment-' and its number, or a hash of what it holds: posts and comments count apart."""
    number = comment.value("wp:comment_id")
    if number and number != "0":
        return f"comment-{number}"
    facts = [post_id] + [
        comment.value(f"wp:comment_{field}") or ""
        for field in ("date_gmt", "date", "author", "content")
    ]
    return "comment-" + hashlib.sha256("\0".join(facts).encode()).hexdigest()[:16]


def _author(comment: Element) -> Account | None:
    """Who wrote it: a user of the site by number, else a guest by address or name."""
    name = plain_line(one_line(comment.value("wp:comment_author")))
    email = comment.value("wp:comment_author_email")
    user = comment.value("wp:comment_user_id") or "0"
    if user != "0":
        return Account(native_id=user, name=name)
    native_id = guest_id(name, email)
    if native_id is None:
        return None
    return Account(
        native_id=native_id, name=name, email=email.lower() if email else None, role="guest"
    )
