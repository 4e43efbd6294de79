"""The monthly letter: what its sentences say, from one row per month."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from publisher.all_figures import FigureGroup, all_figures, month_before
from publisher.asking import Row
from publisher.facts import Deed, OpenThread, Person
from publisher.small_cells import public_count, public_pairs, public_parts, shown_count

YEAR = 12


@dataclass(frozen=True)
class GoodTalk:
    """A long and civil talk to and fro among many."""

    thread: OpenThread
    people: int
    """Rounded."""
    days: int
    """From its first post to its last."""


@dataclass(frozen=True)
class Thanks:
    """Somebody to thank, and what for."""

    person: Person
    deed: Deed


@dataclass(frozen=True)
class MonthEnd:
    """The figures at a month's end; None: unknown, or about too few."""

    month: date
    forum: int | None
    page: int | None
    pairs: int | None
    pairs_began: int | None


@dataclass(frozen=True)
class Letter:
    """The letter of one month. Figures are rounded to five; None: unknown, or about too few."""

    month: date | None
    """Its first day; None while there is no month yet."""
    is_whole: bool
    """False while the month still runs."""
    members: int | None
    page_people: int | None
    wrote: int | None
    wrote_more: int | None
    """How many more than in the month before; may be negative."""
    wrote_more_than_last_year: int | None
    replies: int | None
    """To a thread, on average."""
    replies_before: int | None
    active: int | None
    """Members of the forum who talked with somebody lately."""
    pairs: int | None
    pairs_began: int | None
    pairs_cooling: int | None
    both_ways: int | None
    """Of ten pairs who talked lately, how many talk both ways."""
    first_reply_hours: int | None
    newcomers: int | None
    answered: int | None
    unanswered: int | None
    is_answering: bool
    """The newest newcomers' time to be answered still runs."""
    again_answered: int | None
    """Of ten newcomers who were answered, how many wrote again; over a year."""
    again_unanswered: int | None
    threads_waiting: int | None
    page_begun: int | None
    page_answers: int | None
    page_addressed: int | None
    page_back: int | None
    """Of ten who spoke to the page, how many heard back."""
    thankers: int | None
    warming: tuple[str, ...]
    cooling: tuple[str, ...]
    talk: GoodTalk | None
    months: tuple[MonthEnd, ...]
    """The last thirteen, oldest first."""


@dataclass(frozen=True)
class Year:
    """Twelve months up to the letter's."""

    first: date
    last: date
    months: tuple[MonthEnd, ...]
    pairs_began: int | None
    newcomers: int | None
    answered: int | None
    wrote: int | None
    """In the month in which most wrote."""
    busiest: date | None
    talks: tuple[GoodTalk, ...]


@dataclass(frozen=True)
class LanguagePeople:
    """A language of the month."""

    code: str
    people: int


@dataclass(frozen=True)
class Warmth:
    """A topic or a space that warms or cools; posts of three months, rounded."""

    label: str
    is_warming: bool
    now: int | None
    before: int | None


@dataclass(frozen=True)
class Sign:
    """Follows or likes between two, of whom some talked."""

    kind: str
    pairs: int | None
    talked: int | None
    silent: int | None


@dataclass(frozen=True)
class AllFigures:
    """The page of all figures."""

    month: date | None
    is_whole: bool
    groups: tuple[FigureGroup, ...]
    warmth: tuple[Warmth, ...]
    languages: tuple[LanguagePeople, ...]
    signs: tuple[Sign, ...]


def told_months(months: Sequence[Row]) -> Sequence[Row]:
    """The months up to the one that is told of: the last whole one, else the one that runs."""
    whole = [row for row in months if row["is_whole"]]
    return whole or months


def letter(
    months: Sequence[Row],
    *,
    as_of: date,
    answered_days: int,
    warmth: Sequence[Warmth],
    talk: GoodTalk | None,
    smallest: int,
) -> Letter:
    """The letter, from one row per month, oldest first, of which the last is told of.

    as_of: the day up to which the figures hold; answered_days: an answer in time comes within.
    """
    by_month: Mapping[date, Row] = {row["month_date"]: row for row in months}
    now: Row = months[-1] if months else {}
    month: date | None = now.get("month_date")
    before = by_month.get(month_before(month, 1), {}) if month else {}
    last_year = by_month.get(month_before(month, YEAR), {}) if month else {}

    def people(row: Row, column: str) -> int | None:
        return public_count(row.get(column), smallest=smallest)

    def pairs(row: Row, column: str) -> int | None:
        return public_pairs(row.get(column), smallest=smallest)

    newcomers, answered, unanswered = public_parts(
        now.get("newcomers"), _answered(now), smallest=smallest
    )
    again = [row for row in months if row["is_newcomers_settled"]][-YEAR:]
    page_people = people(now, "page_people_addressing")
    return Letter(
        month=month,
        is_whole=bool(now.get("is_whole", True)),
        members=people(now, "forum_members"),
        page_people=people(now, "page_people"),
        wrote=people(now, "members_wrote"),
        wrote_more=_more(people(now, "members_wrote"), people(before, "members_wrote")),
        wrote_more_than_last_year=_more(
            people(now, "members_wrote"), people(last_year, "members_wrote")
        ),
        replies=_replies(now, smallest),
        replies_before=_replies(before, smallest),
        active=people(now, "active_forum_members"),
        pairs=pairs(now, "pairs_who_keep_talking"),
        pairs_began=pairs(now, "pairs_began"),
        pairs_cooling=pairs(now, "pairs_cooling"),
        both_ways=_of_ten(now, "pairs_two_way_lately", "pairs_talking_lately", smallest),
        first_reply_hours=(
            max(1, round(now["first_reply_hours"]))
            if now.get("first_reply_hours") is not None and people(now, "thread_people")
            else None
        ),
        newcomers=newcomers,
        answered=answered,
        unanswered=unanswered,
        is_answering=bool(month and as_of <= _last_day(month) + timedelta(days=answered_days)),
        again_answered=_tenths(
            sum(_answered(row) or 0 for row in again),
            sum(row["newcomers_answered_wrote_again"] or 0 for row in again),
            smallest,
        ),
        again_unanswered=_tenths(
            sum(row["newcomers_unanswered"] or 0 for row in again),
            sum(row["newcomers_unanswered_wrote_again"] or 0 for row in again),
            smallest,
        ),
        threads_waiting=people(now, "threads_waiting") if people(now, "people_waiting") else None,
        # What the page itself does is no figure about people, and open to everybody to count.
        page_begun=now.get("page_begun"),
        page_answers=now.get("page_answers"),
        page_addressed=people(now, "page_addressed") if page_people else None,
        page_back=(
            _of_ten(now, "page_answered_back", "page_addressed", smallest) if page_people else None
        ),
        thankers=people(now, "thankers"),
        warming=tuple(each.label for each in warmth if each.is_warming)[:3],
        cooling=tuple(each.label for each in warmth if not each.is_warming)[:3],
        talk=talk,
        months=month_ends(months, smallest)[-(YEAR + 1) :],
    )


def month_ends(months: Sequence[Row], smallest: int) -> tuple[MonthEnd, ...]:
    """What each month came to."""
    return tuple(
        MonthEnd(
            row["month_date"],
            public_count(row["forum_members"], smallest=smallest),
            public_count(row["page_people"], smallest=smallest),
            public_pairs(row["pairs_who_keep_talking"], smallest=smallest),
            public_pairs(row["pairs_began"], smallest=smallest),
        )
        for row in months
    )


def year(months: Sequence[Row], *, talks: Sequence[GoodTalk], smallest: int) -> Year | None:
    """The twelve months up to the last one told of; None while there are fewer than two."""
    if len(months) < 2:
        return None
    rows = months[-YEAR:]
    newcomers, answered, _ = public_parts(
        sum(row["newcomers"] or 0 for row in rows),
        sum(_answered(row) or 0 for row in rows),
        smallest=smallest,
    )
    most = max(rows, key=lambda row: row["members_wrote"] or 0)
    return Year(
        first=rows[0]["month_date"],
        last=rows[-1]["month_date"],
        months=month_ends(rows, smallest),
        pairs_began=public_pairs(sum(row["pairs_began"] or 0 for row in rows), smallest=smallest),
        newcomers=newcomers,
        answered=answered,
        wrote=public_count(most["members_wrote"], smallest=smallest),
        busiest=most["month_date"],
        talks=tuple(talks),
    )


def figures_page(
    months: Sequence[Row],
    *,
    warmth: Sequence[Warmth],
    languages: Sequence[Row],
    signs: Sequence[Row],
    smallest: int,
) -> AllFigures:
    """Everything that can be shown of the month told of."""
    month = months[-1]["month_date"] if months else None
    return AllFigures(
        month=month,
        is_whole=bool(months and months[-1]["is_whole"]),
        groups=all_figures(months, smallest=smallest),
        warmth=tuple(warmth),
        languages=tuple(
            LanguagePeople(row["language"], people)
            for row in languages
            if row["month_date"] == month
            and (people := shown_count(row["members"], smallest=smallest)) is not None
        ),
        signs=tuple(_sign(row, smallest) for row in signs),
    )


def warm_and_cool(rows: Sequence[Row], month: date | None, *, smallest: int) -> tuple[Warmth, ...]:
    """What warms and what cools in the month, the most members first, five people or more each."""
    found = [
        row for row in rows if row["month_date"] == month and row["members_quarter"] >= smallest
    ]
    found.sort(key=lambda row: (not row["is_warming"], -row["members_quarter"], row["label"]))
    return tuple(
        Warmth(
            row["label"],
            row["is_warming"],
            shown_count(row["posts_quarter"], smallest=smallest),
            shown_count(row["posts_quarter_before"], smallest=smallest),
        )
        for row in found
    )


def _sign(row: Row, smallest: int) -> Sign:
    pairs, talked = row["pairs"], row["pairs_who_talked"]
    if smallest <= 1:
        return Sign(row["kind"], pairs, talked, pairs - talked)
    total, talked, silent = public_parts(pairs, talked, smallest=smallest)
    return Sign(row["kind"], total, talked, silent)


def _answered(row: Row) -> int | None:
    if not row or row.get("newcomers") is None:
        return None
    by_members: int = row["newcomers_answered_by_members"]
    by_team: int = row["newcomers_answered_by_team"]
    return by_members + by_team


def _more(now: int | None, then: int | None) -> int | None:
    """The difference of two rounded figures, which tells no more than they do."""
    return None if now is None or then is None else now - then


def _replies(row: Row, smallest: int) -> int | None:
    if not row.get("openings") or (row.get("members_wrote") or 0) < smallest:
        return None
    if row["openings"] < smallest:
        return None
    return round(float(row["comments"]) / float(row["openings"]))


def _of_ten(row: Row, part: str, total: str, smallest: int) -> int | None:
    return _tenths(row.get(total), row.get(part), smallest)


def _tenths(total: int | None, part: int | None, smallest: int) -> int | None:
    """The part of ten, of rounded figures; None where part or rest is about too few."""
    shown, rounded, _ = public_parts(total, part, smallest=smallest)
    return None if not shown or rounded is None else round(10 * rounded / shown)


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])
