"""From what happened to what was written: every turn gets its words, in its author's manner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import Random

from sample import words
from sample.conversation import Conversation, Turn
from sample.habits import in_their_manner
from sample.own_words import own_words
from sample.people import Person
from sample.slots import Slots, sentence
from sample.words import flat, options

CAFES = "repair cafés"
"""The one craft that is not about things."""

TRIES = 60
"""So often new words are looked for before a text may stand twice."""

ON_THE_MATTER = frozenset(
    ("agrees", "settles", "tries", "doubts", "second_questions", "second_answers", "tell", "late")
)
"""What turns are about the repair itself rather than about each other."""


@dataclass(frozen=True)
class Told:
    """A conversation in words: plain paragraphs, separated by line breaks, mentions left out."""

    title: str
    opening: str
    turns: tuple[str, ...]


class Teller:
    """Finds words for conversations; no bank repeats itself before it has been used up."""

    def __init__(
        self,
        people: list[Person],
        rng: Random,
        *,
        after: Teller | None = None,
        is_page: bool = False,
    ) -> None:
        self.people = people
        self.is_page = is_page
        self.rng = rng
        # A teller that comes after another does not say what that one said.
        self._decks: dict[str, list[str]] = after._decks if after else {}
        self._said: set[str] = after._said if after else set()
        self._titles: set[str] = set()
        self._known: set[int] = set()

    def tell(self, talk: Conversation) -> Told:
        """The words of a whole conversation."""
        title = self._title(talk)
        opening = ""
        if talk.kind != "wall":
            opening = self._new(partial(self._opening, talk), talk, talk.author, talk.at)
        self._known.add(talk.author)
        return Told(title, opening, self.tell_turns(talk))

    def tell_turns(self, talk: Conversation) -> tuple[str, ...]:
        """The words of every turn, in order."""
        told = []
        for turn in talk.turns:
            write = partial(self._turn, talk, turn)
            told.append(self._new(write, talk, turn.author, turn.at))
            self._known.add(turn.author)
        return tuple(told)

    def remark(self, talk: Conversation, bank: str) -> str:
        """A line of a bank, said by the conversation's author."""
        person = self.people[talk.author]

        def line() -> str:
            return Slots(talk, person, None).fill(self.bank(talk, bank))

        return self._new(line, talk, talk.author, talk.at)

    # -- drawing ----------------------------------------------------------------------------

    def draw(self, key: str, lines: Sequence[str]) -> str:
        """The next line of a shuffled deck."""
        deck = self._decks.get(key)
        if not deck:
            deck = self._decks[key] = list(flat(lines))
            self.rng.shuffle(deck)
        return deck.pop()

    def bank(self, talk: Conversation, name: str) -> str:
        """A line from a bank of the conversation's language."""
        banks = words.tongues()[talk.language].banks
        return self.draw(f"{talk.language} {name}", banks[name])

    def _maybe(self, chance: float, talk: Conversation, name: str) -> list[str]:
        if self.rng.random() >= chance or name not in words.tongues()[talk.language].banks:
            return []
        return [self.bank(talk, name)]

    def _of(self, key: str, text: str) -> str:
        """One of the alternatives in a text."""
        return self.draw(f"{key} {text}", options(text))

    def _new(self, write: Callable[[], str], talk: Conversation, author: int, at: datetime) -> str:
        """Words that nobody has used yet; a few more of them where the first were taken."""
        person = self.people[author]
        text = write()
        if person.part == "page":
            # The page says thank you in the same words to many, as pages do.
            return text
        for count in range(TRIES):
            if text and text not in self._said:
                break
            text = write()
            if count > 8:
                text = f"{text} {self._tail(talk, person, at)}".strip()
        self._said.add(text)
        text = in_their_manner(text, person, on_page=self.is_page, language=talk.language)
        if person.signs and self.rng.random() < 0.6 and talk.language == "en":
            text += "\n" + Slots(talk, person, None).fill(self.bank(talk, "signs"))
        return text

    def _tail(self, talk: Conversation, person: Person, at: datetime) -> str:
        """A remark about the writer's own day."""
        if talk.language != "en":
            return Slots(talk, person, None).fill(self.bank(talk, "closers"))
        season = ("winter", "spring", "summer", "autumn")[at.month % 12 // 3]
        if person.region in ("south", "brazil"):
            season = {"winter": "summer", "summer": "winter", "spring": "autumn"}.get(
                season, "spring"
            )
        name = season if self.rng.random() < 0.26 else "tails"
        own = words.crafts()[max(person.interests, key=lambda craft: person.interests[craft])]
        line = self.bank(talk, name)
        while " / " not in talk.thing and "{the}" in line.lower():
            line = self.bank(talk, name)
        bench = own_words("benches", own, self.draw, self.rng) if "{bench}" in line else ""
        return Slots(talk, person, None, bench=bench, at=at).fill(line)

    # -- openings ---------------------------------------------------------------------------

    def _title(self, talk: Conversation) -> str:
        slots = Slots(talk, self.people[talk.author], None)
        title = ""
        for _ in range(8):
            title = sentence(slots.fill(self._title_once(talk)))
            if title not in self._titles:
                break
        self._titles.add(title)
        return title

    def _title_once(self, talk: Conversation) -> str:
        if talk.piece is not None:
            asked_before = talk.piece.kind and talk.piece.title in self._titles
            return talk.piece.title + (f" ({talk.at:%B %Y})" if asked_before else "")
        if talk.kind == "problem":
            return self._of("titles", _problem(talk).titles)
        if talk.kind == "intro":
            return self.bank(talk, "intro_titles")
        if talk.kind in ("wanted", "event"):
            return self.bank(talk, f"{talk.kind}_titles")
        if talk.kind == "blog" and self.rng.random() < 0.6:
            return self.bank(talk, "blog_titles")
        if talk.kind == "photo":
            return self.bank(talk, "photo_titles")
        if talk.kind in ("show", "blog"):
            return _show(talk).title
        return ""

    def _opening(self, talk: Conversation) -> str:
        person = self.people[talk.author]
        parts: list[str] = []
        if talk.piece is not None:
            repeated = talk.piece.opening in self._said
            parts = [*(self._maybe(1.0, talk, "again") if repeated else []), talk.piece.opening]
        elif talk.kind == "problem":
            parts = self._asked(talk, person)
        elif talk.kind == "intro":
            craft = words.crafts()[talk.craft or ""]
            parts = [
                self.bank(talk, "greetings"),
                *self._maybe(0.75, talk, "selves"),
                *([self.draw(f"whys {craft.name}", craft.whys)] if self.rng.random() < 0.8 else []),
                *self._maybe(0.85, talk, "intro_asks"),
            ]
        elif talk.kind == "wanted":
            parts = [self.bank(talk, "wanted_tells"), *self._maybe(0.5, talk, "asks_more")]
        elif talk.kind == "event":
            parts = [self.bank(talk, "event_tells"), *self._maybe(0.8, talk, "event_ends")]
        elif talk.kind == "photo":
            parts = [self.bank(talk, "photo_captions"), *self._maybe(0.4, talk, "shown_ends")]
        elif talk.kind in ("show", "blog"):
            parts = [self.bank(talk, "shown_leads"), _show(talk).tell]
            parts += self._essay(talk) if talk.kind == "blog" else []
            parts += [self.bank(talk, "blog_ends" if talk.kind == "blog" else "shown_ends")]
        return Slots(talk, person, None).fill(" ".join(parts))

    def _asked(self, talk: Conversation, person: Person) -> list[str]:
        problem = _problem(talk)
        is_terse = person.tone == "terse"
        parts = [] if talk.author in self._known else self._maybe(0.7, talk, "greetings")
        parts.append(self._of("tells", problem.tells))
        if self.rng.random() < 0.7 and problem.tried:
            parts.append(self._of("tried", problem.tried))
        if talk.craft != CAFES:
            parts += self._maybe(0.25 if is_terse else 0.6, talk, "contexts")
        if problem.asks:
            parts.append("\n" + self._of("asks", problem.asks))
        return parts + self._maybe(0.1 if is_terse else 0.35, talk, "asks_more")

    def _essay(self, talk: Conversation) -> list[str]:
        craft = words.crafts()[talk.craft or ""]
        past = self.rng.choice(("taught", "kept", "failed"))
        story = own_words(past, craft, self.draw, self.rng)
        parts = ["\n" + self.bank(talk, "blog_middles"), story]
        if self.rng.random() < 0.6:
            parts.append("\n" + self.bank(talk, "blog_tools"))
            parts.append(own_words("tools", craft, self.draw, self.rng))
        if self.rng.random() < 0.5:
            parts.append(own_words("tips", craft, self.draw, self.rng))
        return [*parts, "\n"]

    # -- turns ------------------------------------------------------------------------------

    def _turn(self, talk: Conversation, turn: Turn) -> str:
        person = self.people[turn.author]
        to = None if turn.to is None else self.people[turn.to]
        slots = Slots(talk, person, to)
        parts = self._parts(talk, turn, person)
        text = slots.fill(" ".join(part for part in parts if part))
        short = len(text) < 90 and turn.does not in ("piece_answer", "quarrel")
        short = short and person.part != "page"
        if short and person.tone != "terse" and self.rng.random() < 0.35:
            on_matter = talk.language == "en" and turn.does in ON_THE_MATTER
            if on_matter and self.rng.random() < 0.6:
                text += " " + slots.fill(self.bank(talk, "matter_tails"))
            else:
                text += " " + self._tail(talk, person, turn.at)
        return text

    def _parts(self, talk: Conversation, turn: Turn, person: Person) -> list[str]:
        does = turn.does
        chatty = {"terse": 0.25, "plain": 0.7, "careful": 0.8, "warm": 1.2, "wry": 1.1}[person.tone]
        if does == "chat_answer":
            return [self._chat_answer(talk, turn)]
        if does == "piece_answer" and talk.piece is not None:
            return [talk.piece.answers[turn.remedy or 0]]
        if does == "quarrel":
            return [words.lists("scenes")["quarrel"][turn.remedy or 0]]
        if does == "remarks of the quarrel":
            return [words.lists("scenes")["remarks"][turn.remedy or 0]]
        if does in ("how", "how_answer"):
            show = _show(talk)
            if does == "how":
                return [*self._maybe(0.6, talk, "praises"), show.how]
            return [
                *self._maybe(0.4, talk, "clarifies"),
                show.answer,
                *self._maybe(0.4, talk, "extras"),
            ]
        if does == "welcomes":
            hellos: list[str] = []
            if talk.language == "en" and self.rng.random() < 0.5:
                hellos = words.crafts()[talk.craft or ""].hellos
            return [
                self.bank(talk, "welcomes"),
                *([self.draw(f"hellos {talk.craft}", hellos)] if hellos else []),
                *self._maybe(0.6 * chatty, talk, "welcome_ends"),
            ]  # fmt: skip
        if does.startswith("page "):
            return self._on_the_page(talk, does, turn)
        if turn.remedy is not None and talk.kind == "problem":
            return self._about_remedy(talk, turn, chatty)
        if talk.craft == CAFES and does.startswith("second_"):
            does = {"second_questions": "agrees", "second_answers": "settles"}[does]
        return [self.bank(talk, does)]

    def _about_remedy(self, talk: Conversation, turn: Turn, chatty: float) -> list[str]:
        remedy = _problem(talk).remedies[turn.remedy or 0]
        does = turn.does
        if does == "advice":
            return [
                *self._maybe(0.5 * chatty, talk, "openers"),
                self._of("say", remedy.say),
                *([remedy.why] if self.rng.random() < 0.6 else []),
                *self._maybe(0.24 * chatty, talk, "extras"),
                *self._maybe(0.36 * chatty, talk, "closers"),
            ]
        if does == "ask":
            return [*self._maybe(0.8, talk, "leads"), remedy.ask]
        if does == "tell":
            return [
                *self._maybe(0.6, talk, "clarifies"),
                remedy.tell,
                *self._maybe(0.22, talk, "extras"),
            ]
        if does == "did":
            return [self.bank(talk, "thanks"), self._of("did", remedy.did)]
        if does == "doubts":
            if remedy.but:
                return [*self._maybe(0.8, talk, "doubts"), remedy.but]
            return [*self._maybe(0.5, talk, "doubts"), self.bank(talk, "plain_doubts")]
        if does == "second_questions" and talk.craft == CAFES:
            does = "agrees"
        extras = self._maybe(0.25, talk, "extras") if does == "agrees" else []
        return [self.bank(talk, does), *extras]

    def _on_the_page(self, talk: Conversation, does: str, turn: Turn) -> list[str]:
        bank, _, told = does.removeprefix("page ").partition(" and ")
        lists = words.lists("page")
        said = [self.draw(f"page {bank}", lists[bank])]
        if told:
            craft = words.crafts()[turn.craft or talk.craft or ""]
            kind = self.rng.choice(("kept", "taught", "tools", "failed"))
            said.append(self.draw(f"told {kind}", lists[f"told {kind}"]))
            said.append(own_words(kind, craft, self.draw, self.rng))
        return said

    def _chat_answer(self, talk: Conversation, turn: Turn) -> str:
        assert talk.piece is not None
        craft = words.crafts()[turn.craft or ""]
        it = own_words(talk.piece.kind, craft, self.draw, self.rng)
        lead = self._of("lead", talk.piece.lead)
        return lead.replace("{it}", it).replace("{It}", sentence(it))


def _problem(talk: Conversation) -> words.Problem:
    if talk.language == "en":
        return words.crafts()[talk.craft or ""].problems[talk.problem]
    return words.tongues()[talk.language].problems[talk.problem]


def _show(talk: Conversation) -> words.Show:
    return words.crafts()[talk.craft or ""].shows[talk.problem]
