"""Answers of Facebook's Graph API, saved as JSON: a page's posts with comments and reactions.

A file holds one answer, a list of them, several one after another, bare posts, or a page with its
posts inside. Since 2018 most commenters stand without `from`: they wrote, but nobody knows who.
`paging` is never kept: its addresses hold the key of whoever saved the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.facebook import (
    REACTIONS,
    page_of,
    page_records,
    post_url,
    short_name_in,
    title_of,
    without_token,
)
from importers.platforms.graph_values import has_more, is_count, items, text_or_none, total
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.text import clean_text, tidy
from importers.records import Account, PageMetric, Post, Reaction, Record, Skipped, Thread

PLATFORM = "facebook"
HOW_TO_EXPORT = "ask the Graph API again for the page's posts with their comments"
PACIFIC = ZoneInfo("America/Los_Angeles")
"""A day's figure ends at midnight there."""

_POST_ID = re.compile(rb'"id"\s*:\s*"[0-9]+_[0-9]+"')
_CREATED = re.compile(rb'"created_time"\s*:\s*"')
FEEDS = ("posts", "feed", "published_posts", "visitor_posts", "data")
ONLY_POSTS_HAVE = ("permalink_url", "story", "shares", "status_type", "is_published", "insights")
COUNTS = ("comments", "shares")


def identify(file: ExportFile) -> bool:
    """Whether there are posts with ids such as PAGE_POST and a created_time."""
    head = file.head()
    is_json = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return is_json and _POST_ID.search(head) is not None and _CREATED.search(head) is not None


def instance(file: ExportFile) -> str | None:
    """The page's id, which stands before the underscore of its first post's id.

    None when no post is whole; a comment's id, POST_COMMENT, looks the same and is never taken.
    """
    for found in objects(file, is_record=_is_surely_post):
        if isinstance(found, Found) and (page_id := _first_page(found.value)):
            return page_id
    return None


def _is_surely_post(value: JsonObject) -> bool:
    """Whether an object has what posts have and comments never do."""
    return "created_time" in value and any(name in value for name in ONLY_POSTS_HAVE)


def _first_page(value: JsonObject) -> str | None:
    if "created_time" in value:
        return page_of(text_or_none(value.get("id")))
    posts = (post for feed in FEEDS for post in items(value.get(feed)) if isinstance(post, dict))
    return next((page for post in posts if (page := _first_page(post))), None)


def also_known_as(file: ExportFile) -> tuple[str, ...]:
    """The page's short name in its first post's address, by which its own download calls itself."""
    for found in objects(file, is_record=_is_surely_post):
        if isinstance(found, Found) and (page_id := _first_page(found.value)):
            return _short_names(found.value, page_id)
    return ()


def _short_names(value: JsonObject, page_id: str) -> tuple[str, ...]:
    posts = [value] if "created_time" in value else []
    posts += [post for feed in FEEDS for post in items(value.get(feed)) if isinstance(post, dict)]
    short = (
        short_name_in(text_or_none(post.get("permalink_url")))
        for post in posts
        if _first_page(post) == page_id
    )
    return tuple(dict.fromkeys(name for name in short if name))


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated; the latest moment in the file counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The page, its posts as threads, the comments and who wrote them, reactions and figures."""
    page_id = instance(file)
    if page_id is None:
        raise ExportProblem(
            file.name,
            "holds no whole post of a page, expected objects with id, created_time and what was "
            "posted; save the answers again",
        )
    page = _Page(page_id)
    for found in objects(file, is_record=page.is_record):
        if isinstance(found, Found):
            yield from _answer(found.value, found.place, page)
        else:
            yield found
    if page.unfinished:
        yield Note(
            line="more comments or reactions than were saved here, at "
            f"{page.unfinished:,} of the posts; follow their paging.next when you save them again"
        )


@dataclass
class _Page:
    """What holds for the whole file, and what it told already."""

    native_id: str
    told: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    unfinished: int = 0

    def is_record(self, value: JsonObject) -> bool:
        """Whether an object is a post of the page or an answer with some, not part of a post."""
        if "created_time" in value:
            return page_of(text_or_none(value.get("id"))) == self.native_id
        posts = (post for feed in FEEDS for post in items(value.get(feed)))
        return any(isinstance(post, dict) and self.is_record(post) for post in posts)

    def page(self, page_id: str, author: object) -> Iterator[Record]:
        """The page's own records: at its first post, and once more when its name is known."""
        name = None
        if isinstance(author, dict) and text_or_none(author.get("id")) == page_id:
            name = plain_line(author.get("name"))
        if page_id not in self.told or (name and page_id not in self.named):
            self.told.add(page_id)
            if name:
                self.named.add(page_id)
            yield from page_records(page_id, name)

    def person(self, value: object) -> tuple[str | None, list[Account]]:
        """The native id of who is meant by a `from`, and its account when it is told first."""
        if not isinstance(value, dict):
            return None, []
        native_id = text_or_none(value.get("id"))
        if native_id is None or native_id in self.told:
            return native_id, []
        self.told.add(native_id)
        return native_id, [Account(native_id=native_id, name=plain_line(value.get("name")))]


def _answer(value: JsonObject, place: str, page: _Page) -> Iterator[Record]:
    """The records of one object of the file: an answer, a page with its posts, or a post."""
    if "error" in value:
        yield Skipped(
            reason="error",
            place=place,
            detail="an error that Facebook answered instead of posts; save this part again",
        )
    elif "created_time" in value:
        yield from _post(value, place, page)
    else:
        if text_or_none(value.get("id")) == page.native_id:
            yield from page.page(page.native_id, value)
        for feed in FEEDS:
            for post in items(value.get(feed)):
                if isinstance(post, dict):
                    yield from _answer(post, place, page)


def _post(value: JsonObject, place: str, page: _Page) -> Iterator[Record]:
    post_id = text_or_none(value.get("id"))
    created_at = utc(value.get("created_time"))
    if post_id is None or created_at is None:
        yield _without("post", post_id, place)
        return
    if value.get("is_published") is False:
        yield Skipped(reason="unpublished", place=f"post {post_id}")
        return
    page_id = page_of(post_id) or page.native_id
    yield from page.page(page_id, value.get("from"))
    author_id, accounts = page.person(value.get("from"))
    yield from accounts
    original = text_or_none(value.get("message"))
    text = tidy(clean_text(original)) if original else None
    story = plain_line(value.get("story")) or plain_line(value.get("name"))
    yield Thread(
        native_id=post_id,
        space_id=page_id,
        author_id=author_id,
        title=title_of(text) or story,
        kind="page post",
        created_at=created_at,
        url=without_token(text_or_none(value.get("permalink_url"))) or post_url(post_id),
        visibility="private" if value.get("is_hidden") is True else "public",
    )
    yield Post(
        native_id=post_id,
        thread_id=post_id,
        author_id=author_id,
        addressed=_tagged(value),
        kind="opening",
        created_at=created_at,
        edited_at=_edited(value),
        text_original=original,
        text=text,
    )
    yield from _reactions(value, post_id, page)
    for name in COUNTS:
        count = total(value.get(name))
        if count is not None:
            yield PageMetric(entity="post", native_id=post_id, metric=name, value=float(count))
    yield from _figures(value, post_id, place)
    page.unfinished += has_more(value)
    yield from _comments(value, post_id, post_id, place, page)


def _comments(
    value: JsonObject, thread_id: str, parent_id: str, place: str, page: _Page
) -> Iterator[Record]:
    """The comments of a post and, below a comment, the replies to it."""
    for comment in items(value.get("comments")):
        if not isinstance(comment, dict):
            yield Skipped(reason="broken", place=place, detail="a comment that is no object")
            continue
        comment_id = text_or_none(comment.get("id"))
        created_at = utc(comment.get("created_time"))
        if comment_id is None or created_at is None:
            yield _without("comment", comment_id, place)
            continue
        if comment.get("is_private") is True:
            yield Skipped(reason="private", place=f"comment {comment_id}")
            continue
        author_id, accounts = page.person(comment.get("from"))
        yield from accounts
        parent = comment.get("parent")
        original = text_or_none(comment.get("message"))
        likes = comment.get("like_count")
        yield Post(
            native_id=comment_id,
            thread_id=thread_id,
            parent_id=(text_or_none(parent.get("id")) if isinstance(parent, dict) else None)
            or parent_id,
            author_id=author_id,
            addressed=_tagged(comment),
            kind="comment",
            created_at=created_at,
            text_original=original,
            text=tidy(clean_text(original)) or None if original else None,
            like_count=likes if is_count(likes) else None,
        )
        yield from _reactions(comment, comment_id, page)
        yield from _comments(comment, thread_id, comment_id, place, page)


def _reactions(value: JsonObject, post_id: str, page: _Page) -> Iterator[Record]:
    """Reactions by name where they are given; those without one are counted."""
    edge = value.get("reactions") or value.get("likes")
    named = 0
    for reaction in items(edge):
        if not isinstance(reaction, dict):
            continue
        actor_id, accounts = page.person(reaction)
        if actor_id is None:
            continue
        yield from accounts
        kind = (text_or_none(reaction.get("type")) or "like").lower()
        yield Reaction(post_id=post_id, actor_id=actor_id, kind=kind)
        named += 1
    kinds = {kind: total(value.get(kind)) or 0 for kind in REACTIONS}
    if any(kinds.values()):
        # Asked for kind by kind: {"love": {"summary": {"total_count": 2}}}.
        for kind, count in kinds.items():
            if count and not named:
                yield Reaction(post_id=post_id, kind=kind, count=count)
    elif (rest := (total(edge) or 0) - named) > 0:
        kind = "reaction" if value.get("reactions") else "like"
        yield Reaction(post_id=post_id, kind=kind, count=rest)


def _figures(value: JsonObject, post_id: str, place: str) -> Iterator[Record]:
    """The insights of a post; a figure split by kind gives a record for each."""
    for insight in items(value.get("insights")):
        name = text_or_none(insight.get("name")) if isinstance(insight, dict) else None
        if name is None:
            yield Skipped(reason="broken", place=place, detail="a figure without a name")
            continue
        period = text_or_none(insight.get("period")) or "lifetime"
        metric = name if period in ("lifetime", "day") else f"{name} {period}"
        for entry in items(insight.get("values")):
            found = entry.get("value") if isinstance(entry, dict) else None
            day = None if period == "lifetime" else _counted_day(entry)
            split = found if isinstance(found, dict) else {None: found}
            for dimension, number in split.items():
                if isinstance(number, int | float) and not isinstance(number, bool):
                    yield PageMetric(
                        entity="post",
                        native_id=post_id,
                        metric=metric,
                        dimension=dimension,
                        metric_date=day,
                        value=float(number),
                    )


def _counted_day(entry: Any) -> date | None:
    """The day a figure counts: the one that ends at its end_time, in US Pacific time."""
    end = utc(entry.get("end_time")) if isinstance(entry, dict) else None
    return (end.astimezone(PACIFIC) - timedelta(seconds=1)).date() if end else None


def _tagged(value: JsonObject) -> tuple[str, ...]:
    """The accounts that a post or comment names by a link to them."""
    tags = value.get("message_tags")
    # Posts of old versions have lists by place: {"0": [tag]}.
    if isinstance(tags, dict):
        tags = [tag for group in tags.values() if isinstance(group, list) for tag in group]
    people = (
        text_or_none(tag.get("id"))
        for tag in (tags if isinstance(tags, list) else ())
        if isinstance(tag, dict) and tag.get("type") in ("user", "page", None)
    )
    return tuple(dict.fromkeys(native_id for native_id in people if native_id))


def _edited(value: JsonObject) -> datetime | None:
    """When a post was changed; updated_time also moves with each comment, so it is not used."""
    edits = [
        utc(edit.get("edit_time"))
        for edit in items(value.get("edit_actions"))
        if isinstance(edit, dict)
    ]
    return max((edit for edit in edits if edit), default=None)


def _without(what: str, native_id: str | None, place: str) -> Skipped:
    missing = "id" if native_id is None else "readable created_time"
    return Skipped(
        reason="broken",
        place=f"{what} {native_id}" if native_id else place,
        detail=f"a {what} without {missing}",
    )
