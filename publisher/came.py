"""What came of introductions, in words and cells, for the office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analytics.came_of import Came, CameOf
from analytics.shares import Difference, Share

LABELS = {
    "bond": "Near: threads, topics or people in common",
    "far": "Far: a topic in common and nothing else",
    "answers": "One asks what the other answers",
    "topic": "A topic in common",
    "contact": "Somebody both talk with",
    "place": "The same place",
    "thread": "The same thread",
}


@dataclass(frozen=True)
class OutcomeLine:
    """One line of a table: which introductions, and what came of them."""

    label: str
    introductions: int
    talked: str
    both_ways: str
    still: str
    too_early: int


@dataclass(frozen=True)
class Outcomes:
    """The page of outcomes: sentences, and a table for slots and for reasons."""

    sentences: tuple[str, ...]
    slots: tuple[OutcomeLine, ...]
    reasons: tuple[OutcomeLine, ...]


NO_OUTCOMES = Outcomes((), (), ())


def outcomes_told(came: CameOf, offer: str = "") -> Outcomes:
    """The page's contents. offer: a sentence on holding pairs out; empty where that is no use."""
    return Outcomes(
        sentences=tuple(_sentences(came, offer)),
        slots=tuple(_line(each) for each in (came.all, *came.slots)) if came.slots else (),
        reasons=tuple(_line(each) for each in came.reasons),
    )


def _sentences(came: CameOf, offer: str) -> Iterator[str]:
    everything = came.all
    if not everything.introductions:
        yield (
            "Nobody was introduced yet. What came of it is known four weeks after the first mails."
        )
        return
    talked, both = everything.talked, everything.both_ways
    if talked.known:
        yield (
            f"Of {_pairs(talked.known)} {talked.happened} talked within 28 days "
            f"({percent(talked)}), {both.happened} of them both ways."
        )
    if talked.too_early:
        yield f"Of {_pairs(talked.too_early)} it is too early to know."
    if everything.told:
        yield (
            f"“We talked” came by mail from {_pairs(everything.told)}; of "
            f"{everything.told_only or 'none'} of them the exports show nothing."
        )
    if came.held_out:
        yield from _beside(came, came.held_out)
    elif talked.known:
        yield (
            "How many of them would have talked without an introduction cannot be told from this."
        )
    if offer:
        yield offer


def _beside(came: CameOf, held_out: Came) -> Iterator[str]:
    left = held_out.talked
    if not left.known:
        count = held_out.introductions
        who = (
            "One pair that would have been introduced was"
            if count == 1
            else (f"{count} pairs that would have been introduced were")
        )
        yield f"{who} left alone; it is too early to know what became of them."
        return
    yield (
        f"Of {left.known} pairs who were left to themselves {left.happened} talked "
        f"({percent(left)})."
    )
    if came.more:
        yield added(came.more)


def added(more: Difference) -> str:
    """What introductions add, as far as it can be told."""
    low, high = round(more.low * 100), round(more.high * 100)
    if more.is_more:
        return f"So introductions add: {round(more.points * 100)} in a hundred, {low} to {high}."
    if more.is_less:
        return (
            f"Those introduced talked less: {round(-more.points * 100)} in a hundred, "
            f"{-high} to {-low}."
        )
    return (
        f"That is no more than chance makes ({low} to {high} in a hundred): nothing can be said "
        "of what introductions add."
    )


def _line(came: Came) -> OutcomeLine:
    return OutcomeLine(
        label=LABELS.get(came.of, came.of) or "All",
        introductions=came.introductions,
        talked=_cell(came.talked),
        both_ways=_cell(came.both_ways),
        still=_cell(came.still),
        too_early=came.talked.too_early,
    )


def _cell(share: Share) -> str:
    if not share.known:
        return "too early"
    return f"{share.happened} of {share.known} ({percent(share)})"


def percent(share: Share) -> str:
    """The interval of a share: 11 to 27 %."""
    low, high = share.interval or (0.0, 1.0)
    return f"{round(low * 100)} to {round(high * 100)} %"


def _pairs(count: int) -> str:
    return "one introduction" if count == 1 else f"{count:,} introductions"
