"""Pages for addresses that a member's page had before, under another name: they lead to the new.

For a year, unless the community says otherwise, and only while the page is there: without a yes,
and after an erasure, the old address is missing like the new one. Whoever wants the name they had
gone has no such page. Nothing links to these pages and no search engine may list them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from posixpath import relpath

import msgspec

from publisher.page import Page


class Shown(msgspec.Struct, frozen=True):
    """A member's page as it was once shown."""

    member_id: str
    last: date
    """When it last was the page itself."""


def lately(earlier: Mapping[str, Shown], as_of: datetime, *, days: int) -> dict[str, Shown]:
    """Those of the addresses that may still lead on: shown in so many days; with 0 none."""
    since = as_of.astimezone(UTC).date() - timedelta(days=days)
    return {path: shown for path, shown in earlier.items() if days and shown.last >= since}


def remembered(
    pages: Iterable[Page], earlier: Mapping[str, Shown], as_of: datetime
) -> dict[str, Shown]:
    """Where members' pages are now, and where those were that still lead to one."""
    today = as_of.astimezone(UTC).date()
    now = {page.path: page for page in pages if page.about}
    return {
        path: earlier[path] if page.template == "moved" else Shown(page.about, today)
        for path, page in now.items()
    }


def moved_pages(
    pages: Iterable[Page],
    earlier: Mapping[str, Shown],
    member_of: Mapping[str, str],
    *,
    without: Collection[str] = (),
) -> Iterator[Page]:
    """One page for each old address whose member has a page of the same kind now.

    without: members who want the names they had gone.
    """
    pages = list(pages)
    taken = {page.path for page in pages}
    places = {(page.about, page.path.partition("/")[0]): page for page in pages if page.about}
    for path, shown in sorted(earlier.items()):
        member_id = member_of.get(shown.member_id, shown.member_id)
        page = places.get((member_id, path.partition("/")[0]))
        if page is None or path in taken or member_id in without:
            continue
        yield Page(
            path=path,
            template="moved",
            title=page.title,
            data={"target": relpath(page.path, path.rpartition("/")[0] or "."), "row": page.data},
            purposes=page.purposes,
            is_listed=False,
            about=member_id,
        )
