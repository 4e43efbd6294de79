"""The last look at a finished site before anybody sees it: what must not be there.

Every file is read again as a stranger would read it: text across tags, attributes, comments, and
the same with all decoded that is written by numbers. It knows nothing of how the pages were made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from publisher.names import Found, NameBook
from publisher.private_text import EMAIL, find_phones
from publisher.readings import decoded

PERSON_SLOT = "name"
"""The class of an element that holds a person's name and nothing else."""

Look = Callable[[str], tuple[Found, ...]]

_CONTACTS = ("an e-mail address", "a telephone number")
_WITHOUT_YES = "a {} without a yes for this page"
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "text"}
_PROSE_ATTRIBUTES = {"title", "alt", "content", "aria-label", "value"}
_CODE_ATTRIBUTES = {"href", "src", "id", "lang"}
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


def scan(site: Path, book: NameBook, permitted: Permitted, files: Collection[str]) -> list[Finding]:
    """Everything private in these files of the site, errors and warnings, in the order of files.

    A warning is a bare one-word name in running text: it may be a word.
    """
    findings: list[Finding] = []
    # Head and foot are the same on all pages: what was read once is not read again.
    look = lru_cache(maxsize=20_000)(partial(_look, book))
    for name in sorted(files):
        path = site / name
        if path.suffix in _TEXT_SUFFIXES:
            findings += _scan_file(name, path.read_text(encoding="utf-8"), book, permitted, look)
    return findings


def findings_in(
    html_text: str, book: NameBook, allowed: Collection[str], emails: Collection[str] = ()
) -> list[Finding]:
    """What would stop a page that held this HTML and named only those allowed; no warnings."""
    file = "text.html"
    permitted = Permitted({file: allowed}, {}, emails)
    found = _scan_file(file, html_text, book, permitted, partial(_look, book))
    return [each for each in found if not each.is_warning]


def _scan_file(
    file: str, content: str, book: NameBook, permitted: Permitted, look: Look
) -> list[Finding]:
    allowed = permitted.named.get(file, ())
    found: dict[tuple[str, str], Finding] = {}
    texts, code, links, slots = _read(file, content)
    for text in (*texts, *code):
        for seen in look(text):
            if seen.kind == "one-word name" and text not in texts:
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
    for link in links:
        owners = book.owner_of(link)
        if owners and owners.isdisjoint(allowed):
            what = "a link to the page of somebody who said no such yes"
            found.setdefault((what, link), Finding(file, what, link))
    for slot in slots:
        if slot not in permitted.names.get(file, ()) and slot not in book.nobody_in_particular:
            what = "a name in a person's place without a yes for it"
            found.setdefault((what, slot), Finding(file, what, slot))
    return list(found.values())


def _look(book: NameBook, text: str) -> tuple[Found, ...]:
    """Contacts and people in the text, in each of its readings."""
    seen: list[Found] = []
    for reading in _readings(text):
        for kind, matches in zip(
            _CONTACTS, (EMAIL.finditer(reading), find_phones(reading)), strict=True
        ):
            seen += [Found(m.start(), m.end(), kind, m.group(), frozenset()) for m in matches]
        # A mention of somebody the book does not know gives nobody away.
        seen += [each for each in book.find(reading) if each.member_ids]
    return tuple(seen)


def _read(file: str, content: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """The prose, what only programs read, the links, and what stands in persons' places."""
    if file.endswith(".ics"):
        # A line of a calendar goes on in the next, behind a space.
        return re.sub(r"\r?\n[ \t]", "", content).splitlines(), [], [], []
    if not file.endswith((".html", ".atom", ".xml")):
        return [], [content], [], []
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
            if tag not in _INLINE:
                texts.append("")
            texts[-1] += element.tail or ""
            continue
        if tag not in _INLINE:
            texts.append("")
        texts[-1] += element.text or ""
        for key, value in element.attrib.items():
            if key in _PROSE_ATTRIBUTES and not element.get("http-equiv"):
                texts.insert(0, str(value))
            elif key in _PROSE_ATTRIBUTES | _CODE_ATTRIBUTES:
                code.append(str(value))
            if key in ("href", "src"):
                links.append(str(value))
        if PERSON_SLOT in (element.get("class") or "").split():
            slots.append(" ".join("".join(element.itertext()).split()))
    return [text for text in texts if text.strip()], code, links, slots


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
