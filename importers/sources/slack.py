"""Slack's export: users.json, channels.json and its kin, and a folder of days for each channel.

A day's file does not say which channel it is of: its folder does, which is named after the channel
(after the id for a direct conversation). So a channel's native id is its name as the folder has it,
and a message's is the channel and its `ts`, which is unique within the channel only. A channel that
was renamed between two exports is a new one.

Threads are those of Slack; a message in no thread is one of its own, for replies to come. A
workspace is not open to the world: threads are for members at most, groups are private. Of direct
messages only who wrote, to whom and when is kept; dms.json names who have such a conversation.
The team's id stands in users.json of newer exports only; older ones take their folder's name.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from importers.importer import ExportFile
from importers.platforms.chat_text import chat_title, without_quoted_lines
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_count, a_text, an_id, an_object, objects_in
from importers.reading.jsonkeys import Beginning, beginning
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import from_seconds
from importers.reading.names import plain_line
from importers.records import (
    Account,
    Message,
    Post,
    Reaction,
    Record,
    Role,
    Skipped,
    Space,
    Thread,
    Tie,
    Visibility,
)

PLATFORM = "slack"
HOW_TO_EXPORT = "Slack: Settings, Import/Export data, Export"
SLACKBOT = "USLACKBOT"

_LISTS = frozenset(["users", "channels", "groups", "mpims", "dms"])
_COMPANIONS = frozenset([
    "integration_logs", "canvases", "lists", "huddle_transcripts", "file_conversations",
])  # fmt: skip
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\.json")
_DIRECT = re.compile(r"D[A-Z0-9]{7,12}")
_TEAM = re.compile(rb'"team_id"\s*:\s*"([TE][A-Z0-9]{6,14})"')
_SAID = frozenset([
    "bot_message", "me_message", "thread_broadcast", "reply_broadcast", "file_share",
    "file_comment", "slackbot_response",
])  # fmt: skip
"""Subtypes in which somebody says something; the others tell what happened."""
_MARKUP = re.compile(r"<([^<>\s|][^<>|]{0,3000})(?:\|([^<>]{0,1000}))?>")


def identify(file: ExportFile) -> bool:
    """Whether the first object has the keys of one of the export's files; an empty one by name."""
    keys = beginning(file)
    if keys.opening == "[{":
        return _kind(file, keys) is not None
    name = PurePosixPath(file.name)
    is_named = name.stem in _LISTS | _COMPANIONS or _DAY.fullmatch(name.name) is not None
    return is_named and b"".join(file.head(256).split()) == b"[]"


def _kind(file: ExportFile, keys: Beginning) -> str | None:
    """Which of the export's files this is: day, users, channels, direct or companion."""
    if keys.has("ts", "type") and not keys.has("id"):
        return "day"
    if keys.has("id", "name", "profile") and _has_any(keys, "deleted", "is_bot", "team_id"):
        return "users"
    if keys.has("id", "created", "members"):
        if not keys.has("name"):
            return "direct"
        return "channels" if _has_any(keys, "creator", "is_general", "purpose") else None
    if keys.has("change_type") and _has_any(keys, "service_id", "app_id", "user_id"):
        return "companion"
    stem = PurePosixPath(file.name).stem
    if stem in _COMPANIONS and keys.has("id") and _has_any(keys, "created", "filetype"):
        return "companion"
    return None


def _has_any(keys: Beginning, *names: str) -> bool:
    return any(keys.has(name) for name in names)


def instance(file: ExportFile) -> str | None:
    """The team's id that most users in users.json state; None in all other files."""
    if _kind(file, beginning(file)) != "users":
        return None
    found = Counter(_TEAM.findall(file.head()))
    return found.most_common(1)[0][0].decode() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, channels with their members, or a day's threads, posts and reactions."""
    kind = _kind(file, beginning(file))
    if kind == "companion":
        yield Skipped(reason="companion")
        return
    day = _Day(_channel(file)) if kind == "day" else None
    for found in objects(file, is_record=_is_record):
        if not isinstance(found, Found):
            yield found
        elif day is not None:
            yield from day.records(found.value, found.place)
        elif kind == "users":
            yield from _user(found.value, found.place)
        else:
            yield from _conversation(found.value, found.place, PurePosixPath(file.name).stem)
    if day is not None:
        yield from day.rest()


def _is_record(value: JsonObject) -> bool:
    return "ts" in value and "type" in value if "id" not in value else "name" in value


def _channel(file: ExportFile) -> str | None:
    """The name of the folder that a day's file lies in; None when it lies in none."""
    return PurePosixPath(file.name).parent.name or None


def _user(value: JsonObject, place: str) -> Iterator[Record]:
    native_id = an_id(value.get("id"))
    if native_id is None:
        yield Skipped(reason="broken", place=place, detail="a user without id")
        return
    profile = an_object(value.get("profile"))
    email = a_text(profile.get("email"))
    yield Account(
        native_id=native_id,
        handle=plain_line(value.get("name")),
        name=_shown_name(profile) or plain_line(value.get("real_name")),
        email=email.strip().lower() if email and "@" in email else None,
        bio=a_text(profile.get("title")),
        role=_role(native_id, value),
        # Slack says deleted of whoever left the workspace; the name stays at what they wrote.
        state="left" if value.get("deleted") is True else None,
    )


def _shown_name(profile: JsonObject) -> str | None:
    return plain_line(profile.get("display_name")) or plain_line(profile.get("real_name"))


def _role(native_id: str, value: JsonObject) -> Role | None:
    if value.get("is_bot") is True or native_id == SLACKBOT:
        return "bot"
    if any(value.get(key) is True for key in ("is_admin", "is_owner", "is_primary_owner")):
        return "staff"
    if any(value.get(key) is True for key in ("is_restricted", "is_ultra_restricted")):
        return "guest"
    return None


def _conversation(value: JsonObject, place: str, stem: str) -> Iterator[Record]:
    """A channel as a space with its members; a direct conversation as who has one with whom."""
    channel_id, name = an_id(value.get("id")), plain_line(value.get("name"))
    listed = value.get("members")
    members = [one for part in listed if (one := an_id(part))] if isinstance(listed, list) else []
    created_at = from_seconds(value.get("created"))
    if channel_id is None:
        yield Skipped(reason="broken", place=place, detail="a channel without id")
    elif name is None or name.startswith("mpdm-"):
        if len(members) < 2:
            yield Skipped(reason="private", place=place)
            return
        yield Message(
            native_id=channel_id,
            sender_id=members[0],
            recipient_ids=tuple(members[1:]),
            created_at=created_at,
        )
    else:
        about = an_object(value.get("purpose")), an_object(value.get("topic"))
        yield Space(
            native_id=name,
            name=name,
            kind="channel",
            description=next((said for part in about if (said := a_text(part.get("value")))), None),
            visibility=_visibility(channel_id, value, stem),
            created_at=created_at,
        )
        for member in dict.fromkeys(members):
            yield Tie(from_id=member, to_id=name, kind="membership")


def _visibility(channel_id: str, value: JsonObject, stem: str) -> Visibility:
    is_private = value.get("is_private") is True or channel_id.startswith("G") or stem == "groups"
    return "private" if is_private else "members"


class _Day:
    """One day of one channel."""

    def __init__(self, channel: str | None) -> None:
        self._channel = channel
        name = channel or ""
        self._is_direct = bool(_DIRECT.fullmatch(name)) or name.startswith("mpdm-")
        self._told: set[str] = set()
        """Accounts and threads."""
        self._direct: list[tuple[str, str, datetime | None]] = []

    def records(self, value: JsonObject, place: str) -> Iterator[Record]:
        ts = an_id(value.get("ts"))
        subtype = value.get("subtype")
        author_id = _author_id(value)
        if value.get("type") != "message" or (subtype is not None and str(subtype) not in _SAID):
            yield Skipped(reason="deleted" if subtype == "tombstone" else "action", place=place)
        elif ts is None or author_id is None:
            yield Skipped(
                reason="broken",
                place=place,
                detail=f"a message with ts {excerpt(value.get('ts'))} and user "
                f"{excerpt(value.get('user'))}, expected both",
            )
        elif self._is_direct:
            self._direct.append((self._id(ts), author_id, from_seconds(ts)))
        else:
            yield from self._account(author_id, value)
            yield from self._post(value, ts, author_id, place)

    def rest(self) -> Iterator[Record]:
        """Direct messages: the file names those who wrote that day, not those who only read."""
        writers = dict.fromkeys(author_id for _, author_id, _ in self._direct)
        for native_id, author_id, created_at in self._direct:
            if len(writers) == 1:
                yield Skipped(reason="private")
                continue
            yield Message(
                native_id=native_id,
                sender_id=author_id,
                recipient_ids=tuple(one for one in writers if one != author_id),
                created_at=created_at,
            )

    def _id(self, ts: str) -> str:
        return f"{self._channel}:{ts}" if self._channel else ts

    def _account(self, native_id: str, value: JsonObject) -> Iterator[Account]:
        profile = an_object(value.get("user_profile"))
        is_bot = "user" not in value and "bot_id" in value
        if native_id in self._told or not (profile or is_bot):
            return
        self._told.add(native_id)
        bot_name = value.get("username") or an_object(value.get("bot_profile")).get("name")
        yield Account(
            native_id=native_id,
            handle=plain_line(profile.get("name")),
            name=plain_line(bot_name) if is_bot else _shown_name(profile),
            role="bot" if is_bot else None,
        )

    def _post(self, value: JsonObject, ts: str, author_id: str, place: str) -> Iterator[Record]:
        created_at = from_seconds(ts)
        if created_at is None:
            yield Skipped(
                reason="no date",
                place=place,
                detail=f"ts is {excerpt(ts)}, expected such as '1767261600.000200'",
            )
            return
        native_id = self._id(ts)
        thread_ts = an_id(value.get("thread_ts")) or ts
        thread_id, is_opening = self._id(thread_ts), thread_ts == ts
        original = _said(value)
        text, mentioned = _readable(original)
        if is_opening or thread_id not in self._told:
            self._told.add(thread_id)
            yield Thread(
                native_id=thread_id,
                space_id=self._channel,
                author_id=author_id if is_opening else an_id(value.get("parent_user_id")),
                title=chat_title(text) if is_opening else None,
                kind="discussion",
                created_at=created_at if is_opening else from_seconds(thread_ts),
                visibility="members",
            )
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=None if is_opening else thread_id,
            author_id=author_id,
            mentioned=mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=from_seconds(an_object(value.get("edited")).get("ts")),
            text_format="markdown",
            text_original=original,
            text=text,
        )
        yield from _reactions(native_id, value)


def _author_id(value: JsonObject) -> str | None:
    """Who says it; a comment on a file states that inside the comment, or at the file."""
    return (
        an_id(value.get("user"))
        or an_id(an_object(value.get("comment")).get("user"))
        or an_id(value.get("bot_id"))
        or an_id(an_object(value.get("file")).get("user"))
    )


def _said(value: JsonObject) -> str | None:
    """What is said; Slack's own line about a file or a comment on one is not."""
    subtype, shared = value.get("subtype"), an_object(value.get("file"))
    if subtype == "file_comment":
        return a_text(an_object(value.get("comment")).get("comment"))
    if subtype == "file_share" and shared:
        about = an_object(shared.get("initial_comment")).get("comment")
        return a_text(about) or a_text(shared.get("title"))
    return a_text(value.get("text"))


def _readable(original: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The text without Slack's markup and quoted lines, and the ids of those mentioned."""
    if original is None:
        return None, ()
    lines = [line for line in original.split("\n") if not line.startswith("&gt; ")]
    mentioned = dict.fromkeys(
        match[1][1:] for match in _MARKUP.finditer("\n".join(lines)) if match[1][0] == "@"
    )
    shown = html.unescape(_MARKUP.sub(_shown, original))
    return without_quoted_lines(shown), tuple(one for one in mentioned if one)


def _shown(match: re.Match[str]) -> str:
    """How Slack shows a link, a mention or a channel in angle brackets."""
    target, label = match[1], match[2]
    if target[0] in "@#":
        return target[0] + (label or target[1:]).lstrip("@#")
    if target[0] == "!":
        return label or "@" + target[1:].partition("^")[0]
    return label or target.removeprefix("mailto:")


def _reactions(post_id: str, value: JsonObject) -> Iterator[Reaction]:
    """A reaction for each one named, and one counting those that Slack does not name."""
    for reaction in objects_in(value.get("reactions")):
        kind = (plain_line(reaction.get("name")) or "reaction").partition("::")[0]
        listed = reaction.get("users")
        users = dict.fromkeys(
            one for part in (listed if isinstance(listed, list) else ()) if (one := an_id(part))
        )
        for user in users:
            yield Reaction(post_id=post_id, actor_id=user, kind=kind)
        others = (a_count(reaction.get("count")) or 0) - len(users)
        if others > 0:
            yield Reaction(post_id=post_id, kind=kind, count=others)
