"""What can be said of a file beyond who reads it: its encoding, and for an unknown one a mapping.

Runs in the reading process; what it answers is plain values for `importers.inspecting`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import msgspec

from importers.errors import ExportProblem, UnknownExport
from importers.identify import find_importers, identify
from importers.importer import ColumnMapping, ExportFile
from importers.reading.bytes import find_encoding
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.proposing import propose
from importers.reading.sheets import is_workbook
from importers.records import Account, Post, Record

EXAMPLES = 3
_LONGEST_VALUE = 60
_READ_BY = {"posts": "activity_log", "members": "member_list"}
_IS_A: Mapping[str, type[Record]] = {"posts": Post, "members": Account}
_ADDRESS = re.compile(r"([^@\s<>,;:'\"])[^@\s<>,;:'\"]{0,64}@[^@\s<>,;:'\"]{1,255}")


def describe(file: ExportFile) -> dict[str, Any]:
    """The encoding of a text file; for one that no importer knows, a proposal or why there is none.

    Keys: encoding (None for what is no text), proposal (None, or mapping, unsure, unused and
    examples), why_none.
    """
    answer: dict[str, Any] = {"encoding": _encoding(file), "proposal": None, "why_none": None}
    try:
        identify(file)
    except UnknownExport:
        pass
    except ExportProblem:
        return answer
    else:
        return answer
    try:
        proposal = propose(file)
    except ExportProblem as problem:
        return {**answer, "why_none": _line(problem.what)}
    if isinstance(proposal, str):
        return {**answer, "why_none": _line(proposal)}
    mapped = replace(file, mappings=(proposal.mapping,))
    notes, examples = _examples(mapped, proposal.mapping)
    answer["proposal"] = {
        "mapping": {**vars(proposal.mapping), "columns": dict(proposal.mapping.columns)},
        "unsure": [_line(line) for line in (*proposal.unsure, *notes)],
        "unused": [_line(name) for name in proposal.unused],
        "examples": examples,
    }
    return answer


def _encoding(file: ExportFile) -> str | None:
    if is_workbook(file.path):
        return None
    encoding = find_encoding(file.path)
    is_text = encoding.name == "utf-16" or b"\0" not in file.head(4096)
    return encoding.name if is_text else None


def _examples(file: ExportFile, mapping: ColumnMapping) -> tuple[list[str], list[str]]:
    """What reading says about the file, and the first records as they would be read."""
    notes: list[str] = []
    examples: list[str] = []
    importer = find_importers()[_READ_BY[mapping.holds]]
    try:
        for record in _whole(importer.read(file), notes, _IS_A[mapping.holds]):
            examples.append(_shown(record))
            if len(examples) == EXAMPLES:
                break
    except ExportProblem as problem:
        notes.append(problem.what)
    return notes, examples


def _whole(records: Iterator[Record], notes: list[str], kind: type[Record]) -> Iterator[Record]:
    for record in islice(records, 10_000):
        if isinstance(record, Note):
            notes.append(record.line)
        elif isinstance(record, kind):
            yield record


def _shown(record: Record) -> str:
    """The record on one line, its addresses masked."""
    parts = [type(record).__name__.lower()]
    for field in msgspec.structs.fields(record):
        value = getattr(record, field.name)
        is_default = value in (None, "", (), {}) or (not field.required and value == field.default)
        if is_default or field.name == "text_original":
            continue
        parts.append(f"{field.name} {_value(value)}")
    return ", ".join(parts)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        value = "; ".join(f"{question}: {answer}" for question, answer in value.items())
    elif isinstance(value, tuple):
        value = "; ".join(map(str, value))
    elif hasattr(value, "isoformat"):
        value = f"{value:%Y-%m-%d %H:%M} UTC"
    text = masked(_line(str(value)))
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def masked(text: str) -> str:
    """The text with nothing of an e-mail address but its first letter."""
    return _ADDRESS.sub(r"\1…@…", text)


def _line(text: str) -> str:
    return plain_line(text) or ""
