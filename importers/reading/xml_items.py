"""The items of an XML feed, each a small tree of its own, read as if written by an enemy.

An item is cut out of the text from its tag to its end tag and parsed by itself: a DOCTYPE never
reaches the parser, no tree grows with the file, and damage costs one item. Names are kept as they
are written, prefix included, because feeds lose the declarations of their prefixes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO
from xml.parsers import expat

from importers.errors import ExportProblem, TooLarge
from importers.reading.bytes import open_text
from importers.reading.limits import MIB, Limits
from importers.reading.notes import Note
from importers.records import Skipped

CHUNK = 1 * MIB
DEEPEST = 64
"""Elements within elements; feeds that we read need seven."""

_NAME = re.compile(r"/?[\w:.-]+")
_HIDDEN = (
    (re.compile("!--"), re.compile("-->")),
    (re.compile(r"!\[CDATA\["), re.compile("]]>")),
    (re.compile(r"!DOCTYPE[^\[]*\["), re.compile(r"]\s*>")),
)
"""How what is no markup begins behind its `<`, and how it ends."""
_CDATA = re.compile(r"(<!\[CDATA\[.*?]]>)", re.DOTALL)
_REFERENCE = re.compile(r"&(#x[0-9A-Fa-f]{1,8}|#[0-9]{1,8}|\w{1,40})?(;?)")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])


@dataclass
class Element:
    """One element: what its tag says and what it holds."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in it; that of its children is theirs."""
        return "".join(self.parts)

    def all(self, name: str) -> Iterator[Element]:
        """Its children of this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first of its children of this name."""
        return next(self.all(name), None)

    def value(self, name: str) -> str | None:
        """The text of the first child of this name, trimmed; None when there is none or no text."""
        child = self.first(name)
        return (child.text.strip() or None) if child else None


@dataclass(frozen=True)
class Item:
    """One element that was asked for, and the line it starts on."""

    line: int
    element: Element


class _Damaged(Exception):
    """An item that cannot be parsed even when repaired."""


def read_items(
    path: Path, *, name: str, tags: Collection[str], limits: Limits | None = None
) -> Iterator[Item | Skipped | Note]:
    """Every element with one of these names, outermost only, in the order of the file.

    A damaged one comes as Skipped('broken'). Characters that XML forbids become �, and entities of
    the file's own stay as written; a Note at the end counts both. Raises ExportProblem when the
    file ends before its outermost element does, after all complete items; TooLarge when one item
    is larger than the limits allow.
    """
    limits = limits or Limits()
    stream, encoding = open_text(path, name=name)
    if line := encoding.note():
        yield Note(line=line)
    repairs = _Repairs()
    outermost = _Outermost()
    count = 0
    item: _OpenItem | None = None
    number = 1
    with stream:
        for number, piece, is_markup in _pieces(stream, name, limits):
            tag = _tag(piece) if is_markup and ">" in piece else ""
            outermost.pass_by(tag)
            if tag in tags:
                if item:
                    yield _broken(item, "is not closed before the next")
                item = _OpenItem(tag, number)
            if item is None:
                continue
            item.add(piece, name, limits)
            if tag == f"/{item.tag}" or (tag == item.tag and _closes_itself(piece)):
                try:
                    yield Item(item.line, repairs.parse(item.text()))
                    count += 1
                except _Damaged as damage:
                    yield _broken(item, str(damage))
                item = None
    yield from repairs.notes()
    if not outermost.is_finished:
        raise ExportProblem(
            name,
            f"the file ends before </{outermost.tag or 'its outermost element'}>; complete "
            f"elements read: {count:,}. Copy or export it again",
            place=f"line {item.line if item else number}",
        )


@dataclass
class _Outermost:
    """The element around everything, and whether its end was reached."""

    tag: str = ""
    is_finished: bool = False

    def pass_by(self, tag: str) -> None:
        if not self.tag:
            self.tag = tag
        elif tag == f"/{self.tag}":
            self.is_finished = True


@dataclass
class _OpenItem:
    """An element whose end tag has not come yet."""

    tag: str
    line: int
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, piece: str, name: str, limits: Limits) -> None:
        self.pieces.append(piece)
        self.size += len(piece) + 1
        if self.size > limits.record_bytes:
            raise TooLarge(
                name,
                f"a <{self.tag}> of more than {limits.record_bytes // MIB} million characters, "
                "as no honest export holds; export again",
                place=f"line {self.line}",
            )

    def text(self) -> str:
        """The element from its tag to its end tag, without what follows."""
        *whole, last = self.pieces
        return "<" + "<".join([*whole, last.partition(">")[0] + ">"])


def _tag(piece: str) -> str:
    found = _NAME.match(piece)
    return found.group() if found else ""


def _closes_itself(piece: str) -> bool:
    return piece.partition(">")[0].endswith("/")


def _broken(item: _OpenItem, why: str) -> Skipped:
    return Skipped(reason="broken", place=f"line {item.line}", detail=f"this <{item.tag}> {why}")


def _pieces(stream: TextIO, name: str, limits: Limits) -> Iterator[tuple[int, str, bool]]:
    """Line and text of each piece from one `<` (left off) to the next, and whether it is markup.

    What stands in CDATA, in a comment or within a DOCTYPE is none.
    """
    ends: re.Pattern[str] | None = None
    pieces = _split(stream, name, limits)
    next(pieces, None)
    for number, piece in pieces:
        if ends is None and piece.startswith("!"):
            ends = next((end for start, end in _HIDDEN if start.match(piece)), None)
        yield number, piece, ends is None
        if ends and ends.search(piece):
            ends = None


def _split(stream: TextIO, name: str, limits: Limits) -> Iterator[tuple[int, str]]:
    """The line and text before the first `<`, then of each piece between two."""
    line = 1
    held: list[str] = []
    size = 0
    while chunk := stream.read(CHUNK):
        first, *others = chunk.split("<")
        held.append(first)
        size += len(first)
        for piece in others:
            whole = "".join(held)
            yield line, whole
            line += whole.count("\n")
            held = [piece]
            size = len(piece)
        if size > limits.record_bytes:
            raise TooLarge(
                name,
                f"more than {limits.record_bytes // MIB} million characters without a tag; "
                "take this file out of the exports",
                place=f"line {line}",
            )
    yield line, "".join(held)


class _Repairs:
    """Parses items and counts what had to be replaced in them."""

    def __init__(self) -> None:
        self._forbidden = 0
        self._entities = 0

    def parse(self, text: str) -> Element:
        """The tree of one item. Raises _Damaged when it cannot be parsed even when repaired."""
        try:
            return _tree(text)
        except (expat.ExpatError, UnicodeEncodeError):
            pass
        try:
            return _tree(self._repaired(text))
        except expat.ExpatError as error:
            raise _Damaged(f"is not well-formed ({expat.ErrorString(error.code)})") from error

    def notes(self) -> Iterator[Note]:
        """A line for each kind of repair that was needed."""
        if self._forbidden:
            yield Note(line=f"{self._forbidden:,} characters that XML forbids were replaced by �")
        if self._entities:
            yield Note(
                line=f"{self._entities:,} entities of the file's own were not expanded; "
                "they stay as written"
            )

    def _repaired(self, text: str) -> str:
        text, count = _FORBIDDEN.subn("\N{REPLACEMENT CHARACTER}", text)
        self._forbidden += count
        # In CDATA an & stands for itself.
        outer_and_cdata = _CDATA.split(text)
        outer_and_cdata[::2] = [
            _REFERENCE.sub(self._reference, outer) for outer in outer_and_cdata[::2]
        ]
        return "".join(outer_and_cdata)

    def _reference(self, match: re.Match[str]) -> str:
        """The reference itself when XML knows it, else something XML allows."""
        body, semicolon = match.group(1) or "", match.group(2)
        if body.startswith("#") and semicolon:
            number = int(body[2:], 16) if body.startswith("#x") else int(body[1:])
            if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
                self._forbidden += 1
                return "\N{REPLACEMENT CHARACTER}"
            return match.group()
        if semicolon and body in _PREDEFINED:
            return match.group()
        self._entities += bool(body and semicolon)
        return "&amp;" + body + semicolon


def _tree(text: str) -> Element:
    """The element written in the text. Raises ExpatError, or _Damaged when it is too deep."""
    top = Element("")
    path = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(path) > DEEPEST:
            raise _Damaged(f"holds more than {DEEPEST} elements within each other")
        element = Element(name, attributes)
        path[-1].children.append(element)
        path.append(element)

    def end(_: str) -> None:
        path.pop()

    def characters(data: str) -> None:
        path[-1].parts.append(data)

    # Without a namespace separator, so that a prefix without declaration is no error.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.Parse(text, True)
    return top.children[0]
