"""The gaps in a phrase, and what fills them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sample.conversation import Conversation
from sample.people import Person

SMALL = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = dict(enumerate(SMALL, 3))

CONTRACTIONS = {
    "fr": ((" de le ", " du "), (" à le ", " au "), (" de les ", " des ")),
    "es": ((" de el ", " del "), (" a el ", " al ")),
}
"""What a preposition and the article of a thing become together."""


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Slots:
    """What {first}, {town}, {the} and the others stand for in one turn of a conversation."""

    def __init__(
        self,
        talk: Conversation,
        me: Person,
        to: Person | None,
        *,
        bench: str = "",
        at: datetime | None = None,
    ) -> None:
        a, the = thing(talk)
        craft = talk.craft or max(me.interests, key=lambda name: me.interests[name])
        years = NUMBERS.get(me.years, str(me.years))
        self._language = talk.language
        part = talk.thing if talk.kind == "wanted" else ""
        self._values = {
            "first": to.first if to else "friends",
            "me": me.first,
            "town": me.town,
            "a": a,
            "A": sentence(a),
            "the": the,
            "The": sentence(the),
            "craft": craft,
            "craft_cap": sentence(craft),
            "Craft_title": sentence(craft),
            "job": me.job,
            "job_a": ("an " if me.job[0] in "aeiou" else "a ") + me.job,
            "job_cap": sentence(me.job),
            "years": years,
            "years_cap": sentence(years),
            "part": part,
            "part_cap": sentence(part),
            "bench": bench,
            "weekday": f"{(at or talk.at) + timedelta(hours=me.ahead):%A}",
        }

    def fill(self, text: str) -> str:
        """The phrase with its gaps filled; line breaks stay, doubled spaces go."""
        filled = text.format_map(self._values)
        for apart, together in CONTRACTIONS.get(self._language, ()):
            filled = filled.replace(apart, together)
        return "\n".join(" ".join(line.split()) for line in filled.split("\n")).strip()


def thing(talk: Conversation) -> tuple[str, str]:
    """What the conversation is about, with an indefinite and with a definite article."""
    a, _, the = talk.thing.partition(" / ")
    return (a.strip() or "a thing"), (the.strip() or "the thing")
