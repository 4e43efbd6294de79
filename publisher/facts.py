"""What the pages show: frozen rows, already cut to what their people said yes to.

Every text here may be printed as it is (the templates escape it). Whoever is named stands in a
`Person`; everybody else is "a member" in the words themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Definitions:
    """The lines drawn through the figures, for the sentences that explain them; days."""

    friend_talks: int = 2
    friend_days: int = 3
    friend_last: int = 90
    dormant: int = 180
    cooling: int = 60
    newcomer: int = 28
    answered: int = 7
    active: int = 90
    smallest_cell: int = 5
    stale_page: int = 365


@dataclass(frozen=True)
class CommunityInfo:
    """Whose site this is."""

    id: str
    name: str
    manager_name: str
    manager_email: str
    description: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    site_url: str = ""
    """Where the site will live, without a slash at its end; empty: no feed and no sitemap."""
    join_url: str = ""
    colour: str = ""
    """The community's own, `#RRGGBB`, in place of the theme's teal; empty: teal."""
    is_sample: bool = False
    held_out: float = 0.0
    """This share of the pairs found is not introduced, to learn what introductions add."""
    definitions: Definitions = Definitions()
    old_addresses: int = 365
    """Days for which the address of a page under an old name leads to the new; 0: it never does."""


@dataclass(frozen=True)
class Person:
    """A member who may be named where this stands."""

    member_id: str
    name: str
    slug: str
    initials: str
    cut: int
    """Which of the six cuts their mark has."""
    ink: int
    """Which of the eight inks."""
    place: str = ""
    """As they declared it; empty without a yes to the directory."""
    may_be_searched: bool = False


@dataclass(frozen=True)
class OpenThread:
    """A public conversation that anybody can join."""

    title: str
    url: str
    """Empty when the platform gave no address we may print."""
    space: str
    """Empty when it has none, or when the topic says the same."""
    answers: str
    """In words: nobody yet, one person, a few people, many people."""
    last_at: datetime
    topic: str = ""
    """The reader's own topic that leads here; empty on pages without a reader."""


@dataclass(frozen=True)
class Meeting:
    """Two slips of paper that cross: a newcomer and somebody who shares a topic."""

    other: Person
    words: str
    """The other's own, when they said yes to being quoted here; else empty."""
    thread_title: str
    thread_url: str
    shared: str
    """What both have, at most 40 characters."""


@dataclass(frozen=True)
class Deed:
    """One thing somebody did for another: an answer to a first post."""

    words: str
    """Of the answer; the doer's own."""
    helped: Person | None
    """None: a newcomer who is not named here."""
    thread_title: str
    thread_url: str
    done_at: datetime
    doer: Person
    has_page: bool = False
    """Whether the doer has a spotlight."""
    in_short: str = ""
    """The beginning of the words, for lists."""


@dataclass(frozen=True)
class Welcome:
    """A newcomer's page."""

    person: Person
    words: str
    """Their own: the beginning of the first public post, or what they wrote about themselves."""
    more_words: str
    title: str
    """Of the thread they began or came into; empty when it is not public."""
    url: str
    came_at: datetime
    meeting: Meeting | None
    greeting: Deed | None
    """The first answer to their first post, by somebody with a yes to a spotlight."""
    starts: tuple[OpenThread, ...]
    others: tuple[tuple[Person, str], ...]
    """Those who share a topic, and the topic."""


@dataclass(frozen=True)
class Answer:
    """A question and what the member said to it, as clean HTML."""

    question: str
    html: str


@dataclass(frozen=True)
class Quoted:
    """Words of somebody who was helped, who approved that they stand here."""

    words: str
    person: Person | None
    """None: of a member who is not named here."""


@dataclass(frozen=True)
class Spotlight:
    """A page that recognises what one member does for others."""

    person: Person
    title: str
    words: str
    """What they wrote about themselves; empty without."""
    deeds: tuple[Deed, ...]
    topics: tuple[str, ...]
    """What they may be asked about; empty without a yes to the directory."""
    at: datetime
    """When the newest of it happened."""
    body: str = ""
    """HTML that is already clean: what the manager wrote about them."""
    answers: tuple[Answer, ...] = ()
    """The member's own, to the questions they were asked; empty in a draft from facts."""
    quote: Quoted | None = None
    approved_at: datetime | None = None
    """When the member approved this very text; None: a draft from facts."""
    mentioned: tuple[Person, ...] = ()
    """Others named in the text, each with a yes to standing here."""


@dataclass(frozen=True)
class Story:
    """How two members met, told by both; both approved this very text."""

    slug: str
    title: str
    body: str
    """Clean HTML: a sentence before theirs; may be empty."""
    one: Person
    one_words: str
    """Clean HTML."""
    other: Person
    other_words: str
    both: str
    """What the crossing holds; may be empty."""
    introduced: str
    """When they were introduced, in the manager's words; may be empty."""
    at: datetime
    """When the second of them approved it."""

    @property
    def label(self) -> str:
        """What its page is called."""
        return self.title


@dataclass(frozen=True)
class Circle:
    """Four to six people who each said yes to a circle, and when and where they meet."""

    slug: str
    title: str
    body: str
    """Clean HTML: what it is about."""
    people: tuple[Person, ...]
    starts_at: datetime
    ends_at: datetime
    where: str
    bring: str = ""
    plan: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What its page is called."""
        return self.title


@dataclass(frozen=True)
class Holder:
    """Somebody who likes to be asked about a topic."""

    person: Person
    thread_title: str
    """Where they last wrote about it."""
    thread_url: str


@dataclass(frozen=True)
class Example:
    """A question and the answer that came."""

    asked: str
    """The title of the thread."""
    url: str
    asker: Person | None
    """None: somebody who is not named here."""
    words: str
    """Of the answer; the answerer's own."""
    answerer: Person
    days: int
    """From question to answer, in whole days of the community's zone."""


@dataclass(frozen=True)
class Topic:
    """What some members like to be asked about."""

    label: str
    slug: str
    holders: tuple[Holder, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class TopicWord:
    """A topic as a word that leads to its page; names nobody."""

    label: str
    slug: str


@dataclass(frozen=True)
class Listed:
    """One entry of the directory."""

    person: Person
    topics: tuple[tuple[str, str], ...]
    """Label and slug of what they like to be asked about."""


@dataclass(frozen=True)
class Month:
    """The figures at a month's last week; None: unknown, or fewer than the smallest cell."""

    label: str
    forum: int | None
    page: int | None
    pairs: int | None = None


@dataclass(frozen=True)
class Report:
    """The community in figures, each rounded to five; None: unknown or fewer than five."""

    week: date | None
    """The Monday that the newest figures belong to."""
    members: int | None
    page_people: int | None
    has_page: bool
    active: int | None
    pairs: int | None
    newcomers: int | None
    answered: int | None
    unanswered: int | None
    both_ways: int | None
    """Of ten pairs who talked lately, how many wrote both ways: 0 to 10."""
    forum_gain: int | None
    """How many more members than three months before."""
    page_gain: int | None
    """How many more people on the page than two weeks before."""
    pairs_gain: int | None
    """How many more pairs who keep talking than three months before; may be negative."""
    months: tuple[Month, ...]
    introduced: int | None = None
    """Pairs introduced, of which it is known what came of it within 28 days."""
    introduced_talked: int | None = None
    """Those of them who talked in that time."""


@dataclass(frozen=True)
class Edition:
    """When the rows were true."""

    as_of: datetime
    issue: str
