"""Who was asked for what, once, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ledger.database import MOMENT, Database
from ledger.errors import DecisionRefused
from ledger.moments import from_text, to_text
from ledger.purposes import EDITIONS, checked_purposes

INVITED = pa.schema([("invitation", pa.int64()), ("account_id", pa.string()), ("asked_at", MOMENT)])
_BETWEEN = ", "


@dataclass(frozen=True)
class Invitation:
    """One text, or one set of texts, that asks members for a yes."""

    number: int
    """From 1; members may name it in their answer."""
    purposes: tuple[str, ...]
    """What a bare yes to it covers, and nothing else."""
    texts: str
    """As they were given to the manager."""
    made_at: datetime
    asked_at: datetime | None
    """When the manager said that it was out; None while it is not."""
    editions: Mapping[str, int]
    """Which words of each purpose its texts have, as `ledger.purposes.EDITIONS` counts."""


class Invitations:
    """The invitations in a ledger."""

    database: Database

    def draft_invitation(
        self, purposes: Iterable[str], editions: Mapping[str, int] | None = None
    ) -> int:
        """The number of the invitation to these purposes that is not out yet, or the next free.

        editions: which words of each purpose it has; None: those of now. One that has other words
        is another: its texts may be out, although nobody noted it.
        """
        wanted = checked_purposes(purposes)
        words = _words_of(wanted, editions)
        made = self.invitations()
        drafts = [
            each.number
            for each in made
            if each.asked_at is None and (each.purposes, each.editions) == (wanted, words)
        ]
        return max(drafts) if drafts else max((each.number for each in made), default=0) + 1

    def keep_invitation(
        self,
        number: int,
        purposes: Iterable[str],
        texts: str,
        *,
        editions: Mapping[str, int] | None = None,
        now: datetime,
    ) -> int:
        """1 when the invitation or its texts are new, else 0. editions: as of `draft_invitation`.

        Raises DecisionRefused when it is out: what members were asked does not change afterwards.
        """
        wanted = checked_purposes(purposes)
        words = _words_of(wanted, editions)
        with self.database.transaction():
            before = self.invitation(number)
            if before and before.asked_at:
                raise DecisionRefused(
                    f"invitation {number} is out since {before.asked_at.date()} and stays as it is"
                )
            kept = before and (before.purposes, before.editions, before.texts)
            if kept == (wanted, words, texts):
                return 0
            return self.database.write(
                "insert into invitations (invitation, purposes, editions, texts, made_at)"
                " values (?, ?, ?, ?, ?) on conflict (invitation) do update set"
                " purposes = excluded.purposes, editions = excluded.editions,"
                " texts = excluded.texts",
                [
                    number,
                    _BETWEEN.join(wanted),
                    _BETWEEN.join(str(words[purpose]) for purpose in wanted),
                    texts,
                    to_text(now),
                ],
            )

    def record_asked(self, number: int, account_ids: Iterable[str], *, now: datetime) -> int:
        """How many accounts were asked by it now; nobody is asked twice by one invitation.

        Raises DecisionRefused when there is no such invitation.
        """
        with self.database.transaction():
            if self.invitation(number) is None:
                raise DecisionRefused(f"there is no invitation {number}; `invite` makes one")
            self.database.write(
                "update invitations set asked_at = ? where invitation = ? and asked_at is null",
                [to_text(now), number],
            )
            return sum(
                self.database.write(
                    "insert into invited values (?, ?) on conflict do nothing", [number, account_id]
                )
                for account_id in account_ids
            )

    def invitation(self, number: int) -> Invitation | None:
        """The invitation of that number."""
        return next((each for each in self.invitations() if each.number == number), None)

    def invitations(self) -> list[Invitation]:
        """All invitations, the first first."""
        rows = self.database.rows(
            "select invitation, purposes, texts, made_at, asked_at, editions from invitations"
            " order by 1"
        )
        return [
            Invitation(
                number=number,
                purposes=(asked := tuple(purposes.split(_BETWEEN))),
                texts=texts,
                made_at=from_text(made_at),
                asked_at=from_text(asked_at) if asked_at else None,
                editions=_words_of(asked, _counted(asked, editions)),
            )
            for number, purposes, texts, made_at, asked_at, editions in rows
        ]

    def invited(self) -> pa.Table:
        """Who was asked by which invitation, and when: invitation, account_id, asked_at."""
        return self.database.table(
            INVITED,
            "select invitation, account_id, asked_at from invited"
            " join invitations using (invitation) order by 1, 2",
        )


def _words_of(purposes: Iterable[str], editions: Mapping[str, int] | None) -> dict[str, int]:
    """The edition of each purpose; one that is not named is of the first words."""
    known = EDITIONS if editions is None else editions
    return {purpose: known.get(purpose, 1) for purpose in purposes}


def _counted(purposes: Iterable[str], editions: str) -> dict[str, int]:
    return dict(zip(purposes, map(int, filter(None, editions.split(_BETWEEN))), strict=False))
