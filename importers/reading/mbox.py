"""Messages out of a mailbox file, cut by rules of our own, because "From " begins sentences too.

A line that begins with "From " separates two messages only when it stands at the start of the file
or below an empty line, ends in a date as mail programs write it there, and is followed by a header
or by an empty line. Everything is done on bytes: separators hold names in any encoding.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.bytes import open_bytes
from importers.reading.limits import MIB

LONGEST_MESSAGE = 16 * MIB
"""Bytes kept of one message; what comes after so many is an attachment."""
_LONGEST_LINE = 64 * 1024

_SEPARATOR = re.compile(
    rb"From (?P<sender>[^\r\n]{0,200}?) ?\b"
    rb"(?P<date>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? {1,3}(?:[0-3]?\d {1,3})?"
    rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,3}(?:[0-3]?\d {1,3}|(?=\d{4} ))"
    rb"(?:[12]\d{3} {1,3})?[0-2]?\d:\d{2}(?::\d{2})?(?: {1,3}[A-Za-z0-9+-]{1,6}){0,2})[ \t]*\r?\n?$"
)
_HEADER = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>From ")
_ESCAPED = re.compile(rb">+From ")


@dataclass(frozen=True)
class RawMessage:
    """One message as it lies in the file."""

    place: str
    """'line 17', where its separator stands."""
    sender: bytes
    """What the separator names as the sender; often an address, sometimes only '-'."""
    date: bytes
    """The moment in the separator, as written."""
    data: bytes
    """Headers and body, '>From ' written as 'From ' again; cut at LONGEST_MESSAGE."""
    is_cut: bool = False
    """Whether the file is damaged in the middle of this message."""


def begins_mailbox(head: bytes) -> bool:
    """Whether the first lines of a file are a separator and a header."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 2)
    return (
        len(lines) > 1
        and _SEPARATOR.match(lines[0]) is not None
        and _HEADER.match(lines[1]) is not None
    )


def messages(file: ExportFile) -> Iterator[RawMessage]:
    """Every message in the order of the file; what stands before the first separator is none.

    A damaged gzip gives all that can be read, the last message marked as cut, then raises.
    """
    gathering: _Gathering | None = None
    problem: ExportProblem | None = None
    is_below_empty = True
    number = 0
    lines = _Lines(file)
    for line, following in pairwise(lines):
        number += 1
        separator = _SEPARATOR.match(line) if is_below_empty else None
        if separator is not None and (_is_empty(following) or _HEADER.match(following)):
            if gathering is not None:
                yield gathering.message()
            gathering = _Gathering(number, separator)
            is_below_empty = False
            continue
        is_below_empty = _is_empty(line) or (gathering is None and not line.strip(b"\xef\xbb\xbf"))
        if gathering is not None:
            gathering.add(line)
    problem = lines.problem
    if gathering is not None:
        yield gathering.message(is_cut=problem is not None)
    if problem is not None:
        raise problem


class _Gathering:
    """The lines of one message so far."""

    def __init__(self, number: int, separator: re.Match[bytes]) -> None:
        self._number = number
        self._separator = separator
        self._lines: list[bytes] = []
        self._length = 0

    def add(self, line: bytes) -> None:
        if self._length < LONGEST_MESSAGE:
            self._lines.append(line[1:] if _ESCAPED.match(line) else line)
            self._length += len(line)

    def message(self, *, is_cut: bool = False) -> RawMessage:
        return RawMessage(
            place=f"line {self._number}",
            sender=self._separator["sender"].strip(),
            date=self._separator["date"],
            data=b"".join(self._lines[:-1] if self._ends_empty() else self._lines),
            is_cut=is_cut,
        )

    def _ends_empty(self) -> bool:
        """Whether the last line is the empty one that belongs to the mailbox, not to the mail."""
        return bool(self._lines) and _is_empty(self._lines[-1])


class _Lines:
    """The file's lines, then one empty one; a line without end comes in several pieces."""

    def __init__(self, file: ExportFile) -> None:
        self._file = file
        self.problem: ExportProblem | None = None

    def __iter__(self) -> Iterator[bytes]:
        with open_bytes(self._file.path, name=self._file.name) as stream:
            rest = b""
            try:
                # read1, not readline: that one loses what it has gathered before damaged bytes.
                while data := cast(io.BufferedReader, stream).read1(MIB):
                    *lines, rest = (rest + data).split(b"\n")
                    yield from (line + b"\n" for line in lines)
                    while len(rest) > _LONGEST_LINE:
                        yield rest[:_LONGEST_LINE]
                        rest = rest[_LONGEST_LINE:]
            except ExportProblem as problem:
                self.problem = problem
        if rest:
            yield rest
        yield b"\n"


def _is_empty(line: bytes) -> bool:
    return not line.strip(b"\r\n")
