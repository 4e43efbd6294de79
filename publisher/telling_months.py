"""The letter, the year and all figures, drawn from the warehouse as the public may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from publisher.asking import Frame, Row, ask
from publisher.drawing import Drawing
from publisher.facts import CommunityInfo, OpenThread, Spotlight
from publisher.letter import (
    AllFigures,
    GoodTalk,
    Letter,
    Thanks,
    Year,
    figures_page,
    letter,
    told_months,
    warm_and_cool,
    year,
)
from publisher.small_cells import public_count

TALKS_OF_A_YEAR = 3


@dataclass(frozen=True)
class Months:
    """What the pages about the community as a whole say."""

    letter: Letter
    figures: AllFigures
    year: Year | None
    thanks: tuple[Thanks, ...]
    waiting: tuple[OpenThread, ...]
    """Conversations of this week that nobody has answered."""


def months_told(
    frame: Frame, drawn: Drawing, spotlights: Sequence[Spotlight], drafts: Sequence[Spotlight],
    community: CommunityInfo, as_of: datetime,
) -> Months:  # fmt: skip
    """The months in words and figures, up to the last whole one.

    spotlights: the pages, in the order of thanks; drafts: what each member did, from facts.
    """
    smallest = community.definitions.smallest_cell
    zone = ZoneInfo(community.time_zone)
    months = told_months(ask(frame, "months"))
    month: date | None = months[-1]["month_date"] if months else None
    warmth = tuple(
        replace(each, label=label)
        for each in warm_and_cool(ask(frame, "warmth"), month, smallest=smallest)
        if (label := drawn.book.cleaned(each.label)) == each.label.strip()
    )
    rows = ask(frame, "good_talks")
    first = months[-12:][0]["month_date"] if months else None
    talks = [
        (ended, talk)
        for row in rows
        if (talk := _talk(drawn, row, smallest)) is not None
        and (ended := row["last_at"].astimezone(zone).date()) is not None
    ]
    return Months(
        letter=letter(
            months,
            as_of=as_of.astimezone(zone).date(),
            answered_days=community.definitions.answered,
            warmth=warmth,
            talk=next((talk for ended, talk in talks if ended.replace(day=1) == month), None),
            smallest=smallest,
        ),
        figures=figures_page(
            months,
            warmth=warmth,
            languages=ask(frame, "languages"),
            signs=ask(frame, "without_talk"),
            smallest=smallest,
        ),
        year=year(
            months,
            talks=[
                talk
                for ended, talk in talks
                if first is not None and month is not None
                and first <= ended.replace(day=1) <= month
            ][:TALKS_OF_A_YEAR],
            smallest=smallest,
        ),
        thanks=tuple(_thanks(spotlights, drafts)),
        waiting=drawn.threads(
            [row for row in ask(frame, "open_threads") if not row["answer_count"]]
        )[:3],
    )  # fmt: skip


def _thanks(spotlights: Sequence[Spotlight], drafts: Sequence[Spotlight]) -> Iterator[Thanks]:
    """Whoever has a page and did something that can be told; a text people wrote tells no deed."""
    deeds = {
        each.person.member_id: deed
        for each in drafts
        if (deed := next((deed for deed in each.deeds if deed.thread_title), None))
    }
    for each in spotlights:
        if deed := deeds.get(each.person.member_id):
            yield Thanks(each.person, deed)


def _talk(drawn: Drawing, row: Row, smallest: int) -> GoodTalk | None:
    people = public_count(row["members"], smallest=smallest)
    shown = drawn.threads([row])
    if people is None or not shown or not shown[0].url:
        return None
    days = max(1, (row["last_at"] - row["first_at"]).days)
    return GoodTalk(shown[0], people, days)
