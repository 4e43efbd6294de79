"""One page before it is rendered, and the feeds that stand beside the pages."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec

from publisher.catalogs import later
from publisher.facts import Person


@dataclass(frozen=True)
class Feed:
    """An Atom feed."""

    path: str
    title: str


FEEDS = (
    Feed("feed.atom", later("News")),
    Feed("spotlights.atom", later("Spotlights")),
    Feed("welcomes.atom", later("New here")),
)


_PLAIN = frozenset(
    f"{name}{unknown}"
    for name in ("str", "int", "float", "bool", "date", "datetime")
    for unknown in ("", " | None")
)
"""Annotations of fields in which nobody stands."""


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
    about: str = ""
    """The member whose page it is; empty: nobody's in particular."""
    content: str | bytes = ""
    """What the file holds, where no template makes it: a calendar, a picture."""

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Everybody named on the page."""
        found: list[Person] = []
        for value in self.data.values():
            _find_persons(value, found)
        return tuple(found)

    @property
    def is_indexable(self) -> bool:
        """Whether search engines may list it: only when everybody named there said yes to that."""
        return self.is_listed and all(person.may_be_searched for person in self.persons)

    @property
    def root(self) -> str:
        """The way from the page back to the top."""
        return "../" * self.path.count("/")

    def address(self, site_url: str) -> str:
        """Where the page lives in the world; the front page of a folder is the folder."""
        return f"{site_url}/{self.path.removesuffix('index.html')}"

    def fingerprint(self, surroundings: hashlib._Hash) -> str:
        """The same for the same bytes; surroundings stand for the theme, the menu, the settings."""
        own = msgspec.json.encode(
            [self.path, self.template, self.title, self.data, self.nav, self.description, self.body,
             self.is_listed, self.content],
            order="sorted",
        )  # fmt: skip
        digest = surroundings.copy()
        digest.update(own)
        return digest.hexdigest()


def _find_persons(value: object, found: list[Person]) -> None:
    """Nothing; every person in the value is added to those found, in the order of its fields."""
    if isinstance(value, Person):
        found.append(value)
    elif isinstance(value, tuple):
        for each in value:
            _find_persons(each, found)
    elif isinstance(value, Mapping):
        for each in value.values():
            _find_persons(each, found)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in _telling_fields(type(value)):
            _find_persons(getattr(value, name), found)


@cache
def _telling_fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of rows that may hold more than a plain value."""
    return tuple(field.name for field in dataclasses.fields(kind) if field.type not in _PLAIN)
