"""What the office shows the manager: everything with its reasons, for their eyes only."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from publisher.asked import Asked, Opening
from publisher.came import NO_OUTCOMES, Outcomes
from publisher.cards import PasteCard
from publisher.letter import AllFigures
from publisher.rehearsal import Rehearsal
from publisher.to_ask import NOTHING_TO_ASK, ToAsk


@dataclass(frozen=True)
class Card:
    """One thing to do on the desk."""

    minutes: int
    title: str
    text: str
    link: str = ""
    """A page of the office; empty when there is nothing to open."""
    link_words: str = ""
    key: str = ""
    """What `./do desk --done` calls it; empty: it goes away by itself."""
    subjects: tuple[str, ...] = ()
    """Whom or what it speaks of: what is put away with it."""


@dataclass(frozen=True)
class Desk:
    """What stands on the manager's desk, and what had no room there."""

    cards: tuple[Card, ...]
    """At most seven, the most worthwhile first, at most an hour together."""
    rest: tuple[Card, ...] = ()

    @property
    def minutes(self) -> int:
        """How long all of it takes."""
        return sum(card.minutes for card in self.cards)


@dataclass(frozen=True)
class Join:
    """A conversation for the manager to join today."""

    thread_id: str
    why: str
    title: str
    url: str
    words: str
    """How it begins."""
    last_at: datetime


@dataclass(frozen=True)
class Thank:
    """Somebody to thank: what they did, and words to begin with."""

    account_id: str
    name: str
    deeds: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    words: str


@dataclass(frozen=True)
class Voice:
    """How the team or the page spoke: now and before, in four weeks each."""

    speaker: str
    begun: int
    answers: int
    addressed: int
    answered_back: int
    begun_before: int
    answers_before: int


@dataclass(frozen=True)
class UnsureMerge:
    """Two accounts that may be one person."""

    account_ids: tuple[str, str]
    names: tuple[str, str]
    reasons: tuple[str, ...]
    is_look_alike: bool
    """Their names only look alike, in other letters: a warning, and nothing to decide."""
    percent: int

    @property
    def commands(self) -> tuple[str, str]:
        """To copy: they are one person; they are not."""
        # Where a platform has no ids, an account's is made of its name, blanks and all.
        one, other = map(shlex.quote, self.account_ids)
        return (
            f"./do people --accept {one} --and {other}",
            f"./do people --refuse {one} --and {other}",
        )


@dataclass(frozen=True)
class ImportedFile:
    """One file that was read, and what became of its rows."""

    name: str
    source: str
    platform: str
    exported_at: datetime | None
    read: int
    stored: int
    merged: int
    skipped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    error: str = ""

    @property
    def adds_up(self) -> bool:
        """Whether read = stored + merged + skipped."""
        return self.read == self.stored + self.merged + sum(self.skipped.values())


@dataclass(frozen=True)
class SourceAge:
    """How old the newest export of a source is."""

    source: str
    exported_at: datetime | None
    days: int | None
    """Before the newest export of all."""
    how_to_export: tuple[str, ...] = ()
    """Where the next one comes from, for each kind of file it came in."""


@dataclass(frozen=True)
class Match:
    """An ordered pair as the recommender proposes it, with every reason."""

    reader: str
    candidate: str
    slot: str
    place: int
    score: float
    probability: float | None
    is_mutual: bool
    reasons: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    """Thread titles and addresses."""


@dataclass(frozen=True)
class Unmatched:
    """Why members get nothing this week: the reason and who they are."""

    reason: str
    names: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Funnel:
    """How many members said yes to a purpose, and how many no."""

    purpose: str
    yes: int
    no: int


@dataclass(frozen=True)
class Outgoing:
    """One mail of the issue as it stands in the ledger or the outbox."""

    reader: str
    file: str
    state: str
    words: str = ""
    """The mail as plain text."""
    member_id: str = ""


@dataclass(frozen=True)
class Waiting:
    """A newcomer whose first public post nobody has answered."""

    name: str
    since: datetime
    title: str
    url: str
    words: str
    """How the post begins."""
    account_id: str = ""
    helpers: tuple[str, ...] = ()
    """Members who like to be asked about what the thread is about."""


@dataclass(frozen=True)
class OfficeRows:
    """Everything the office is made from."""

    as_of: datetime
    issue: str
    desk: Desk
    files: tuple[ImportedFile, ...]
    ages: tuple[SourceAge, ...]
    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    funnel: tuple[Funnel, ...]
    members: int
    outbox: tuple[Outgoing, ...]
    waiting: tuple[Waiting, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the build and the scan of the site would like a person to look at, one line each."""
    asked: tuple[Asked, ...] = ()
    rehearsal: Rehearsal = field(default_factory=Rehearsal)
    """The issue's letters as they wait."""
    openings: tuple[Opening, ...] = ()
    """Whose yes would open most introductions; for the manager alone."""
    outcomes: Outcomes = NO_OUTCOMES
    to_ask: ToAsk = NOTHING_TO_ASK
    """Whom to ask for a page of theirs, and where each text stands."""
    cards_to_paste: tuple[PasteCard, ...] = ()
    joins: tuple[Join, ...] = ()
    thanks: tuple[Thank, ...] = ()
    voices: tuple[Voice, ...] = ()
    merges: tuple[UnsureMerge, ...] = ()
    figures: AllFigures | None = None
    """As they are counted, nothing rounded and nothing left out."""
