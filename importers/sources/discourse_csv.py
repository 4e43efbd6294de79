"""Discourse: the admins' list of users, a member's own archive, answers of the Data Explorer.

Ids are those of the API's answers: accounts by user name, posts and topics by number. A member's
archive names a post by its place in the topic only, so its posts have ids of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import msgspec

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.discourse_accounts import Accounts, account_id
from importers.platforms.discourse_posts import Words, kind_of, reason_to_skip
from importers.platforms.discourse_tables import (
    CUSTOM_FIELD,
    DiscourseRow,
    kind_of_table,
    open_table,
    owner_of_archive,
)
from importers.reading.moments import utc
from importers.reading.notes import Note
from importers.reading.private_fields import is_private
from importers.reading.quotes import without_bbcode_quotes
from importers.reading.text import clean_text, html_to_text, mentions_in, one_line, tidy
from importers.records import Account, Post, Reaction, Record, Skipped, Space, Thread, Tie

PLATFORM = "discourse"
HOW_TO_EXPORT = "Discourse: Admin, Users, Export; or run the Data Explorer query again"

LIKE = 2
"""The type of a like among a post's actions; the others are flags and bookmarks."""

_EVERYONES = re.compile(r"trust_level_\d|staff|admins|moderators|everyone", re.IGNORECASE)
_NO = frozenset(["no", "nee", "nein", "non", "não", "nej", "nei", "nie", "ne", "ei", "false"])
_TOPIC_URL = re.compile(r"/t/(?:[^/?#]+/)?(\d+)(?:/(\d+))?(?:[?#].*)?$")
_HOST = re.compile(rb"https?://([a-z0-9.-]+\.[a-z]+)(?::\d+)?(?:/[\w-]+)?/t/")


def identify(file: ExportFile) -> bool:
    """Whether the columns are those of a table that Discourse writes."""
    return kind_of_table(file) is not None


def instance(file: ExportFile) -> str | None:
    """The host in the address of a post; only a member's archive holds any."""
    if kind_of_table(file) != "user archive":
        return None
    match = _HOST.search(file.head())
    return match.group(1).decode() if match else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The records in the order of the rows, then each account once."""
    if kind_of_table(file) == "companion":
        yield Skipped(reason="companion")
        return
    table = open_table(file)
    reader = _Reader(file, table.usernames)
    make = {
        "users": reader.user,
        "posts": reader.post,
        "topics": reader.topic,
        "likes": reader.like,
        "user archive": reader.archived_post,
        "archive likes": reader.archived_like,
    }.get(table.kind, reader.other)
    if table.kind == "posts":
        # A post may be answered by one that stands before it.
        with suppress(ExportProblem):
            for row in open_table(file).rows:
                if isinstance(row, DiscourseRow):
                    reader.learn(row)
    problem: ExportProblem | None = None
    try:
        for row in table.rows:
            if isinstance(row, Record):
                yield row
            else:
                yield from make(row)
    except ExportProblem as error:
        problem = error
    yield from reader.accounts.records()
    for line in reader.notes:
        yield Note(line=line)
    if problem is not None:
        raise problem


class _Reader:
    def __init__(self, file: ExportFile, usernames: dict[str, str]) -> None:
        self.accounts = Accounts()
        self.notes: dict[str, None] = {}
        self._usernames = usernames
        self._post_by_number: dict[tuple[str, str], str] = {}
        self._openers: dict[str, tuple[str | None, str | None]] = {}
        """Thread id → user name and user id of who wrote its first post."""
        self._threads: set[str] = set()
        self._groups: set[str] = set()
        self._owner = owner_of_archive(file)

    def learn(self, row: DiscourseRow) -> None:
        """Nothing; a post's number in its topic, and who opened the topic, are known."""
        native_id, thread_id = row.text("post_id", "id"), row.text("topic_id")
        number = row.text("post_number")
        if native_id is None or thread_id is None or number is None:
            return
        self._post_by_number[thread_id, number] = native_id
        if number == "1":
            self._openers[thread_id] = (row.text("username"), row.text("user_id"))

    def user(self, row: DiscourseRow) -> Iterator[Record]:
        """The account, and its memberships of groups."""
        username = row.text("username")
        native_id = account_id(username)
        if native_id is None:
            yield Skipped(reason="broken", place=row.place, detail="a user without a user name")
            return
        met = Accounts()
        cells = {name: row.text(name) for name in row.cells}
        met.add({"trust_level": None, **cells, **_flags(row), "username": username})
        (account,) = met.records()
        answers = {
            question: answer
            for column, written in row.cells.items()
            if column.endswith(CUSTOM_FIELD)
            and (question := one_line(column.removesuffix(CUSTOM_FIELD)))
            if not is_private(question) and (answer := html_to_text(written))
        }
        yield msgspec.structs.replace(
            account,
            # The forum's own users have a word instead of an address.
            email=account.email if "@" in (account.email or "") else None,
            role=_role(row, account),
            answers=answers,
        )
        for name in (row.text("group_names") or "").split(";"):
            name = name.strip()
            if not name or _EVERYONES.fullmatch(name):
                continue
            group_id = f"group:{name.casefold()}"
            if group_id not in self._groups:
                self._groups.add(group_id)
                yield Space(native_id=group_id, name=name, kind="group")
            yield Tie(from_id=native_id, to_id=group_id, kind="membership")

    def post(self, row: DiscourseRow) -> Iterator[Record]:
        """The post, when it is sure to be no private message."""
        native_id, thread_id = row.text("post_id", "id"), row.text("topic_id")
        if native_id is None or thread_id is None:
            yield _broken(row, "a post without its id or its topic's")
            return
        if reason := self._reason_to_keep_out(row):
            yield Skipped(reason=reason, place=f"post {native_id}")
            return
        values = {"post_type": row.count("post_type"), "hidden": row.is_true("hidden")}
        if reason := reason_to_skip(values):
            yield Skipped(reason=reason, place=f"post {native_id}")
            return
        author_id = self._author(row)
        if author_id is None:
            yield Skipped(reason="no author", place=f"post {native_id}")
            return
        if thread_id not in self._threads:
            self._threads.add(thread_id)
            yield _thread(row, thread_id, account_id(self._opener(thread_id)))
        replied_to = self._post_by_number.get((thread_id, row.text("reply_to_post_number") or ""))
        created_at, edited_at = utc(row.text("created_at")), utc(row.text("updated_at"))
        deleted_at = utc(row.text("deleted_at"))
        if deleted_at is None and row.is_true("user_deleted"):
            deleted_at = edited_at or created_at
        post = Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=replied_to,
            author_id=author_id,
            kind=kind_of({**values, "post_number": row.count("post_number")}),
            created_at=created_at,
            edited_at=edited_at if edited_at != created_at else None,
            deleted_at=deleted_at,
        )
        yield _with_words(post, row)

    def topic(self, row: DiscourseRow) -> Iterator[Record]:
        """The topic, when it is sure to be no private message."""
        native_id = row.text("topic_id", "id")
        if native_id is None:
            yield _broken(row, "a topic without an id")
        elif reason := self._reason_to_keep_out(row):
            yield Skipped(reason=reason, place=f"topic {native_id}")
        elif row.text("deleted_at"):
            yield Skipped(reason="deleted", place=f"topic {native_id}")
        else:
            yield _thread(row, native_id, self._author(row))

    def like(self, row: DiscourseRow) -> Iterator[Record]:
        """The like."""
        if row.count("post_action_type_id") != LIKE:
            yield Skipped(reason="flag", place=row.place)
        elif row.text("deleted_at"):
            yield Skipped(reason="withdrawn", place=row.place)
        else:
            yield self._reaction(row, self._author(row))

    def archived_post(self, row: DiscourseRow) -> Iterator[Record]:
        """A post of the archive's owner, known by its place in the topic."""
        if (row.text("is_pm") or "").lower() not in _NO:
            yield Skipped(reason="private", place=row.place)
            return
        place = _TOPIC_URL.search(row.text("url") or "")
        if place is None:
            yield _broken(row, "a post without the address of its topic")
            return
        thread_id, number = place[1], place[2] or "1"
        if self._owner is None:
            self.notes[_NO_OWNER] = None
            yield Skipped(reason="no author", place=row.place)
            return
        self.notes[_NO_POST_IDS] = None
        self.accounts.add({"username": self._owner})
        owner_id = account_id(self._owner)
        if thread_id not in self._threads:
            self._threads.add(thread_id)
            yield Thread(
                native_id=thread_id,
                author_id=owner_id if number == "1" else None,
                title=one_line(row.text("topic_title")),
                kind="discussion",
            )
        post = Post(
            native_id=f"{thread_id}/{number}",
            thread_id=thread_id,
            author_id=owner_id,
            kind="opening" if number == "1" else "reply",
            created_at=utc(row.text("created_at")),
        )
        yield _with_words(post, row)

    def archived_like(self, row: DiscourseRow) -> Iterator[Record]:
        """A like that the archive's owner gave."""
        if self._owner is None:
            self.notes[_NO_OWNER] = None
        if row.text("deleted_at"):
            yield Skipped(reason="withdrawn", place=row.place)
        else:
            self.accounts.add({"username": self._owner})
            yield self._reaction(row, account_id(self._owner))

    def other(self, row: DiscourseRow) -> Iterator[Record]:
        """Nothing that we know."""
        self.notes[
            f"a query with the columns {', '.join(row.cells)[:200]}; read are those for users, "
            "posts, topics and likes (post_actions), with the tables' own column names"
        ] = None
        yield Skipped(reason="other query", place=row.place)

    def _reaction(self, row: DiscourseRow, actor_id: str | None) -> Reaction | Skipped:
        post_id = row.text("post_id")
        if post_id is None or actor_id is None:
            return Skipped(reason="no author" if post_id else "no post", place=row.place)
        return Reaction(post_id=post_id, actor_id=actor_id, created_at=utc(row.text("created_at")))

    def _opener(self, thread_id: str) -> str | None:
        username, user_id = self._openers.get(thread_id, (None, None))
        return username or self._usernames.get(user_id or "")

    def _author(self, row: DiscourseRow) -> str | None:
        """The native id of the row's user, by the name or by what the answer says of the id."""
        username = row.text("username") or self._usernames.get(row.text("user_id") or "")
        if username is None:
            self.notes[_NO_USERNAMES] = None
            return None
        self.accounts.add({"username": username, "name": row.text("user_name")})
        return account_id(username)

    def _reason_to_keep_out(self, row: DiscourseRow) -> str | None:
        """Private messages stay out, and what may be one."""
        if archetype := row.text("archetype"):
            return None if archetype == "regular" else "private"
        if row.text("category_id"):
            return None
        self.notes[_MAY_BE_PRIVATE] = None
        return "unsure"


_NO_OWNER = (
    "a member's archive says whose it is in its ZIP's name only (user_archive-NAME-…zip); keep it "
    "zipped under that name"
)
_NO_POST_IDS = (
    "a member's archive holds no ids of posts; where another export of this forum holds the same "
    "posts, they are there twice"
)
_NO_USERNAMES = (
    "rows without username are left out; join users on user_id in the query and select username"
)
_MAY_BE_PRIVATE = (
    "rows that do not say whether they belong to a private message are left out; join topics in "
    "the query and select archetype or category_id"
)


def _broken(row: DiscourseRow, detail: str) -> Skipped:
    return Skipped(reason="broken", place=row.place, detail=detail)


def _flags(row: DiscourseRow) -> dict[str, bool | None]:
    return {name: row.is_true(name) for name in ("admin", "moderator", "active")}


def _role(row: DiscourseRow, account: Account) -> str | None:
    """A staged user wrote to the forum by mail and never signed up."""
    return "guest" if account.role is None and row.is_true("staged") else account.role


def _thread(row: DiscourseRow, native_id: str, author_id: str | None) -> Thread:
    is_topic = row.text("topic_id") in (None, native_id) and row.text("post_number") is None
    return Thread(
        native_id=native_id,
        space_id=row.text("category_id"),
        author_id=author_id,
        title=one_line(row.text("title", "topic_title")),
        kind="discussion",
        created_at=utc(row.text("created_at")) if is_topic else None,
        visibility="private" if row.is_true("visible") is False else "unknown",
        view_count=row.count("views") if is_topic else None,
        is_closed=row.is_true("closed") if is_topic else None,
    )


def _with_words(post: Post, row: DiscourseRow) -> Post:
    """The post with what it says: as HTML where the row has it, else as it was written."""
    post = msgspec.structs.replace(post, like_count=row.count("like_count"))
    if cooked := row.whole("cooked", "post_cooked"):
        words = Words(cooked)
        return msgspec.structs.replace(
            post,
            quoted=words.quoted,
            mentioned=words.mentioned,
            text_format="html",
            text_original=words.original,
            text=words.text,
        )
    raw = row.whole("raw", "post_raw", "post")
    text, quoted = without_bbcode_quotes(clean_text(raw or ""))
    text = tidy("\n".join(line for line in text.split("\n") if not line.startswith(">")))
    return msgspec.structs.replace(
        post,
        quoted=quoted,
        mentioned=mentions_in(text),
        text_format="markdown",
        text_original=raw,
        text=text or None,
    )
