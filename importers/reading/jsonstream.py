"""Objects out of JSON files, one by one, also out of damaged ones.

Three shapes: one document, one object a line, and a row of objects in which brackets and commas
are missing or doubled, as Ning's archiver writes it. Nothing is ever repaired by replacing text:
an object is decoded where it begins, so what stands inside a string stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from importers.errors import ExportProblem, TooLarge, WrongText
from importers.importer import ExportFile
from importers.reading.bytes import find_encoding, open_bytes, text_chunks
from importers.reading.limits import MIB, Limits
from importers.reading.notes import Note
from importers.records import Skipped

JsonObject = dict[str, Any]

_BETWEEN_RECORDS = re.compile(r"[\s()\[\],;\ufeff]*")
_OBJECT_START = re.compile(r'\{\s*(?=")')

# strict=False: exports hold raw control characters in strings. NaN and Infinity are unknown.
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)

# The longest thing JSON cannot end in the middle of, besides a string: -1.7976931348623157e+308.
_UNDECIDED_END = 32

_CUT = "the file ends in the middle of this record; export it again"


@dataclass(frozen=True)
class Found:
    """One object of a file."""

    value: JsonObject
    place: str
    """'line 17' or 'character 81234'."""


def document(file: ExportFile, limits: Limits | None = None) -> Any:
    """The value of a file that holds exactly one.

    Raises WrongText when the file ends early or is no JSON, TooLarge when it is too long or nested
    too deeply.
    """
    limits = limits or Limits()
    pieces: list[str] = []
    length = 0
    for piece in text_chunks(file.path, name=file.name, limits=limits):
        pieces.append(piece)
        length += len(piece)
        if length > limits.record_bytes:
            raise TooLarge(
                file.name,
                f"one JSON document of more than {limits.record_bytes // MIB} MiB; "
                "export it in parts, or as one object a line",
            )
    text = "".join(pieces)
    pieces.clear()
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return _decode_leniently(text, file.name)


def _decode_leniently(text: str, name: str) -> Any:
    try:
        return _DECODER.decode(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise WrongText(
            name,
            f"not JSON from here on ({error.msg.lower()}): cut short or damaged. "
            "Export or copy the file again",
            place=f"line {error.lineno}",
        ) from error
    except RecursionError as error:
        raise _too_deep(name, "character 0") from error


def lines(file: ExportFile, limits: Limits | None = None) -> Iterator[Found | Skipped | Note]:
    """The objects of a file that holds one a line; a damaged line costs that line."""
    limits = limits or Limits()
    with open_bytes(file.path, name=file.name, limits=limits) as stream:
        yield from lines_in(stream, file.name, limits)


def lines_in(
    stream: BinaryIO, name: str, limits: Limits, *, first: int = 1
) -> Iterator[Found | Skipped | Note]:
    """The same of a stream, whose first line has that number in the file of that name."""
    is_damaged = False
    number = first - 1
    while line := stream.readline(limits.record_bytes):
        number += 1
        place = f"line {number}"
        if len(line) >= limits.record_bytes:
            raise TooLarge(
                name,
                f"a line of more than {limits.record_bytes // MIB} MiB, expected one object "
                "a line; export again",
                place=place,
            )
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            text = line.decode("utf-8", errors="replace")
            is_damaged = is_damaged or "\N{REPLACEMENT CHARACTER}" in text
            try:
                value = _DECODER.decode(text.strip())
            except (ValueError, RecursionError) as error:
                yield _broken_line(place, error, is_cut=not line.endswith(b"\n"))
                continue
        if isinstance(value, dict):
            yield Found(value, place)
        else:
            yield Skipped(
                reason="broken",
                place=place,
                detail=f"found {type(value).__name__}, expected an object in braces",
            )
    if is_damaged:
        yield Note(line="some characters are damaged (not UTF-8); they show as �")


def _broken_line(place: str, error: Exception, *, is_cut: bool) -> Skipped:
    if isinstance(error, RecursionError):
        detail = "nested too deeply to be read"
    elif is_cut:
        detail = "the file ends in the middle of this line; export or copy it again"
    else:
        detail = f"not JSON ({getattr(error, 'msg', str(error)).lower()}); the line is left out"
    return Skipped(reason="broken", place=place, detail=detail)


def objects(
    file: ExportFile,
    *,
    is_record: Callable[[JsonObject], bool],
    limits: Limits | None = None,
    behind: re.Pattern[str] | None = None,
) -> Iterator[Found | Skipped | Note]:
    """The objects of a file that holds a row of them, whatever stands between them.

    behind: what the file begins with before its first bracket, such as an assignment.

    A damaged object costs itself: reading goes on at the next object for which `is_record` holds,
    so that the inner objects of the damaged one are not taken for records. A file that is cut
    short gives all its complete objects and one line that says so.
    Raises TooLarge when an object is too long or nested too deeply.
    """
    encoding = find_encoding(file.path)
    if note := encoding.note():
        yield Note(line=note)
    row = _Row(file, limits or Limits())
    if behind is not None:
        row.begin_behind(behind)
    yield from row.objects(is_record)


class _Row:
    """A window on the file's text that moves from object to object."""

    def __init__(self, file: ExportFile, limits: Limits) -> None:
        self._name = file.name
        self._chunks = text_chunks(file.path, name=file.name, limits=limits)
        self._most = limits.record_bytes
        self._text = ""
        self._at = 0
        self._dropped = 0
        """Characters before the window."""
        self._is_end = False
        self._problem: ExportProblem | None = None
        self._is_begun = False
        """Whether the first object was reached."""
        self._is_opened = False
        """Whether a bracket stands before the first object."""
        self._is_closed = False
        """Whether a bracket was closed after the last object."""

    def begin_behind(self, start: re.Pattern[str]) -> None:
        """Nothing; what the text begins with is passed over."""
        if self._fill() and (match := start.match(self._text)):
            self._at = match.end()

    def objects(self, is_record: Callable[[JsonObject], bool]) -> Iterator[Found | Skipped | Note]:
        is_cut = False
        while self._skip_between():
            place = self._place()
            self._is_closed = False
            value, why = self._decode()
            if value is not None:
                yield Found(value, place)
                continue
            is_cut = why == _CUT
            yield Skipped(reason="broken", place=place, detail=why)
            found = self._next_record(is_record)
            if found is not None:
                yield found
        if self._problem is not None:
            raise self._problem
        if self._is_opened and not self._is_closed and not is_cut:
            yield Note(line="ends without its closing bracket: it may have been cut short")

    def _place(self) -> str:
        return f"character {self._dropped + self._at}"

    def _fill(self) -> bool:
        """Whether the window grew; what lies behind it is let go."""
        if self._is_end:
            return False
        if len(self._text) - self._at > self._most:
            raise TooLarge(
                self._name,
                f"an object of more than {self._most // MIB} MiB, as no honest export holds; "
                "export again",
                place=self._place(),
            )
        pieces = [self._text[self._at :]]
        self._dropped += self._at
        self._at = 0
        # Growing by what is there already keeps the retries of a large object few.
        wanted = max(1, len(pieces[0]))
        try:
            while wanted > 0:
                piece = next(self._chunks, None)
                if piece is None:
                    self._is_end = True
                    break
                pieces.append(piece)
                wanted -= len(piece)
        except ExportProblem as problem:
            self._problem = problem
            self._is_end = True
        self._text = "".join(pieces)
        return True

    def _skip_between(self) -> bool:
        """Whether anything follows what stands between two objects."""
        while True:
            match = _BETWEEN_RECORDS.match(self._text, self._at)
            if match is not None:
                between = match.group()
                if not self._is_begun:
                    self._is_opened = self._is_opened or "[" in between
                self._is_closed = self._is_closed or "]" in between
                self._at = match.end()
            if self._at < len(self._text):
                self._is_begun = True
                return True
            if not self._fill():
                return False

    def _decode(self) -> tuple[JsonObject | None, str]:
        """The object that begins here, moving behind it; else None and what is wrong."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                # An unterminated string is told of where it begins: it may go on in the file.
                is_undecided = (
                    error.msg.startswith("Unterminated string")
                    or error.pos >= len(self._text) - _UNDECIDED_END
                )
                if is_undecided and self._fill():
                    continue
                if is_undecided:
                    return None, _CUT
                return None, f"not JSON ({error.msg.lower()}); this record is left out"
            except ValueError:
                return None, "holds a number of thousands of digits; this record is left out"
            except RecursionError as error:
                raise _too_deep(self._name, self._place()) from error
            if not isinstance(value, dict):
                return None, f"found {type(value).__name__}, expected an object in braces"
            self._at = end
            return value, ""

    def _next_record(self, is_record: Callable[[JsonObject], bool]) -> Found | None:
        """The next whole record after a damaged one; None at the end of the file."""
        self._at += 1
        while True:
            match = _OBJECT_START.search(self._text, self._at)
            if match is None:
                # The brace may be the last thing in the window.
                self._at = max(self._at, self._text.rfind("{"))
                if not self._fill():
                    self._at = len(self._text)
                    return None
                continue
            self._at = match.start()
            place = self._place()
            value, _ = self._decode()
            if value is None:
                self._at += 1
            elif is_record(value):
                return Found(value, place)


def _too_deep(name: str, place: str) -> TooLarge:
    return TooLarge(
        name,
        "nested more deeply than any honest export; reading stopped here. Export again",
        place=place,
    )
