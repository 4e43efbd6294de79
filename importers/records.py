"""What an importer yields: one small frozen record per thing an export holds.

Native ids are text, exactly as the platform writes them, and unique within one source and one kind
of record. Moments are aware datetimes in UTC. Unknown is None: never 0, "" or now. The reader adds
two columns to every record it passes on: `source` ("platform:instance") and `exported_at`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

Visibility = Literal["public", "members", "private", "unknown"]
Role = Literal["member", "moderator", "staff", "page", "bot", "guest"]
AccountState = Literal["active", "pending", "suspended", "banned", "left", "deleted", "anonymous"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The common ground of all records; holds nothing itself."""


class Account(Record, frozen=True, kw_only=True):
    """A user as one platform knows it."""

    native_id: str
    """As other records refer to it; 'name:' + the folded name when the export knows names only."""
    handle: str | None = None
    """The name to log in or to be mentioned by."""
    name: str | None = None
    """The name shown."""
    email: str | None = None
    joined_at: datetime | None = None
    last_seen_at: datetime | None = None
    location: str | None = None
    country: str | None = None
    bio: str | None = None
    url: str | None = None
    """The member's page on the platform."""
    role: Role | None = None
    state: AccountState | None = None
    is_minor: bool | None = None
    """Worked out while reading from a birthdate or a platform's flag; the birthdate is dropped."""
    is_memorial: bool | None = None
    answers: dict[str, str] = {}
    """Profile questions and custom fields: question, answer; both unescaped."""
    declares: tuple[str, ...] = ()
    """Other accounts this member states as their own, as 'platform:handle'."""


class Space(Record, frozen=True, kw_only=True):
    """A category, group, board, channel or page."""

    native_id: str
    name: str | None = None
    kind: str | None = None
    parent_id: str | None = None
    description: str | None = None
    visibility: Visibility = "unknown"
    created_at: datetime | None = None


class Thread(Record, frozen=True, kw_only=True):
    """A conversation. Its first post is a Post of its own with kind 'opening'."""

    native_id: str
    space_id: str | None = None
    author_id: str | None = None
    title: str | None = None
    kind: str | None = None
    """discussion, blog, question, page post, wall, photo, video, event, note, page."""
    created_at: datetime | None = None
    url: str | None = None
    visibility: Visibility = "unknown"
    topics: tuple[str, ...] = ()
    """Declared topics: the platform's tags."""
    view_count: int | None = None
    """Undated counter: shown, never a feature."""
    is_closed: bool | None = None


class Post(Record, frozen=True, kw_only=True):
    """One part of a thread."""

    native_id: str
    thread_id: str
    parent_id: str | None = None
    """The post replied to, by its native id. None: no particular one."""
    author_id: str | None = None
    addressed: tuple[str, ...] = ()
    """Native account ids that the export itself names as the ones spoken to."""
    quoted: tuple[str, ...] = ()
    """Handles or native ids of the authors quoted, as written."""
    mentioned: tuple[str, ...] = ()
    """Handles mentioned with @, as written, without the @."""
    kind: Literal["opening", "reply", "comment", "wall", "announcement"] = "reply"
    created_at: datetime | None = None
    edited_at: datetime | None = None
    deleted_at: datetime | None = None
    text_format: Literal["html", "markdown", "bbcode", "text"] = "text"
    text_original: str | None = None
    """Byte for byte what the export holds, decoded."""
    text: str | None = None
    """Readable plain text; quotations of others left out."""
    like_count: int | None = None
    """Undated counter: shown, never a feature."""


class Reaction(Record, frozen=True, kw_only=True):
    """A like or another reaction; with an actor, or only counted."""

    post_id: str
    actor_id: str | None = None
    kind: str = "like"
    count: int = 1
    created_at: datetime | None = None


class Tie(Record, frozen=True, kw_only=True):
    """A declared relation: friend and connection go both ways, the others one way."""

    from_id: str
    to_id: str
    """An account's native id; for a membership, a space's."""
    kind: Literal["friend", "connection", "follow", "block", "membership"]
    created_at: datetime | None = None


class Message(Record, frozen=True, kw_only=True):
    """Who wrote whom privately, and when. Never the words."""

    native_id: str
    sender_id: str
    recipient_ids: tuple[str, ...]
    created_at: datetime | None = None


class Event(Record, frozen=True, kw_only=True):
    """A meeting, held or planned."""

    native_id: str
    space_id: str | None = None
    organiser_id: str | None = None
    title: str | None = None
    place: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    created_at: datetime | None = None
    visibility: Visibility = "unknown"


class Rsvp(Record, frozen=True, kw_only=True):
    """What somebody answered to an event."""

    event_id: str
    account_id: str
    """The account's native id."""
    status: str
    created_at: datetime | None = None


class PageMetric(Record, frozen=True, kw_only=True):
    """One figure that a platform counted: about the page, or about one of its posts."""

    entity: Literal["page", "post", "site"]
    native_id: str
    metric: str
    dimension: str | None = None
    metric_date: date | None = None
    """The day it counts; None: over the post's whole life, up to the export."""
    value: float


class Consent(Record, frozen=True, kw_only=True):
    """A yes or a no that a member gave elsewhere, as the manager's `people.csv` has it."""

    handle: str | None = None
    """'platform:handle', or a handle that is unambiguous."""
    email: str | None = None
    purposes: tuple[str, ...]
    answer: Literal["yes", "no"]
    said_at: datetime | None = None
    wording: str | None = None


class Skipped(Record, frozen=True, kw_only=True):
    """Something read and left out on purpose; it counts as read and as skipped(reason)."""

    reason: str
    """One word or two: action, wiki, whisper, media, broken, no author, no date."""
    place: str | None = None
    """Where in the file: 'line 17', 'post 4711', 'byte 81234'."""
    detail: str | None = None
    """What was found and what was expected, when a person should look."""
