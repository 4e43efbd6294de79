"""The pages of the site: each a Markdown file that names its template, its tables and its place.

    Title: New here
    Template: welcomes
    Path: welcomes/index.html
    Table: welcomes, 3 open threads
    Names: welcome page
    Nav: New here
    Order: 2

`Table` hands rows to the template, at most as many as the number before it says. `Each: welcomes`
makes one page per row instead, and {slug} in the path becomes the row's. `Names` lists the purposes
that let a member be named there; without it nobody is. `Nav` puts it into the menu, by `Order`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import nh3

from publisher.charts import pictures
from publisher.drawing import SEARCH, SPOTLIGHT, WELCOME
from publisher.errors import BadPage
from publisher.facts import CommunityInfo, Person, Spotlight
from publisher.rows import SiteRows

Read = Callable[[Path], tuple[str, Mapping[str, str]]]
"""From a Markdown file: its HTML and its header, keys in lower case."""

TABLES: dict[str, Callable[[SiteRows], object]] = {
    "edition": lambda rows: rows.edition,
    "open threads": lambda rows: rows.open_threads,
    "welcomes": lambda rows: rows.welcomes,
    "spotlights": lambda rows: rows.spotlights,
    "report": lambda rows: rows.report,
    "pictures": lambda rows: pictures(rows.report),
}

_KEYS = {"title", "template", "path", "table", "each", "names", "nav", "order", "description"}
_PATH = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9{}-]+\.[a-z]{2,5}")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4",
    "hr", "i", "li", "ol", "p", "pre", "q", "strong", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page before it is rendered: what decides each of its bytes, but for the theme."""

    path: str
    template: str
    title: str
    data: Mapping[str, object]
    """What the template is handed, by name."""
    purposes: tuple[str, ...] = ()
    """A yes to one of these lets a member be named on the page."""
    nav: str = ""
    order: int = 9
    """Its place in the menu."""
    description: str = ""
    body: str = ""
    """Clean HTML, written by the manager."""
    is_listed: bool = True
    """Whether it belongs in the sitemap."""

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Everybody named on the page."""
        return tuple(_persons(self.data))

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list it: only when everybody named there said yes to that."""
        return self.is_listed and all(person.may_be_searched for person in self.persons)

    @property
    def root(self) -> str:
        """The way from the page back to the top."""
        return "../" * self.path.count("/")

    def fingerprint(self, surroundings: bytes) -> str:
        """The same for the same bytes; surroundings stand for the theme, the menu, the settings."""
        own = msgspec.json.encode(
            [self.path, self.template, self.title, self.data, self.nav, self.description, self.body,
             self.is_listed],
            order="sorted",
        )  # fmt: skip
        return hashlib.sha256(surroundings + b"\0" + own).hexdigest()


def clean_html(html: str) -> str:
    """The HTML without anything but plain prose, lists, tables and links."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "abbr": {"title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def public_pages(
    content: Path, rows: SiteRows, community: CommunityInfo, read: Read
) -> tuple[Page, ...]:
    """All pages of the public site, in the order of their files, feed and sitemap last.

    Raises BadPage for a header we cannot follow and for two pages at the same place.
    """
    rows = _with_written_spotlights(content / "spotlights", rows, read)
    pages: list[Page] = []
    origin: dict[str, Path] = {}
    for file in sorted((content / "pages").glob("*.md")):
        for page in _pages_of(file, rows, read):
            if page.path in origin:
                raise BadPage(
                    file, f"Path: {page.path}", f"a path not yet used by {origin[page.path].name}"
                )
            origin[page.path] = file
            pages.append(page)
    return (*pages, *_machine_pages(pages, rows, community))


def _pages_of(file: Path, rows: SiteRows, read: Read) -> Iterator[Page]:
    html, header = read(file)
    if unknown := header.keys() - _KEYS:
        raise BadPage(
            file, f"{sorted(unknown)[0]} in the header", "one of " + ", ".join(sorted(_KEYS))
        )
    for key in ("title", "template", "path"):
        if not header.get(key):
            raise BadPage(
                file, f"no {key.title()} in the header", f"a line such as {key.title()}: …"
            )
    if not header.get("order", "9").isdecimal():
        raise BadPage(file, f"Order: {header['order']}", "a whole number")
    path = header["path"]
    if not _PATH.fullmatch(path) or ("{slug}" in path) != ("each" in header):
        raise BadPage(
            file, f"Path: {path}", "small letters, digits and dashes, and {slug} when there is Each"
        )
    page = Page(
        path=path,
        template=header["template"],
        title=header["title"],
        data=dict(_tables(file, header.get("table", ""), rows)),
        purposes=tuple(name.strip() for name in header.get("names", "").split(",") if name.strip()),
        nav=header.get("nav", ""),
        order=int(header.get("order", 9)),
        description=header.get("description", ""),
        body=clean_html(html),
        is_listed=path != "404.html",
    )
    if "each" not in header:
        yield page
        return
    for name, each in _tables(file, header["each"], rows):
        for row in each if isinstance(each, tuple) else ():
            yield dataclasses.replace(
                page,
                path=path.replace("{slug}", row.person.slug),
                title=page.title.replace("{name}", row.person.name),
                data={**page.data, name.removesuffix("s"): row},
            )


def _tables(file: Path, line: str, rows: SiteRows) -> Iterator[tuple[str, object]]:
    for entry in filter(None, (part.strip() for part in line.split(","))):
        found = re.fullmatch(r"(?:(\d+)\s+)?(.+)", entry)
        name = found.group(2) if found else entry
        if name not in TABLES or not found:
            raise BadPage(file, f"the table {name!r}", "one of " + ", ".join(TABLES))
        table = TABLES[name](rows)
        if found.group(1) and isinstance(table, tuple):
            table = table[: int(found.group(1))]
        yield name.replace(" ", "_"), table


def _with_written_spotlights(folder: Path, rows: SiteRows, read: Read) -> SiteRows:
    """The rows with what the manager wrote about people, in place of or beside what we found."""
    written: dict[str, Spotlight] = {each.person.member_id: each for each in rows.spotlights}
    for file in sorted(folder.glob("*.md")):
        html, header = read(file)
        if not header.get("account") or not header.get("title"):
            raise BadPage(
                file, "a header without Account or Title", "Account: platform:instance:id"
            )
        person = rows.persons.get(header["account"])
        if person is None:
            continue  # No yes, or no longer: the text waits, and the office says so.
        found = written.get(person.member_id)
        written[person.member_id] = Spotlight(
            person=person if found is None else found.person,
            title=header["title"],
            words=found.words if found else "",
            deeds=found.deeds if found else (),
            topics=found.topics if found else (),
            at=found.at if found else rows.edition.as_of,
            body=clean_html(html),
        )
    spotlights = sorted(written.values(), key=lambda each: (bool(each.body), each.at), reverse=True)
    return dataclasses.replace(rows, spotlights=tuple(spotlights))


def _machine_pages(pages: list[Page], rows: SiteRows, community: CommunityInfo) -> tuple[Page, ...]:
    robots = Page("robots.txt", "robots", "", {}, is_listed=False)
    if not community.site_url:
        return (robots,)
    listed = [page for page in pages if page.is_indexable]
    found = {
        "paths": tuple(page.path for page in listed),
        "named": tuple(person for page in listed for person in page.persons),
    }
    feed = {"welcomes": rows.welcomes, "spotlights": rows.spotlights, "report": rows.report,
            "edition": rows.edition}  # fmt: skip
    purposes = (WELCOME, SPOTLIGHT)
    return (
        robots,
        Page("sitemap.xml", "sitemap", "", found, purposes=(SEARCH,), is_listed=False),
        Page("feed.atom", "atom", "", feed, purposes=purposes, is_listed=False),
    )


def _persons(value: object) -> Iterator[Person]:
    if isinstance(value, str):
        return
    if isinstance(value, Person):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from _persons(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _persons(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _persons(each)
