"""What stands in one member's letter, before it is a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from digest.codes import signed_address


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


@dataclass(frozen=True, kw_only=True)
class Link:
    """A conversation to go to, or somebody's page on the platform."""

    words: str
    """What stands before the title: 'The thread to join:'."""
    title: str | None
    """None: the words say enough, because the sentence before named it."""
    url: str
    is_person: bool = False

    @property
    def line(self) -> str:
        """Words and title as one line of plain text."""
        if self.title is None:
            return self.words
        return f"{self.words} {self.title}" if self.is_person else f"{self.words} “{self.title}”"


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One person the reader is introduced to."""

    name: str
    sentence: str
    """The reason, told to the reader."""
    overlap: str | None
    """What the two share, in a few words."""
    distance: str | None = None
    """How far apart the two have been so far."""
    note: str | None = None
    """That the other reads of the reader too."""
    link: Link | None = None


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One member's letter of one issue."""

    issue: str
    week: int
    greeting: str
    opening: str
    thanks: Link | None
    """Where somebody answered the reader lately; its words tell who."""
    meetings: tuple[Meeting, ...]
    open_thread: Link | None
    signature: str
    said_yes_on: date
    """When the reader agreed to get letters."""
    community_name: str
    postal_address: str
    site_url: str
    is_sample: bool

    @property
    def place(self) -> str:
        """The community and where its letters come from; an address often begins with the name."""
        return place_of(self.community_name, self.postal_address)

    @property
    def subject(self) -> str:
        """The subject: names no people and no topics, because it shows on locked screens."""
        return f"{self.community_name}: your letter, week {self.week}"


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
