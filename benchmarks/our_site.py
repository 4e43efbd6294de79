"""Our side of `benchmarks.site`: rows become SiteRows; `publish` makes, scans and shows them."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.cost import report_cost
from benchmarks.made_spotlights import AS_OF
from publisher.facts import CommunityInfo, Deed, Edition, Person, Spotlight
from publisher.figures import report
from publisher.letter import figures_page, letter
from publisher.names import Account, NameBook
from publisher.rows import SiteRows
from publisher.site import Published, house_words, publish
from publisher.telling_months import Months

ROOT = Path(__file__).resolve().parent.parent
THEME, CONTENT = ROOT / "theme", ROOT / "content"
COMMUNITY = CommunityInfo(
    id="made",
    name="A made community",
    manager_name="Mo Maker",
    manager_email="mo@made.example.org",
    description="Made out of a seed, to measure with.",
    site_url="https://made.example.org",
    join_url="https://forum.example.org/join",
)
YES = frozenset({"spotlight", "directory and topics"})


def read_rows(file: Path) -> SiteRows:
    """The rows in the file as the publisher takes them: every person said yes to a spotlight."""
    rows = msgspec.json.decode(file.read_bytes())
    spotlights = tuple(_spotlight(row) for row in rows)
    people = [each.person for each in spotlights]
    book = NameBook(
        (
            Account(
                p.member_id, p.name, p.slug, f"{p.member_id}@mail.example.net",
                f"https://forum.example.org/u/{p.slug}",
            )
            for p in people
        ),
        {p.member_id: YES | {"search engines"} if p.may_be_searched else YES for p in people},
        house=house_words(THEME, CONTENT),
    )  # fmt: skip
    return SiteRows(
        edition=Edition(AS_OF, "2026-W47"),
        open_threads=(),
        welcomes=(),
        spotlights=spotlights,
        report=report([], smallest=5),
        months=Months(
            letter([], as_of=AS_OF.date(), answered_days=7, warmth=(), talk=None, smallest=5),
            figures_page([], warmth=(), languages=[], signs=[], smallest=5),
            None,
            (),
            (),
        ),
        book=book,
    )


def publish_rows(rows: SiteRows, folder: Path, *, with_search: bool = False) -> Published:
    """The whole site of the rows below the folder, shown at `output` in it."""
    return publish(
        rows,
        community=COMMUNITY,
        build=folder / "build",
        output=folder / "output",
        content=CONTENT,
        theme=THEME,
        with_search=with_search,
    )


def _spotlight(row: dict[str, Any]) -> Spotlight:
    person = _person(row)
    return Spotlight(
        person=person,
        title=person.name,
        words=row["words"],
        deeds=tuple(
            Deed(
                words=deed["words"],
                helped=_person(deed["helped"]) if deed["helped"] else None,
                thread_title=deed["thread_title"],
                thread_url=deed["thread_url"],
                done_at=datetime.fromisoformat(deed["done_at"]),
                doer=person,
                in_short=deed["words"],
            )
            for deed in row["deeds"]
        ),
        topics=tuple(row["topics"]),
        at=datetime.fromisoformat(row["at"]),
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(
        **{name: row[name] for name in ("member_id", "name", "slug", "initials", "cut", "ink",
                                        "place", "may_be_searched")}
    )  # fmt: skip


if __name__ == "__main__":
    publish_rows(read_rows(Path(sys.argv[1])), Path(sys.argv[2]))
    report_cost()
