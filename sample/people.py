"""Who the members are: their names, places, hands and habits."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from sample import words
from sample.moments import END, FOUNDED, FOUR_WEEKS, THREE_MONTHS

LISTED = 1150
"""Members the archive lists."""

GONE = 14
"""Members who left so early that the archive knows their comments and not their names."""

EARLY = 600
"""Of those listed, who joined in the first three months."""

LATEST = 38
"""Who joined in the last four weeks."""

TEAM = 3

PARTS: Mapping[str, int] = {
    "helper": 15,
    "bridge": 18,
    "collector": 5,
    "spammer": 11,
    "quarreller": 2,
    "remembered": 1,
    "minor": 5,
    "left": 34,
    "suspended": 5,
    "pending": 3,
}
"""The parts given out by lot; whoever has none is simply a member."""

TONES = ("plain", "warm", "wry", "careful", "terse")


@dataclass(frozen=True)
class Person:
    """A member, as we made them up."""

    number: int
    key: str
    """Their contributorName: opaque, as Ning makes them."""
    name: str
    first: str
    town: str
    country: str
    ahead: int
    region: str
    language: str
    english: bool
    """Writes English here; the others stay in the corner of their own language."""
    part: str
    family: str
    interests: Mapping[str, float]
    """Craft → share; sums to one. What the recommender should find."""
    joined_at: datetime
    quiet_after: datetime
    rate: float
    """How often they write, beside the others."""
    asks: float
    """Which share of that is questions; the rest is answers."""
    hour: float
    tone: str
    signs: bool
    job: str
    years: int
    email: str
    born: date | None
    seed: int
    """Of the phases in which they write more or less."""

    @property
    def is_team(self) -> bool:
        """Whether they look after the network."""
        return self.part in ("owner", "admin")

    @property
    def is_ordinary(self) -> bool:
        """Whether they take part in conversations in the usual way."""
        return self.part not in ("spammer", "collector", "pending")


def people(rng: Random) -> list[Person]:
    """Everyone who ever joined, in the order of joining; the last GONE are not in the archive."""
    parts = _parts(rng)
    joined = _joins(rng)
    names = _names(rng, LISTED + GONE)
    return [
        _person(rng, number, parts[number], joined[number], *names[number])
        for number in range(LISTED + GONE)
    ]


def _parts(rng: Random) -> list[str]:
    parts = ["member"] * (LISTED + GONE)
    parts[0], parts[1], parts[2] = "owner", "admin", "admin"
    parts[LISTED:] = ["gone"] * GONE
    early = rng.sample(range(TEAM, EARLY), 60)
    free = [n for n in rng.sample(range(TEAM, LISTED - LATEST), 400) if n not in early]
    for part, count in PARTS.items():
        # Those who matter for years came early; the rest may have come at any time.
        source = early if part in ("helper", "bridge", "quarreller", "remembered") else free
        for _ in range(count):
            parts[source.pop()] = part
    return parts


def _joins(rng: Random) -> list[datetime]:
    span = THREE_MONTHS - FOUNDED - timedelta(minutes=10)
    first = sorted(FOUNDED + span * rng.random() ** 1.4 for _ in range(EARLY - TEAM))
    rest = FOUR_WEEKS - THREE_MONTHS
    middle = sorted(
        THREE_MONTHS + rest * rng.random() ** 0.95 for _ in range(LISTED - EARLY - LATEST)
    )
    last = sorted(FOUR_WEEKS + (END - FOUR_WEEKS) * rng.uniform(0, 0.97) for _ in range(LATEST))
    team = [FOUNDED + timedelta(minutes=7 * n) for n in range(TEAM)]
    gone = [FOUNDED + timedelta(days=rng.uniform(2, 80)) for _ in range(GONE)]
    whole = timedelta(microseconds=1)
    return [
        moment - whole * moment.microsecond for moment in [*team, *first, *middle, *last, *gone]
    ]


def _names(rng: Random, count: int) -> list[tuple[str, str, str]]:
    """(region, given, family) for each; no two alike but two pairs of namesakes."""
    regions = words.regions()
    shares = [region.share for region in regions.values()]
    taken: set[tuple[str, str]] = set()
    found: list[tuple[str, str, str]] = []
    while len(found) < count:
        key = rng.choices(list(regions), shares)[0]
        pair = (rng.choice(regions[key].given), rng.choice(regions[key].family))
        if pair not in taken:
            taken.add(pair)
            found.append((key, *pair))
    # The team is the same in every sample: its names stand in sample/community.yaml.
    found[0] = ("netherlands", "Noor", "Adriaanse")
    found[1] = ("britain", "Callum", "Reith")
    found[2] = ("spain", "Pilar", "Cabrerizo")
    for older, younger in ((rng.randrange(50, 200), 700), (rng.randrange(200, 400), 980)):
        found[younger] = found[older]
    return found


def _person(
    rng: Random, number: int, part: str, joined_at: datetime, key: str, given: str, family: str
) -> Person:
    region = words.regions()[key]
    town, country, ahead = rng.choice(region.towns)
    home = rng.choices(list(words.families()), [2 + len(v) for v in words.families().values()])[0]
    native = region.language
    return Person(
        number=number,
        key=_screen_name(rng),
        name=f"{given} {family}",
        first=given,
        town=town,
        country=country,
        ahead=ahead,
        region=key,
        language=native,
        english=native == "en" or rng.random() < 0.78 or part not in ("member", "left"),
        part=part,
        family=home,
        interests=_interests(rng, home, part),
        joined_at=joined_at,
        quiet_after=_quiet_after(rng, part, joined_at),
        rate=_rate(rng, part),
        asks=rng.betavariate(1.3, 6) if part == "helper" else rng.betavariate(3, 3),
        hour=rng.choices((8.0, 12.5, 17.5, 20.5, 22.0), (2, 2, 2, 5, 2))[0],
        tone=rng.choice(TONES),
        signs=rng.random() < 0.22,
        job=rng.choice(words.jobs()),
        years=rng.randint(3, 41),
        email=_email(rng, given, family, number),
        born=_born(rng, part),
        seed=rng.randrange(2**31),
    )


def _screen_name(rng: Random) -> str:
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    return rng.choice("0123") + "".join(rng.choice(letters) for _ in range(12))


def _interests(rng: Random, home: str, part: str) -> dict[str, float]:
    families = words.families()
    shares: dict[str, float] = {}
    near = rng.sample(families[home], k=min(2, len(families[home])))
    shares[near[0]] = rng.uniform(0.5, 0.75)
    if len(near) > 1 and rng.random() < 0.7:
        shares[near[1]] = rng.uniform(0.15, 0.35)
    far = [craft for name, crafts in families.items() if name != home for craft in crafts]
    if part == "bridge":
        for craft in rng.sample(far, k=2):
            shares[craft] = rng.uniform(0.4, 0.6)
    elif part in ("helper", "owner", "admin"):
        for craft in rng.sample(far, k=3):
            shares[craft] = rng.uniform(0.1, 0.25)
    elif rng.random() < 0.3:
        shares[rng.choice(far)] = rng.uniform(0.1, 0.25)
    total = sum(shares.values())
    return {craft: share / total for craft, share in shares.items()}


def _rate(rng: Random, part: str) -> float:
    if part in ("owner", "admin"):
        return 7.0
    if part == "helper":
        return rng.uniform(6, 11)
    if part in ("bridge", "quarreller", "remembered"):
        return rng.uniform(4, 8)
    if part in ("collector", "spammer", "pending"):
        return 0.0
    # A little over a third only ever read.
    return 0.0 if rng.random() < 0.36 else rng.lognormvariate(-0.15, 1.0)


def _quiet_after(rng: Random, part: str, joined_at: datetime) -> datetime:
    if part in ("owner", "admin", "helper", "bridge", "quarreller", "collector"):
        return END
    if part == "remembered":
        return datetime(2026, 3, 4, 22, tzinfo=END.tzinfo)
    if part in ("left", "suspended", "gone"):
        return min(END - timedelta(days=40), joined_at + timedelta(days=rng.uniform(5, 300)))
    if rng.random() < 0.5:
        return END
    return joined_at + timedelta(days=rng.lognormvariate(4.7, 1.2))


def _born(rng: Random, part: str) -> date | None:
    if part == "minor":
        return date(2010, 1, 1) + timedelta(days=rng.randrange(900))
    if rng.random() < 0.4:
        return None
    return date(1941, 1, 1) + timedelta(days=rng.randrange(365 * 60))


def _email(rng: Random, given: str, family: str, number: int) -> str:
    def ascii_of(text: str) -> str:
        folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        return "".join(letter for letter in folded if letter.isalnum())

    local = ".".join(part for part in (ascii_of(given), ascii_of(family)) if part) or "post"
    domain = rng.choice(("example.org", "post.example", "home.example", "workshop.example"))
    return f"{local}{number}@{domain}"


def stranger(
    rng: Random,
    *,
    name: str | None = None,
    region: str | None = None,
    taken: Collection[str] = (),
    unlike: Person | None = None,
) -> Person:
    """Somebody who is no member of the network, with a name nobody has yet unless it is given.

    unlike: their interests lie in another family than this person's.
    """
    regions = words.regions()
    shares = [entry.share for entry in regions.values()]
    while True:
        key = region or rng.choices(list(regions), shares)[0]
        given, family = rng.choice(regions[key].given), rng.choice(regions[key].family)
        if name is not None or f"{given} {family}" not in taken:
            break
    person = _person(rng, 0, "member", FOUNDED, key, given, family)
    while unlike is not None and person.family == unlike.family:
        person = _person(rng, 0, "member", FOUNDED, key, given, family)
    if name is not None:
        person = replace(person, name=name, first=name.split(" ")[0])
    return person
