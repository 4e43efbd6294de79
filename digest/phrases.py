"""What a letter says in each of its languages, from `theme/emails/phrases/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated

import msgspec
import yaml

from digest.letter import Link
from digest.rendering import TEMPLATES

LANGUAGES = ("en", "nl", "de", "fr", "es")

_ASKING = re.compile(r"[?!…][”“»\s\u00a0]*$")
_LINKED = re.compile(r"\[([^\]]*)\]")

Few = Annotated[tuple[str, ...], msgspec.Meta(min_length=2)]
Openings = Annotated[tuple[str, ...], msgspec.Meta(min_length=6, max_length=6)]


class Phrases(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language. Of several ways to say a thing each letter has its own."""

    months: Annotated[tuple[str, ...], msgspec.Meta(min_length=12, max_length=12)]
    day_format: str
    subject: str
    """Names no people and no topics, because it shows on locked screens."""
    dear: str
    hello: str
    nobody: str
    """Who may not be named."""
    people: tuple[str, str, str]
    openings: Openings
    """The fourth speaks of what the reader wrote."""
    openings_for_one: Openings
    thanked: str
    thanked_unnamed: str
    answered: str
    answered_and_more: str
    answered_unnamed: str
    answered_by_more: str
    thanks_sent: str
    far: Few
    note: str
    introducer: Few
    shared_contact: str
    shared_contact_overlap: str
    same_conversation: str
    question_quoted: Few
    question_asked: Few
    question_wrote: Few
    reply: Few
    reply_and_ask: Few
    reply_titled: Few
    write: str
    page: str
    newcomer: Few
    newcomer_hello: Few
    """Of a newcomer whose title asks nothing."""
    open_thread: Few
    work: Few
    work_unnamed: Few
    card: str
    card_home: str
    card_wrote: str
    card_place: str
    card_empty: str
    footer: str
    choices: str
    sample: str

    def day(self, moment: date) -> str:
        """The day as people write it: 4 May 2026."""
        # strftime would speak the language of the machine.
        month = self.months[moment.month - 1]
        return self.day_format.format(day=moment.day, month=month, year=moment.year)

    def opening(self, number: int, people: int) -> str:
        """The opening sentence for a letter about so many people, from one to three."""
        if people == 1:
            return self.openings_for_one[number]
        words = self.people[people - 1]
        return self.openings[number].format(people=words, People=words[:1].upper() + words[1:])


@dataclass(frozen=True)
class Bit:
    """A few words, bold or not."""

    words: str
    is_bold: bool = False


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language of LANGUAGES."""
    text = (TEMPLATES / "phrases" / f"{language}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Phrases)


def linked(phrase: str, url: str | None, **words: str) -> Link:
    """The phrase said with these words; what stands in [ ] leads to the address."""
    before, inside, after = _split(phrase)
    said, rest = inside.format(**words), after.format(**words)
    # A title that asks ends the sentence by itself.
    if rest.startswith(".") and _ASKING.search(said):
        rest = rest[1:]
    return Link(before.format(**words), said, rest, url)


def with_bold(phrase: str, **words: str) -> tuple[Bit, ...]:
    """The phrase said with these words; what stands in * * is bold."""
    return tuple(
        Bit(part.format(**words), is_bold=bool(place % 2))
        for place, part in enumerate(phrase.split("*"))
        if part
    )


@cache
def _split(phrase: str) -> tuple[str, str, str]:
    found = _LINKED.search(phrase)
    if found is None:
        return phrase, "", ""
    return phrase[: found.start()], found[1], phrase[found.end() :]
