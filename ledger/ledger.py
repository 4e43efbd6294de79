"""The ledger of one community: everything that cannot be rebuilt from the exports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from ledger.addresses import Addresses
from ledger.bounces import Bounces
from ledger.boundaries import Boundaries
from ledger.consents import Consents
from ledger.copies import Copies, put_back
from ledger.database import Database
from ledger.desk import Desk
from ledger.feedback import Feedback
from ledger.held_out import HeldOuts
from ledger.interests import Interests
from ledger.introductions import Introductions
from ledger.invitations import Invitations
from ledger.nominations import Nominations
from ledger.old_names import OldNames
from ledger.people import People
from ledger.reviews import Reviews
from ledger.runs import Runs, not_sending


@dataclass(frozen=True)
class Installation:
    """Which ledger this is, and where it was made."""

    installation_id: str
    """Random, made with the ledger; a copy has the same."""
    community_id: str
    host: str


class Ledger(
    Consents,
    Boundaries,
    People,
    Introductions,
    HeldOuts,
    Reviews,
    Invitations,
    Feedback,
    Runs,
    Bounces,
    Addresses,
    Copies,
    Interests,
    Desk,
    Nominations,
    OldNames,
):
    """One open ledger. Each base class is one of its ideas, over the one `database`."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(
        cls, path: Path, community_id: str, *, host: str | None = None, key: bytes | None = None
    ) -> Ledger:
        """The ledger at `path`, made when there is none, and brought up to date.

        host and key are kept when the ledger is made: this machine's name and a random key, unless
        given. An older copy that was put here forgets whom the list beside it names.
        Raises NotALedger, OtherCommunity or NewerLedger.
        """
        ledger = cls(Database.open(path, community_id, host=host, key=key))
        ledger.obey_list()
        return ledger

    @classmethod
    def restore(
        cls, backup: Path, path: Path, community_id: str, *, now: datetime
    ) -> tuple[Ledger, int, Path | None]:
        """The backup, open at `path`; how much was forgotten again; where the one before lies now.

        Whoever was forgotten since the backup was made is forgotten in it too. It may not send
        before it is adopted. Raises RunUnderWay while letters are sent, NotALedger or
        OtherCommunity; then nothing has changed.
        """
        with not_sending(path):
            replaced = put_back(backup, path, community_id, now=now)
        ledger = cls(Database.open(path, community_id, host=None, key=None))
        return ledger, ledger.obey_list(), replaced

    @property
    def installation(self) -> Installation:
        """Which ledger this is."""
        return Installation(
            *self.database.rows("select installation_id, community_id, host from installation")[0]
        )

    @contextmanager
    def transaction(self, *, is_synced: bool = True) -> Iterator[None]:
        """What is recorded inside is kept together, or not at all.

        is_synced False: without waiting for the disk; see `Database.transaction`.
        """
        with self.database.transaction(is_synced=is_synced):
            yield

    def close(self) -> None:
        """Nothing; the file is closed."""
        self.database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
