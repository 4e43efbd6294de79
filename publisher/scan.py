"""The last look at a finished site before anybody sees it: what must not be there.

Every file is read again as a stranger would read it: text across tags, attributes, comments, and
the same with entities and percent signs decoded once more. It knows nothing of how the pages were
made.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from lxml import html as lxml_html

from publisher.names import SOMEBODY, NameBook
from publisher.private_text import EMAIL, find_phones

PERSON_SLOT = "name"
"""The class of an element that holds a person's name and nothing else."""

_SAFE_SLOTS = {SOMEBODY, SOMEBODY.capitalize(), "the team", "The team"}
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "text"}
_READ_ATTRIBUTES = {"href", "src", "title", "alt", "content", "aria-label", "value", "id", "lang"}
_TEXT_SUFFIXES = {".html", ".xml", ".atom", ".txt", ".json", ".css", ".svg"}


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
    for name in sorted(files):
        path = site / name
        if path.suffix in _TEXT_SUFFIXES:
            findings += _scan_file(name, path.read_text(encoding="utf-8"), book, permitted)
    return findings


def _scan_file(file: str, content: str, book: NameBook, permitted: Permitted) -> list[Finding]:
    allowed = permitted.named.get(file, ())
    found: dict[tuple[str, str], Finding] = {}
    texts, links, slots = _read(file, content)
    for text in texts:
        for reading in _readings(text):
            for finding in _scan_text(file, reading, book, permitted, allowed):
                found.setdefault((finding.what, finding.found), finding)
    for link in links:
        owners = book.owner_of(link)
        if owners and owners.isdisjoint(allowed):
            what = "a link to the page of somebody who said no such yes"
            found.setdefault((what, link), Finding(file, what, link))
    for slot in slots:
        if slot not in permitted.names.get(file, ()) and slot not in _SAFE_SLOTS:
            what = "a name in a person's place without a yes for it"
            found.setdefault((what, slot), Finding(file, what, slot))
    return list(found.values())


def _scan_text(
    file: str, text: str, book: NameBook, permitted: Permitted, allowed: Collection[str]
) -> Iterator[Finding]:
    for match in EMAIL.finditer(text):
        address = match.group().casefold().removeprefix("mailto:")
        if address not in permitted.emails:
            yield Finding(file, "an e-mail address", match.group())
    for match in find_phones(text):
        yield Finding(file, "a telephone number", match.group())
    if file.endswith((".css", ".svg")):
        return  # Ours; @media is no mention.
    for each in book.find(text):
        if not each.member_ids.isdisjoint(allowed):
            continue
        if each.kind == "one-word name":
            yield Finding(file, "perhaps a name", each.text, is_warning=True)
        elif each.member_ids:
            yield Finding(file, f"a {each.kind} without a yes for this page", each.text)


def _read(file: str, content: str) -> tuple[list[str], list[str], list[str]]:
    """The texts (blocks of prose and attributes), the links, and what stands in persons' places."""
    if not file.endswith((".html", ".atom", ".xml")):
        return [content], [], []
    if file.endswith(".html"):
        tree = lxml_html.document_fromstring(content.encode(), parser=_html_parser())
    else:
        tree = etree.fromstring(content.encode(), parser=etree.XMLParser(resolve_entities=False))
    texts, links, slots = [""], [], []
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
            if key in _READ_ATTRIBUTES:
                texts.insert(0, str(value))
            if key in ("href", "src"):
                links.append(str(value))
        if PERSON_SLOT in (element.get("class") or "").split():
            slots.append(" ".join("".join(element.itertext()).split()))
    return [text for text in texts if text.strip()], links, slots


def _html_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def _readings(text: str) -> Iterator[str]:
    """The text, and what it becomes when entities and percent signs are decoded once more."""
    yield text
    decoded = unquote(html.unescape(text))
    if decoded != text:
        yield decoded
    if re.search(r"[/=?&]", text):
        # In an address, words are joined by dashes.
        yield re.sub(r"[-_/+?=&#.]+", " ", decoded)
