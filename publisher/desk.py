"""What stands on the manager's desk: at most seven cards and an hour, in order of worth.

A card speaks of somebody or something (its subjects). What the manager has done, or put off to next
week, is left out; a card of which nothing is left is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from publisher.office_facts import (
    Card,
    Desk,
    Funnel,
    ImportedFile,
    Join,
    Match,
    Outgoing,
    SourceAge,
    Thank,
    Unmatched,
    UnsureMerge,
    Voice,
    Waiting,
)
from publisher.to_ask import ToAsk

MOST_CARDS = 7
MOST_MINUTES = 60
STALE_DAYS = 14

AT_ONCE = 3
"""Newcomers, conversations or merges on one card: more is no longer one thing to do."""

MINUTES_PER_NEWCOMER = 3
MINUTES_PER_CONVERSATION = 4
MINUTES_PER_THANKS = 2
MINUTES_PER_MERGE = 1
MINUTES_PER_EXPORT = 4

LETTERS_READ = 10
"""So many of an issue's letters are read before it is sent."""

PutAway = Callable[[str, str], bool]
"""Card, subject → whether the manager has put it away."""


def nothing_put_away(card: str, subject: str) -> bool:
    """Of a desk on which nothing has been done yet."""
    return False


def desk(cards: Iterable[Card], *, otherwise: Card) -> Desk:
    """The cards that fit, in the order given, and those that do not.

    otherwise: what to say when there is none.
    """
    chosen: list[Card] = []
    rest: list[Card] = []
    for card in cards:
        minutes = sum(each.minutes for each in chosen) + card.minutes
        fits = len(chosen) < MOST_CARDS and minutes <= MOST_MINUTES
        (chosen if fits else rest).append(card)
    return Desk(tuple(chosen) or (otherwise,), tuple(rest))


def first_yes(funnel: Sequence[Funnel], members: int) -> Iterator[Card]:
    """How to ask for a yes, while nobody has said one."""
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


def newcomers(waiting: Sequence[Waiting], put_away: PutAway) -> Iterator[Card]:
    """Newcomers to answer: those who wait longest."""
    left = [each for each in waiting if not put_away("newcomers", each.account_id)]
    some = left[:AT_ONCE]
    if not some:
        return
    title = f"{_waits(len(some), 'newcomer')} for an answer"
    first = some[0]
    text = f"{first.name} has waited since {first.since.day} {first.since:%B}"
    if first.title:
        text += f", in “{first.title}”"
    text += "."
    if first.helpers:
        likes = "likes" if len(first.helpers) == 1 else "like"
        text += f" {' or '.join(first.helpers)} could answer, and {likes} to be asked."
    if len(left) > len(some):
        text += f" {_number(len(left) - len(some))} more can wait until these have an answer."
    yield Card(
        MINUTES_PER_NEWCOMER * len(some),
        title,
        text,
        "newcomers.html",
        "Who they are, and where",
        "newcomers",
        tuple(each.account_id for each in some),
    )


def conversations(
    joins: Sequence[Join], voices: Sequence[Voice], put_away: PutAway
) -> Iterator[Card]:
    """Three conversations to join today, and how the team and the page have spoken."""
    some = [each for each in joins if not put_away("conversations", each.thread_id)][:AT_ONCE]
    if not some:
        return
    first = some[0]
    text = f"“{first.title or first.words}”: {first.why}."
    for voice in voices:
        if voice.begun or voice.answers:
            who = "The page" if voice.speaker == "page" else "The team"
            text += (
                f" {who} began {_counted(voice.begun, 'thread')} in four weeks and answered "
                f"{_times(voice.answers)}."
            )
    yield Card(
        MINUTES_PER_CONVERSATION * len(some),
        f"{_number(len(some))} {'conversation' if len(some) == 1 else 'conversations'} "
        "to join today",
        text,
        "conversations.html",
        "Open them",
        "conversations",
        tuple(each.thread_id for each in some),
    )


def thanks(people: Sequence[Thank]) -> Iterator[Card]:
    """People to thank; whoever was thanked lately is no longer among them."""
    if not people:
        return
    text = " ".join(f"{each.name} {each.deeds[0]}." for each in people)
    yield Card(
        MINUTES_PER_THANKS * len(people),
        "Somebody to thank" if len(people) == 1 else f"{_number(len(people))} people to thank",
        text,
        "thanks.html",
        "Write two lines",
        "thanks",
        tuple(each.account_id for each in people),
    )


def texts(to_ask: ToAsk, put_away: PutAway) -> Iterator[Card]:
    """At most one card for each kind of text: what waits for a yes comes before what to begin."""
    if waits := [each for each in to_ask.to_approve if not put_away("texts", each.title)]:
        names = " and ".join(waits[0].waits_for)
        text = f"{names} has still to say yes to these very words; then ./do approve."
        more = f" {_counted(len(waits) - 1, 'text')} more." if len(waits) > 1 else ""
        title = f"A text to approve: {waits[0].title}"
        yield Card(4, title, text + more, "texts.html", "See the texts", "texts", (waits[0].title,))
    elif who := next((w for w in to_ask.spotlights if not put_away("texts", w.account_id)), None):
        text = "Three questions to send; the answers are the page. The text is written for you."
        title = f"Ask {who.name} for a spotlight"
        yield Card(6, title, text, "texts.html", "What to send", "texts", (who.account_id,))
    pairs = [each for each in to_ask.stories if not put_away("stories", " ".join(each.account_ids))]
    if pairs:
        names = " and ".join(pairs[0].names)
        text = "They were introduced and still talk: two sentences from each are a story."
        yield Card(6, f"Ask {names} how they met", text, "texts.html", "What to send", "stories",
                   (" ".join(pairs[0].account_ids),))  # fmt: skip


def broken_files(files: Sequence[ImportedFile]) -> Iterator[Card]:
    """Files that could not be read whole."""
    broken = [each for each in files if each.error or not each.adds_up]
    if broken:
        title = f"{_counted(len(broken), 'file')} could not be read whole"
        what = (f"{each.name}: {each.error or 'its counts do not add up'}" for each in broken[:3])
        yield Card(5, title, "; ".join(what), "imports.html", "See every file")


def letters(
    outbox: Sequence[Outgoing],
    matches: Sequence[Match],
    unmatched: Sequence[Unmatched],
    issue: str,
    put_away: PutAway,
) -> Iterator[Card]:
    """The mails of the issue, or the pairs of a rehearsal."""
    if put_away("mails", issue):
        return
    nobody = sum(each.count for each in unmatched)
    without = f" {nobody:,} members get nothing, each with the reason beside it." if nobody else ""
    if outbox:
        read = min(len(outbox), LETTERS_READ)
        few = "it" if read == 1 else f"{read} of them"
        text = f"Read {few} before you say send, from the top. Nothing leaves by itself."
        title = f"{_counted(len(outbox), 'mail')} for this week"
        yield Card(2 + read, title, text + without, "outbox.html", "Look at the mails", "mails",
                   (issue,))  # fmt: skip
    elif matches:
        readers = len({match.reader for match in matches})
        title = f"{_counted(readers, 'member')} could meet somebody this week"
        text = f"A rehearsal: look whether you would introduce them yourself.{without}"
        yield Card(10, title, text, "matches.html", "See the pairs and the reasons", "mails",
                   (issue,))  # fmt: skip


def unsure_merges(merges: Sequence[UnsureMerge], put_away: PutAway) -> Iterator[Card]:
    """Two accounts that may be one person: the likeliest."""
    left = [
        each
        for each in merges
        if not each.is_look_alike and not put_away("merges", " ".join(each.account_ids))
    ]
    some = left[:AT_ONCE]
    if not some:
        return
    first = some[0]
    reasons = "; ".join(first.reasons)
    text = f"{first.names[0]} and {first.names[1]}: {reasons}." if reasons else ""
    if len(left) > len(some):
        text += f" {_number(len(left) - len(some))} more are less likely."
    yield Card(
        max(3, MINUTES_PER_MERGE * len(some)),
        "Two accounts, perhaps one person"
        if len(some) == 1
        else f"{_number(len(some))} pairs of accounts, each perhaps one person",
        text.strip(),
        "merges.html",
        "Compare them",
        "merges",
        tuple(" ".join(each.account_ids) for each in some),
    )


def doubts(warnings: Sequence[str], put_away: PutAway) -> Iterator[Card]:
    """What the build would like a person to look at."""
    left = [each for each in warnings if not put_away("words", each)]
    if left:
        title = f"{_counted(len(left), 'thing')} to look at"
        text = "Words on the site that may be somebody’s name, and the like. Most are fine."
        yield Card(3, title, text, "imports.html", "Look at them", "words", tuple(left))


def old_exports(ages: Sequence[SourceAge], put_away: PutAway) -> Iterator[Card]:
    """Sources whose newest export is old: one card, the oldest named first."""
    old = sorted(
        (
            each
            for each in ages
            if each.days is not None
            and each.days >= STALE_DAYS
            and not put_away("exports", _export(each))
        ),
        key=lambda each: -(each.days or 0),
    )
    if not old:
        return
    first = old[0]
    text = "Download a new one before the next issue."
    if len(old) > 1:
        text += f" So are those of {', '.join(each.source for each in old[1:])}."
    yield Card(
        MINUTES_PER_EXPORT * len(old),
        f"The export of {first.source} is {first.days} days old",
        text,
        "imports.html",
        "How old each source is, and how to fetch it",
        "exports",
        tuple(map(_export, old)),
    )


def nothing_to_do(unmatched: Sequence[Unmatched]) -> Card:
    """What the desk says when it is empty."""
    nobody = sum(each.count for each in unmatched)
    text = f"{nobody:,} members get nothing this week, each with the reason beside it."
    return Card(0, "Nothing needs you today", text, "matches.html", "See why")


def _export(age: SourceAge) -> str:
    return f"{age.source} {age.exported_at}"


def _number(number: int) -> str:
    words = ("None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
    return words[number] if number < len(words) else f"{number:,}"


def _waits(number: int, thing: str) -> str:
    return f"{_number(number)} {thing}{' waits' if number == 1 else 's wait'}"


def _times(number: int) -> str:
    return {0: "nobody", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
