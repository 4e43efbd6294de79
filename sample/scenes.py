"""Set pieces: the quarrel, the farewell, what is said in the closed group."""

from __future__ import annotations

from datetime import timedelta

from sample import words
from sample.conversation import Conversation, Turn
from sample.groups import Group
from sample.moments import END, FOUNDED, awake, day
from sample.plants import Plants
from sample.scripts import Script


def scenes(script: Script, plants: Plants, groups: list[Group], number: int) -> list[Conversation]:
    """What is staged on a day."""
    at = day(number)
    found: list[Conversation] = []
    if at == plants.quarrel[2].date():
        found.append(_quarrel(script, plants))
    if number == (END.date() - FOUNDED.date()).days - 245:
        found.append(_memory(script, plants))
    found.extend(_hard_weeks(script, groups, number))
    return found


def _quarrel(script: Script, plants: Plants) -> Conversation:
    one, other, at = plants.quarrel
    lines = words.lists("scenes")["quarrel"]
    talk = Conversation("quarrel", one, at, piece=words.Piece(title=lines[0], opening=lines[1]))
    moment = at
    for place in range(len(lines) - 2):
        author, to = (other, one) if place % 2 == 0 else (one, other)
        moment += timedelta(minutes=script.rng.randrange(9, 140))
        talk.turns.append(Turn(author, moment, "quarrel", to=to, way="link", remedy=place + 2))
        script.society.talked(author, to)
    for place in range(3):
        moment += timedelta(minutes=script.rng.randrange(20, 90))
        who = 0 if place == 2 else script.society.answerer(one, moment, craft=None, without={other})
        if who is not None:
            talk.turns.append(Turn(who, moment, "remarks of the quarrel", remedy=place))
    return talk


def _memory(script: Script, plants: Plants) -> Conversation:
    lines = words.lists("scenes")["memory"]
    at = awake(script.rng, END.date() - timedelta(days=245), ahead=1, hour=19)
    person = script.society.people[plants.remembered]
    piece = words.Piece(
        title=f"In memory of {lines[0].format(name=person.name)}",
        opening=lines[1].format(first=person.first),
        answers=[line.format(first=person.first) for line in lines[2:]],
    )
    return script.piece(0, at, piece=piece)


def _hard_weeks(script: Script, groups: list[Group], number: int) -> list[Conversation]:
    group = next(group for group in groups if group.key == "hard")
    opened = (group.created_at.date() - FOUNDED.date()).days + 3
    written = words.pieces("hard_weeks")
    every = ((END.date() - FOUNDED.date()).days - opened - 9) // len(written)
    if number < opened or (number - opened) % every or (number - opened) // every >= len(written):
        return []
    piece = written[(number - opened) // every]
    at = awake(script.rng, day(number), ahead=1, hour=21)
    here = [n for n in group.members if n != 0 and script.society.is_here(n, at)]
    if not here:
        return []
    return [script.piece(script.rng.choice(here), at, piece=piece, among=here, group=group.key)]
