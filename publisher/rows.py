"""What the public pages show, drawn from the warehouse by the queries beside this module.

Whatever leaves here is already cut to what its people said yes to: a name stands only where its
member said yes for that place, words are quoted only from public posts of those who may be named,
and all other texts went through the book of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pyarrow as pa

from publisher.dates import MONTHS, NUMBERS
from publisher.facts import (
    CommunityInfo,
    Deed,
    Edition,
    Meeting,
    Month,
    OpenThread,
    Person,
    Report,
    Spotlight,
    Welcome,
)
from publisher.marks import cut_and_ink, initials
from publisher.names import Account, NameBook
from publisher.private_text import beginning
from publisher.slugs import slug
from publisher.small_cells import public_count, public_parts

QUERIES = Path(__file__).parent / "queries"
SEARCH = "search engines"
DIRECTORY = "directory and topics"
WELCOME = "welcome page"
SPOTLIGHT = "spotlight"

Row = Mapping[str, Any]


class Frame(Protocol):
    """The warehouse's way to answer a query."""

    def __call__(self, sql: str, **parameters: object) -> pa.Table:
        """The rows of the query; `$name` stands for a parameter."""
        ...


@dataclass(frozen=True)
class SiteRows:
    """Everything the public pages are made from."""

    edition: Edition
    open_threads: tuple[OpenThread, ...]
    welcomes: tuple[Welcome, ...]
    spotlights: tuple[Spotlight, ...]
    report: Report
    persons: Mapping[str, Person]
    """By account id: everybody with a yes to a spotlight, for what the manager writes by hand."""
    book: NameBook


def site_rows(
    frame: Frame,
    people: pa.Table,
    community: CommunityInfo,
    *,
    apart: pa.Table | None = None,
    house: Iterable[str] = (),
) -> SiteRows:
    """The rows of the public pages, as of the warehouse's moment.

    people: member_id, display_name, handle, account_url and one bool column per purpose (spaces
    are underscores), already false for everybody who may not be shown.
    apart: member_a_id, member_b_id of those who never stand on one page, either way round.
    house: the theme's own sentences, in which nobody's name is looked for.
    """
    yes = yeses(people)
    accounts = ask(frame, "accounts")
    house = [
        *house,
        *(row["words"] for row in ask(frame, "common_words")),
        *(community.name, community.description, community.manager_name),
        *NUMBERS,
    ]
    book = NameBook(
        (Account(a["member_id"], a["name"], a["handle"], a["email"], a["url"]) for a in accounts),
        yes,
        house=house,
    )
    drawn = _Drawing(frame, book, yes, _both_ways(apart))
    spotlights = drawn.spotlights()
    as_of = ask(frame, "as_of")[0]["as_of"]
    return SiteRows(
        edition=Edition(as_of=as_of, issue=issue_of(as_of, community.time_zone)),
        open_threads=drawn.open_threads(),
        welcomes=drawn.welcomes(),
        spotlights=spotlights,
        report=report(
            ask(frame, "weeks"),
            thanked=tuple(each.person for each in spotlights[:3]),
            smallest=community.definitions.smallest_cell,
        ),
        persons={
            a["account_id"]: drawn.person(
                a["member_id"], a["name"], a["handle"], None, purposes=(SPOTLIGHT,)
            )
            for a in accounts
            if book.may_name(a["member_id"], SPOTLIGHT)
        },
        book=book,
    )


def ask(frame: Frame, query: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows of one of the queries kept in `queries/`."""
    sql = (QUERIES / f"{query}.sql").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = frame(sql, **parameters).to_pylist()
    return rows


def yeses(people: pa.Table) -> dict[str, frozenset[str]]:
    """The purposes each member said yes to, by member id."""
    purposes = [
        name
        for name in people.column_names
        if pa.types.is_boolean(people[name].type) and not name.startswith("is_")
    ]
    return {
        row["member_id"]: frozenset(name.replace("_", " ") for name in purposes if row[name])
        for row in people.to_pylist()
    }


def issue_of(moment: datetime, time_zone: str) -> str:
    """The ISO week the moment falls in, in the community's zone: 2026-W47."""
    year, week, _ = moment.astimezone(ZoneInfo(time_zone)).isocalendar()
    return f"{year}-W{week:02}"


def answers_in_words(count: int) -> str:
    """How many have answered, without a figure."""
    words = ("Nobody has answered yet.", "One person has answered.", "Two people have answered.")
    if count < len(words):
        return words[count]
    return "A few people are talking." if count < 10 else "Many people are talking."


class _Drawing:
    """One drawing of rows: the frame, the book and the yeses travel together."""

    def __init__(
        self,
        frame: Frame,
        book: NameBook,
        yes: Mapping[str, frozenset[str]],
        apart: frozenset[tuple[str, str]],
    ) -> None:
        self.frame = frame
        self.book = book
        self.yes = yes
        self.apart = apart

    def with_yes(self, purpose: str) -> list[str]:
        return sorted(member_id for member_id, purposes in self.yes.items() if purpose in purposes)

    def person(
        self,
        member_id: str,
        name: str | None,
        handle: str | None,
        location: str | None,
        *,
        purposes: tuple[str, ...],
    ) -> Person:
        """The member as they may stand under any of the purposes; a place needs the directory."""
        if not self.book.may_name(member_id, *purposes):
            raise LookupError(f"{member_id} has not said yes to {' or '.join(purposes)}")
        shown = self.book.shown_name(name, handle)
        cut, ink = cut_and_ink(member_id)
        in_directory = self.book.may_name(member_id, DIRECTORY)
        return Person(
            member_id=member_id,
            name=shown,
            slug=slug(shown, member_id),
            initials=initials(shown),
            cut=cut,
            ink=ink,
            place=beginning(self.book.cleaned(location), length=60) if in_directory else "",
            may_be_searched=self.book.may_name(member_id, SEARCH),
        )

    def open_threads(self) -> tuple[OpenThread, ...]:
        threads: list[OpenThread] = []
        titles: set[str] = set()
        for row in ask(self.frame, "open_threads"):
            thread = self.thread(row)
            if thread.title.casefold() not in titles:
                titles.add(thread.title.casefold())
                threads.append(thread)
        return tuple(threads)

    def thread(self, row: Row, topic: str = "") -> OpenThread:
        return OpenThread(
            title=beginning(self.book.cleaned(row["title"]), length=120) or "Without a title",
            url=self.book.safe_url(row["url"]),
            space=self.book.cleaned(row["space_name"]),
            answers=answers_in_words(row["answer_count"]),
            last_at=row["last_post_at"],
            topic=topic,
        )

    def welcomes(self) -> tuple[Welcome, ...]:
        newcomers = self.with_yes(WELCOME)
        if not newcomers:
            return ()
        sharers = sorted({*self.with_yes(DIRECTORY)})
        shared = _by_member(
            ask(self.frame, "sharers", member_ids=newcomers, sharer_ids=sharers) if sharers else []
        )
        threads = _by_member(ask(self.frame, "newcomer_threads", member_ids=newcomers))
        everywhere = self.open_threads()
        return tuple(
            self.welcome(row, shared[row["member_id"]], threads[row["member_id"]], everywhere)
            for row in ask(self.frame, "newcomers", member_ids=newcomers)
        )

    def welcome(
        self, row: Row, shared: list[Row], threads: list[Row], everywhere: tuple[OpenThread, ...]
    ) -> Welcome:
        person = self.person(
            row["member_id"],
            row["display_name"],
            row["handle"],
            row["location"],
            purposes=(WELCOME,),
        )
        own = {row["member_id"]}
        first = beginning(self.book.cleaned(row["first_text"], allowed=own), length=420)
        bio = beginning(self.book.cleaned(row["bio"], allowed=own), length=280)
        # Topics hang on the directory: without that yes nobody reads what they have in common.
        known = [
            each
            for each in shared
            if self.book.may_name(row["member_id"], DIRECTORY)
            and (row["member_id"], each["other_id"]) not in self.apart
        ]
        meeting, others = self._sharers(known)
        by_strength = sorted(threads, key=lambda each: (-each["strength"], each["thread_id"]))
        starts = [self.thread(each, self.book.cleaned(each["label"])) for each in by_strength]
        taken = {start.title for start in starts}
        starts += [each for each in everywhere if each.title not in taken]
        own_title = self.book.cleaned(row["thread_title"], allowed=own)
        return Welcome(
            person=person,
            words=first or bio,
            more_words=bio if first and bio != first else "",
            title=beginning(own_title, length=120),
            url=self.book.safe_url(row["thread_url"], allowed=own),
            came_at=row["came_at"],
            meeting=meeting,
            starts=tuple(each for each in starts if each.title != own_title)[:3],
            others=others,
        )

    def _sharers(self, rows: list[Row]) -> tuple[Meeting | None, tuple[tuple[Person, str], ...]]:
        """The one who meets the newcomer in the crossing, and up to three more."""
        meeting: Meeting | None = None
        others: dict[str, tuple[Person, str]] = {}
        for row in rows:
            person = self.person(
                row["other_id"],
                row["display_name"],
                row["handle"],
                row["location"],
                purposes=(DIRECTORY,),
            )
            label = self.book.cleaned(row["label"])
            if person.member_id in others or not label:
                continue
            if meeting is None and len(label) < 40:
                own = {person.member_id}
                may_quote = self.book.may_name(person.member_id, WELCOME)
                words = self.book.cleaned(row["text"], allowed=own) if may_quote else ""
                meeting = Meeting(
                    other=person,
                    words=beginning(words, length=240),
                    thread_title=beginning(self.book.cleaned(row["thread_title"]), length=120),
                    thread_url=self.book.safe_url(row["thread_url"]),
                    shared=_shared(label),
                )
            elif meeting is None or person.member_id != meeting.other.member_id:
                others[person.member_id] = (person, label)
        return meeting, tuple(others.values())[:3]

    def spotlights(self) -> tuple[Spotlight, ...]:
        candidates = self.with_yes(SPOTLIGHT)
        if not candidates:
            return ()
        topics = _by_member(ask(self.frame, "topics_of", member_ids=candidates))
        deeds = _by_member(ask(self.frame, "deeds", member_ids=candidates))
        drawn = [
            self.spotlight(rows, topics[member_id]) for member_id, rows in sorted(deeds.items())
        ]
        return tuple(sorted(drawn, key=lambda each: (each.at, each.person.member_id))[::-1])

    def spotlight(self, deeds: list[Row], topics: list[Row]) -> Spotlight:
        first = deeds[0]
        person = self.person(
            first["member_id"],
            first["display_name"],
            first["handle"],
            first["location"],
            purposes=(SPOTLIGHT,),
        )
        own = {person.member_id}
        labels = (self.book.cleaned(each["label"]) for each in topics[:5])
        in_directory = self.book.may_name(person.member_id, DIRECTORY)
        return Spotlight(
            person=person,
            title=f"{person.name} answers",
            deeds=tuple(self.deed(each, own) for each in deeds[:3]),
            topics=tuple(label for label in labels if label) if in_directory else (),
            at=first["done_at"],
        )

    def deed(self, row: Row, own: set[str]) -> Deed:
        helped = (
            self.person(
                row["helped_id"],
                row["helped_name"],
                row["helped_handle"],
                None,
                purposes=(SPOTLIGHT,),
            )
            if self.book.may_name(row["helped_id"], SPOTLIGHT)
            and (row["member_id"], row["helped_id"]) not in self.apart
            else None
        )
        return Deed(
            words=beginning(self.book.cleaned(row["text"], allowed=own), length=420),
            helped=helped,
            thread_title=beginning(self.book.cleaned(row["thread_title"]), length=120),
            thread_url=self.book.safe_url(row["thread_url"]),
            done_at=row["done_at"],
        )


def report(weeks: list[dict[str, Any]], *, thanked: tuple[Person, ...], smallest: int) -> Report:
    """The community in figures, from one row per week, oldest first.

    Newcomers are those of the last eight weeks in which everybody's time to be answered is over.
    """
    newest: Row = weeks[-1] if weeks else defaultdict(lambda: None)
    lately = [week for week in weeks if week["is_settled"]][-8:]
    newcomers, answered, unanswered = public_parts(
        _total(lately, "newcomers"), _total(lately, "answered"), smallest=smallest
    )
    share = newest["reciprocity"]
    months: dict[str, Month] = {}
    for week in weeks:
        label = f"{MONTHS[week['week_date'].month - 1][:3]} {week['week_date'].year}"
        months[label] = Month(
            label,
            public_count(week["forum_members"], smallest=smallest),
            public_count(week["page_people"], smallest=smallest),
        )
    page_people = public_count(newest["page_people"], smallest=smallest)
    pairs = public_count(newest["pairs"], smallest=smallest)
    return Report(
        week=newest["week_date"],
        members=public_count(newest["forum_members"], smallest=smallest),
        page_people=page_people,
        has_page=bool(newest["page_people"]),
        active=public_count(newest["active_members"], smallest=smallest),
        pairs=pairs,
        newcomers=newcomers,
        answered=answered,
        unanswered=unanswered,
        both_ways=None if share is None or pairs is None else round(share * 10),
        months=tuple(months.values())[-13:],
        thanked=thanked,
    )


def _shared(label: str) -> str:
    """What the crossing says: at most forty characters."""
    sentence = f"Both write about {label}."
    return sentence if len(sentence) <= 40 else f"{label[:1].upper()}{label[1:]}."


def _total(weeks: list[dict[str, Any]], column: str) -> int | None:
    known = [week[column] for week in weeks if week[column] is not None]
    return sum(known) if known else None


def _both_ways(apart: pa.Table | None) -> frozenset[tuple[str, str]]:
    if apart is None:
        return frozenset()
    pairs = [(row["member_a_id"], row["member_b_id"]) for row in apart.to_pylist()]
    return frozenset([*pairs, *((second, first) for first, second in pairs)])


def _by_member(rows: Iterable[dict[str, Any]]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["member_id"]].append(row)
    return grouped
