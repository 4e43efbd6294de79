"""What the invented manager wrote with invented members: spotlights, a story, a circle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from sample import words
from sample.moments import END
from sample.people import Person
from sample.plants import Plants, alike
from sample.profiles import Profiles
from sample.talks import ning

SPOTLIGHTS = 3
"""The last of them has not been approved yet."""

_LEDES = (
    "When somebody’s first attempt fails, {first} asks for a photograph with a ruler in it.",
    "{first} has kept a notebook about other people’s {craft} for years.",
    "{first} answers late in the evening, when the patient questions come.",
)
_ANSWERS = (
    (
        "{A} that somebody left on my step with no note. I have it in pieces on a tray and every "
        "piece has its number. I am in no hurry. The tray is in the way at breakfast, and I have "
        "been told so.",
        "Anything about {craft}, as long as you have looked at it first for five minutes without a "
        "screwdriver. Send me a picture from the side, not from above. Please do not ask me what "
        "it is worth. I do not know, and it makes me sad.",
        "The first one who answered me here. I had written three sentences and apologised in two "
        "of them. The answer was a question: what does it do when you leave it alone? I had never "
        "tried. It worked by itself the next morning.",
    ),
    (
        "I am learning to stop. I had eleven things waiting, and now I finish one before I open "
        "the next. This month it is {a}. It squeaks, but only when the neighbours visit.",
        "How to begin with {craft} when you own no tools, and how to tell your family that the "
        "kitchen table is taken. I have long practice in both.",
        "Many, and one above all, who wrote back after four months to say that I had been right. "
        "Nobody had done that before. I kept the letter.",
    ),
    (
        "{A}, again. The same fault as last winter, so I did not find it last winter.",
        "Where a fault hides in {craft}. I like the ones that come and go.",
        "Whoever told me to write down what I tried. Half of my mistakes have been made by me "
        "before.",
    ),
)  # fmt: skip
_TITLES = ("{first} asks for a ruler", "{first} looks it up", "{first} answers late")
_QUESTIONS = ("What are you busy with?", "What may people ask you?", "Who here helped you?")
_STORY = (
    "The letter said that we both write about {craft} and never in the same place. I thought: then "
    "one of us is wrong. I wrote to find out which. We still do not know.",
    "I got the same letter the other way round, and left it lying for a week. Then a question came "
    "that I could answer. Now I read the {craft} threads from the end, to see who was there first.",
)
_PLAN = (
    "Everybody shows what is on the table at home, broken or not.",
    "Two people say what they would try first; the others say why not.",
    "At the end each says one thing to do before the next time.",
)


@dataclass(frozen=True)
class Texts:
    """The files below content/, and who approved which."""

    files: dict[str, str]
    approvals: list[dict[str, Any]]


def texts(
    people: list[Person],
    plants: Plants,
    profiles: Profiles,
    active: set[int],
    apart: Iterable[tuple[int, int]],
) -> Texts:
    """The texts about these members; apart: who must not stand on one page."""
    divided = {frozenset(pair) for pair in apart}
    # Those whom search engines may list come first: only they may stand on the front page.
    findable = {n for n, said in profiles.consents.items() if said.get("search engines") == "yes"}
    willing = {
        purpose: [
            people[number]
            for number, said in sorted(
                profiles.consents.items(), key=lambda each: (each[0] not in findable, each[0])
            )
            if said.get(purpose) == "yes"
            and number in active
            and people[number].english
            and people[number].part in ("", "member", "helper", "bridge")
            and people[number].number != plants.remembered
        ]
        for purpose in ("spotlight", "story", "circle")
    }
    files: dict[str, str] = {}
    approvals: list[dict[str, Any]] = []
    for at, person in enumerate(_first_of_each_craft(willing["spotlight"])[:SPOTLIGHTS]):
        path = f"spotlights/{_slug(person)}.md"
        files[path] = _spotlight(person, at)
        if at < SPOTLIGHTS - 1:
            approvals.append(_approval(path, person, days=9 + 7 * at))
    strong = {frozenset(pair) for pair in plants.strong}
    pairs = [
        pair
        for pair in combinations(willing["story"], 2)
        if frozenset(each.number for each in pair) not in divided
    ]
    if pairs:
        pair = max(
            pairs,
            key=lambda pair: (
                findable.issuperset(each.number for each in pair),
                frozenset(each.number for each in pair) in strong,
                alike(*pair),
            ),
        )
        path = f"stories/{_slug(pair[0])}-and-{_slug(pair[1])}.md"
        files[path] = _story(*pair)
        approvals += [_approval(path, person, days=5) for person in pair]
    if table := _table(willing["circle"], divided):
        files[f"circles/{_word(_craft(table[0]))}-by-call.yaml"] = _circle(table)
    return Texts(files, approvals)


def write_texts(folder: Path, written: Texts) -> None:
    """Nothing; the files lie below the folder."""
    for path, text in written.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _spotlight(person: Person, at: int) -> str:
    given = _given(person)
    answers = zip(_QUESTIONS, _ANSWERS[at], strict=True)
    body = "".join(f"\n## {question}\n\n{said.format_map(given)}\n" for question, said in answers)
    title, lede = _TITLES[at].format_map(given), _LEDES[at].format_map(given)
    return f"Member: {ning(person)}\nTitle: {title}\n\n{lede}\n{body}"


def _story(one: Person, other: Person) -> str:
    craft = max(one.interests, key=lambda each: one.interests[each] * other.interests.get(each, 0))
    said = [words_.format(craft=craft) for words_ in _STORY]
    return (
        f"Members: {ning(one)}, {ning(other)}\n"
        f"Title: How {one.first} and {other.first} met\n"
        f"Both: Both write about {craft}.\n"
        "Introduced: March\n"
        f"\n## {one.first}\n\n{said[0]}\n\n## {other.first}\n\n{said[1]}\n"
    )


def _circle(table: list[Person]) -> str:
    craft = _craft(table[0])
    starts = (END + timedelta(days=27)).replace(hour=15, minute=0, second=0, microsecond=0)
    lines = [
        f"title: {craft[:1].upper()}{craft[1:]}, by call",
        f"starts: {starts:%Y-%m-%dT%H:%M}",
        f"ends: {starts + timedelta(minutes=90):%Y-%m-%dT%H:%M}",
        "where: On a call; those in it have the link by letter",
        f"about: Everybody here writes about {craft}. Most of them have never met.",
        "bring: Whatever lies in pieces on your table",
        "plan:",
        *(f"  - {step}" for step in _PLAN),
        "members:",
        *(f"  - {ning(person)}" for person in table),
    ]
    return "\n".join(lines) + "\n"


def _table(willing: list[Person], divided: set[frozenset[int]]) -> list[Person]:
    """The first five who share a craft and may sit together; none where there are too few."""
    by_craft: dict[str, list[Person]] = {}
    for person in willing:
        table = by_craft.setdefault(_craft(person), [])
        if all(frozenset((person.number, each.number)) not in divided for each in table):
            table.append(person)
    largest = max(by_craft.values(), key=len, default=[])
    return largest[:5] if len(largest) >= 4 else []


def _first_of_each_craft(persons: list[Person]) -> list[Person]:
    first: dict[str, Person] = {}
    for person in persons:
        first.setdefault(_craft(person), person)
    return list(first.values())


def _craft(person: Person) -> str:
    return max(person.interests, key=lambda craft: person.interests[craft])


def _given(person: Person) -> dict[str, str]:
    craft = _craft(person)
    a = words.crafts()[craft].things[0].partition(" / ")[0]
    return {"first": person.first, "craft": craft, "a": a, "A": a[:1].upper() + a[1:]}


def _approval(path: str, person: Person, *, days: int) -> dict[str, Any]:
    said_at = END - timedelta(days=days)
    return {"subject": path, "account": ning(person), "said_at": said_at.isoformat()}


def _slug(person: Person) -> str:
    return f"{_word(person.first)}-{person.number}"


def _word(text: str) -> str:
    bare = (sign for sign in normalize("NFKD", text.lower()) if not combining(sign))
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in bare)
    return "-".join(part for part in plain.split("-") if part) or "member"
