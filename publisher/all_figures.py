"""All figures of the community, each with its definition and the months behind it.

The public ones are rounded and cut to cells of at least five people; the office sees them as they
are. A figure that does not stand here is on no page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from publisher.asking import Row
from publisher.small_cells import public_pairs, public_share, public_split, shown_count

Unit = Literal["people", "pairs", "things", "percent", "hours", "tenths"]
Read = Callable[[Row, int], int | None]
"""From a month's row and the smallest public cell: the figure, or None."""

SHOWN_MONTHS = 13


@dataclass(frozen=True)
class Figure:
    """One figure as a page shows it. None: unknown, or about too few people."""

    key: str
    title: str
    definition: str
    unit: Unit
    table: str
    """Where its rows come from."""
    now: int | None
    before: int | None
    """A month earlier."""
    year_ago: int | None
    months: tuple[tuple[date, int | None], ...]
    """The last thirteen, oldest first."""


@dataclass(frozen=True)
class FigureGroup:
    """Figures that belong together."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class _Definition:
    group: str
    key: str
    title: str
    definition: str
    unit: Unit
    table: str
    read: Read


def all_figures(months: Sequence[Row], *, smallest: int) -> tuple[FigureGroup, ...]:
    """Every figure, from one row per month, oldest first; the last row is the month told of.

    smallest: the fewest people a figure may be about; 1 shows everything as it is counted.
    """
    if not months:
        return ()
    groups: dict[str, list[Figure]] = {}
    for each in DEFINITIONS:
        values = [(row["month_date"], each.read(row, smallest)) for row in months]
        by_month = dict(values)
        now = values[-1][0]
        groups.setdefault(each.group, []).append(
            Figure(
                key=each.key,
                title=each.title,
                definition=each.definition,
                unit=each.unit,
                table=each.table,
                now=by_month[now],
                before=by_month.get(month_before(now, 1)),
                year_ago=by_month.get(month_before(now, 12)),
                months=tuple(values[-SHOWN_MONTHS:]),
            )
        )
    return tuple(FigureGroup(title, tuple(figures)) for title, figures in groups.items())


def month_before(month: date, months: int) -> date:
    """The first day of the month so many months earlier."""
    place = month.year * 12 + month.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)


def _people(column: str) -> Read:
    return lambda row, smallest: shown_count(row[column], smallest=smallest)


def _things(column: str, people: str) -> Read:
    """A count of posts or threads, shown when enough people stand behind it."""

    def read(row: Row, smallest: int) -> int | None:
        if smallest > 1 and (row[people] or 0) < smallest:
            return None
        return shown_count(row[column], smallest=smallest)

    return read


def _pairs(column: str) -> Read:
    def read(row: Row, smallest: int) -> int | None:
        count: int | None = row[column]
        return count if smallest <= 1 else public_pairs(count, smallest=smallest)

    return read


def _share(part: str, total: str, people: str = "") -> Read:
    def read(row: Row, smallest: int) -> int | None:
        if smallest <= 1:
            return round(100 * row[part] / row[total]) if row[total] else None
        if people and (row[people] or 0) < smallest:
            return None
        return public_share(row[total], row[part], smallest=smallest)

    return read


def _hours(column: str, people: str) -> Read:
    def read(row: Row, smallest: int) -> int | None:
        if row[column] is None or (row[people] or 0) < smallest:
            return None
        return max(1, round(float(row[column])))

    return read


def _split(columns: tuple[str, ...], place: int) -> Read:
    def read(row: Row, smallest: int) -> int | None:
        if smallest <= 1:
            count: int | None = row[columns[place]]
            return count
        return public_split(tuple(row[column] for column in columns), smallest=smallest)[place]

    return read


def _sum_share(parts: tuple[str, ...], part: str, people: str = "") -> Read:
    """One part in percent of the sum of several."""

    def read(row: Row, smallest: int) -> int | None:
        total = sum(row[column] or 0 for column in parts)
        return _share("part", "total", "people")(
            {"part": row[part], "total": total, "people": row[people] if people else smallest},
            smallest,
        )

    return read


def _busiest(row: Row, smallest: int) -> int | None:
    # The busiest tenth must itself be a cell that is large enough.
    if row["share_of_busiest_tenth"] is None or row["members_wrote"] < 10 * smallest:
        return None
    percent = 5 * round(20 * float(row["share_of_busiest_tenth"]))
    return percent


def _per_hundred(part: str, total: str, people: str) -> Read:
    def read(row: Row, smallest: int) -> int | None:
        if not row[total] or (row[people] or 0) < smallest:
            return None
        count: int | None = row[part]
        shown = count if smallest <= 1 else public_pairs(count, smallest=smallest)
        per_hundred: int | None = None if shown is None else 5 * round(20 * shown / row[total])
        return per_hundred

    return read


ANSWERED = ("newcomers_answered_by_members", "newcomers_answered_by_team", "newcomers_unanswered")

HERE, CAME, ANSWERS = "Who is here", "Who came", "Who was answered"
TIES, OTHERS, FEW = "What two have", "What people do for others", "What hangs on few"

DEFINITIONS: tuple[_Definition, ...] = (
    _Definition(
        HERE, "forum-members", "Members of the forum",
        "People with an account who had joined, or first wrote, by the end of the month’s last "
        "week. Somebody with two accounts counts once.",
        "people", "metrics.growth", _people("forum_members"),
    ),
    _Definition(
        HERE, "page-people", "People with the page",
        "People who followed the page, or wrote on it, by the end of the month’s last week, as far "
        "as the exports tell. Somebody may be in both.",
        "people", "metrics.growth", _people("page_people"),
    ),
    _Definition(
        HERE, "members-wrote", "Members who wrote",
        "Wrote at least one post, reply or comment in the month.",
        "people", "metrics.activity", _people("members_wrote"),
    ),
    _Definition(
        HERE, "members-talked", "Members who talked with somebody",
        "Addressed another with something they wrote in the month. A like or a follow is not talk.",
        "people", "metrics.activity", _people("members_talked"),
    ),
    _Definition(
        HERE, "active-members", "Members who talked in three months",
        "Talked with somebody in the 90 days before the end of the month’s last week.",
        "people", "metrics.active", _people("active_members"),
    ),
    _Definition(
        HERE, "posts", "Posts, replies and comments",
        "Written by members in the month, on the forum and on the page.",
        "things", "metrics.activity", _things("posts", "members_wrote"),
    ),
    _Definition(
        CAME, "newcomers", "Newcomers",
        "Wrote here for the first time in the month.",
        "people", "metrics.newcomer_answers", _people("newcomers"),
    ),
    _Definition(
        CAME, "newcomers-answered-by-members", "Newcomers whom a member answered first",
        "A member wrote to them within seven days of their first post, before anybody of the team.",
        "people", "metrics.newcomer_answers", _split(ANSWERED, 0),
    ),
    _Definition(
        CAME, "newcomers-answered-by-team", "Newcomers whom the team answered first",
        "The team or the page wrote to them within seven days, before any member.",
        "people", "metrics.newcomer_answers", _split(ANSWERED, 1),
    ),
    _Definition(
        CAME, "newcomers-unanswered", "Newcomers whom nobody answered",
        "Nobody wrote to them within seven days of their first post.",
        "people", "metrics.newcomer_answers", _split(ANSWERED, 2),
    ),
    _Definition(
        CAME, "newcomers-hours", "How soon a member answers a newcomer",
        "Hours from the first post to the answer, for the newcomer in the middle of those whom a "
        "member answered in time.",
        "hours", "metrics.newcomer_answers",
        _hours("newcomers_median_hours", "newcomers_answered_by_members"),
    ),
    _Definition(
        CAME, "newcomers-stayed", "Newcomers of three months ago who still write",
        "Of those who first wrote three months earlier, the part who wrote in this month.",
        "percent", "metrics.retention",
        _share("newcomers_who_stayed", "newcomers_three_months_ago"),
    ),
    _Definition(
        ANSWERS, "threads", "Threads that members began",
        "Begun in the month, on the forum or the page, walls left out.",
        "things", "metrics.first_replies", _things("threads", "thread_people"),
    ),
    _Definition(
        ANSWERS, "threads-answered", "Threads with a reply within seven days",
        "Of the threads that members began in the month, the part to which another person replied "
        "in time.",
        "percent", "metrics.first_replies",
        _share("threads_answered", "threads", "thread_people"),
    ),
    _Definition(
        ANSWERS, "first-reply", "Time to the first reply",
        "Hours from the opening to another’s first reply, for the thread in the middle of those "
        "answered in time.",
        "hours", "metrics.first_replies", _hours("first_reply_hours", "thread_people"),
    ),
    _Definition(
        ANSWERS, "threads-waiting", "Threads that wait",
        "Begun by members in the 30 days before the month’s end, and without any reply by then.",
        "things", "metrics.unanswered", _things("threads_waiting", "people_waiting"),
    ),
    _Definition(
        ANSWERS, "page-answers", "How often the page answers back",
        "Of the comments addressed to the page, the part to whose author the page wrote within "
        "seven days.",
        "percent", "metrics.dialogue",
        _share("page_answered_back", "page_addressed", "page_people_addressing"),
    ),
    _Definition(
        ANSWERS, "page-dialogue", "Dialogue on the page",
        "Of all that the page wrote, the part that speaks to somebody; the rest announces.",
        "percent", "metrics.dialogue",
        _sum_share(("page_answers", "page_begun"), "page_answers"),
    ),
    _Definition(
        TIES, "pairs-who-keep-talking", "Pairs who keep talking",
        "Each wrote to the other at least twice, on three days or more, and last within 90 days.",
        "pairs", "metrics.friends", _pairs("pairs_who_keep_talking"),
    ),
    _Definition(
        TIES, "pairs-began", "Pairs who became such friends",
        "Crossed that line for the first time in the month.",
        "pairs", "metrics.friends", _pairs("pairs_began"),
    ),
    _Definition(
        TIES, "pairs-cooling", "Pairs who cool",
        "At the month’s end the last 60 days hold at most half the talk of the 60 before.",
        "pairs", "metrics.friends", _pairs("pairs_cooling"),
    ),
    _Definition(
        TIES, "pairs-dormant", "Pairs who fell silent",
        "Were friends once, and have not written to each other for 180 days.",
        "pairs", "metrics.friends", _pairs("pairs_dormant"),
    ),
    _Definition(
        TIES, "reciprocity", "Pairs who talk both ways",
        "Of the pairs who talked in 90 days, the part in which each addressed the other.",
        "percent", "metrics.reciprocity",
        _share("pairs_two_way_lately", "pairs_talking_lately"),
    ),
    _Definition(
        TIES, "ladder-noticed", "The ladder, step one: noticed",
        "Pairs of whom one has spoken to the other, and no more came of it so far.",
        "pairs", "metrics.ladder", _pairs("pairs_noticed"),
    ),
    _Definition(
        TIES, "ladder-answered", "The ladder, step two: answered",
        "Both have spoken to the other, though not each in particular.",
        "pairs", "metrics.ladder", _pairs("pairs_answered"),
    ),
    _Definition(
        TIES, "ladder-two-way", "The ladder, step three: two-way",
        "Each has addressed the other in particular.",
        "pairs", "metrics.ladder", _pairs("pairs_two_way"),
    ),
    _Definition(
        TIES, "ladder-repeated", "The ladder, step four: repeated",
        "Have talked often enough to be friends, now or once.",
        "pairs", "metrics.ladder", _pairs("pairs_repeated"),
    ),
    _Definition(
        TIES, "ladder-offline", "The ladder, step five: offline",
        "Talk both ways, and both had said they would come to a meeting that was held.",
        "pairs", "metrics.ladder", _pairs("pairs_offline"),
    ),
    _Definition(
        TIES, "pairs-talking", "Pairs who talked in the month",
        "Pairs of members of whom one addressed the other.",
        "pairs", "metrics.edges_per_comment", _pairs("pairs_talking"),
    ),
    _Definition(
        TIES, "new-pairs", "Pairs who talked for the first time",
        "Had never talked before.",
        "pairs", "metrics.edges_per_comment", _pairs("new_pairs"),
    ),
    _Definition(
        TIES, "pairs-per-comment", "Pairs brought to talk by a hundred comments",
        "Pairs who talked in the month, for a hundred replies and comments of members.",
        "pairs", "metrics.edges_per_comment",
        _per_hundred("pairs_talking", "comments", "members_wrote"),
    ),
    _Definition(
        TIES, "bridging", "Talk across groups",
        "Of the talk between members of sub-communities, the part between different ones; the rest "
        "bonds within one.",
        "percent", "metrics.bonding",
        _sum_share(("talks_within", "talks_across"), "talks_across", "members_talked"),
    ),
    _Definition(
        OTHERS, "helpers", "Members who welcomed a newcomer",
        "Were the first to answer somebody’s first post, within seven days.",
        "people", "metrics.helping", _people("helpers"),
    ),
    _Definition(
        OTHERS, "thanked", "Members who were thanked",
        "Another member addressed them with words of thanks.",
        "people", "metrics.helping", _people("thanked"),
    ),
    _Definition(
        OTHERS, "passed-on", "Times somebody passed on another’s thread",
        "Members’ posts that lead to a thread another began.",
        "things", "metrics.helping", _things("passed_on", "people_passing_on"),
    ),
    _Definition(
        OTHERS, "good-talks", "Long talks to and fro",
        "Public threads, last spoken in this month, with at least twelve posts, four voices and "
        "two pairs who answered each other, and no rude word.",
        "things", "metrics.disagreements", _things("disagreements", "disagreement_voices"),
    ),
    _Definition(
        FEW, "busiest-tenth", "What the busiest tenth wrote",
        "The part of the month’s posts that a tenth of those who wrote has written.",
        "percent", "metrics.spread", _busiest,
    ),
    _Definition(
        FEW, "members-of-half", "Members who wrote half of it",
        "The fewest who together wrote half of the month’s posts.",
        "people", "metrics.spread", _people("members_of_half"),
    ),
    _Definition(
        FEW, "team-first", "Threads the team answered first",
        "Of the threads answered in time, the part whose first reply came from the team.",
        "percent", "metrics.team_dependence",
        _share("threads_answered_first_by_team", "threads_answered", "thread_people"),
    ),
    _Definition(
        FEW, "talk-with-team", "Talk with the team",
        "Of the talk in which a member takes part, the part with the team or the page on the other "
        "side.",
        "percent", "metrics.team_dependence",
        _share("talks_with_team", "talks", "members_talked"),
    ),
)  # fmt: skip
