"""Columns out of JSON lines, a few megabytes of lines at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, BinaryIO, cast

import msgspec

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.bytes import open_bytes
from importers.reading.jsonstream import Found, lines_in
from importers.reading.limits import MIB, Limits
from importers.reading.notes import Note
from importers.records import Skipped

CHUNK = 4 * MIB
_BOM = b"\xef\xbb\xbf"
_MOST_KEYS = 300

Value = str | int | None
"""What a column holds; a line with another kind of value makes its chunk unusual."""


@dataclass(frozen=True)
class Lines:
    """Some whole lines of a file."""

    number: int
    """Of the first, from 1."""
    data: bytes

    @property
    def are_objects(self) -> bool:
        """Whether each line begins and ends with a brace: between two values, no comma."""
        data = self.data
        wanted = self.ends - data.endswith(b"\n")
        between = data.count(b"}\n{")
        if between < wanted:
            between += data.count(b"}\r\n{")
        is_closed = data.endswith((b"}\n", b"}\r\n", b"}"))
        return data.startswith(b"{") and is_closed and between == wanted

    @cached_property
    def ends(self) -> int:
        """How many lines have an end."""
        return self.data.count(b"\n")

    def found(self, name: str, limits: Limits) -> Iterator[Found | Skipped | Note]:
        """Their objects one by one, as `jsonstream.lines` gives them."""
        stream = cast(BinaryIO, io.BytesIO(self.data))
        return lines_in(stream, name, limits, first=self.number)


def chunks_of_lines(file: ExportFile, limits: Limits) -> Iterator[Lines]:
    """The file's lines in their order; a damaged gzip gives all whole lines, then raises."""
    number = 1
    held: list[bytes] = []
    size = 0
    problem: ExportProblem | None = None
    with open_bytes(file.path, name=file.name, limits=limits) as stream:
        while True:
            try:
                piece = cast(io.BufferedReader, stream).read1(CHUNK)
            except ExportProblem as error:
                problem, piece = error, b""
            held.append(piece)
            size += len(piece)
            if piece and (size < CHUNK or b"\n" not in piece) and size < limits.record_bytes:
                continue
            data = b"".join(held)
            # What follows the last line end goes on in the next piece; at the end it is a line.
            end = len(data) if not piece and problem is None else data.rfind(b"\n") + 1
            if size - end >= limits.record_bytes:
                end = size
            if end:
                whole = data[:end]
                lines = Lines(number, whole.removeprefix(_BOM) if number == 1 else whole)
                number += lines.ends
                yield lines
            if not piece:
                break
            held = [data[end:]]
            size -= end
    if problem is not None:
        raise problem


class LineColumns:
    """What lines hold under some keys, as long as they are alike."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._wanted = tuple(dict.fromkeys(keys))
        self._known = dict.fromkeys(self._wanted)
        self._decoder = self._decoder_of_known()

    def met(self, value: dict[str, Any]) -> None:
        """Nothing; the keys of such a line are usual from now on."""
        if value.keys() <= self._known.keys() or len(self._known) > _MOST_KEYS:
            return
        before = dict(self._known)
        self._known |= dict.fromkeys(value)
        self._decoder = self._decoder_of_known()
        if self._decoder is None:
            # A key that no structure can have: its lines stay unusual.
            self._known = before
            self._decoder = self._decoder_of_known()

    def of(self, lines: Lines) -> dict[str, Sequence[Value]] | None:
        """The values by key; None when a line is out of the ordinary."""
        if self._decoder is None or not lines.are_objects:
            return None
        try:
            rows = self._decoder.decode_lines(lines.data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None
        if len(rows) != lines.ends + (not lines.data.endswith(b"\n")):
            return None
        # Those wanted stand first in every row.
        columns = zip(*map(msgspec.structs.astuple, rows), strict=True)
        return dict(zip(self._wanted, columns, strict=False))

    def _decoder_of_known(self) -> msgspec.json.Decoder[Any] | None:
        """Also of the keys that nobody wants: what stands there must be whole, too."""
        fields = [
            (f"_{number}", Value if key in self._wanted else Any, None)
            for number, key in enumerate(self._known)
        ]
        rename = {f"_{number}": key for number, key in enumerate(self._known)}
        try:
            line = msgspec.defstruct(
                "Line", fields, rename=rename, gc=False, forbid_unknown_fields=True
            )
        except ValueError:
            return None
        return msgspec.json.Decoder(line)
