"""Meetup: answers of its old API saved as JSON, and the organiser's lists of members and attendees.

Events, RSVPs and comments come as lists of objects, in files of their own or inside the events. A
group is a space, known by the short name in its address, because the lists of members state no
other; an event is also a thread, which its description opens and comments follow.

The list of attendees does not state its event. It is named after the file, so it meets no event of
the API.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.meetup_answers import Answers
from importers.platforms.meetup_lists import group_in, is_list, read_list
from importers.reading.json_values import objects_in
from importers.reading.jsonkeys import beginning
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.records import Record

PLATFORM = "meetup"
HOW_TO_EXPORT = "ask Meetup again for events and answers; or Manage members, Export"

_URLNAME = re.compile(rb'"urlname"\s*:\s*"([\w-]{1,100})"')


def identify(file: ExportFile) -> bool:
    """Whether the keys or the columns are those of events, RSVPs, comments, members, attendees."""
    return _kind(file) is not None or is_list(file)


def _kind(file: ExportFile) -> str | None:
    """What the objects of a JSON file are: rsvps, events or comments; None: it is none of ours."""
    keys = beginning(file)
    for inside in ("", "results."):
        if keys.has(f"{inside}response", f"{inside}event.id") and (
            keys.has(f"{inside}member.id") or keys.has(f"{inside}member.member_id")
        ):
            return "rsvps"
        if keys.has(f"{inside}id", f"{inside}name", f"{inside}time", f"{inside}group.urlname"):
            return "events"
        if keys.has(f"{inside}comment", f"{inside}created", f"{inside}member.id", f"{inside}id"):
            return "comments"
    return None


def instance(file: ExportFile) -> str | None:
    """The group's short name in its address; None in comments, which do not state it."""
    if _kind(file) is None:
        return group_in(file)
    found = _URLNAME.search(file.head())
    return found[1].decode().lower() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Events with their threads, what people answered and wrote, and the people."""
    kind = _kind(file)
    if kind is None:
        yield from read_list(file)
        return
    answers = Answers()
    read_one = {"rsvps": answers.rsvp, "events": answers.event, "comments": answers.comment}[kind]
    for found in objects(file, is_record=_is_record):
        if not isinstance(found, Found):
            yield found
            continue
        # Version 2 wrapped its lists.
        for value in objects_in(found.value.get("results")) or [found.value]:
            yield from read_one(value, found.place)


def _is_record(value: JsonObject) -> bool:
    if "response" in value or "comment" in value:
        return "member" in value
    return "time" in value and "group" in value
