"""Discord channels as DiscordChatExporter writes them in JSON, one channel or thread a file.

A message of a channel is a thread of its own, and replies to it belong to its thread; a thread of
Discord's is one thread, named by its channel's id, which is also the id of the message it began
with. A reply to a message that is not in the file takes that message's thread, once another file
(the next part of a divided export) brings it. Whether a server is open to the world is not in the
file. Of direct messages only who wrote, to whom and when is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.chat_files import before_messages, chat
from importers.platforms.chat_text import chat_title, without_quoted_lines
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, a_text, an_id, an_object, objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.records import (
    Account,
    Message,
    Post,
    Reaction,
    Record,
    Skipped,
    Space,
    Thread,
    Visibility,
)

PLATFORM = "discord"
HOW_TO_EXPORT = "run DiscordChatExporter on the server's channels, format JSON"
NO_GUILD = "0"
"""What stands for the server at direct messages."""
DELETED_USER = "456226577798135808"
"""The account that Discord shows for all that were deleted."""

# Names and, for newer kinds that the exporter did not know yet, Discord's own numbers.
_SAID = frozenset([
    "Default", "Reply", "0", "19", "20", "23", "ApplicationCommand", "ChatInputCommand",
    "ContextMenuCommand",
])  # fmt: skip
_REPLIES = frozenset(["Reply", "19"])
_EXPORTED_AT = re.compile(rb'"exportedAt"\s*:\s*"([^"]{10,40})"')
_GUILD = re.compile(rb'"guild"\s*:\s*\{\s*"id"\s*:\s*"(\d{1,25})"')


def identify(file: ExportFile) -> bool:
    """Whether the first keys are a guild, a channel and its messages."""
    return beginning(file).has("guild.id", "channel.id", "channel.type", "messages")


def instance(file: ExportFile) -> str | None:
    """The server's id; None for direct messages."""
    found = _GUILD.search(before_messages(file))
    guild_id = found[1].decode() if found else NO_GUILD
    return None if guild_id == NO_GUILD else guild_id


def exported_at(file: ExportFile) -> datetime | None:
    """As newer versions of the exporter state it."""
    found = _EXPORTED_AT.search(before_messages(file))
    return utc(found[1].decode("ascii", "replace")) if found else None


def read(file: ExportFile) -> Iterator[Record]:
    """The channel as a space, its threads, posts and reactions, and those who appear in them."""
    about, messages = chat(file, is_message=_is_message)
    value = an_object(about.get("channel"))
    channel_id = an_id(value.get("id"))
    kind = str(value.get("type") or "")
    if channel_id is None:
        yield Skipped(reason="broken", detail="a channel without id; export it again")
    elif "Direct" in kind or an_id(an_object(about.get("guild")).get("id")) == NO_GUILD:
        yield from _direct(messages)
    else:
        yield from _Channel(channel_id, kind, value).records(messages)


def _is_message(value: JsonObject) -> bool:
    return "timestamp" in value and "author" in value and "content" in value


def _is_said(value: JsonObject) -> bool:
    return str(value.get("type")) in _SAID


def _direct(messages: Iterable[JsonObject | Skipped | Note]) -> Iterator[Record]:
    """Who wrote when; the file names as recipients only those who wrote some time."""
    sent: list[tuple[str, str, datetime | None]] = []
    for value in messages:
        if isinstance(value, Skipped | Note):
            yield value
            continue
        native_id, author_id = an_id(value.get("id")), _author_id(value)
        if native_id is None or author_id is None or not _is_said(value):
            yield Skipped(reason="private")
        else:
            sent.append((native_id, author_id, utc(value.get("timestamp"))))
    writers = dict.fromkeys(author_id for _, author_id, _ in sent)
    for native_id, author_id, created_at in sent:
        if len(writers) == 1:
            yield Skipped(reason="private")
            continue
        yield Message(
            native_id=native_id,
            sender_id=author_id,
            recipient_ids=tuple(writer for writer in writers if writer != author_id),
            created_at=created_at,
        )


def _author_id(value: JsonObject) -> str | None:
    return an_id(an_object(value.get("author")).get("id"))


class _Channel:
    """One channel, or one thread of Discord's, with what is remembered of its messages."""

    def __init__(self, channel_id: str, kind: str, value: JsonObject) -> None:
        self._id = channel_id
        self._name = plain_line(value.get("name"))
        self._topic = a_text(value.get("topic"))
        self._parent_id = an_id(value.get("categoryId"))
        self._parent_name = plain_line(value.get("category"))
        self._is_thread = "Thread" in kind
        self._visibility: Visibility = "private" if "Private" in kind else "unknown"
        self._threads: dict[str, str] = {}
        """The thread of each message so far."""
        self._told: set[str] = set()
        """Accounts."""

    def records(self, messages: Iterable[JsonObject | Skipped | Note]) -> Iterator[Record]:
        """The spaces, then what each message says."""
        if self._parent_id:
            yield Space(
                native_id=self._parent_id,
                name=self._parent_name,
                # A thread lies in a channel, a channel in a category.
                kind="channel" if self._is_thread else "category",
            )
        if self._is_thread:
            yield Thread(
                native_id=self._id,
                space_id=self._parent_id,
                title=self._name,
                kind="discussion",
                visibility=self._visibility,
            )
        else:
            yield Space(
                native_id=self._id,
                name=self._name,
                kind="channel",
                parent_id=self._parent_id,
                description=self._topic,
            )
        for value in messages:
            if isinstance(value, Skipped | Note):
                yield value
            else:
                yield from self._message(value)

    def _message(self, value: JsonObject) -> Iterator[Record]:
        native_id, author_id = an_id(value.get("id")), _author_id(value)
        created_at = utc(value.get("timestamp"))
        if not _is_said(value):
            yield Skipped(reason="action", place=f"message {native_id}")
        elif native_id is None or author_id is None:
            yield Skipped(
                reason="broken",
                place=f"message {native_id}",
                detail=f"id {excerpt(value.get('id'))} and author {excerpt(value.get('author'))}, "
                "expected both",
            )
        elif created_at is None:
            yield Skipped(
                reason="no date",
                place=f"message {native_id}",
                detail=f"timestamp is {excerpt(value.get('timestamp'))}, "
                "expected 2026-01-01T10:00:00.000+00:00",
            )
        else:
            yield from self._account(an_object(value.get("author")))
            yield from self._post(value, native_id, author_id, created_at)
            yield from self._reactions(value, native_id)

    def _account(self, value: JsonObject) -> Iterator[Account]:
        native_id = an_id(value.get("id"))
        if native_id is None or native_id in self._told:
            return
        self._told.add(native_id)
        handle = plain_line(value.get("name"))
        yield Account(
            native_id=native_id,
            handle=handle,
            name=plain_line(value.get("nickname")) or handle,
            role="bot" if value.get("isBot") is True else None,
            state="deleted" if native_id == DELETED_USER else None,
        )

    def _post(
        self, value: JsonObject, native_id: str, author_id: str, created_at: datetime
    ) -> Iterator[Record]:
        parent_id = None
        if str(value.get("type")) in _REPLIES:
            parent_id = an_id(an_object(value.get("reference")).get("messageId"))
        thread_id = native_id
        if self._is_thread:
            thread_id = self._id
        elif parent_id is not None:
            thread_id = self._threads.get(parent_id, f"post:{parent_id}")
        self._threads[native_id] = thread_id
        original = a_text(value.get("content"))
        text = without_quoted_lines(original)
        is_opening = thread_id == native_id
        if is_opening:
            yield Thread(
                native_id=thread_id,
                space_id=self._parent_id if self._is_thread else self._id,
                author_id=author_id,
                title=self._name if self._is_thread else chat_title(text),
                kind="discussion",
                created_at=created_at,
                visibility=self._visibility,
            )
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=parent_id,
            author_id=author_id,
            mentioned=_mentioned(value),
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=utc(value.get("timestampEdited")),
            text_format="markdown",
            text_original=original,
            text=text,
        )

    def _reactions(self, value: JsonObject, native_id: str) -> Iterator[Record]:
        """A reaction for each one named, and one counting those who are not."""
        for reaction in objects_in(value.get("reactions")):
            kind = plain_line(an_object(reaction.get("emoji")).get("name")) or "reaction"
            users: dict[str, None] = {}
            for user in objects_in(reaction.get("users")):
                yield from self._account(user)
                if user_id := an_id(user.get("id")):
                    users[user_id] = None
            for user_id in users:
                yield Reaction(post_id=native_id, actor_id=user_id, kind=kind)
            others = (a_count(reaction.get("count")) or 0) - len(users)
            if others > 0:
                yield Reaction(post_id=native_id, kind=kind, count=others)


def _mentioned(value: JsonObject) -> tuple[str, ...]:
    """The ids of those mentioned, whom the exporter lists beside the text."""
    listed = (an_id(one.get("id")) for one in objects_in(value.get("mentions")))
    return tuple(dict.fromkeys(one for one in listed if one))
