"""The pages of the site: each a Markdown file that names its template, its tables and its place.

    Title: New here
    Template: welcomes
    Path: welcomes/index.html
    Table: welcomes, 3 open threads
    Names: welcome page
    Nav: New here
    Order: 2

`Table` hands rows to the template, at most as many as the number before it says; `findable
welcomes` are those whose people said yes to search engines, for pages that shall be found.
`Each: welcomes`
makes one page per row instead, and {slug} in the path becomes the row's. `Names` lists the purposes
that let a member be named there; without it nobody is. `Nav` puts it into the menu, by `Order`.
In a community of another language, `content/pages/nl/` and its like hold the same page's Title, Nav
and Description, and its text; where one is missing, the page above stands as it is.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nh3

from publisher.approved import CIRCLE, STORY
from publisher.calendars import calendar
from publisher.charts import pictures
from publisher.drawing import SEARCH, SPOTLIGHT, WELCOME
from publisher.errors import BadPage
from publisher.facts import CommunityInfo, Spotlight, Story, Topic, TopicWord, Welcome
from publisher.letter import Thanks
from publisher.moved import Shown, lately, moved_pages
from publisher.page import FEEDS, Page
from publisher.rows import SiteRows

Read = Callable[[Path], tuple[str, Mapping[str, str]]]
"""From a Markdown file: its HTML and its header, keys in lower case."""


TABLES: dict[str, Callable[[SiteRows], object]] = {
    "edition": lambda rows: rows.edition,
    "open threads": lambda rows: rows.open_threads,
    "welcomes": lambda rows: rows.welcomes,
    "spotlights": lambda rows: rows.spotlights,
    "stories": lambda rows: rows.stories,
    "circles": lambda rows: rows.circles,
    "topics": lambda rows: rows.topics,
    "topic words": lambda rows: _words(rows.topics),
    "much asked": lambda rows: _words(_most_holders(rows.topics)),
    "groups": lambda rows: rows.groups,
    "directory": lambda rows: rows.directory,
    "findable spotlights": lambda rows: tuple(_findable_spotlights(rows.spotlights)),
    "findable stories": lambda rows: tuple(_findable_stories(rows.stories)),
    "stories told": lambda rows: len(rows.stories),
    "findable welcomes": lambda rows: tuple(_findable(rows.welcomes)),
    "report": lambda rows: rows.report,
    "letter": lambda rows: rows.months.letter,
    "thanks": lambda rows: rows.months.thanks,
    "findable thanks": lambda rows: tuple(_findable_thanks(rows.months.thanks)),
    "waiting": lambda rows: rows.months.waiting,
    "figures": lambda rows: rows.months.figures,
    "year": lambda rows: rows.months.year,
    "stories of the year": lambda rows: rows.stories_of_the_year,
    "pictures": lambda rows: pictures(rows.months.letter),
}

_ONE_OF = {"stories": "story"}
"""What a template calls one row of a table whose name does not just end in an s."""
_TRANSLATED = {"title", "nav", "description"}
"""What the same page in another language says itself."""
_KEYS = {"title", "template", "path", "table", "each", "names", "nav", "order", "description"}
_PATH = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9{}-]+\.[a-z]{2,5}")
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4",
    "hr", "i", "li", "ol", "p", "pre", "q", "strong", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip


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
    content: Path,
    rows: SiteRows,
    community: CommunityInfo,
    read: Read,
    *,
    earlier: Mapping[str, Shown] = MappingProxyType({}),
    with_search: bool = True,
) -> tuple[Page, ...]:
    """All pages of the public site, in the order of their files, feeds and sitemap last.

    earlier: where members' pages were before; an old address leads on to the new one. Raises
    BadPage for a header we cannot follow and for two pages at the same place.
    """
    pages: list[Page] = []
    origin: dict[str, Path] = {}
    for file in sorted((content / "pages").glob("*.md")):
        for page in _pages_of(file, rows, read, community.language):
            if page.path in origin:
                raise BadPage(
                    file, f"Path: {page.path}", f"a path not yet used by {origin[page.path].name}"
                )
            origin[page.path] = file
            if with_search or page.template != "search":
                pages.append(page)
    return (
        *pages,
        *moved_pages(
            pages,
            lately(earlier, rows.edition.as_of, days=community.old_addresses),
            rows.member_of,
            without=rows.without_old_names,
        ),
        *_calendars(rows, community),
        *_machine_pages(pages, rows, community),
    )


def _pages_of(file: Path, rows: SiteRows, read: Read, language: str) -> Iterator[Page]:
    html, header = read(file)
    translated = file.parent / language / file.name
    if translated.is_file():
        html, own = read(translated)
        if unknown := own.keys() - _TRANSLATED:
            expected = f"only {', '.join(sorted(_TRANSLATED))}; the rest stands in {file.name}"
            raise BadPage(translated, f"{sorted(unknown)[0]} in the header", expected)
        header = {**header, **own}
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
                path=path.replace("{slug}", _slug_of(row)),
                title=page.title.replace("{name}", _name_of(row)),
                data={**page.data, _ONE_OF.get(name, name.removesuffix("s")): row},
                about=row.person.member_id if hasattr(row, "person") else "",
            )


def _findable(rows: Iterable[Welcome]) -> Iterator[Welcome]:
    """Those who said yes to search engines, each alone: others near them may not have."""
    for row in rows:
        if row.person.may_be_searched:
            yield dataclasses.replace(row, meeting=None, greeting=None, others=())


def _findable_spotlights(rows: Iterable[Spotlight]) -> Iterator[Spotlight]:
    for row in rows:
        # A text is shown as it was approved, or not at all: nobody's name is taken out of it.
        if all(person.may_be_searched for person in (row.person, *row.mentioned)):
            deeds = (
                each
                if each.helped is None or each.helped.may_be_searched
                else dataclasses.replace(each, helped=None)
                for each in row.deeds
            )
            yield dataclasses.replace(row, deeds=tuple(deeds), quote=None)


def _findable_thanks(rows: Iterable[Thanks]) -> Iterator[Thanks]:
    for row in rows:
        if row.person.may_be_searched:
            deed, helped = row.deed, row.deed.helped
            if helped and not helped.may_be_searched:
                deed = dataclasses.replace(deed, helped=None)
            yield dataclasses.replace(row, deed=deed)


def _findable_stories(rows: Iterable[Story]) -> Iterator[Story]:
    for row in rows:
        if row.one.may_be_searched and row.other.may_be_searched:
            yield row


def _words(topics: Iterable[Topic]) -> tuple[TopicWord, ...]:
    return tuple(TopicWord(topic.label, topic.slug) for topic in topics)


def _most_holders(topics: tuple[Topic, ...]) -> list[Topic]:
    """The twelve topics on which most people like to be asked, in the order of the list."""
    most = sorted(topics, key=lambda topic: -len(topic.holders))[:12]
    return [topic for topic in topics if topic in most]


def _slug_of(row: Any) -> str:
    slug: str = row.slug if hasattr(row, "slug") else row.person.slug
    return slug


def _name_of(row: Any) -> str:
    name: str = row.label if hasattr(row, "label") else row.person.name
    return name


def _tables(file: Path, line: str, rows: SiteRows) -> Iterator[tuple[str, object]]:
    for entry in filter(None, (part.strip() for part in line.split(","))):
        found = re.fullmatch(r"(?:(\d+)\s+)?(.+)", entry)
        name = found.group(2) if found else entry
        if name not in TABLES or not found:
            raise BadPage(file, f"the table {name!r}", "one of " + ", ".join(TABLES))
        table = TABLES[name](rows)
        if found.group(1) and isinstance(table, tuple):
            table = table[: int(found.group(1))]
        yield name.removeprefix("findable ").replace(" ", "_"), table


def _calendars(rows: SiteRows, community: CommunityInfo) -> Iterator[Page]:
    for circle in rows.circles:
        yield Page(
            path=f"circles/{circle.slug}.ics",
            template="",
            title="",
            data={"circle": circle},
            purposes=(CIRCLE,),
            content=calendar(circle, community, now=rows.edition.as_of),
            is_listed=False,
        )


def _machine_pages(pages: list[Page], rows: SiteRows, community: CommunityInfo) -> tuple[Page, ...]:
    robots = Page("robots.txt", "robots", "", {}, is_listed=False)
    if not community.site_url:
        return (robots,)
    listed = [page for page in pages if page.is_indexable]
    found = {
        "addresses": tuple(page.address(community.site_url) for page in listed),
        "named": tuple(person for page in listed for person in page.persons),
    }
    contents: tuple[dict[str, object], ...] = (
        {
            "stories": rows.stories,
            "spotlights": rows.spotlights,
            "welcomes": rows.welcomes,
            "report": rows.report,
        },
        {"spotlights": rows.spotlights},
        {"welcomes": rows.welcomes},
    )
    purposes = (WELCOME, SPOTLIGHT, STORY)
    return (
        robots,
        Page("sitemap.xml", "sitemap", "", found, purposes=(SEARCH,), is_listed=False),
        *(
            Page(
                feed.path,
                "atom",
                feed.title,
                {"edition": rows.edition, **shown},
                purposes=purposes,
                is_listed=False,
            )
            for feed, shown in zip(FEEDS, contents, strict=True)
        ),
    )
