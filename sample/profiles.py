"""What members answer in their profile, and what they say yes and no to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sample import words
from sample.conversation import Conversation
from sample.fans import Fan
from sample.moments import END
from sample.people import Person
from sample.slots import Slots, sentence
from sample.telling import Teller

MEND = 'What do you like to mend? ("Anything" counts)'
ABOUT = "About Me"
FACEBOOK = "Your Facebook name or link"
NOTE = "Note by the team"
IN_MEMORY = "In memory"

QUESTIONS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "match": (
        "May we introduce you to other members?",
        ("Yes please", "Yes and gladly to somebody far away"),
        "No thank you",
    ),
    "introducer": ("May we name you as one who can introduce others?", ("Yes",), "No"),
    "digest": (
        "Shall we send you a letter once a week?",
        ("Yes once a week",),
        "No letters please",
    ),
    "welcome page": ("May we welcome you on our pages while you are new?", ("Yes",), "No"),
    "spotlight": (
        "May we write about what you do for others?",
        ("Yes once I have read it",),
        "No",
    ),
    "directory and topics": ("May your name stand among those to ask?", ("Yes",), "No"),
    "circle": ("Would you sit in a circle of five or six near you?", ("Yes",), "No"),
    "story": ("May we tell how you met somebody here?", ("Yes if we both agree",), "No"),
    "search engines": ("May search engines find your name on our pages?", ("Yes",), "No"),
}
"""By purpose: the question, the answers that mean yes (several may be ticked), the one for no."""

ON_PAGES = (
    "welcome page",
    "spotlight",
    "directory and topics",
    "circle",
    "story",
    "search engines",
)

SPOTLIGHTS = 40
ON_PAPER = 74
"""Members who answered on paper at a repair café; the manager typed that into people.csv."""


@dataclass(frozen=True)
class Choice:
    """One row of people.csv."""

    member: int
    purposes: tuple[str, ...]
    answer: str
    said: date
    by_email: bool


@dataclass(frozen=True)
class Profiles:
    """The answers of everybody, and what was collected on paper."""

    answers: Mapping[int, Mapping[str, str]]
    consents: Mapping[int, Mapping[str, str]]
    """By member: purpose → yes or no, as it stands after everything."""
    paper: tuple[Choice, ...]
    declared: Mapping[int, Fan]


def profiles(
    people: list[Person],
    fans: list[Fan],
    counts: Mapping[int, int],
    lately: Mapping[int, int],
    remembered: int,
    on_page: Collection[int],
    teller: Teller,
    rng: Random,
) -> Profiles:
    """Profiles and consents.

    counts: how much each member ever wrote; lately: how much in the last 90 days; on_page: the
    numbers of fans who wrote on the page.
    """
    declared = _declared(fans)
    busy = sorted(
        (p for p in people if counts.get(p.number, 0) >= 15 and _may_appear(p)),
        key=lambda p: (p.part != "helper", -lately.get(p.number, 0), p.number),
    )
    spotlit = {p.number for p in busy[:SPOTLIGHTS]}
    consents = {p.number: _consents(p, lately, spotlit, rng) for p in people if _may_appear(p)}
    linked = {n: fan for n, fan in declared.items() if fan.number in on_page}
    answers = {
        p.number: _answers(
            p, consents.get(p.number, {}), declared.get(p.number), p.number in linked, teller, rng
        )
        for p in people
        if p.part not in ("spammer", "gone")
    }
    answers[remembered][NOTE] = IN_MEMORY
    for person in people:
        said = consents.get(person.number, {})
        if _likes_to_be_found(person, said) and said.setdefault("search engines", "yes") == "yes":
            answers[person.number][QUESTIONS["search engines"][0]] = "Yes"
    paper = _on_paper(people, consents, counts, rng)
    for choice in paper:
        consents[choice.member].update(dict.fromkeys(choice.purposes, choice.answer))
    return Profiles(answers, consents, tuple(paper), declared)


def _may_appear(person: Person) -> bool:
    return person.is_ordinary and not person.is_team and person.part != "gone"


def _likes_to_be_found(person: Person, said: Mapping[str, str]) -> bool:
    """Some who tell how they met, and some newcomers: who else could stand on a front page?"""
    tells = said.get("story") == "yes" and "spotlight" not in said
    is_new = person.joined_at > END - timedelta(days=28) and said.get("welcome page") == "yes"
    return (tells and person.number % 2 == 0) or (is_new and person.number % 3 == 0)


def _declared(fans: list[Fan]) -> dict[int, Fan]:
    return {fan.member: fan for fan in fans if fan.member is not None and fan.way == "declared"}


def _consents(
    person: Person, lately: Mapping[int, int], spotlit: set[int], rng: Random
) -> dict[str, str]:
    is_active = lately.get(person.number, 0) > 0
    is_new = person.joined_at > END - timedelta(days=70)
    said: dict[str, str] = {}
    roll = rng.random()
    if roll < (0.45 if is_active else 0.17) or (person.number in spotlit and roll < 0.8):
        said["match"] = "yes"
        if rng.random() < 0.36:
            said["introducer"] = "yes"
    elif roll > 0.91:
        said.update(match="no", introducer="no")
    roll = rng.random()
    if roll < (0.68 if said.get("match") == "yes" else 0.07):
        said["digest"] = "yes"
    elif roll > 0.93:
        said["digest"] = "no"
    if said.get("match") == "no" and rng.random() < 0.6:
        said.update(dict.fromkeys(ON_PAGES, "no"))
        return said
    chances = {
        "welcome page": 0.66 if is_new else 0.16,
        "directory and topics": 0.3 if said.get("match") == "yes" else 0.05,
        "circle": 0.3 if said.get("match") == "yes" else 0.04,
        "story": 0.16 if said.get("match") == "yes" else 0.02,
        "search engines": 0.05,
    }
    for purpose, chance in chances.items():
        if rng.random() < chance:
            said[purpose] = "yes"
    if person.number in spotlit:
        said["spotlight"] = "yes"
    return said


def _answers(
    person: Person,
    said: Mapping[str, str],
    fan: Fan | None,
    has_link: bool,
    teller: Teller,
    rng: Random,
) -> dict[str, str]:
    found: dict[str, str] = {}
    if rng.random() < 0.62:
        liked = sorted(person.interests, key=lambda craft: -person.interests[craft])
        found[MEND] = ", ".join(sentence(craft) for craft in liked[: rng.randint(1, 3)])
    if person.part == "collector":
        found[ABOUT] = "Add me! I follow everybody back."
    elif rng.random() < 0.55 or said.get("spotlight") == "yes":
        found[ABOUT] = _about(person, teller, rng)
    for purpose, (question, yeses, no) in QUESTIONS.items():
        if said.get(purpose) == "yes":
            found[question] = ", ".join(yeses if rng.random() < 0.3 else yeses[:1])
        elif said.get(purpose) == "no":
            found[question] = no
    if fan is not None:
        links = (
            f"https://www.facebook.com/{fan.facebook_id}",
            f"https://www.facebook.com/profile.php?id={fan.facebook_id}",
            fan.person.name,
        )
        # Who never writes there stands in the page's files by name only.
        found[FACEBOOK] = rng.choices(links, (4, 3, 2) if has_link else (0, 0, 1))[0]
    elif rng.random() < 0.08:
        found[FACEBOOK] = rng.choice(("no", "-", "none", "don’t use it"))
    return found


def _about(person: Person, teller: Teller, rng: Random) -> str:
    """A few sentences of one's own about oneself."""
    own = max(person.interests, key=lambda craft: person.interests[craft])
    craft = words.crafts()[own]
    talk = Conversation("profile", person.number, person.joined_at, craft=own)
    talk.thing = rng.choice(craft.things)
    parts = [teller.bank(talk, "selves"), teller.draw(f"whys {own}", craft.whys)]
    if rng.random() < 0.5:
        parts.append(teller.bank(talk, "abouts"))
    return Slots(talk, person, None).fill(" ".join(parts))


def _on_paper(
    people: list[Person],
    consents: Mapping[int, Mapping[str, str]],
    counts: Mapping[int, int],
    rng: Random,
) -> list[Choice]:
    silent = [n for n, said in consents.items() if not said and counts.get(n, 0) > 2]
    chosen = rng.sample(silent, min(ON_PAPER - 12, len(silent)))
    sets = (
        ("match", "digest"),
        ("match", "digest", "welcome page"),
        ("match", "digest", "introducer", "directory and topics"),
        ("digest",),
        ("match", "circle"),
    )
    choices = []
    for number in chosen:
        first = max(people[number].joined_at.date(), date(2025, 1, 11))
        span = max(1, (END.date() - first).days)
        said = first + timedelta(days=rng.randrange(span))
        choices.append(Choice(number, rng.choice(sets), "yes", said, rng.random() < 0.4))
    changed = [n for n, said in consents.items() if said.get("digest") == "yes" and n not in chosen]
    for number in rng.sample(changed, 12):
        said = END.date() - timedelta(days=rng.randrange(3, 60))
        purposes = rng.choice((("digest",), ("match", "digest")))
        choices.append(Choice(number, purposes, "no", said, rng.random() < 0.4))
    return sorted(choices, key=lambda choice: (choice.said, choice.member))
