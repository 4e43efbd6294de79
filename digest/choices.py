"""What a member may choose by a link of their letter, and what choosing does.

Whoever has a letter has its link, also somebody it was passed on to. So the link can only take
back: letters less often, a pause, a no. A yes is said where it is proven: by a reply to an
invitation, or to the manager.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import get_args

from digest.obeying import LETTERS, PAUSE_WEEKS
from ledger import PURPOSES, Ledger, Statement
from ledger.consents import answer_in_force
from ledger.feedback import Frequency

SOURCE = "choices"
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
NO_TO: Mapping[str, str] = MappingProxyType(
    {f"no-{purpose.replace(' ', '-')}": purpose for purpose in PURPOSES if purpose not in LETTERS}
)
"""Wish: the purpose it says no to; the two that make a letter are ended together, by *stop*."""
WISHES = ("stop", "pause", "resume", *FREQUENCIES, *NO_TO)


@dataclass(frozen=True)
class Chosen:
    """What holds for an account now."""

    gets_letters: bool
    frequency: Frequency
    paused_until: datetime | None
    is_paused: bool
    yes: tuple[str, ...]
    """The purposes with a yes, in their order."""

    @property
    def wishes(self) -> tuple[str, ...]:
        """What can be chosen: only what would change something."""
        if not self.gets_letters:
            return tuple(wish for wish, purpose in NO_TO.items() if purpose in self.yes)
        letters = ("resume",) if self.is_paused else ("pause",)
        others = tuple(each for each in FREQUENCIES if each != self.frequency)
        return (*others, *letters, *(w for w, p in NO_TO.items() if p in self.yes), "stop")


def chosen(ledger: Ledger, account_id: str, now: datetime) -> Chosen:
    """What the account's member has chosen so far, as far as this account tells."""
    said: dict[str, list[Statement]] = {}
    for row in ledger.consent_history(account_id).to_pylist():
        row.pop("recorded_at")
        said.setdefault(row["purpose"], []).append(Statement(**row))
    answers = {
        purpose: found.answer
        for purpose, statements in said.items()
        if (found := answer_in_force(statements))
    }
    pause = next(
        (row for row in ledger.pauses(now).to_pylist()
         if row["account_id"] == account_id and row["kind"] == "mails"),
        None,
    )  # fmt: skip
    return Chosen(
        gets_letters=not any(answers.get(purpose) == "no" for purpose in LETTERS),
        frequency=ledger.frequency(account_id),
        paused_until=pause["until_at"] if pause else None,
        is_paused=pause is not None,
        yes=tuple(purpose for purpose in PURPOSES if answers.get(purpose) == "yes"),
    )


def choose(ledger: Ledger, account_id: str, wish: str, now: datetime) -> bool:
    """Whether the wish was one that could be followed; then the ledger holds it."""
    if wish not in WISHES:
        return False
    if wish == "stop" or wish in NO_TO:
        purposes = LETTERS if wish == "stop" else (NO_TO[wish],)
        ledger.set_consent(
            account_id,
            purposes,
            "no",
            source=SOURCE,
            wording=f"“{wish}” on the choices page",
            said_at=now,
            is_in_person=True,
            now=now,
        )
    elif wish == "pause":
        until = now + timedelta(weeks=PAUSE_WEEKS)
        ledger.record_pause(
            account_id, "mails", until_at=until, source=SOURCE, said_at=now, now=now
        )
    elif wish == "resume":
        ledger.end_pause(account_id, "mails", source=SOURCE, said_at=now, now=now)
    else:
        frequency = next(each for each in FREQUENCIES if each == wish)
        ledger.record_frequency(account_id, frequency, source=SOURCE, said_at=now, now=now)
    return True
