"""What the ledger refuses.

* LedgerError
  - LedgerFileError: the file cannot be used as this community's ledger
    · NotALedger
    · OtherCommunity
    · NewerLedger
    · RunUnderWay
    · NotAdopted
  - BadStatement: a row that cannot be kept as it is: purpose, answer, moment or source
  - DecisionRefused: nothing to undo, or a mail cannot go from one state to another
"""

from __future__ import annotations

from pathlib import Path


class LedgerError(Exception):
    """One line for the manager."""


class LedgerFileError(LedgerError):
    """The file at `path` cannot be used."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path


class NotALedger(LedgerFileError):
    """The file is something else, or damaged."""


class OtherCommunity(LedgerFileError):
    """The ledger was made for another community."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(
            path,
            f"this ledger belongs to the community {found!r}, not to {expected!r}; "
            "check community.id in community.yaml, or name the right file with --community",
        )
        self.found = found
        self.expected = expected


class NewerLedger(LedgerFileError):
    """A newer communis has written the ledger."""


class RunUnderWay(LedgerFileError):
    """Another process sends letters from this ledger."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(path, f"{what}; wait until that has ended")


class NotAdopted(LedgerFileError):
    """The ledger is a copy, and may not send before a person said so."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            path,
            f"this ledger may be a copy ({reason}), and the other one may have sent already; "
            "make sure that only this one sends, then run `invoke ledger.adopt`",
        )


class BadStatement(LedgerError):
    """A statement that cannot be kept as it is."""


class DecisionRefused(LedgerError):
    """A decision that does not fit what was decided before."""
