"""The sentences of a letter that people wrote by hand, and how each letter gets its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from digest.letter import Letter, Link
from digest.plain import cut

MOST_WORDS = 180
"""In the whole letter, links apart."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PEOPLE = {1: "one person", 2: "two people", 3: "three people"}

OPENINGS = (
    "This week I would like you to meet {people}.",
    "If you have ten minutes this week, spend them with {people}.",
    "{People} here share something with you, and you have not talked yet.",
    "You have something in common with {people} here. One line from you is enough to begin.",
    "All that is missing between you and {people} here is a first line.",
    "I thought of {people} you might enjoy writing with.",
)
OPENINGS_FOR_ONE = (
    "This week I would like you to meet one person.",
    "If you have ten minutes this week, spend them with one person.",
    "One member here shares something with you, and you have not talked yet.",
    "One introduction this week. A single line is enough to begin.",
    "All that is missing between you and one member here is a first line.",
    "I thought of one member you might enjoy writing with.",
)
JOINING = ("The thread to join:", "You could step in here:", "A place to say hello:")
ASKING = ("Worth asking:", "A question for you both:", "Still worth an answer:")
THERE = ("Join that thread", "Step into that thread", "Say hello there")
THERE_IT_WAS_ASKED = ("Pick up that question", "Ask how it turned out", "Go on from there")
GREETING_THEM = "Say hello to"
DISTANCES = (
    "You two have not met here yet.",
    "This is somebody new to you.",
)
NOTE = "They are getting a note about you, too."
OFFERS = (
    "No reply here yet, in a corner you know:",
    "Nobody has answered this one yet; perhaps you can:",
    "Waiting for a first answer, in a space you write in:",
)
ANSWERED = "{name} answered you in"
SOMEBODY = "A member"
SHARED_CONTACT = "You both talk with the same member here."
SHARED_CONTACT_OVERLAP = "Somebody you both know"


def openings_of(member_ids: Iterable[str], issue: str) -> dict[str, int]:
    """Which opening each member's letter has: not its neighbour's, and not last week's.

    Neighbours are members next to each other in the order of their ids, as in the outbox.
    """
    chosen: dict[str, int] = {}
    before: int | None = None
    for member_id in sorted(set(member_ids)):
        number = (_number(member_id) + week_of(issue)) % len(OPENINGS)
        if number == before:
            number = (number + 1) % len(OPENINGS)
        chosen[member_id] = before = number
    return chosen


def opening(number: int, people: int) -> str:
    """The opening sentence for a letter about so many people."""
    if people == 1:
        return OPENINGS_FOR_ONE[number]
    words = _PEOPLE[people]
    return OPENINGS[number].format(people=words, People=words.capitalize())


def one_of(sentences: tuple[str, ...], member_id: str, place: int) -> str:
    """A sentence that no other place in the same letter has, while there are enough."""
    return sentences[(_number(member_id) + place) % len(sentences)]


def week_of(issue: str) -> int:
    """The week's number in '2026-W47'."""
    return int(issue.partition("-W")[2])


def day(moment: date) -> str:
    """The day as people write it: 4 May 2026."""
    # strftime would speak the language of the machine.
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def count_words(text: str) -> int:
    """How many words a reader reads; links and lines of signs are none."""
    return sum(
        1
        for word in re.sub(r"https?://\S+", " ", text).split()
        if any(char.isalnum() for char in word)
    )


def shorter(letter: Letter) -> Iterable[Letter]:
    """The letter, then ever shorter ones; the people and what they share stay in all of them."""
    yield letter
    nearer = tuple(replace(meeting, distance=None) for meeting in letter.meetings)
    letter = replace(letter, meetings=nearer)
    yield letter
    letter = replace(letter, thanks=None)
    yield letter
    letter = replace(letter, open_thread=None)
    yield letter
    for sentence, title, name in ((24, 8, 6), (18, 5, 4), (12, 3, 2)):
        yield replace(
            letter,
            greeting=cut(letter.greeting, name + 1),
            meetings=tuple(
                replace(
                    meeting,
                    name=cut(meeting.name, name),
                    sentence=cut(meeting.sentence, sentence),
                    overlap=meeting.overlap and cut(meeting.overlap, title),
                    note=meeting.note and cut(meeting.note, 6 + name),
                    link=meeting.link and _with_title(meeting.link, title),
                )
                for meeting in letter.meetings
            ),
        )


def _with_title(link: Link, words: int) -> Link:
    return replace(link, title=cut(link.title, words)) if link.title else link


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])
