"""The XML file that WordPress exports ("WXR" 1.0, 1.1, 1.2): posts, pages and their comments.

Authors are named by login, commenters by their number if they are users of the site; the list at
the head joins the two, and 1.0 has none. Forums of bbPress come as item types of their own: forum,
topic, reply. Pingbacks and trackbacks are reactions of nobody: other sites' links, not people.
A big site exports several files, which agree on every id. Categories and tags are topics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.blog import Body, guest_id, rfc_moment, title_in
from importers.platforms.wordpress_comments import comment_records, meta, removed_at
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.text import html_to_text
from importers.reading.xml import root_name
from importers.reading.xml_items import Element, Item, read_items
from importers.records import Account, Post, Record, Skipped, Space, Thread, Visibility

PLATFORM = "wordpress"
HOW_TO_EXPORT = "WordPress: Tools, Export, All content"

TERMS = frozenset(["wp:category", "wp:tag", "wp:term"])
KINDS = {"post": "blog", "page": "page", "topic": "discussion", "attachment": "photo"}
TOPIC_DOMAINS = frozenset(["category", "tag", "post_tag", "topic-tag"])
STATUSES: dict[str, Visibility] = {
    "publish": "public",
    "inherit": "public",
    "closed": "public",
    "private": "private",
    "hidden": "private",
}
LEFT_OUT = {
    "draft": "draft",
    "auto-draft": "draft",
    "pending": "unapproved",
    "future": "scheduled",
    "spam": "spam",
    "trash": "deleted",
}

_BLOG_URL = re.compile(
    rb"<(?:wp:base_blog_url|link)>\s*(?:<!\[CDATA\[)?\s*https?://([^<\s\]]{1,300})", re.IGNORECASE
)
_CREATED = re.compile(rb'<!--\s*generator="WordPress/[^"]{0,80}"\s+created="([^"]{10,25})"')


def identify(file: ExportFile) -> bool:
    """Whether it is an RSS feed with the names of WordPress's exports."""
    head = file.head()
    return root_name(head) == "rss" and b"wordpress.org/export/" in head


def instance(file: ExportFile) -> str | None:
    """The blog's host, with the folder it lies in, if it lies in one."""
    found = _BLOG_URL.search(file.head().partition(b"<item")[0])
    return found.group(1).decode("utf-8", "replace").strip("/").lower() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """The minute in the comment at the head, which is UTC."""
    found = _CREATED.search(file.head())
    return utc(found.group(1).decode("ascii", "replace")) if found else None


def read(file: ExportFile) -> Iterator[Record]:
    """Authors, posts and pages as threads with their comments, bbPress forums, topics, replies."""
    site = _Site()
    count = undated = 0
    for found in read_items(file.path, name=file.name, tags={"item", "wp:author", *TERMS}):
        if not isinstance(found, Item):
            yield found
        elif found.element.name == "item":
            count += 1
            for record in site.item(found.element, f"line {found.line}"):
                undated += isinstance(record, Post) and record.created_at is None
                yield record
        elif found.element.name == "wp:author":
            yield from site.author(found.element, f"line {found.line}")
        else:
            yield Skipped(reason="term")
    if site.local_times:
        yield Note(
            line=f"{site.local_times:,} moments are stated in the site's own time only; "
            "they were taken for UTC"
        )
    if undated:
        yield Note(line=f"{undated:,} posts and comments have no date that can be read")
    if count == 0:
        yield Note(line="holds no posts and no pages, expected <item> elements; export again")


@dataclass
class _Site:
    """What the items of one file are read with."""

    ids: dict[str, str] = field(default_factory=dict)
    """Login to native id, from the list of authors."""
    told: set[str] = field(default_factory=set)
    local_times: int = 0

    def author(self, element: Element, place: str) -> Iterator[Record]:
        """One of the site's authors."""
        login = element.value("wp:author_login")
        native_id = element.value("wp:author_id") or (f"login:{login}" if login else None)
        if native_id is None:
            yield Skipped(reason="broken", place=place, detail="an author without id and login")
            return
        if login:
            self.ids[login] = native_id
        self.told.add(native_id)
        names = [element.value(f"wp:author_{part}_name") for part in ("display", "first", "last")]
        email = element.value("wp:author_email")
        yield Account(
            native_id=native_id,
            handle=login,
            name=plain_line(names[0]) or plain_line(" ".join(filter(None, names[1:]))),
            email=email.lower() if email else None,
        )

    def item(self, item: Element, place: str) -> Iterator[Record]:
        """What one item holds, or why it is left out; then its comments."""
        native_id = item.value("wp:post_id")
        kind = item.value("wp:post_type") or "post"
        status = item.value("wp:status") or "publish"
        comments = list(item.all("wp:comment"))
        place = f"{kind} {native_id}" if native_id else place
        if native_id is None:
            yield Skipped(reason="broken", place=place, detail="an item without wp:post_id")
        elif kind not in KINDS and kind not in ("forum", "reply") and not comments:
            # Menus, revisions, styles, the types of plugins: nobody speaks in them.
            yield Skipped(reason="other type", place=place)
        elif kind == "attachment" and not comments:
            yield Skipped(reason="media", place=place)
        elif status in LEFT_OUT:
            yield from self._left_out(item, native_id, kind, status, place)
        elif kind == "forum":
            yield self._forum(item, native_id)
        else:
            yield from self._written(item, native_id, kind, place)
            for comment in comments:
                yield from comment_records(
                    comment,
                    post_id=native_id,
                    thread_id=_thread_id(item, native_id, kind) or native_id,
                    place=f"comment {comment.value('wp:comment_id') or 'of ' + place}",
                    told=self.told,
                )
            return
        for _ in comments:
            yield Skipped(reason="left out", place=place)

    def _left_out(
        self, item: Element, native_id: str, kind: str, status: str, place: str
    ) -> Iterator[Record]:
        """Skipped; or, when it had been shown before, the post with the moment it went."""
        deleted_at = removed_at(item, "postmeta")
        thread_id = _thread_id(item, native_id, kind)
        if deleted_at is None or thread_id is None or kind == "forum":
            yield Skipped(reason=LEFT_OUT[status], place=place)
            return
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            kind="reply" if kind == "reply" else "opening",
            created_at=self._moment(item),
            deleted_at=deleted_at,
        )

    def _forum(self, item: Element, native_id: str) -> Space:
        return Space(
            native_id=native_id,
            name=title_in(item.value("title")),
            kind="forum",
            parent_id=_number(item.value("wp:post_parent")),
            description=html_to_text(item.value("content:encoded")),
            visibility=_visibility(item),
            created_at=self._moment(item),
        )

    def _written(self, item: Element, native_id: str, kind: str, place: str) -> Iterator[Record]:
        """A thread and its first post, or a reply."""
        created_at = self._moment(item)
        thread_id = _thread_id(item, native_id, kind)
        if thread_id is None:
            yield Skipped(reason="broken", place=place, detail="a reply without its topic")
            return
        author = self._author(item)
        if author and author.native_id not in self.told:
            self.told.add(author.native_id)
            yield author
        author_id = author.native_id if author else None
        if kind != "reply":
            yield Thread(
                native_id=native_id,
                space_id=_number(item.value("wp:post_parent")) if kind == "topic" else None,
                author_id=author_id,
                title=title_in(item.value("title")),
                kind=KINDS.get(kind, "page"),
                created_at=created_at,
                url=item.value("link"),
                visibility=_visibility(item),
                topics=_topics(item),
                is_closed=True if item.value("wp:status") == "closed" else None,
            )
        body = Body(item.value("content:encoded"))
        modified_at = utc(item.value("wp:post_modified_gmt"))
        was_edited = modified_at and created_at and modified_at > created_at
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=_parent_id(item, thread_id) if kind == "reply" else None,
            author_id=author_id,
            quoted=body.quoted,
            mentioned=body.mentioned,
            kind="reply" if kind == "reply" else "opening",
            created_at=created_at,
            edited_at=modified_at if was_edited else None,
            text_format="html",
            text_original=body.original,
            text=body.text,
        )

    def _author(self, item: Element) -> Account | None:
        """The author by login; a guest of a bbPress forum by what they stated."""
        login = item.value("dc:creator")
        if login:
            return Account(native_id=self.ids.get(login, f"login:{login}"), handle=login)
        name = plain_line(meta(item, "postmeta", "_bbp_anonymous_name"))
        email = meta(item, "postmeta", "_bbp_anonymous_email")
        native_id = guest_id(name, email)
        if native_id is None:
            return None
        return Account(
            native_id=native_id, name=name, email=email.lower() if email else None, role="guest"
        )

    def _moment(self, item: Element) -> datetime | None:
        stated = utc(item.value("wp:post_date_gmt")) or rfc_moment(item.value("pubDate"))
        if stated is not None:
            return stated
        local = utc(item.value("wp:post_date"))
        self.local_times += local is not None
        return local


def _thread_id(item: Element, native_id: str, kind: str) -> str | None:
    """The topic that a bbPress reply belongs to; everything else is a thread of its own."""
    if kind != "reply":
        return native_id
    return _number(meta(item, "postmeta", "_bbp_topic_id")) or _number(item.value("wp:post_parent"))


def _parent_id(item: Element, thread_id: str) -> str | None:
    """The reply that a bbPress reply answers; None when forums are not threaded."""
    parent = _number(meta(item, "postmeta", "_bbp_reply_to"))
    return parent if parent != thread_id else None


def _number(text: str | None) -> str | None:
    """An id; WordPress writes 0 for none."""
    return text if text and text != "0" else None


def _visibility(item: Element) -> Visibility:
    """As the item states it; a topic that hides nothing itself is as visible as its forum."""
    if item.value("wp:post_password"):
        return "private"
    stated = STATUSES.get(item.value("wp:status") or "publish", "unknown")
    is_topic = item.value("wp:post_type") == "topic" and _number(item.value("wp:post_parent"))
    return "unknown" if is_topic and stated == "public" else stated


def _topics(item: Element) -> tuple[str, ...]:
    names = (
        plain_line(category.text)
        for category in item.all("category")
        if category.attributes.get("domain") in TOPIC_DOMAINS
        and category.attributes.get("nicename") != "uncategorized"
    )
    return tuple(dict.fromkeys(name for name in names if name))
