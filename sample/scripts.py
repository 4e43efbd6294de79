"""How conversations go: a question is answered, asked about, doubted, tried and thanked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sample import words
from sample.conversation import Conversation, Turn
from sample.moments import END, answered_at
from sample.society import Society
from sample.words import Piece

BY_NAME = {"link": 0.62, "at": 0.14, "quote": 0.24}
"""How one names the one spoken to, and how often."""


class Script:
    """Conversations as this society has them; each function gives one, or None when nobody came."""

    def __init__(self, society: Society) -> None:
        self.society = society
        self.rng = society.rng

    # -- the parts every conversation is made of ------------------------------------------------

    def _way(self, *, opener: bool) -> str:
        """How the one spoken to is named; the opener often is not."""
        if opener and self.rng.random() < 0.3:
            return "none"
        return self.rng.choices(list(BY_NAME), list(BY_NAME.values()))[0]

    def say(
        self,
        talk: Conversation,
        author: int,
        does: str,
        *,
        hours: float,
        about: int | None = None,
        to: int | None = None,
        remedy: int | None = None,
        by_name: bool = True,
        craft: str | None = None,
    ) -> int | None:
        """The place of the new turn; None when its author is gone by then or must not speak."""
        person = self.society.people[author]
        before = talk.turns[about].at if about is not None else talk.at
        at = answered_at(self.rng, before, hours=hours, ahead=person.ahead, hour=person.hour)
        if not self.society.is_here(author, at):
            return None
        if not self.society.may_talk(author, talk.author, at) and author != talk.author:
            return None
        way = "none"
        if to is not None:
            if not self.society.may_talk(author, to, at):
                return None
            if by_name:
                way = self._way(opener=to == talk.author)
        talk.turns.append(
            Turn(author, at, does, to=to, way=way, remedy=remedy, about=about, craft=craft)
        )
        return len(talk.turns) - 1

    def finish(self, talk: Conversation) -> Conversation:
        """Put the turns in the order of time and let everybody remember each other."""
        order = sorted(range(len(talk.turns)), key=lambda place: talk.turns[place].at)
        place_of = {old: new for new, old in enumerate(order)}
        talk.turns = [
            Turn(
                turn.author, turn.at, turn.does, turn.to, turn.way, turn.remedy,
                None if turn.about is None else place_of[turn.about], turn.craft,
            )
            for turn in (talk.turns[old] for old in order)
        ]  # fmt: skip
        for one, other, _, strict in talk.talks():
            self.society.talked(one, other, 1.0 if strict else 0.3)
        self.society.met_in_thread(talk.members)
        return talk

    def _bystander(self, talk: Conversation, place: int) -> int | None:
        """Who joins in on a turn: somebody already here, else somebody drawn to its author."""
        turn = talk.turns[place]
        here = sorted(talk.members - {turn.author, talk.author})
        if here and self.rng.random() < 0.55:
            return self.rng.choice(here)
        return self.society.answerer(
            turn.author, turn.at, craft=talk.craft, language=talk.language, without={talk.author}
        )

    # -- conversations --------------------------------------------------------------------------

    def problem(
        self,
        author: int,
        at: datetime,
        *,
        craft: str | None,
        problem: words.Problem,
        number: int,
        thing: str,
        language: str = "en",
        group: str | None = None,
        answers: int | None = None,
        is_newcomer: bool = False,
    ) -> Conversation:
        """A thing that does not work, and what becomes of it."""
        talk = Conversation(
            "problem", author, at, language, craft, problem=number, thing=thing, group=group
        )
        wanted = answers
        if wanted is None:
            wanted = self.rng.choices(range(8), (7, 14, 20, 21, 16, 11, 7, 4))[0]
        remedies = self.rng.sample(range(len(problem.remedies)), len(problem.remedies))
        advice: list[int] = []
        met = {author}
        for _ in range(wanted):
            who = self.society.answerer(
                author, at, craft=craft, language=language, without=met, is_newcomer=is_newcomer
            )
            if who is None:
                break
            met.add(who)
            if remedies:
                remedy = remedies.pop()
                place = self.say(talk, who, "advice", hours=14, to=author, remedy=remedy)
                if place is not None:
                    advice.append(place)
                    self._after_advice(talk, place, problem.remedies[remedy])
            elif advice and self.rng.random() < 0.75:
                about = self.rng.choice(advice)
                self.say(talk, who, "agrees", hours=20, about=about, to=talk.turns[about].author)
            else:
                self.say(talk, who, "too", hours=30, to=author, by_name=False)
        if advice and self.rng.random() < 0.62:
            self._outcome(talk, self.rng.choice(advice))
        return self.finish(talk)

    def _after_advice(self, talk: Conversation, place: int, remedy: words.Remedy) -> None:
        helper = talk.turns[place].author
        roll = self.rng.random()
        if roll < 0.42 and remedy.ask:
            asked = self.say(
                talk, talk.author, "ask", hours=9, about=place, to=helper,
                remedy=talk.turns[place].remedy,
            )  # fmt: skip
            if asked is not None and self.rng.random() < 0.85:
                self.say(
                    talk, helper, "tell", hours=9, about=asked, to=talk.author,
                    remedy=talk.turns[place].remedy,
                )  # fmt: skip
        elif roll < 0.68:
            self.say(talk, talk.author, "tries", hours=10, about=place, to=helper)
        if self.rng.random() < 0.27:
            who = self._bystander(talk, place)
            if who is None:
                return
            does = "doubts" if self.rng.random() < (0.75 if remedy.but else 0.25) else "agrees"
            if self.rng.random() < 0.2:
                does = "second_questions"
            said = self.say(
                talk, who, does, hours=12, about=place, to=helper, remedy=talk.turns[place].remedy
            )
            if said is not None and self.rng.random() < 0.6:
                back = "second_answers" if does == "second_questions" else "settles"
                self.say(talk, helper, back, hours=12, about=said, to=who)

    def _outcome(self, talk: Conversation, place: int) -> None:
        helper = talk.turns[place].author
        does = "did" if self.rng.random() < 0.88 else "half_thanks"
        said = self.say(
            talk, talk.author, does, hours=70, about=place, to=helper,
            remedy=talk.turns[place].remedy,
        )  # fmt: skip
        if said is None:
            return
        if self.rng.random() < 0.5:
            self.say(talk, helper, "cheers", hours=10, about=said, to=talk.author)
        if self.rng.random() < 0.12:
            late = self.society.answerer(
                talk.author, talk.at, craft=talk.craft, language=talk.language, without=talk.members
            )
            if late is not None:
                self.say(talk, late, "late", hours=1500, about=said, to=helper)

    def intro(
        self,
        author: int,
        at: datetime,
        *,
        craft: str,
        thing: str,
        welcomers: int,
        team: Collection[int],
        language: str = "en",
    ) -> Conversation:
        """Somebody new says who they are, and is welcomed by so many, or by nobody."""
        talk = Conversation("intro", author, at, language, craft, thing=thing)
        met = {author}
        for count in range(welcomers):
            is_last_resort = count == 0 and self.rng.random() < 0.2
            who = (
                self.rng.choice(sorted(team))
                if is_last_resort
                else self.society.answerer(
                    author, at, craft=craft, language=language, without=met, is_newcomer=True
                )
            )
            if who is None:
                break
            met.add(who)
            place = self.say(talk, who, "welcomes", hours=12, to=author)
            if place is None or self.rng.random() > 0.6:
                continue
            back = self.say(talk, author, "greet_backs", hours=10, about=place, to=who)
            if back is not None and self.rng.random() < 0.35:
                self.say(talk, who, "back_again", hours=12, about=back, to=author)
        return self.finish(talk)

    def show(
        self, author: int, at: datetime, *, craft: str, number: int, thing: str, kind: str,
        group: str | None = None,
    ) -> Conversation:  # fmt: skip
        """Something finished is shown: as a thread, a photo or a blog post."""
        talk = Conversation(kind, author, at, "en", craft, problem=number, thing=thing, group=group)
        met = {author}
        asked = False
        for _ in range(self.rng.choices(range(6), (10, 22, 26, 20, 12, 6))[0]):
            who = self.society.answerer(author, at, craft=craft, without=met)
            if who is None:
                break
            met.add(who)
            if not asked and self.rng.random() < 0.4:
                asked = True
                place = self.say(talk, who, "how", hours=14, to=author)
                if place is not None:
                    self.say(talk, author, "how_answer", hours=10, about=place, to=who)
                continue
            place = self.say(talk, who, "praises", hours=16, to=author)
            if place is not None and self.rng.random() < 0.4:
                self.say(talk, author, "praise_backs", hours=10, about=place, to=who)
        return self.finish(talk)

    def wanted(self, author: int, at: datetime, *, craft: str, part: str) -> Conversation:
        """A spare part is looked for."""
        talk = Conversation("wanted", author, at, "en", craft, thing=part)
        met = {author}
        for _ in range(self.rng.choices(range(4), (18, 40, 28, 14))[0]):
            who = self.society.answerer(author, at, craft=craft, without=met)
            if who is None:
                break
            met.add(who)
            place = self.say(talk, who, "offers", hours=20, to=author)
            if place is not None and self.rng.random() < 0.8:
                self.say(talk, author, "offer_thanks", hours=12, about=place, to=who)
        return self.finish(talk)

    def chat(self, author: int, at: datetime, *, piece: Piece) -> Conversation:
        """A question for everybody, which each answers from their own craft."""
        talk = Conversation("chat", author, at, "en", piece=piece)
        met = {author}
        for _ in range(self.rng.choices(range(3, 13), (3, 6, 9, 11, 11, 9, 7, 5, 3, 2))[0]):
            who = self.society.answerer(author, at, craft=None, without=met)
            if who is None:
                break
            met.add(who)
            person = self.society.people[who]
            craft = self.rng.choices(list(person.interests), list(person.interests.values()))[0]
            place = self.say(
                talk, who, "chat_answer", hours=30, to=author, by_name=False, craft=craft
            )
            if place is None or self.rng.random() > 0.42:
                continue
            other = self._bystander(talk, place)
            if other is not None:
                said = self.say(talk, other, "remarks", hours=14, about=place, to=who)
                if said is not None and self.rng.random() < 0.5:
                    self.say(talk, who, "remark_backs", hours=10, about=said, to=other)
        return self.finish(talk)

    def piece(
        self,
        author: int,
        at: datetime,
        *,
        piece: Piece,
        answers: int | None = None,
        among: Collection[int] | None = None,
        group: str | None = None,
        craft: str | None = None,
    ) -> Conversation:
        """A conversation written out beforehand; each answer is said once."""
        talk = Conversation("piece", author, at, "en", craft, piece=piece, group=group)
        met = {author}
        count = len(piece.answers) if answers is None else min(answers, len(piece.answers))
        for number in range(count):
            who = self.society.answerer(author, at, craft=craft, without=met, among=among)
            if who is None:
                break
            met.add(who)
            self.say(talk, who, "piece_answer", hours=20, to=author, remedy=number)
        return self.finish(talk)

    def wall(
        self, owner: int, visitor: int, at: datetime, *, does: str, craft: str, thing: str
    ) -> Conversation | None:
        """One visitor's words on another's wall; None when one of them is not here."""
        society = self.society
        if at > END or not society.is_here(visitor, at) or not society.may_talk(owner, visitor, at):
            return None
        if society.people[owner].joined_at > at:
            return None
        talk = Conversation("wall", owner, at, "en", craft, thing=thing)
        talk.turns.append(Turn(visitor, at, does, to=owner))
        return self.finish(talk)

    def wall_exchange(
        self, owner: int, visitor: int, at: datetime, *, craft: str, thing: str, answers: float
    ) -> list[Conversation]:
        """A visit and, as often as `answers` says, the return of it on the visitor's own wall."""
        first = self.wall(owner, visitor, at, does="walls", craft=craft, thing=thing)
        if first is None:
            return []
        if self.rng.random() > answers:
            return [first]
        person = self.society.people[owner]
        later = answered_at(self.rng, at, hours=20, ahead=person.ahead, hour=person.hour)
        back = self.wall(visitor, owner, later, does="wall_backs", craft=craft, thing=thing)
        return [first] if back is None else [first, back]
