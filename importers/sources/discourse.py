"""Discourse: answers of its API saved as files, and archives of them with one topic a line.

Accounts are known by their user name, which is unique whatever its case, because an archive of
topics holds no other id of them. A post says which one it answers by its number in the topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.discourse_accounts import Accounts, account_id
from importers.platforms.discourse_posts import Words, kind_of, likes, reason_to_skip
from importers.reading.bytes import open_bytes, text_chunks
from importers.reading.json_values import a_count, a_text, an_id, an_object, objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import Found, JsonObject, document, lines, objects
from importers.reading.limits import MIB
from importers.reading.moments import utc
from importers.reading.notes import Note
from importers.reading.text import html_to_text, one_line
from importers.records import Post, Reaction, Record, Skipped, Space, Thread, Visibility

PLATFORM = "discourse"
HOW_TO_EXPORT = "save the same answers again: /latest.json, /t/ID.json and /posts.json"

MARKS = (
    ("post_stream.posts",),
    ("chunk_size", "archetype", "posts_count"),
    ("posts.post_number", "posts.cooked"),
    ("latest_posts",),
    ("private_posts",),
    ("topic_list.topics",),
    ("topic_list.per_page",),
    ("category_list.categories",),
    ("directory_items",),
    ("post_action_users",),
    ("user_actions",),
    ("user_badges",),
    ("user.username", "user.trust_level"),
    ("members.username", "members.name"),
    ("post_number", "topic_id", "cooked"),
    ("username", "trust_level"),
    ("automatic", "user_count", "visible"),
)
"""Keys of which all of one row stand in the first object of a file of ours."""

_ARCHETYPE = re.compile(r'"archetype"\s*:\s*"(\w+)"')
_NEXT_LINE = re.compile(rb"\n\s*\{")
_OVERLAP = 256
"""Of two pieces of a file, so that nothing searched for is cut in two."""
_AVATAR_HOST = re.compile(rb'"avatar_template"\s*:\s*"[^"]*?/user_avatar/([a-z0-9.-]+\.[a-z]+)/')


def identify(file: ExportFile) -> bool:
    """Whether the keys at the beginning are those of Discourse."""
    keys = beginning(file)
    return any(keys.has(*mark) for mark in MARKS)


def instance(file: ExportFile) -> str | None:
    """The host in the address of an uploaded avatar; trimmed archives state none."""
    match = _AVATAR_HOST.search(file.head())
    return match.group(1).decode() if match else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Threads and posts as they come, then each account once with the most that is known of it."""
    accounts = Accounts()
    problem: ExportProblem | None = None
    try:
        for item in _values(file):
            if isinstance(item, Record):
                yield item
            else:
                yield from _Answer(accounts, item.place).records(item.value)
    except ExportProblem as error:
        problem = error
    yield from accounts.records()
    if problem is not None:
        raise problem


def _values(file: ExportFile) -> Iterator[Found | Skipped | Note]:
    """The answers in the file: one, or one a line; of a damaged one, the posts that are whole."""
    keys = beginning(file)
    if keys.opening == "{" and (keys.is_row or _has_long_lines(file)):
        yield from lines(file)
        return
    try:
        value = document(file)
    except ExportProblem:
        yield from _rescued(file, is_public=keys.has("latest_posts") or _is_regular(file))
        return
    if isinstance(value, dict):
        yield Found(value, "the file")
    for number, part in enumerate(objects_in(value), start=1):
        yield Found(part, f"item {number}")


def _has_long_lines(file: ExportFile) -> bool:
    """Whether it holds an object a line, the first one longer than what tells files apart."""
    # A damaged gzip is told of when its objects are read.
    with suppress(ExportProblem), open_bytes(file.path, name=file.name) as stream:
        before = stream.read(MIB)
        if b"\n" in before.strip():
            return False
        while data := stream.read(MIB):
            if _NEXT_LINE.search(before[-_OVERLAP:] + data):
                return True
            before = data
    return False


def _rescued(file: ExportFile, *, is_public: bool) -> Iterator[Found | Skipped | Note]:
    """The whole topics and posts of a damaged answer, unless they may be a private message."""
    is_unsure = False
    for item in objects(file, is_record=_is_topic_or_post):
        if isinstance(item, Found) and _is_post(item.value) and not is_public:
            is_unsure = True
            yield Skipped(reason="unsure", place=item.place)
        else:
            yield item
    if is_unsure:
        yield Note(
            line="the topic is cut off before it says whether it is a private message, so its "
            "posts are left out; save it again"
        )


def _is_regular(file: ExportFile) -> bool:
    """Whether what is left of an answer says that its topics are no private messages."""
    found: set[str] = set()
    before = ""
    with suppress(ExportProblem):
        for text in text_chunks(file.path, name=file.name):
            found.update(_ARCHETYPE.findall(before + text))
            before = text[-_OVERLAP:]
    return found == {"regular"}


def _is_post(value: JsonObject) -> bool:
    return "post_number" in value and "cooked" in value and "topic_id" in value


def _is_topic_or_post(value: JsonObject) -> bool:
    return _is_post(value) or ("id" in value and ("posts" in value or "post_stream" in value))


class _Answer:
    """One answer of the API, taken apart."""

    def __init__(self, accounts: Accounts, place: str) -> None:
        self._accounts = accounts
        self._place = place

    def records(self, value: JsonObject) -> Iterator[Record]:
        for user in objects_in(value.get("users")):
            self._accounts.add(user)
        if "topic_list" in value:
            for topic in objects_in(an_object(value["topic_list"]).get("topics")):
                yield from self._topic(topic)
        elif "latest_posts" in value:
            yield from self._posts(objects_in(value["latest_posts"]), is_whole=False)
        elif "private_posts" in value:
            for _ in objects_in(value["private_posts"]):
                yield Skipped(reason="private", place=self._place)
        elif "category_list" in value:
            for category in objects_in(an_object(value["category_list"]).get("categories")):
                yield from self._category(category, parent_id=None)
        elif "post_stream" in value or "posts" in value:
            yield from self._topic_with_posts(value)
        elif _is_post(value):
            yield from self._posts([value], is_whole=False)
        else:
            yield from self._people(value)

    def _people(self, value: JsonObject) -> Iterator[Record]:
        """Lists of people; what else the API answers is left out."""
        if "username" in value:
            self._accounts.add(value)
        elif "user" in value:
            self._accounts.add(an_object(value["user"]))
        elif "members" in value or "directory_items" in value:
            for item in objects_in(value.get("members") or value.get("directory_items")):
                self._accounts.add(an_object(item.get("user")) or item)
        elif "post_action_users" in value:
            for user in objects_in(value["post_action_users"]):
                self._accounts.add(user)
                # The answer does not say which post was liked: only its address did.
                yield Skipped(reason="no post", place=self._place)
        elif "user_actions" in value:
            for _ in objects_in(value["user_actions"]):
                yield Skipped(reason="excerpt", place=self._place)
        elif "user_badges" in value:
            for _ in objects_in(value["user_badges"]):
                yield Skipped(reason="badge", place=self._place)
        else:
            yield Skipped(reason="group" if "automatic" in value else "other", place=self._place)

    def _category(self, category: JsonObject, parent_id: str | None) -> Iterator[Record]:
        native_id = an_id(category.get("id"))
        if native_id is None:
            yield Skipped(reason="broken", place=self._place, detail="a category without an id")
            return
        is_restricted = category.get("read_restricted")
        yield Space(
            native_id=native_id,
            name=one_line(a_text(category.get("name"))),
            kind="category",
            parent_id=an_id(category.get("parent_category_id")) or parent_id,
            description=html_to_text(a_text(category.get("description"))),
            visibility="unknown" if is_restricted is None else _open(not is_restricted),
        )
        for inner in objects_in(category.get("subcategory_list")):
            yield from self._category(inner, parent_id=native_id)
        for topic in objects_in(category.get("topics")):
            yield from self._topic(topic)

    def _topic(self, topic: JsonObject, first_author: str | None = None) -> Iterator[Record]:
        native_id = an_id(topic.get("id"))
        if native_id is None:
            yield Skipped(reason="broken", place=self._place, detail="a topic without an id")
            return
        if topic.get("archetype") == "private_message":
            yield Skipped(reason="private", place=self._place)
            return
        creator = an_object(an_object(topic.get("details")).get("created_by"))
        self._accounts.add(creator)
        if topic.get("deleted_at"):
            yield Skipped(reason="deleted", place=self._place)
            return
        yield Thread(
            native_id=native_id,
            space_id=an_id(topic.get("category_id")),
            author_id=account_id(creator.get("username")) or first_author,
            title=one_line(a_text(topic.get("title"))),
            kind="discussion",
            created_at=utc(topic.get("created_at")),
            # Unlisted: only who has the address finds it.
            visibility="private" if topic.get("visible") is False else "unknown",
            topics=_tags(topic.get("tags")),
            view_count=a_count(topic.get("views")),
            is_closed=_either(topic.get("closed"), topic.get("archived")),
        )

    def _topic_with_posts(self, topic: JsonObject) -> Iterator[Record]:
        stream = an_object(topic.get("post_stream"))
        posts = objects_in(stream.get("posts") or topic.get("posts"))
        topic_id = an_id(topic.get("id"))
        if topic.get("archetype") == "private_message":
            yield Skipped(reason="private", place=self._place)
            for _ in posts:
                yield Skipped(reason="private", place=self._place)
            return
        if topic_id is not None:
            first = next((post for post in posts if post.get("post_number") == 1), {})
            yield from self._topic(topic, account_id(first.get("username")))
            expected = stream.get("stream")
            if isinstance(expected, list) and len(expected) > len(posts):
                yield Note(
                    line=f"topic {topic_id} has {len(expected)} posts, {len(posts)} of them are "
                    "here; save the others from /t/ID/posts.json too"
                )
        for person in objects_in(topic.get("participants")):
            self._accounts.add(person)
        yield from self._posts(posts, is_whole=True)

    def _posts(self, posts: Iterable[JsonObject], *, is_whole: bool) -> Iterator[Record]:
        """The posts; those of one topic know each other by number."""
        posts = list(posts)
        by_number = {
            (an_id(post.get("topic_id")), number): an_id(post.get("id"))
            for post in posts
            if (number := a_count(post.get("post_number"))) is not None
        }
        for post in posts:
            yield from self._post(post, by_number)

    def _post(
        self, post: JsonObject, by_number: dict[tuple[str | None, int], str | None]
    ) -> Iterator[Record]:
        native_id, thread_id = an_id(post.get("id")), an_id(post.get("topic_id"))
        if native_id is None or thread_id is None:
            yield Skipped(
                reason="broken", place=self._place, detail="a post without its id or its topic's"
            )
            return
        self._accounts.add(post)
        reason = reason_to_skip(post)
        if reason:
            yield Skipped(reason=reason, place=f"post {native_id}")
            return
        replied_to = an_object(post.get("reply_to_user"))
        self._accounts.add(replied_to)
        number = a_count(post.get("reply_to_post_number"))
        parent_id = None if number is None else by_number.get((thread_id, number))
        addressed = account_id(replied_to.get("username")) if parent_id is None else None
        edited_at, created_at = utc(post.get("updated_at")), utc(post.get("created_at"))
        deleted_at = utc(post.get("deleted_at"))
        if deleted_at is None and post.get("user_deleted"):
            deleted_at = edited_at or created_at
        words = Words(post.get("cooked"))
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=parent_id,
            author_id=account_id(post.get("username")),
            addressed=(addressed,) if addressed else (),
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind=kind_of(post),
            created_at=created_at,
            edited_at=edited_at if edited_at != created_at else None,
            deleted_at=deleted_at,
            text_format="html",
            text_original=words.original,
            text=words.text,
            like_count=likes(post),
        )
        for reaction in objects_in(post.get("reactions")):
            kind, count = reaction.get("id"), a_count(reaction.get("count"))
            # Hearts are counted among the likes already.
            if isinstance(kind, str) and kind != "heart" and count:
                yield Reaction(post_id=native_id, kind=kind, count=count)


def _tags(tags: object) -> tuple[str, ...]:
    """The tags' names; newer versions write objects."""
    if not isinstance(tags, list):
        return ()
    names = (one_line(a_text(tag.get("name") if isinstance(tag, dict) else tag)) for tag in tags)
    return tuple(dict.fromkeys(name for name in names if name))


def _either(*values: object) -> bool | None:
    known = [value for value in values if isinstance(value, bool)]
    return any(known) if known else None


def _open(is_open: bool) -> Visibility:
    return "public" if is_open else "members"
