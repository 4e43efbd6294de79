"""Telegram's groups and channels taken apart: threads, posts, reactions and those who appear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from importers.platforms.chat_text import chat_title
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, a_text, an_id, an_object, objects_in
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import EARLIEST, from_seconds, utc
from importers.reading.names import name_id, plain_line
from importers.reading.notes import Note
from importers.reading.text import clean_text, tidy
from importers.records import (
    Account,
    Post,
    Reaction,
    Record,
    Skipped,
    Space,
    Thread,
    Visibility,
)

VISIBILITIES: dict[str, Visibility] = {
    "private_group": "members",
    "private_supergroup": "members",
    "private_channel": "members",
    "public_supergroup": "public",
    "public_channel": "public",
}
_WIDEST_OFFSET = timedelta(hours=14)


class Clock:
    """Moments of messages, and how many of them are in an unknown zone."""

    def __init__(self) -> None:
        self.guesses = 0
        self._offset: timedelta | None = None
        """That computer's, as the last message shows which states both; reactions have one only."""

    def moment(self, value: JsonObject, name: str) -> datetime | None:
        """The moment under this name, as 'date' or 'edited'; None when there is none."""
        exact = from_seconds(value.get(f"{name}_unixtime"))
        local = utc(value.get(name))
        # Old exports write the start of 1970 where nothing was edited.
        if local is not None and local < EARLIEST:
            local = None
        if exact is not None:
            if local is not None and abs(local - exact) <= _WIDEST_OFFSET:
                self._offset = local - exact
            return exact
        if local is None:
            return None
        if self._offset is None:
            self.guesses += 1
            return local
        return local - self._offset


def person(value: object) -> str | None:
    """'user123' or 'channel123'; before 2021 a person's number stood alone."""
    native_id = an_id(value)
    return f"user{native_id}" if native_id and native_id.isdecimal() else native_id


def author_of(value: JsonObject) -> str | None:
    """The native id of whoever sent a message."""
    name = plain_line(value.get("from"))
    return person(value.get("from_id")) or (name_id(name) if name else None)


def is_said(value: JsonObject) -> bool:
    """Whether somebody says something; the other messages tell what happened."""
    return value.get("type") == "message"


class Group:
    """One group or channel, with what is remembered of its messages."""

    def __init__(self, chat_id: str, kind: str, name: str | None, clock: Clock) -> None:
        self._id = chat_id
        self._name = name
        self._is_channel = kind.endswith("_channel")
        self._visibility = VISIBILITIES.get(kind, "unknown")
        self._clock = clock
        self._threads: dict[str, str] = {}
        """The thread of each message so far."""
        self._topics: set[str] = set()
        """Messages that began a topic of a forum; nobody said anything in them."""
        self._told: set[str] = set()
        """Accounts and threads."""

    def records(self, messages: Iterable[JsonObject | Skipped | Note]) -> Iterator[Record]:
        """The space, then what each message says."""
        yield Space(
            native_id=self._id,
            name=self._name,
            kind="channel" if self._is_channel else "group",
            visibility=self._visibility,
        )
        for value in messages:
            if isinstance(value, Skipped | Note):
                yield value
            else:
                yield from self._message(value)

    def _message(self, value: JsonObject) -> Iterator[Record]:
        number, author_id = an_id(value.get("id")), author_of(value)
        place = f"message {number}"
        if number is not None and value.get("action") == "topic_created":
            yield self._topic(number, value)
        elif not is_said(value):
            yield Skipped(reason="action", place=place)
        elif number is None or author_id is None:
            yield Skipped(
                reason="broken",
                place=place,
                detail=f"id {excerpt(value.get('id'))} and from_id "
                f"{excerpt(value.get('from_id'))}, expected both",
            )
        elif (created_at := self._clock.moment(value, "date")) is None:
            yield Skipped(
                reason="no date",
                place=place,
                detail=f"date is {excerpt(value.get('date'))}, expected 2026-01-01T10:00:00",
            )
        else:
            yield from self._account(author_id, value.get("from"))
            yield from self._post(value, number, author_id, created_at)
            yield from self._reactions(value, self._native_id(number))

    def _native_id(self, number: str) -> str:
        return f"{self._id}:{number}"

    def _topic(self, number: str, value: JsonObject) -> Thread:
        native_id = self._native_id(number)
        self._topics.add(number)
        self._threads[number] = native_id
        self._told.add(native_id)
        return Thread(
            native_id=native_id,
            space_id=self._id,
            author_id=person(value.get("actor_id")),
            title=plain_line(value.get("title")),
            kind="discussion",
            created_at=self._clock.moment(value, "date"),
            visibility=self._visibility,
        )

    def _account(self, native_id: str, name: object) -> Iterator[Account]:
        if native_id in self._told:
            return
        self._told.add(native_id)
        shown = plain_line(name)
        yield Account(
            native_id=native_id,
            name=shown,
            # A channel speaks in its own name, and so may a group for those who lead it.
            role="page" if native_id.startswith("channel") else None,
            state="deleted" if shown is None and native_id.startswith("user") else None,
        )

    def _post(
        self, value: JsonObject, number: str, author_id: str, created_at: datetime
    ) -> Iterator[Record]:
        native_id = self._native_id(number)
        answered = self._answered(value)
        thread_id = native_id
        if answered is not None:
            thread_id = self._threads.get(answered) or self._native_id(answered)
        self._threads[number] = thread_id
        original, text, mentioned = _words(value)
        is_opening = thread_id == native_id
        if thread_id not in self._told:
            self._told.add(thread_id)
            yield Thread(
                native_id=thread_id,
                space_id=self._id,
                author_id=author_id if is_opening else None,
                title=chat_title(text) if is_opening else None,
                kind="discussion",
                created_at=created_at if is_opening else None,
                visibility=self._visibility,
            )
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=self._native_id(answered)
            if answered is not None and answered not in self._topics
            else None,
            author_id=author_id,
            mentioned=mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=self._clock.moment(value, "edited"),
            text_original=original,
            text=text,
        )

    def _answered(self, value: JsonObject) -> str | None:
        """The number of the message answered; None when that one is in another chat."""
        peer = an_id(value.get("reply_to_peer_id"))
        if peer is not None and peer.lstrip("abcdefghijklmnopqrstuvwxyz") != self._id:
            return None
        return an_id(value.get("reply_to_message_id"))

    def _reactions(self, value: JsonObject, native_id: str) -> Iterator[Record]:
        """A reaction for each one named, and one counting those who are not."""
        for reaction in objects_in(value.get("reactions")):
            kind = plain_line(reaction.get("emoji")) or plain_line(reaction.get("type")) or "like"
            actors: dict[str, None] = {}
            for one in objects_in(reaction.get("recent")):
                actor_id = person(one.get("from_id"))
                if actor_id is None or actor_id in actors:
                    continue
                actors[actor_id] = None
                yield from self._account(actor_id, one.get("from"))
                yield Reaction(
                    post_id=native_id,
                    actor_id=actor_id,
                    kind=kind,
                    created_at=self._clock.moment(one, "date"),
                )
            others = (a_count(reaction.get("count")) or 0) - len(actors)
            if others > 0:
                yield Reaction(post_id=native_id, kind=kind, count=others)


def _words(value: JsonObject) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The text as it stands, the author's own part of it, and who is mentioned.

    What is forwarded is another's, and so is a quotation block. A poll's question is its text.
    """
    written = value.get("text")
    parts = written if isinstance(written, list) else [written]
    pieces: list[str] = []
    own: list[str] = []
    mentioned: dict[str, None] = {}
    for part in parts:
        piece = part if isinstance(part, str) else an_object(part).get("text")
        if not isinstance(piece, str):
            continue
        pieces.append(piece)
        kind = an_object(part).get("type")
        if kind != "blockquote":
            own.append(piece)
        if kind == "mention" and piece.lstrip("@"):
            mentioned[piece.lstrip("@")] = None
        elif kind == "mention_name" and (named := person(an_object(part).get("user_id"))):
            mentioned[named] = None
    original = "".join(pieces) or a_text(an_object(value.get("poll")).get("question"))
    if original is None or "forwarded_from" in value:
        return original, None, ()
    text = "".join(own) if any(pieces) else original
    return original, tidy(clean_text(text)) or None, tuple(mentioned)
