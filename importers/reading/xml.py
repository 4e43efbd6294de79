"""The rows of an XML dump whose data stand in attributes, read as if written by an enemy.

Each `<row … />` is cut out of the text and parsed by itself: a DOCTYPE never reaches the parser, no
tree grows with the file, and damage costs one row. Inside a tag XML allows no bare `<`, so the next
`<` always ends a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from lxml import etree

from importers.errors import ExportProblem, TooLarge
from importers.reading.bytes import open_text
from importers.reading.limits import MIB
from importers.reading.notes import Note
from importers.reading.xml_attributes import quick_attributes
from importers.records import Skipped

CHUNK = 1 * MIB
LONGEST_ROW = 16 * MIB
"""Characters between two tags; the longest posts of real dumps stay below a tenth of one MiB."""

# Possessive: of a hundred comments and no element there is one reading, not 2 ** 100.
_ROOT = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>|\s)*+<(\w+)", re.S)
_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]+|#[0-9]+|\w+)?(;?)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])


@dataclass(frozen=True)
class XmlRow:
    """One row: where it starts and what its attributes hold."""

    line: int
    values: dict[str, str]


def root_name(head: bytes) -> str | None:
    """The name of the outermost element, from a file's first bytes; None when it is not XML."""
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    match = _ROOT.match(text.removeprefix("\ufeff"))
    return match.group(1) if match else None


def read_rows(path: Path, *, name: str, tag: str = "row") -> Iterator[XmlRow | Skipped | Note]:
    """Every complete row in the order of the file; a damaged one comes as Skipped('broken').

    Characters that XML forbids become �, and entities of the file's own stay as written; a Note at
    the end counts both. Raises ExportProblem when the file ends before its outermost element does,
    after all complete rows.
    """
    stream, encoding = open_text(path, name=name)
    row = re.compile(rf"{re.escape(tag)}(?=[\s/>])")
    repairs = _Repairs()
    if line := encoding.note():
        yield Note(line=line)
    with stream:
        root: str | None = None
        is_finished = False
        count = 0
        damaged: Skipped | None = None
        for number, piece in _markup(stream, name):
            if damaged:
                yield damaged
                damaged = None
            if row.match(piece):
                values = quick_attributes(piece, tag) or repairs.attributes(piece, tag)
                if values is None:
                    damaged = Skipped(
                        reason="broken",
                        place=f"line {number}",
                        detail=f'not a well-formed <{tag}>, expected name="value" pairs and />',
                    )
                else:
                    count += 1
                    yield XmlRow(number, values)
            elif root is None and piece[:1].isalpha():
                found = re.match(r"\w+", piece)
                root = found.group() if found else ""
                is_finished = piece.rstrip().endswith("/>")
            elif root is not None and piece.startswith(f"/{root}"):
                is_finished = True
    yield from repairs.notes()
    if not is_finished:
        # The row that the end cut in two is told by this one line.
        raise ExportProblem(
            name,
            f"the file ends before </{root or 'its outermost element'}>; complete rows read: "
            f"{count:,}. Copy or download it again",
            place=f"line {number}",
        )


def _markup(stream: TextIO, name: str) -> Iterator[tuple[int, str]]:
    """Line and text of each piece from one `<` (left off) to the next; no comments, no DOCTYPE."""
    ends_hidden: re.Pattern[str] | None = None
    for number, piece in _pieces(stream, name):
        if ends_hidden is None:
            if piece.startswith("!--"):
                ends_hidden = re.compile("-->")
            elif piece.startswith("!DOCTYPE") and "[" in piece:
                ends_hidden = re.compile(r"\]\s*>")
            elif piece.startswith("![CDATA["):
                ends_hidden = re.compile("]]>")
            else:
                yield number, piece
                continue
        if ends_hidden.search(piece):
            ends_hidden = None


def _pieces(stream: TextIO, name: str) -> Iterator[tuple[int, str]]:
    """Line and text of everything between two `<`, however long the file is."""
    line = 1
    held = ""
    while chunk := stream.read(CHUNK):
        *whole, held = (held + chunk).split("<")
        for piece in whole:
            yield line, piece
            line += piece.count("\n")
        if len(held) > LONGEST_ROW:
            raise TooLarge(
                name,
                f"more than {LONGEST_ROW // MIB} million characters without a tag, expected rows; "
                "take this file out of the exports",
                place=f"line {line}",
            )
    yield line, held


class _Repairs:
    """Parses rows and counts what had to be replaced in them."""

    def __init__(self) -> None:
        self._parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
        )
        self._forbidden = 0
        self._entities = 0

    def attributes(self, piece: str, tag: str) -> dict[str, str] | None:
        """The attributes of one row; None when it cannot be parsed even when repaired."""
        text = "<" + piece.rstrip()
        if not text.endswith("/>"):
            text += f"</{tag}>"
        values = self._parsed(text)
        return values if values is not None else self._parsed(self._repaired(text))

    def notes(self) -> Iterator[Note]:
        """A line for each kind of repair that was needed."""
        if self._forbidden:
            yield Note(line=f"{self._forbidden:,} characters that XML forbids were replaced by �")
        if self._entities:
            yield Note(
                line=f"{self._entities:,} entities of the file's own were not expanded; "
                "they stay as written"
            )

    def _parsed(self, text: str) -> dict[str, str] | None:
        try:
            return dict(etree.fromstring(text, self._parser).attrib)
        except (etree.XMLSyntaxError, ValueError):
            # ValueError: lxml refuses text with forbidden characters before it parses.
            return None

    def _repaired(self, text: str) -> str:
        text, count = _FORBIDDEN.subn("\N{REPLACEMENT CHARACTER}", text)
        self._forbidden += count
        return _REFERENCE.sub(self._reference, text)

    def _reference(self, match: re.Match[str]) -> str:
        """The reference itself when XML knows it, else something XML allows."""
        body, semicolon = match.group(1) or "", match.group(2)
        if body.startswith("#"):
            digits = body[1:]
            number = int(digits[1:], 16) if digits.startswith("x") else int(digits[:9])
            if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
                self._forbidden += 1
                return "\N{REPLACEMENT CHARACTER}"
            return match.group()
        if semicolon and body in _PREDEFINED:
            return match.group()
        self._entities += bool(body and semicolon)
        return "&amp;" + body + semicolon
