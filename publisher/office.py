"""The pages of the office, and what stands on the manager's desk."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.office_facts import (
    Card,
    Funnel,
    ImportedFile,
    Match,
    OfficeRows,
    Outgoing,
    SourceAge,
    Unmatched,
)
from publisher.page import Page
from publisher.to_ask import NOTHING_TO_ASK, ToAsk

STALE_DAYS = 14


def office_pages(rows: OfficeRows) -> tuple[Page, ...]:
    """All pages of the office; none of them is ever part of the public site."""
    when: dict[str, object] = {"as_of": rows.as_of, "issue": rows.issue}
    by_name = sorted(rows.matches, key=lambda match: (match.reader.casefold(), match.place))
    return (
        Page("index.html", "office/desk", "The desk", when | {"cards": rows.cards}, nav="Desk",
             is_listed=False),
        Page("matches.html", "office/matches", "This week’s matches",
             when | {"readers": _by_reader(by_name), "unmatched": rows.unmatched},
             nav="Matches", is_listed=False),
        Page("newcomers.html", "office/newcomers", "Who waits for an answer",
             when | {"waiting": rows.waiting}, nav="Newcomers", is_listed=False),
        Page("outcomes.html", "office/outcomes", "What came of introductions",
             when | {"outcomes": rows.outcomes}, nav="Outcomes", is_listed=False),
        Page("people.html", "office/people", "Who said yes to what",
             when | {"funnel": rows.funnel, "members": rows.members, "asked": rows.asked,
                     "openings": rows.openings},
             nav="People", is_listed=False),
        Page("texts.html", "office/texts", "Pages people tell themselves",
             when | {"to_ask": rows.to_ask, "cards": rows.cards_to_paste},
             nav="Texts", is_listed=False),
        *(Page(each.file, "", each.title, {}, content=each.svg, is_listed=False)
          for each in rows.cards_to_paste),
        Page("outbox.html", "office/outbox", "The outbox",
             when | {"outbox": rows.outbox, "rehearsal": rows.rehearsal,
                     "words": {each.member_id: each.words for each in rows.outbox}},
             nav="Outbox", is_listed=False),
        Page("imports.html", "office/imports", "What was read",
             when | {"files": rows.files, "ages": rows.ages, "warnings": rows.warnings},
             nav="Imports", is_listed=False),
    )  # fmt: skip


def desk(
    *,
    funnel: tuple[Funnel, ...],
    members: int,
    ages: tuple[SourceAge, ...],
    files: tuple[ImportedFile, ...],
    matches: tuple[Match, ...],
    unmatched: tuple[Unmatched, ...],
    outbox: tuple[Outgoing, ...],
    waiting: int,
    warnings: tuple[str, ...],
    to_ask: ToAsk = NOTHING_TO_ASK,
) -> tuple[Card, ...]:
    """The cards on the desk, the most worthwhile first.

    waiting: newcomers whose first public post nobody has answered.
    """
    cards = (
        *_first_yes(funnel, members),
        *_newcomers(waiting),
        *_texts(to_ask),
        *_broken_files(files),
        *_letters(outbox, matches),
        *_doubts(warnings),
        *_old_exports(ages),
    )
    nobody = sum(each.count for each in unmatched)
    text = f"{nobody:,} members get nothing this week, each with the reason beside it."
    return cards or (Card(0, "Nothing needs you today", text, "matches.html", "See why"),)


def _first_yes(funnel: tuple[Funnel, ...], members: int) -> Iterator[Card]:
    if any(each.yes for each in funnel):
        return
    text = (
        f"None of your {members:,} members has said yes to anything yet, so nobody is named and "
        "nobody gets a mail. Three ways: add a question to the profile on your forum and name it "
        "in community.yaml; put people.csv with handle, purposes and date into the exports; or "
        "write down what somebody told you with ./do consent. ./do invite writes texts that ask "
        "for it. Begin with the ten people you would introduce yourself."
    )
    yield Card(20, "Ask for the first yes", text, "people.html", "What they can say yes to")


def _newcomers(waiting: int) -> Iterator[Card]:
    if waiting:
        who = "One newcomer waits" if waiting == 1 else f"{waiting} newcomers wait"
        text = (
            "One reply to a first post is the surest way to keep somebody. Answer, or ask a member "
            "who likes to be asked."
        )
        yield Card(9, f"{who} for an answer", text, "newcomers.html", "Who they are, and where")


def _texts(to_ask: ToAsk) -> Iterator[Card]:
    """At most one card for each kind of text: what waits for a yes comes before what to begin."""
    if waits := to_ask.to_approve:
        names = " and ".join(waits[0].waits_for)
        text = f"{names} has still to say yes to these very words; then ./do approve."
        more = f" {_counted(len(waits) - 1, 'text')} more." if len(waits) > 1 else ""
        yield Card(
            5, f"A text to approve: {waits[0].title}", text + more, "texts.html", "See the texts"
        )
    elif to_ask.spotlights:
        who = to_ask.spotlights[0]
        text = "Three questions to send; the answers are the page. The text is written for you."
        yield Card(8, f"Ask {who.name} for a spotlight", text, "texts.html", "What to send")
    if to_ask.stories:
        pair = to_ask.stories[0]
        title = f"Ask {pair.names[0]} and {pair.names[1]} how they met"
        text = "They were introduced and still talk: two sentences from each are a story."
        yield Card(6, title, text, "texts.html", "What to send")


def _broken_files(files: tuple[ImportedFile, ...]) -> Iterator[Card]:
    broken = [each for each in files if each.error or not each.adds_up]
    if broken:
        title = f"{_counted(len(broken), 'file')} could not be read whole"
        what = (f"{each.name}: {each.error or 'its counts do not add up'}" for each in broken[:3])
        yield Card(5, title, "; ".join(what), "imports.html", "See every file")


def _letters(outbox: tuple[Outgoing, ...], matches: tuple[Match, ...]) -> Iterator[Card]:
    if outbox:
        text = "Read a few before you say send. Nothing leaves by itself."
        title = f"{_counted(len(outbox), 'mail')} for this week"
        yield Card(12, title, text, "outbox.html", "Look at the mails")
    elif matches:
        readers = len({match.reader for match in matches})
        title = f"{_counted(readers, 'member')} could meet somebody this week"
        text = "A rehearsal: look whether you would introduce them yourself."
        yield Card(10, title, text, "matches.html", "See the pairs and the reasons")


def _doubts(warnings: tuple[str, ...]) -> Iterator[Card]:
    if warnings:
        title = f"{_counted(len(warnings), 'thing')} to look at"
        text = "Words on the site that may be somebody’s name, and the like. Most are fine."
        yield Card(3, title, text, "imports.html", "Look at them")


def _old_exports(ages: tuple[SourceAge, ...]) -> Iterator[Card]:
    for age in ages:
        if age.days is not None and age.days >= STALE_DAYS:
            title = f"The export of {age.source} is {age.days} days old"
            text = "Download a new one before the next issue."
            yield Card(4, title, text, "imports.html", "How old each source is")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _by_reader(matches: list[Match]) -> tuple[tuple[str, tuple[Match, ...]], ...]:
    grouped: dict[str, list[Match]] = {}
    for match in matches:
        grouped.setdefault(match.reader, []).append(match)
    return tuple((reader, tuple(each)) for reader, each in grouped.items())
