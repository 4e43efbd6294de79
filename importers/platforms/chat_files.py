"""Chats kept as one JSON object that ends in a long list of messages; also damaged ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.json_values import an_object, objects_in
from importers.reading.jsonstream import Found, JsonObject, document, objects
from importers.reading.notes import Note
from importers.records import Skipped

_MESSAGES = re.compile(rb'"messages"\s*:\s*\[')


def before_messages(file: ExportFile) -> bytes:
    """What stands before the list of messages, as far as the head reaches."""
    head = file.head()
    found = _MESSAGES.search(head)
    return head[: found.start()] if found else head


def chat(
    file: ExportFile, *, is_message: Callable[[JsonObject], bool]
) -> tuple[JsonObject, Iterator[JsonObject | Skipped | Note]]:
    """The object without its messages, and the messages.

    Of a damaged file, those that are whole, when what stands before them is. Raises ExportProblem
    when it is not.
    """
    try:
        value = an_object(document(file))
    except ExportProblem as problem:
        about = _about(file)
        if about is None:
            raise problem from None
        return about, whole_objects(file, is_message, problem)
    return value, iter(objects_in(value.pop("messages", None)))


def whole_objects(
    file: ExportFile, is_wanted: Callable[[JsonObject], bool], problem: ExportProblem
) -> Iterator[JsonObject | Skipped | Note]:
    """What is wrong with the file in one line, then the whole objects of the wanted kinds in it."""
    yield Note(line=f"{problem.place}: {problem.what}" if problem.place else problem.what)
    is_inside = False
    for found in objects(file, is_record=is_wanted):
        if isinstance(found, Found):
            if is_wanted(found.value):
                yield found.value
        elif isinstance(found, Note) or (is_inside and not _is_no_object(found)):
            yield found
        else:
            # The damaged whole, whose parts are read one by one; and what follows them.
            is_inside = True


def _is_no_object(skipped: Skipped) -> bool:
    return (skipped.detail or "").startswith("found ")


def _about(file: ExportFile) -> JsonObject | None:
    text = before_messages(file).decode("utf-8", "replace").lstrip("\ufeff")
    try:
        value = json.loads(text + '"messages": []}', strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
