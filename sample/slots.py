"""The gaps in a phrase, and what fills them."""

from __future__ import annotations

from sample import words
from sample.conversation import Conversation
from sample.people import Person

NUMBERS = {3: "Three", 4: "Four", 5: "Five", 6: "Six", 7: "Seven", 8: "Eight", 9: "Nine", 10: "Ten"}


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


class Slots:
    """What {first}, {town}, {the} and the others stand for in one turn of a conversation."""

    def __init__(
        self, talk: Conversation, me: Person, to: Person | None, *, bench: str = ""
    ) -> None:
        a, the = thing(talk)
        craft = talk.craft or max(me.interests, key=lambda name: me.interests[name])
        part = ""
        if talk.kind == "wanted":
            parts = words.flat(words.crafts()[craft].parts)
            part = parts[talk.thing % len(parts)]
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
            "years": str(me.years),
            "years_cap": NUMBERS.get(me.years, str(me.years)),
            "part": part,
            "part_cap": sentence(part),
            "bench": bench,
            "it": "{it}",
            "It": "{It}",
        }

    def fill(self, text: str) -> str:
        """The phrase with its gaps filled; line breaks stay, doubled spaces go."""
        filled = text.format_map(self._values)
        return "\n".join(" ".join(line.split()) for line in filled.split("\n")).strip()


def thing(talk: Conversation) -> tuple[str, str]:
    """What the conversation is about, with an indefinite and with a definite article."""
    if talk.craft is None and talk.kind != "problem":
        return "a thing", "the thing"
    if talk.kind == "problem" and talk.language != "en":
        things = words.tongues()[talk.language].problems[talk.problem].things
    else:
        things = words.crafts()[talk.craft or ""].things
    a, _, the = things[talk.thing % len(things)].partition(" / ")
    return a.strip(), the.strip()
