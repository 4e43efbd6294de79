"""What became of the replies in a mailbox, and what is left of them for the manager to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Obeyed:
    """What one reply changed."""

    name: str
    account_id: str
    done: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """A yes from a member's own address, without a sign that they wrote it."""

    name: str
    address: str
    account_id: str
    invitation: int


@dataclass(frozen=True)
class Bounced:
    """A letter that came back from its address."""

    name: str
    kind: Literal["hard", "soft"]
    status: str
    is_over: bool
    """Nothing is sent to the address any more."""


@dataclass(frozen=True)
class ForManager:
    """A reply, or a part of one, that needs a person."""

    why: tuple[str, ...]
    name: str
    address: str
    subject: str
    text: str
    is_urgent: bool = False
    may_be_a_no: bool = False


@dataclass
class Replies:
    """What became of every mail in a mailbox."""

    obeyed: list[Obeyed] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    for_manager: list[ForManager] = field(default_factory=list)
    """The most pressing first."""
    bounced: list[Bounced] = field(default_factory=list)
    read_before: int = 0
    automatic: int = 0
    """Written by nobody: somebody is away, a server could not deliver."""
    others: int = 0
    """No replies to us."""
    unreadable: int = 0


def for_manager_text(left: Sequence[ForManager]) -> str:
    """One paragraph a reply, the most pressing first: who, why, and what they wrote."""
    return "\n".join(_paragraph(one) for one in left)


def _paragraph(one: ForManager) -> str:
    marks = [*(["NOW"] if one.is_urgent else []), *(["perhaps a no"] if one.may_be_a_no else [])]
    sender = f"{one.name or 'somebody'} <{one.address or 'no address'}>"
    words = "\n".join(f"    {line}" for line in one.text.splitlines())
    return "\n".join(
        [
            f"{', '.join(marks)}: {sender}" if marks else sender,
            f"  subject: {one.subject}",
            *(f"  {why}" for why in one.why),
            words,
            "",
        ]
    )
