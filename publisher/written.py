"""The texts people wrote for the pages: spotlights, stories and circles, read by our own reader.

A spotlight and a story are a few header lines, an empty line, and Markdown:

    Member: ning:ana
    Title: Ana draws the answer
    Quote: I printed it and took it along.
    Quote by: ning:luz
    Approved: 2026-11-03, by mail

    Who she is, in a sentence of yours.

    ## What are you busy with?

    Her answer.

A circle is YAML (see `CircleText`). Whatever stands in such a file reaches a page as a value in a
template: never as a source, a template, a line of metadata or a path. A file that cannot be read
costs itself, with one line that says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec
import nh3
from markdown_it import MarkdownIt

from publisher.errors import BadText
from publisher.private_text import plain

Kind = Literal["spotlight", "story"]

FOLDERS: Mapping[Kind, str] = MappingProxyType({"spotlight": "spotlights", "story": "stories"})
CIRCLES = "circles"
MOST_BYTES = 40_000
"""Of one file: some six thousand words, more than anybody reads."""
LONGEST_TITLE, LONGEST_SHARED, LONGEST_QUOTE = 120, 60, 600

# Nested deeper than markdown-it follows, text stays text. Tags in it are shown, not obeyed.
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_NAMES = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LINE = re.compile(r"([A-Za-z][A-Za-z ]*):(.*)")
_HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_KEYS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "spotlight": ("member", "title", "quote", "quote by", "approved"),
        "story": ("members", "title", "both", "introduced", "approved"),
    }
)
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "em", "i", "li", "ol", "p", "q", "strong",
    "ul",
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, as clean HTML."""

    heading: str
    html: str


@dataclass(frozen=True)
class Text:
    """A spotlight or a story as it was written, its members as the file names them."""

    kind: Kind
    subject: str
    """What an approval is about: spotlights/ana.md."""
    slug: str
    members: tuple[str, ...]
    title: str
    lede: str
    """Clean HTML: what stands before the first heading."""
    sections: tuple[Section, ...]
    said: str
    """All that its members approve, in one text; what an approval's hash is made of."""
    both: str = ""
    introduced: str = ""
    quote: str = ""
    quote_by: str = ""
    approved: str = ""
    """The header line that says when the members approved it, and how."""


class _CircleFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What content/circles/x.yaml holds."""

    title: str
    members: tuple[str, ...]
    starts: Any
    ends: Any
    where: str
    about: str = ""
    bring: str = ""
    plan: tuple[str, ...] = ()


@dataclass(frozen=True)
class CircleText:
    """A circle as it was written; times without a zone are the community's."""

    slug: str
    title: str
    members: tuple[str, ...]
    starts: datetime
    ends: datetime
    where: str
    about: str
    """Clean HTML."""
    bring: str
    plan: tuple[str, ...]

    @property
    def subject(self) -> str:
        """What the file is called below content/."""
        return f"{CIRCLES}/{self.slug}.yaml"


@dataclass(frozen=True)
class Written:
    """Everything in the folders of texts."""

    texts: tuple[Text, ...] = ()
    circles: tuple[CircleText, ...] = ()
    problems: tuple[str, ...] = ()
    """A line for each file that could not be read."""


def read_written(content: Path) -> Written:
    """The texts below `content`, in the order of their names; empty where there are none."""
    texts: list[Text] = []
    circles: list[CircleText] = []
    problems: list[str] = []
    for kind, folder in FOLDERS.items():
        for file in sorted((content / folder).glob("*.md")):
            try:
                texts.append(read_text(file, kind))
            except BadText as mistake:
                problems.append(str(mistake))
    for file in sorted((content / CIRCLES).glob("*.yaml")):
        try:
            circles.append(read_circle(file))
        except BadText as mistake:
            problems.append(str(mistake))
    return Written(tuple(texts), tuple(circles), tuple(problems))


def read_text(file: Path, kind: Kind) -> Text:
    """The spotlight or story in the file. Raises BadText."""
    slug = _slug(file)
    header, body = _header_and_body(file, _bytes_of(file), kind)
    names = header.get("member" if kind == "spotlight" else "members", "")
    members = tuple(dict.fromkeys(part.strip() for part in names.split(",") if part.strip()))
    wanted = 1 if kind == "spotlight" else 2
    if len(members) != wanted:
        expected = "Member: platform:handle" if wanted == 1 else "Members: two, with a comma"
        raise BadText(file, f"{len(members)} members in the header", expected)
    title = _short(file, header, "title", LONGEST_TITLE)
    if not title:
        raise BadText(file, "no Title in the header", "a line such as Title: …")
    quote, quote_by = _short(file, header, "quote", LONGEST_QUOTE), header.get("quote by", "")
    if bool(quote) != bool(quote_by):
        raise BadText(file, "a Quote without Quote by, or the other way", "both, or neither")
    headings = list(_HEADING.finditer(body))
    if kind == "story" and len(headings) != 2:
        expected = "two: what the first of the members says, and the second"
        raise BadText(file, f"{len(headings)} headings that begin with ##", expected)
    lede = body[: headings[0].start()] if headings else body
    ends = [each.start() for each in headings[1:]] + [len(body)]
    said = [f"{key}: {header[key]}" for key in _KEYS[kind] if key != "approved" and key in header]
    return Text(
        kind=kind,
        subject=f"{FOLDERS[kind]}/{slug}.md",
        slug=slug,
        members=members,
        title=title,
        lede=clean_markdown(lede),
        sections=tuple(
            Section(plain(found.group(1)), clean_markdown(body[found.end() : end]))
            for found, end in zip(headings, ends, strict=True)
        ),
        said="\n".join((*said, "", body.strip())),
        both=_short(file, header, "both", LONGEST_SHARED),
        introduced=_short(file, header, "introduced", LONGEST_SHARED),
        quote=quote,
        quote_by=quote_by,
        approved=header.get("approved", ""),
    )


def read_circle(file: Path) -> CircleText:
    """The circle in the file. Raises BadText."""
    slug = _slug(file)
    try:
        found = msgspec.yaml.decode(_bytes_of(file), type=_CircleFile)
    except (msgspec.MsgspecError, ValueError, RecursionError) as mistake:
        expected = "title, members, starts, ends and where, as docs/writing.md shows"
        raise BadText(file, " ".join(str(mistake).split())[:200], expected) from None
    title = plain(found.title)[:LONGEST_TITLE]
    if not title:
        raise BadText(file, "an empty title", "a line such as title: Wax Saturday in Leeds")
    starts, ends = (_moment(file, name, getattr(found, name)) for name in ("starts", "ends"))
    if (starts.tzinfo is None) != (ends.tzinfo is None) or ends <= starts:
        raise BadText(file, f"ends: {ends}", f"a moment after {starts}")
    return CircleText(
        slug=slug,
        title=title,
        members=found.members,
        starts=starts,
        ends=ends,
        where=found.where,
        about=clean_markdown(found.about),
        bring=found.bring,
        plan=found.plan,
    )


def _moment(file: Path, name: str, value: object) -> datetime:
    """The moment; YAML reads some as one, and leaves others as text."""
    try:
        return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        raise BadText(file, f"{name}: {value}", "such as 2026-12-05 13:00") from None


def clean_markdown(text: str) -> str:
    """The Markdown as HTML without anything but paragraphs, lists, emphasis and links."""
    return nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "abbr": {"title"}},
        url_schemes={"http", "https"},
        link_rel="ugc nofollow noopener noreferrer",
    ).strip()


def _slug(file: Path) -> str:
    if not _NAMES.fullmatch(file.stem) or file.stem == "index" or len(file.stem) > 60:
        expected = "a name of small letters, digits and dashes, such as ana-silva"
        raise BadText(file, f"the name {file.stem[:60]!r}", expected)
    return file.stem


def _bytes_of(file: Path) -> bytes:
    if file.is_symlink() or not file.is_file():
        raise BadText(file, "a link or a folder", "a file")
    if file.stat().st_size > MOST_BYTES:
        raise BadText(file, f"{file.stat().st_size:,} bytes", f"at most {MOST_BYTES:,}")
    return file.read_bytes()


def _header_and_body(file: Path, content: bytes, kind: Kind) -> tuple[dict[str, str], str]:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as mistake:
        raise BadText(file, f"a byte at {mistake.start} that is no UTF-8", "UTF-8") from None
    head, _, body = text.lstrip("\n").partition("\n\n")
    header: dict[str, str] = {}
    for key, value in _lines(file, head):
        if key not in _KEYS[kind]:
            known = ", ".join(each.capitalize() for each in _KEYS[kind])
            raise BadText(file, f"{key[:40]!r} in the header", f"one of {known}")
        if key in header:
            raise BadText(file, f"{key.capitalize()} twice in the header", "it once")
        header[key] = value
    return header, body


def _lines(file: Path, head: str) -> Iterator[tuple[str, str]]:
    for line in head.splitlines():
        found = _LINE.fullmatch(line.strip())
        if not found:
            expected = "lines such as Title: …, then an empty line"
            raise BadText(file, f"{line.strip()[:60]!r} in the header", expected)
        yield " ".join(found.group(1).lower().split()), plain(found.group(2))


def _short(file: Path, header: Mapping[str, str], key: str, longest: int) -> str:
    value = header.get(key, "")
    if len(value) > longest:
        raise BadText(file, f"{key.capitalize()} of {len(value)} letters", f"at most {longest}")
    return value
