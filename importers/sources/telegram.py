"""Telegram Desktop's export in JSON: one chat, or a whole account with all its chats.

A message's id is unique within its chat only, so its native id is the chat's and its own. In a
group, a message that answers none is a thread of its own and answers belong to the thread of the
message they answer; a topic of a forum is one thread. Public groups and channels are public,
private ones are for members. Of personal chats only who wrote, to whom and when is kept.

Moments are taken from `date_unixtime`; exports made before 2022 have only `date`, in the time of
the computer that exported, which is read as UTC and reported.
The HTML form of the export is answered with how to ask for this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.chat_files import chat, whole_objects
from importers.platforms.telegram_groups import Clock, Group, author_of, is_said, person
from importers.reading.json_values import an_id, an_object, objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import JsonObject
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.records import Message, Record, Skipped

PLATFORM = "telegram"
HOW_TO_EXPORT = "Telegram Desktop: Export chat history, format JSON"

PERSONAL = frozenset(["personal_chat", "bot_chat", "verification_codes", "replies"])
SAVED = "saved_messages"

_TYPE = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|replies|verification_codes'
    rb'|(?:private|public)_(?:group|supergroup|channel))"'
)
_HTML = re.compile(rb"<title>\s*Exported Data\s*</title>")
_HTML_ADVICE = (
    "the HTML form of Telegram's export, expected the JSON form; export the chat again in Telegram "
    "Desktop with the format 'Machine-readable JSON', then drop that folder in here"
)


def identify(file: ExportFile) -> bool:
    """Whether the first keys are a chat's, or those of an account with its chats."""
    if _is_html(file):
        return True
    keys = beginning(file)
    if keys.opening != "{":
        return False
    if keys.has("messages", "type", "id"):
        return _TYPE.search(file.head()) is not None
    return keys.has("about") and (
        keys.has("chats.list") or keys.has("left_chats.list") or keys.has("personal_information")
    )


def _is_html(file: ExportFile) -> bool:
    return _HTML.search(file.head(2048)) is not None


def instance(file: ExportFile) -> str | None:
    """Never stated: people are the same in all chats, so their folder names the source."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Each chat as a space, its threads, posts and reactions, and those who appear in them."""
    if _is_html(file):
        raise ExportProblem(file.name, _HTML_ADVICE)
    clock = Clock()
    try:
        about, messages = chat(file, is_message=_is_message)
    except ExportProblem as problem:
        yield from _rescued(file, problem, clock)
    else:
        if "type" in about:
            yield from _chat(about, messages, None, clock)
        else:
            yield from _account(about, clock)
    if clock.guesses:
        yield Note(
            line=f"{clock.guesses} moments are in the time of the computer that exported, which is "
            "not in the file; read as UTC. A newer Telegram Desktop states them exactly"
        )


def _account(about: JsonObject, clock: Clock) -> Iterator[Record]:
    """Every chat of an account; what else is in the export is its owner's."""
    owner = person(an_object(about.get("personal_information")).get("user_id"))
    for section, value in about.items():
        if section in ("chats", "left_chats"):
            for one in objects_in(an_object(value).get("list")):
                yield from _chat(one, objects_in(one.get("messages")), owner, clock)
        elif isinstance(value, dict | list) and value:
            yield Skipped(reason="companion", place=section)


def _rescued(file: ExportFile, problem: ExportProblem, clock: Clock) -> Iterator[Record]:
    """The whole chats of a damaged account; a damaged chat may be a personal one."""
    lost = 0
    for value in whole_objects(file, _is_worth_having, problem):
        if isinstance(value, Skipped | Note):
            yield value
        elif _is_message(value):
            lost += 1
            yield Skipped(reason="unsure")
        else:
            for one in _chats_in(value) or [value]:
                yield from _chat(one, objects_in(one.get("messages")), None, clock)
    if lost:
        yield Note(
            line=f"{lost} messages are whole, but their chat is damaged, so whether they are "
            "private is not known; left out. Export that chat again"
        )


def _is_worth_having(value: JsonObject) -> bool:
    return _is_chat(value) or _is_message(value) or bool(_chats_in(value))


def _chats_in(value: JsonObject) -> list[JsonObject]:
    return [one for one in objects_in(value.get("list")) if _is_chat(one)]


def _is_chat(value: JsonObject) -> bool:
    return "messages" in value and "type" in value


def _chat(
    about: JsonObject,
    messages: Iterable[JsonObject | Skipped | Note],
    owner: str | None,
    clock: Clock,
) -> Iterator[Record]:
    kind = str(about.get("type") or "")
    chat_id = an_id(about.get("id"))
    if kind == SAVED or kind in PERSONAL:
        yield from _personal(messages, chat_id if kind in PERSONAL else None, owner, clock)
    elif chat_id is None:
        yield Skipped(reason="broken", detail="a chat without id; export it again")
    else:
        yield from Group(chat_id, kind, plain_line(about.get("name")), clock).records(messages)


def _is_message(value: JsonObject) -> bool:
    return "id" in value and "date" in value and "type" in value


def _personal(
    messages: Iterable[JsonObject | Skipped | Note],
    chat_id: str | None,
    owner: str | None,
    clock: Clock,
) -> Iterator[Record]:
    """Who wrote when; the chat's id is the other one's."""
    sent: list[tuple[str, str, datetime | None]] = []
    for value in messages:
        if isinstance(value, Skipped | Note):
            yield value
            continue
        native_id, author_id = an_id(value.get("id")), author_of(value)
        if chat_id is None or native_id is None or author_id is None or not is_said(value):
            yield Skipped(reason="private")
        else:
            sent.append((f"{chat_id}:{native_id}", author_id, clock.moment(value, "date")))
    people = dict.fromkeys([author_id for _, author_id, _ in sent])
    people |= dict.fromkeys(one for one in (person(chat_id), owner) if one)
    for native_id, author_id, created_at in sent:
        recipients = tuple(one for one in people if one != author_id)
        if not recipients:
            yield Skipped(reason="private")
            continue
        yield Message(
            native_id=native_id,
            sender_id=author_id,
            recipient_ids=recipients,
            created_at=created_at,
        )
