"""What the public pages show, drawn from the warehouse by the queries beside this module.

Whatever leaves here is already cut to what its people said yes to: a name stands only where its
member said yes for that place, words are quoted only from public posts of those who may be named,
and all other texts went through the book of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from analytics.member_ids import member_id
from publisher.approved import Approved, TextState
from publisher.ask_about import directory, topics
from publisher.asking import Frame, ask
from publisher.catalogs import Catalog
from publisher.dates import NUMBERS
from publisher.drawing import Drawing
from publisher.facts import (
    Circle,
    CommunityInfo,
    Edition,
    Listed,
    OpenThread,
    Report,
    Spotlight,
    Story,
    Topic,
    Welcome,
)
from publisher.figures import report
from publisher.groups import Groups, groups
from publisher.letter import Year
from publisher.names import Account, NameBook
from publisher.slugs import Slugs
from publisher.telling_months import Months, months_told
from publisher.written import Written

if TYPE_CHECKING:
    import pyarrow as pa

    from analytics.came_of import CameOf


@dataclass(frozen=True)
class SiteRows:
    """Everything the public pages are made from."""

    edition: Edition
    open_threads: tuple[OpenThread, ...]
    welcomes: tuple[Welcome, ...]
    spotlights: tuple[Spotlight, ...]
    report: Report
    months: Months
    book: NameBook
    stories: tuple[Story, ...] = ()
    circles: tuple[Circle, ...] = ()
    texts: tuple[TextState, ...] = ()
    """Where each written text stands, for the manager."""
    problems: tuple[str, ...] = ()
    """A line for each text that cannot be read."""
    topics: tuple[Topic, ...] = ()
    directory: tuple[Listed, ...] = ()
    groups: Groups | None = None
    member_of: Mapping[str, str] = field(default_factory=dict)
    """The member each id belongs to now: an account joined to another had an id of its own."""
    without_old_names: frozenset[str] = frozenset()
    """Members who want the names they had gone: no address of theirs leads on."""
    stories_of_the_year: tuple[Story, ...] = ()
    """Those told since the year that is looked back on began."""


def site_rows(
    frame: Frame,
    people: pa.Table,
    community: CommunityInfo,
    *,
    apart: pa.Table | None = None,
    house: Iterable[str] = (),
    came: CameOf | None = None,
    sentences: Catalog | None = None,
    written: Written | None = None,
    approvals: pa.Table | None = None,
    old_names: pa.Table | None = None,
) -> SiteRows:
    """The rows of the public pages, as of the warehouse's moment.

    people: member_id, display_name, handle, account_url and one bool column per purpose (spaces
    are underscores), already false for everybody who may not be shown, and spotlight_by_facts.
    apart: member_a_id, member_b_id of those who never stand on one page, either way round.
    house: the theme's own sentences, in which nobody's name is looked for.
    came: what came of the introductions.
    sentences: those that are put together here, in the community's language; None is English.
    written: the spotlights, stories and circles people wrote; approvals: kind, subject, account_id,
    text_sha256, decided_at, as the ledger has those that hold. old_names: account_id, wish.
    """
    sentences = sentences or NullTranslations()
    yes = yeses(people)
    accounts = ask(frame, "accounts")
    house = [
        *house,
        *(row["words"] for row in ask(frame, "common_words")),
        *(community.name, community.description, community.manager_name),
        *(sentences.gettext(number) for number in NUMBERS),
    ]
    book = NameBook(
        (Account(a["member_id"], a["name"], a["handle"], a["email"], a["url"]) for a in accounts),
        yes,
        house=house,
        sentences=sentences,
    )
    slugs = Slugs(account["member_id"] for account in accounts)
    drawn = Drawing(frame, book, yes, both_ways(apart), slugs=slugs, sentences=sentences)
    about = topics(drawn, community.time_zone)
    as_of = ask(frame, "as_of")[0]["as_of"]
    written = written or Written()
    drafts = drawn.spotlights()
    by_facts = _by_facts(people)
    told = Approved(
        drawn,
        accounts,
        approvals.to_pylist() if approvals is not None else (),
        as_of=as_of,
        time_zone=community.time_zone,
        stale_days=community.definitions.stale_page,
        emails=(community.manager_email,),
        by_facts=by_facts,
    ).shown(written, drafts)
    spotlights = told.spotlights
    told_of = [each for each in drafts if by_facts is None or each.person.member_id in by_facts]
    months = months_told(frame, drawn, spotlights, told_of, community, as_of)
    member_of = {member_id(a["account_id"]): a["member_id"] for a in accounts}
    return SiteRows(
        edition=Edition(as_of=as_of, issue=issue_of(as_of, community.time_zone)),
        open_threads=drawn.open_threads(),
        welcomes=drawn.welcomes(),
        spotlights=spotlights,
        report=report(
            ask(frame, "weeks"),
            smallest=community.definitions.smallest_cell,
            talked=came.all.talked if came else None,
            language=community.language,
        ),
        months=months,
        book=book,
        stories=told.stories,
        stories_of_the_year=tuple(told_since(told.stories, months.year, community.time_zone)),
        circles=told.circles,
        texts=told.states,
        problems=written.problems,
        topics=about,
        directory=directory(drawn, about),
        member_of=member_of,
        without_old_names=frozenset(
            member_of.get(member_id(row["account_id"]), "")
            for row in (old_names.to_pylist() if old_names is not None else ())
            if row["wish"] == "gone"
        ),
        groups=groups(frame, book, smallest=community.definitions.smallest_cell),
    )


def told_since(stories: Iterable[Story], year: Year | None, time_zone: str) -> Iterator[Story]:
    """Those of the stories whose second yes came in the year or after it."""
    zone = ZoneInfo(time_zone)
    for each in stories:
        if year and each.at.astimezone(zone).date() >= year.first:
            yield each


def yeses(people: pa.Table) -> dict[str, frozenset[str]]:
    """The purposes each member said yes to, by member id."""
    purposes = [
        name
        for name in people.column_names
        if str(people[name].type) == "bool" and not name.startswith("is_")
    ]
    return {
        row["member_id"]: frozenset(name.replace("_", " ") for name in purposes if row[name])
        for row in people.to_pylist()
    }


def issue_of(moment: datetime, time_zone: str) -> str:
    """The ISO week the moment falls in, in the community's zone: 2026-W47."""
    year, week, _ = moment.astimezone(ZoneInfo(time_zone)).isocalendar()
    return f"{year}-W{week:02}"


def both_ways(apart: pa.Table | None) -> frozenset[tuple[str, str]]:
    """The pairs of the table, each both ways round."""
    if apart is None:
        return frozenset()
    pairs = [(row["member_a_id"], row["member_b_id"]) for row in apart.to_pylist()]
    return frozenset([*pairs, *((second, first) for first, second in pairs)])


def _by_facts(people: pa.Table) -> frozenset[str] | None:
    """Who may be shown by a draft of facts alone; None where the table does not tell."""
    if "spotlight_by_facts" not in people.column_names:
        return None
    kept = people.filter(people["spotlight_by_facts"])
    return frozenset(kept["member_id"].to_pylist())
