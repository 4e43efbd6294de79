"""A letter brought down to 180 words: first by leaving things out, then by cutting them short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from digest.letter import Letter, Link, Meeting
from digest.plain import cut
from digest.words import MOST_WORDS, count_words


@dataclass(frozen=True)
class _Part:
    """Something a letter can do without."""

    name: str
    place: int | None = None
    """Of which of the people; None: of the letter itself."""

    def of(self, letter: Letter) -> Link | Meeting | str | tuple[str, ...] | None:
        held = letter if self.place is None else self._meeting(letter)
        found: Link | Meeting | str | tuple[str, ...] | None = getattr(held, self.name, None)
        return found

    def words(self, letter: Letter) -> int:
        """How many words it has in the letter; 0: it is not there."""
        found = self.of(letter)
        if isinstance(found, Link):
            return count_words(found.line)
        if isinstance(found, tuple):
            return sum(map(count_words, found))
        return count_words(found) if isinstance(found, str) else 0

    def put(self, letter: Letter, full: Letter | None) -> Letter:
        """The letter with it as in `full`, or without it."""
        empty = () if self.name == "lines" else None
        value = self.of(full) if full else empty
        if self.place is None:
            return replace(letter, **{self.name: value})  # type: ignore[arg-type]
        if self.place == _CARD:
            assert letter.card is not None
            return replace(letter, card=replace(letter.card, **{self.name: value}))  # type: ignore[arg-type]
        meetings = list(letter.meetings)
        meetings[self.place] = replace(meetings[self.place], **{self.name: value})  # type: ignore[arg-type]
        return replace(letter, meetings=tuple(meetings))

    def _meeting(self, letter: Letter) -> Meeting | None:
        if self.place == _CARD:
            return letter.card
        meetings = letter.meetings
        return (
            meetings[self.place] if self.place is not None and self.place < len(meetings) else None
        )


_CARD = -1
_LEAST_FIRST = (
    *(_Part("distance", place) for place in (2, 1, 0)),
    _Part("question", 2),
    _Part("introducer", 2),
    _Part("question", _CARD),
    _Part("introducer", 1),
    _Part("work"),
    _Part("question", 1),
    _Part("introducer", 0),
    _Part("open_thread"),
    _Part("question", 0),
    _Part("came_of_it"),
)
"""What is left out first stands first; the people, what they share and the manager's lines stay."""

SHORTER = ((24, 8, 6), (18, 5, 4), (12, 3, 2))
"""At most so many words of a sentence, of a title, of a name."""


def length(letter: Letter) -> int:
    """How many words the letter has; links are none."""
    return sum(map(count_words, letter.pieces))


def trimmed(letter: Letter) -> tuple[Letter, bool]:
    """The letter with at most 180 words, and whether anything in it had to be cut short."""
    full, words = letter, length(letter)
    left_out: list[tuple[_Part, int]] = []
    for part in _LEAST_FIRST:
        if words <= MOST_WORDS:
            break
        if less := part.words(letter):
            letter = part.put(letter, None)
            words -= less
            left_out.append((part, less))
    for part, more in reversed(left_out):
        if words + more <= MOST_WORDS:
            letter = part.put(letter, full)
            words += more
    if words <= MOST_WORDS:
        return letter, False
    for short in _shorter(replace(letter, lines=())):
        if length(short) <= MOST_WORDS:
            break
    return short, True


def _shorter(letter: Letter) -> Iterator[Letter]:
    for sentence, title, name in SHORTER:
        yield replace(
            letter,
            greeting=cut(letter.greeting, name + 1),
            meetings=tuple(
                _shorter_meeting(each, sentence, title, name) for each in letter.meetings
            ),
            card=_shorter_meeting(letter.card, sentence, title, name) if letter.card else None,
        )


def _shorter_meeting(meeting: Meeting, sentence: int, title: int, name: int) -> Meeting:
    def shorter(link: Link | None) -> Link | None:
        if link is None:
            return None
        linked = cut(link.linked, title + 4)
        return Link(cut(link.before, 6), linked, cut(link.after, 6), link.url)

    return replace(
        meeting,
        name=cut(meeting.name, name),
        sentence=cut(meeting.sentence, sentence),
        overlap=cut(meeting.overlap, title) if meeting.overlap else None,
        note=cut(meeting.note, 6 + name) if meeting.note else None,
        thread=shorter(meeting.thread),
        hello=shorter(meeting.hello),
    )
