"""What stands in one member's letter, before it is a mail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from digest.codes import signed_address


class HasWords(Protocol):
    """A few words, bold or not."""

    @property
    def words(self) -> str:
        """The words."""

    @property
    def is_bold(self) -> bool:
        """Whether they stand out."""


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who the letters come from; the same for everybody."""

    community_id: str
    community_name: str
    manager_name: str
    manager_email: str
    postal_address: str
    """One line; the law of several countries asks for it in every letter."""
    list_id: str
    """Names the list to mail programs, as a host does: 'letters.few-hives.example'."""
    site_url: str = ""
    """Where the site lives; empty: the letter links to threads only."""
    choices_url: str = ""
    """Where the choices endpoint answers, over https; empty: there is none."""
    has_plus_addresses: bool = False
    """Mail to name+anything@host reaches the manager as mail to name@host does."""
    is_sample: bool = False
    """Everybody in these letters is invented, and the letter says so."""


@dataclass(frozen=True)
class Link:
    """A sentence, part of which leads somewhere."""

    before: str
    linked: str
    after: str
    url: str | None
    """None: it leads nowhere, it is only said."""

    @property
    def line(self) -> str:
        """The sentence as one line of plain text."""
        return self.before + self.linked + self.after


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One person the reader is introduced to, or the reader as others would see them."""

    name: str
    sentence: str
    """The reason, told to the reader."""
    overlap: str | None
    """What the two share, in a few words."""
    question: Link | None = None
    """Something worth asking, from their own last words."""
    distance: str | None = None
    """How far apart the two have been so far."""
    introducer: str | None = None
    """Who could introduce them."""
    note: str | None = None
    """That the other reads of the reader too."""
    thread: Link | None = None
    """Where to join them: the conversation of the reason, said before all else of them."""
    hello: Link | None = None
    """Where to greet them, when no conversation shows the reason."""

    @property
    def asides(self) -> tuple[str, ...]:
        """What is said beside the reason and the question."""
        return tuple(filter(None, (self.distance, self.introducer, self.note)))

    @property
    def pieces(self) -> Iterator[str]:
        """All that is read of it, in order."""
        yield self.name
        yield self.overlap or ""
        yield self.sentence
        yield self.thread.line if self.thread else ""
        yield from (self.question.line if self.question else "", *self.asides)
        yield self.hello.line if self.hello else ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One member's letter of one issue."""

    language: str
    subject: str
    greeting: str
    came_of_it: Link | None
    """What came of the reader's words since their last letter: an answer, a thank-you."""
    opening: str
    meetings: tuple[Meeting, ...]
    card_opening: str
    card: Meeting | None
    """The reader as others would see them; only in a first letter."""
    open_thread: Link | None
    """Somebody waits for an answer the reader could give."""
    work: Link | None
    """What a member made, worth passing on."""
    lines: tuple[str, ...]
    """What the manager adds this week, paragraph by paragraph."""
    signature: str
    footer: tuple[HasWords, ...]
    """Why it comes, and the words that change that."""
    community_name: str
    postal_address: str
    site_url: str
    sample: str
    """That everybody is invented; empty where they are not."""
    choices_words: str = ""
    choices_url: str = ""
    """Where the reader may choose; empty without an endpoint that could answer."""

    @property
    def place(self) -> str:
        """The community and where its letters come from; an address often begins with the name."""
        return place_of(self.community_name, self.postal_address)

    @property
    def pieces(self) -> Iterator[str]:
        """All that is read of it, addresses apart, in order."""
        yield self.greeting
        yield self.came_of_it.line if self.came_of_it else ""
        yield self.opening
        for meeting in self.meetings:
            yield from meeting.pieces
        if self.card:
            yield self.card_opening
            yield from self.card.pieces
        yield self.open_thread.line if self.open_thread else ""
        yield self.work.line if self.work else ""
        yield from self.lines
        yield self.signature
        yield "".join(bit.words for bit in self.footer)
        yield self.community_name
        yield self.place
        yield self.sample


def place_of(community_name: str, postal_address: str) -> str:
    """The postal address without the community's name at its beginning."""
    if postal_address.casefold().startswith(community_name.casefold()):
        return postal_address[len(community_name) :].lstrip(" ,;–-")
    return postal_address


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What a mail needs beside its words."""

    address: str
    message_id: str
    stop_token: str
    """Unguessable; tells from a reply which member wants to stop, whatever its From line says."""
    planned_at: datetime
    code: str | None = None
    """The signed code of the reader's letters; None where there is no key to sign with."""

    @property
    def stop_word(self) -> str:
        """What a mail to us says to stop the letters of this reader, and proves by itself."""
        return f"stop {self.code or self.stop_token}"

    def choices_link(self, sender: Sender) -> str | None:
        """Where the reader may choose; None without an endpoint, or a code it understands."""
        if not (sender.choices_url and self.code):
            return None
        return f"{sender.choices_url.rstrip('/')}/{self.code}"

    def reply_address(self, sender: Sender) -> str | None:
        """The address that tells whose answer it is; None where that cannot be relied on."""
        if not (sender.has_plus_addresses and self.code):
            return None
        return signed_address(sender.manager_email, self.code)
