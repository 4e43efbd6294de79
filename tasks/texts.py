"""Texts about people: whom to ask, what was begun, whose yes there is to which words."""

from __future__ import annotations

from datetime import datetime, timedelta

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import line
import writing
from analytics.members import find_member
from publisher.to_ask import ToAsk
from tasks.running import flags, found_place, moment, near, say, told

A_CIRCLE = timedelta(hours=3)
"""How long one lasts unless told otherwise."""


@task(
    help=flags(
        "community", text="such as spotlights/ana.md",
        member="whose approval it is, where the text has two members or a quotation",
        on="when they said it, such as 2026-11-03; now unless told",
        wording="how they said it", take_back="they no longer approve it",
    )
)  # fmt: skip
@told
def approve(
    c: Context,
    text: str | None = None,
    member: str | None = None,
    on: str | None = None,
    wording: str | None = None,
    take_back: bool = False,
    community: str | None = None,
) -> None:
    """Note that a member approves a text as it is now, or list the texts and who is missing."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        if text is None:
            states, problems = writing.text_states(place, warehouse, ledger)
            for state in states:
                say(f"{state.subject}: {state.why or 'shown'}; {', '.join(state.members)}")
            for problem in problems:
                say(problem)
            say(f"approve: {len(states)} texts in {near(place.texts)}, "
                f"{sum(state.is_shown for state in states)} of them shown")  # fmt: skip
            return
        done = writing.approve(
            place, warehouse, ledger, text,
            member=member, said_at=moment(on, place, "--on") if on else None,
            wording=wording, is_approved=not take_back,
        )  # fmt: skip
    if not done.is_new:
        say(f"approve: {done.text.subject}: nothing new; {done.name} said so before")
    elif take_back:
        say(f"approve: {done.text.subject}: {done.name} no longer approves it")
    else:
        say(f"approve: {done.text.subject}: {done.name} approves these very words; "
            "an edit voids it; ./do build shows it")  # fmt: skip


@task(
    help=flags(
        "community", ask="whom to ask: begins their text, prints the questions to send",
        nominate="who should be asked", by="the member who told you so; nobody: yourself",
        why="what they said",
    )
)  # fmt: skip
@told
def spotlight(
    c: Context,
    ask: str | None = None,
    nominate: str | None = None,
    by: str | None = None,
    why: str | None = None,
    community: str | None = None,
) -> None:
    """List whom to ask for a spotlight, begin one with the questions to send, or nominate."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        if nominate:
            name, is_new = writing.note_nomination(warehouse, ledger, nominate, by=by, why=why)
            say(f"spotlight: {name} is {'nominated' if is_new else 'nominated already'}")
            return
        states, problems = writing.text_states(place, warehouse, ledger)
        found = writing.what_to_ask(place, warehouse, ledger, states, problems)
        if ask is None:
            _tell_queue(found)
            return
        named = find_member(warehouse, ask)
        questions = writing.questions_for(warehouse, found, place, named)
        file, is_new = writing.begin_spotlight(place, warehouse, named)
    say(f"spotlight: {'begun' if is_new else 'there already'}: {near(file)}; send this, put the "
        "answers below the questions, show them the whole, then ./do approve")  # fmt: skip
    say(f"\n{questions}")


@task(help=flags("community", ask="one of the two; the other in --and", **{"and": "the other"}))
@told
def story(
    c: Context, ask: str | None = None, and_: str | None = None, community: str | None = None
) -> None:
    """List introduced pairs who still talk, or begin the story of two with the texts to send."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        states, problems = writing.text_states(place, warehouse, ledger)
        found = writing.what_to_ask(place, warehouse, ledger, states, problems)
        if not ask or not and_:
            for each in found.stories:
                day = each.introduced_at.astimezone(place.settings.zone).date()
                say(f"story: {each.names[0]} and {each.names[1]}, introduced {day}, still talk: "
                    f"{each.command}")  # fmt: skip
            say(f"story: {len(found.stories)} pairs to ask how they met")
            return
        pair = frozenset(find_member(warehouse, name).member_id for name in (ask, and_))
        asked = writing.find_story(found, pair)
        introduced = ""
        if asked:
            introduced = f"{asked.introduced_at.astimezone(place.settings.zone):%Y-%m}"
        file, is_new = writing.begin_story(place, warehouse, ask, and_, introduced)
    say(f"story: {'begun' if is_new else 'there already'}: {near(file)}; "
        "both approve it with ./do approve before it is shown")  # fmt: skip
    for name, text in zip(asked.names, asked.texts, strict=True) if asked else ():
        say(f"\nto {name}:\n{text}")


@task(
    help=flags(
        "community", number="the circle's number in the list",
        starts="such as '2027-01-16 13:00'", ends="three hours later unless told",
        where="the place, as the page may say it",
    )
)  # fmt: skip
@told
def circle(
    c: Context,
    number: str | None = None,
    starts: str | None = None,
    ends: str | None = None,
    where: str | None = None,
    community: str | None = None,
) -> None:
    """List the circles proposed, or give one its day and place."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        states, problems = writing.text_states(place, warehouse, ledger)
        found = writing.what_to_ask(place, warehouse, ledger, states, problems)
    if number is None:
        for each in found.circles:
            say(f"circle {each.number}: {each.topic}: {', '.join(each.names)}")
        say(f"circle: {len(found.circles)} proposed; everybody in them said yes to a circle")
        return
    chosen = next((each for each in found.circles if str(each.number) == number), None)
    if chosen is None:
        raise Exit(f"circle: there is no circle {number}; ./do circle lists them", code=1)
    if not starts or not where:
        say(chosen.text)
        say(f"circle: when day and place are found: {chosen.command}")
        return
    begins = _time(starts, "--starts")
    over = _time(ends, "--ends") if ends else begins + A_CIRCLE
    file, is_new = writing.begin_circle(place, chosen, starts=begins, ends=over, where=where)
    say(f"circle: {'begun' if is_new else 'there already'}: {near(file)}; "
        "write what it is about, then ./do build")  # fmt: skip


def _tell_queue(found: ToAsk) -> None:
    for each in found.spotlights:
        state = "never shown" if each.is_new else "shown before"
        for one in each.nominated:
            state += f", nominated{f': {one.why}' if one.why else ''}"
        say(f"spotlight: {each.name}, {state}: {each.command}")
    say(f"spotlight: {found.queue} more wait; a name leaves the list when their page is begun")


def _time(text: str, flag: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Exit(f"{flag}: found {text!r}; expected such as 2027-01-16 13:00", code=1) from None
