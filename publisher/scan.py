"""The last look at a finished site before anybody sees it: what must not be there.

Every file is read again as a stranger would read it: text across tags, attributes, comments, and
the same with all decoded that is written by numbers. It knows nothing of how the pages were made.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from publisher.at_once import at_once
from publisher.names import Found, NameBook
from publisher.pieces import (
    CODE_ATTRIBUTES,
    INLINE,
    LINK_ATTRIBUTES,
    PERSON_SLOT,
    PROSE_ATTRIBUTES,
    Read,
    pieces,
    read_piece,
)
from publisher.private_text import EMAIL, FEWEST_DIGITS, find_phones
from publisher.readings import decoded

_CONTACTS = ("an e-mail address", "a telephone number")
_IN_ADDRESSES = re.compile(r"[@(\[]")
_DIGIT = re.compile(r"\d")
_WITHOUT_YES = "a {} without a yes for this page"
_TEXT_SUFFIXES = {".html", ".xml", ".atom", ".txt", ".json", ".css", ".svg", ".ics"}


@dataclass(frozen=True)
class Finding:
    """One private thing in a file of the site."""

    file: str
    what: str
    found: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.what}: {self.found!r}"


@dataclass(frozen=True)
class Permitted:
    """What may stand in the site."""

    named: Mapping[str, Collection[str]]
    """By file: the members named there, each with a yes for that place."""
    names: Mapping[str, Collection[str]]
    """By file: their names, as they may stand in a person's place."""
    emails: Collection[str] = ()
    """The manager's own address."""


@dataclass(frozen=True)
class _Note:
    """Something in a text that not every page may hold."""

    seen: Found | None = None
    is_code: bool = False
    """Read by programs alone."""
    link: str = ""
    owners: frozenset[str] = frozenset()
    slot: str = ""


def scan(site: Path, book: NameBook, permitted: Permitted, files: Collection[str]) -> list[Finding]:
    """Everything private in these files of the site, errors and warnings, in the order of files.

    A warning is a bare one-word name in running text: it may be a word.
    """
    names = sorted(name for name in files if Path(name).suffix in _TEXT_SUFFIXES)

    reader = _reader(book)

    def read(part: Sequence[str]) -> list[Finding]:
        return [
            finding
            for name in part
            for finding in _judged(name, reader.notes(name, _text(site, name)), permitted, book)
        ]

    return [finding for part in at_once(read, names) for finding in part]


def findings_in(
    html_text: str, book: NameBook, allowed: Collection[str], emails: Collection[str] = ()
) -> list[Finding]:
    """What would stop a page that held this HTML and named only those allowed; no warnings."""
    file = "text.html"
    permitted = Permitted({file: allowed}, {}, emails)
    found = _judged(file, _Reader(book).notes(file, html_text), permitted, book)
    return [each for each in found if not each.is_warning]


_MOST_PIECES = 500_000
"""So many are some hundred megabytes."""
_last: list[tuple[bytes, _Reader]] = []


def _reader(book: NameBook) -> _Reader:
    """A reader with this book; the one before, with all it knows, when its book said the same."""
    digest = book.digest
    if not _last or _last[0][0] != digest:
        _last[:] = [(digest, _Reader(book))]
    return _last[0][1]


class _Reader:
    """Reads files with one book of names; what it read word for word before it reads no more."""

    def __init__(self, book: NameBook) -> None:
        self._book = book
        self._look = lru_cache(maxsize=20_000)(partial(_look, book))
        self._pieces: dict[str, tuple[_Note, ...] | None] = {}

    def notes(self, file: str, content: str) -> Iterable[_Note]:
        """Everything in the file that not every page may hold."""
        if not file.endswith(".html"):
            return self._noted(read_whole(file, content))
        if len(self._pieces) > _MOST_PIECES:
            self._pieces.clear()
        notes: list[_Note] = []
        for piece in pieces(content):
            try:
                found = self._pieces[piece]
            except KeyError:
                read = read_piece(piece)
                found = None if read is None else self._noted(read)
                self._pieces[piece] = found
            if found is None:
                return self._noted(read_whole(file, content))
            notes += found
        return notes

    def _noted(self, read: Read) -> tuple[_Note, ...]:
        code = [text for text in read.code if text not in read.texts]
        return (
            *(_Note(seen) for text in read.texts for seen in self._look(text)),
            *(_Note(seen, is_code=True) for text in code for seen in self._look(text)),
            *(_Note(link=link, owners=owners) for link in read.links
              if (owners := self._book.owner_of(link))),
            *(_Note(slot=slot) for slot in read.slots),
        )  # fmt: skip


def _judged(
    file: str, notes: Iterable[_Note], permitted: Permitted, book: NameBook
) -> list[Finding]:
    """The notes that may not stand in this file."""
    allowed = permitted.named.get(file, ())
    names = permitted.names.get(file, ())
    nobody = book.nobody_in_particular
    found: dict[tuple[str, str], Finding] = {}
    for note in notes:
        if note.seen is None:
            if note.link and note.owners.isdisjoint(allowed):
                what = "a link to the page of somebody who said no such yes"
                found.setdefault((what, note.link), Finding(file, what, note.link))
            elif not note.link and note.slot not in names and note.slot not in nobody:
                what = "a name in a person's place without a yes for it"
                found.setdefault((what, note.slot), Finding(file, what, note.slot))
            continue
        seen = note.seen
        if seen.kind == "one-word name" and note.is_code:
            # A file of ours called mark.svg is no member called Mark.
            continue
        may_stand = (
            seen.text.casefold().removeprefix("mailto:") in permitted.emails
            if seen.kind == "an e-mail address"
            else not seen.member_ids.isdisjoint(allowed)
        )
        # Our own stylesheet and sign name nobody: @media is no mention.
        is_ours = file.endswith((".css", ".svg")) and seen.kind not in _CONTACTS
        if not may_stand and not is_ours:
            what = seen.kind if seen.kind in _CONTACTS else _WITHOUT_YES.format(seen.kind)
            finding = Finding(file, what, seen.text)
            if seen.kind == "one-word name":
                finding = Finding(file, "perhaps a name", seen.text, is_warning=True)
            found.setdefault((finding.what, finding.found), finding)
    return list(found.values())


def _text(site: Path, name: str) -> str:
    with open(f"{site}/{name}", encoding="utf-8", newline="") as stream:
        return stream.read()


def _look(book: NameBook, text: str) -> tuple[Found, ...]:
    """Contacts and people in the text, in each of its readings."""
    seen: list[Found] = []
    for reading in _readings(text):
        contacts: list[tuple[str, Iterable[re.Match[str]]]] = []
        # Neither pattern can match without these signs, and most texts have none.
        if _IN_ADDRESSES.search(reading):
            contacts.append((_CONTACTS[0], EMAIL.finditer(reading)))
        if len(_DIGIT.findall(reading)) >= FEWEST_DIGITS:
            contacts.append((_CONTACTS[1], find_phones(reading)))
        for kind, matches in contacts:
            seen += [Found(m.start(), m.end(), kind, m.group(), frozenset()) for m in matches]
        # A mention of somebody the book does not know gives nobody away.
        seen += [each for each in book.find(reading) if each.member_ids]
    return tuple(seen)


def read_whole(file: str, content: str) -> Read:
    """What stands in a file, read whole."""
    if file.endswith(".ics"):
        # A line of a calendar goes on in the next, behind a space.
        return Read(re.sub(r"\r?\n[ \t]", "", content).splitlines(), [], [], [])
    if not file.endswith((".html", ".atom", ".xml")):
        return Read([], [content], [], [])
    if file.endswith(".html"):
        tree = lxml_html.document_fromstring(content.encode(), parser=_html_parser())
    else:
        tree = etree.fromstring(content.encode(), parser=etree.XMLParser(resolve_entities=False))
    texts, code, links, slots = [""], [], [], []
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            texts += [element.text or "", element.tail or ""]
            continue
        tag = etree.QName(element).localname
        if event == "end":
            if tag not in INLINE:
                texts.append("")
            texts[-1] += element.tail or ""
            continue
        if tag not in INLINE:
            texts.append("")
        texts[-1] += element.text or ""
        for key, value in element.attrib.items():
            if key in PROSE_ATTRIBUTES and not element.get("http-equiv"):
                texts.insert(0, str(value))
            elif key in PROSE_ATTRIBUTES | CODE_ATTRIBUTES:
                code.append(str(value))
            if key in LINK_ATTRIBUTES:
                links.append(str(value))
        if PERSON_SLOT in (element.get("class") or "").split():
            slots.append(" ".join("".join(element.itertext()).split()))
    return Read([text for text in texts if text.strip()], code, links, slots)


def _html_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def _readings(text: str) -> Iterator[str]:
    """The text, and what it becomes when all that is written by numbers is decoded once more."""
    yield text
    read = decoded(text)
    if read != text:
        yield read
    if not re.search(r"\s", text.strip()):
        # An address: its words are joined by dashes.
        yield re.sub(r"[-_/+?=&#.]+", " ", read)
