"""Meetup's API answers taken apart: events, RSVPs and comments, each thing told once a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from importers.platforms.chat_text import chat_title
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, a_text, an_id, an_object, objects_in
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import from_seconds
from importers.reading.names import plain_line
from importers.reading.text import clean_text, html_to_text, tidy
from importers.records import (
    Account,
    Event,
    Post,
    Record,
    Role,
    Rsvp,
    Skipped,
    Space,
    Thread,
    Visibility,
)

_EVENT_ADDRESS = re.compile(r"/events/([A-Za-z0-9]{1,40})")
_TEAM = frozenset(["organizer", "coorganizer", "assistantorganizer"])
_GONE = frozenset(["cancelled", "draft", "deleted"])
_VISIBILITIES: dict[str, Visibility] = {
    "public": "public",
    "public_limited": "members",
    "members": "members",
}


class Answers:
    """What one file told so far, so that nobody and nothing is told twice."""

    def __init__(self) -> None:
        self._told: set[tuple[str, str]] = set()

    def event(self, value: JsonObject, place: str) -> Iterator[Record]:
        """The event, its thread with the description, and the answers and comments inside it."""
        native_id = an_id(value.get("id"))
        if native_id is None:
            yield Skipped(reason="broken", place=place, detail="an event without id")
            return
        status = str(value.get("status") or "").lower()
        if status in _GONE:
            yield Skipped(reason=status, place=f"event {native_id}")
            return
        group = an_object(value.get("group"))
        yield from self._group(group)
        hosts = objects_in(value.get("event_hosts"))
        for host in hosts:
            yield from self._member(host)
        host_id = next((one for host in hosts if (one := _member_id(host))), None)
        visibility = _VISIBILITIES.get(str(value.get("visibility")), "unknown")
        self._is_new("event", native_id)
        yield _event(native_id, value, group, host_id, visibility)
        self._is_new("thread", native_id)
        yield Thread(
            native_id=thread_of(native_id),
            space_id=group_id(group),
            author_id=host_id,
            title=plain_line(value.get("name")),
            kind="event",
            created_at=from_seconds(value.get("created")),
            url=a_text(value.get("link")) or a_text(value.get("event_url")),
            visibility=visibility,
        )
        if description := a_text(value.get("description")):
            yield Post(
                native_id=thread_of(native_id),
                thread_id=thread_of(native_id),
                author_id=host_id,
                kind="opening",
                created_at=from_seconds(value.get("created")),
                edited_at=_edited_at(value),
                text_format="html",
                text_original=description,
                text=html_to_text(description),
            )
        for rsvp in objects_in(value.get("rsvps")):
            yield from self.rsvp(rsvp, place, native_id)
        for comment in objects_in(value.get("comments")):
            yield from self.comment(comment, place, native_id)

    def rsvp(self, value: JsonObject, place: str, event_id: str | None = None) -> Iterator[Record]:
        """The answer, with the event and the member as far as it describes them."""
        about, member = an_object(value.get("event")), an_object(value.get("member"))
        event_id = event_id or an_id(about.get("id"))
        member_id, status = _member_id(member), plain_line(value.get("response"))
        if event_id is None or member_id is None or status is None:
            yield Skipped(
                reason="broken",
                place=place,
                detail=f"an RSVP with event {excerpt(event_id)}, member {excerpt(member_id)} and "
                f"response {excerpt(value.get('response'))}, expected all three",
            )
            return
        group = an_object(value.get("group"))
        yield from self._group(group)
        if about and self._is_new("event", event_id):
            here = {**about, "venue": value.get("venue")}
            yield _event(event_id, here, group, None, "unknown")
        yield from self._member(member)
        yield Rsvp(
            event_id=event_id,
            account_id=member_id,
            status=status.lower(),
            created_at=from_seconds(value.get("updated"))
            or from_seconds(value.get("mtime"))
            or from_seconds(value.get("created")),
        )

    def comment(
        self, value: JsonObject, place: str, event_id: str | None = None
    ) -> Iterator[Record]:
        """The comment and the replies below it."""
        event_id = event_id or _event_of(value)
        waiting: list[tuple[JsonObject, Post | None]] = [(value, None)]
        while waiting:
            one, above = waiting.pop()
            post: Post | None = None
            for record in self._one_comment(one, place, event_id, above):
                yield record
                if isinstance(record, Post):
                    post = record
            if post is not None:
                waiting += [(reply, post) for reply in reversed(objects_in(one.get("replies")))]

    def _one_comment(
        self, value: JsonObject, place: str, event_id: str | None, above: Post | None
    ) -> Iterator[Record]:
        native_id, original = an_id(value.get("id")), a_text(value.get("comment"))
        if native_id is None or original is None:
            yield Skipped(
                reason="broken",
                place=place,
                detail=f"a comment with id {excerpt(value.get('id'))} and text "
                f"{excerpt(value.get('comment'))}, expected both",
            )
            return
        member = an_object(value.get("member"))
        yield from self._member(member)
        post_id = f"comment:{native_id}"
        # Without an event, a comment is a thread of its own.
        thread_id = thread_of(event_id) if event_id else above.thread_id if above else post_id
        is_opening = thread_id == post_id
        text = tidy(clean_text(original)) or None
        created_at = from_seconds(value.get("created"))
        if is_opening or (event_id and self._is_new("thread", event_id)):
            yield Thread(
                native_id=thread_id,
                space_id=group_id(an_object(value.get("group"))),
                author_id=_member_id(member) if is_opening else None,
                title=chat_title(text) if is_opening else None,
                kind="event",
                created_at=created_at if is_opening else None,
            )
        yield Post(
            native_id=post_id,
            thread_id=thread_id,
            parent_id=above.native_id if above else None,
            author_id=_member_id(member),
            kind="opening" if is_opening else "comment",
            created_at=created_at,
            edited_at=_edited_at(value),
            text_original=original,
            text=text,
            like_count=a_count(value.get("like_count")),
        )

    def _is_new(self, kind: str, native_id: str) -> bool:
        is_new = (kind, native_id) not in self._told
        self._told.add((kind, native_id))
        return is_new

    def _group(self, value: JsonObject) -> Iterator[Space]:
        native_id = group_id(value)
        if native_id is not None and self._is_new("space", native_id):
            yield Space(
                native_id=native_id,
                name=plain_line(value.get("name")),
                kind="group",
                created_at=from_seconds(value.get("created")),
            )

    def _member(self, value: JsonObject) -> Iterator[Account]:
        native_id = _member_id(value)
        if native_id is not None and self._is_new("account", native_id):
            yield Account(
                native_id=native_id,
                name=plain_line(value.get("name")),
                bio=tidy(clean_text(a_text(value.get("bio")) or "")) or None,
                role=role(value.get("role")),
            )


def thread_of(event_id: str) -> str:
    """The native id of an event's thread."""
    return f"event:{event_id}"


def group_id(value: JsonObject) -> str | None:
    """The group's short name in its address; its number when it states no name."""
    name = a_text(value.get("urlname"))
    return name.strip().lower() if name else an_id(value.get("id"))


def role(written: object) -> Role | None:
    """Staff for those who organise the group, as they are titled."""
    if not isinstance(written, str):
        return None
    return "staff" if re.sub(r"[\s_-]+", "", written).lower() in _TEAM else None


def _member_id(value: JsonObject) -> str | None:
    return an_id(value.get("id")) or an_id(value.get("member_id"))


def _edited_at(value: JsonObject) -> datetime | None:
    """When it was last changed; unknown when it was not since it was made."""
    updated = from_seconds(value.get("updated"))
    return updated if updated != from_seconds(value.get("created")) else None


def _event(
    native_id: str,
    value: JsonObject,
    group: JsonObject,
    host_id: str | None,
    visibility: Visibility,
) -> Event:
    starts_at = from_seconds(value.get("time"))
    length = a_count(value.get("duration"))
    venue = an_object(value.get("venue"))
    where = [plain_line(venue.get("name")), plain_line(venue.get("city"))]
    ends_at = None
    # Milliseconds; nothing lasts a year.
    if starts_at is not None and length is not None and 0 < length < 366 * 86_400_000:
        ends_at = starts_at + timedelta(milliseconds=length)
    return Event(
        native_id=native_id,
        space_id=group_id(group),
        organiser_id=host_id,
        title=plain_line(value.get("name")),
        place=", ".join(part for part in where if part) or None,
        starts_at=starts_at,
        ends_at=ends_at,
        created_at=from_seconds(value.get("created")),
        visibility=visibility,
    )


def _event_of(value: JsonObject) -> str | None:
    """The event a comment is about, which it states in itself or in its address."""
    stated = an_id(an_object(value.get("event")).get("id")) or an_id(value.get("event_id"))
    if stated is not None:
        return stated
    found = _EVENT_ADDRESS.search(a_text(value.get("link")) or "")
    return found[1] if found else None
