"""What can go wrong in the warehouse, each said in one line.

- AnalyticsError: the ground of all
    - WarehouseInUse: another run holds the warehouse's file
    - WarehouseDamaged: the warehouse's file cannot be opened; it is a cache and can be made anew
    - BadModel: a .sql file or a derived module does not follow the rules of its folder
    - CheckFailed: a check or a declared grain found rows that should not exist
    - UnknownMember: no member goes by what was asked
    - AmbiguousMember: several members do; the message lists them
    - UnknownInterest: nobody has an interest that is called so
    - NothingImported: there is no row to analyse yet
    - NothingToTakeBack: there is no import to take back
    - NothingToBringBack: no import was taken back
    - BadTable: a table handed over lacks columns it must have

Bugs are not among them: they keep their traceback.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class AnalyticsError(Exception):
    """The ground of all errors of this room."""


class WarehouseInUse(AnalyticsError):
    """Another run holds the warehouse's file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: another run has this warehouse open; wait until it ends, or stop it"
        )


class WarehouseDamaged(AnalyticsError):
    """The warehouse's file cannot be opened."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path}: cannot be opened ({reason}); it only holds what the imports hold, "
            "so delete it and build again"
        )


class BadModel(AnalyticsError):
    """A .sql file or a derived module does not follow the rules of its folder."""

    def __init__(self, file: str, what: str) -> None:
        self.file = file
        self.what = what
        super().__init__(f"analytics/{file}: {what}")


class CheckFailed(AnalyticsError):
    """A check or a declared grain found rows that should not exist."""

    def __init__(self, file: str, count: int, example: str, what: str) -> None:
        self.file = file
        self.count = count
        self.example = example
        super().__init__(f"analytics/{file}: {count} {what}, expected none; the first: {example}")


class UnknownMember(AnalyticsError):
    """No member goes by what was asked."""

    def __init__(self, asked: str, near: Sequence[str] = ()) -> None:
        self.asked = asked
        self.near = tuple(near)
        meant = f"; did you mean {', '.join(near)}" + "?" if near else ""
        super().__init__(
            f"no member goes by {asked!r}; expected a member id, platform:handle, a handle or a "
            f"name as the platform shows it{meant}"
        )


class AmbiguousMember(AnalyticsError):
    """Several members go by what was asked."""

    def __init__(self, asked: str, choices: Sequence[str]) -> None:
        self.asked = asked
        self.choices = tuple(choices)
        super().__init__(
            f"{len(self.choices)} members go by {asked!r}: {', '.join(self.choices)}; "
            "say which by its id"
        )


class UnknownInterest(AnalyticsError):
    """Nobody has an interest that is called so."""

    def __init__(self, asked: str, own: Sequence[str]) -> None:
        self.asked = asked
        self.own = tuple(own)
        theirs = ", ".join(f"“{label}”" for label in own) or "none"
        super().__init__(f"“{asked}”: no interest is called so; found in this member: {theirs}")


class NothingImported(AnalyticsError):
    """There is no row to analyse yet."""

    def __init__(self) -> None:
        super().__init__(
            "nothing has been imported yet; put exports into the exports folder and build again"
        )


class NothingToTakeBack(AnalyticsError):
    """There is no import to take back."""

    def __init__(self) -> None:
        super().__init__("nothing is imported, so there is no import to take back")


class NothingToBringBack(AnalyticsError):
    """No import was taken back."""

    def __init__(self) -> None:
        super().__init__("no import was taken back, so there is none to bring back")


class BadTable(AnalyticsError):
    """A table handed over lacks columns it must have."""

    def __init__(self, name: str, missing: Sequence[str], found: Sequence[str]) -> None:
        self.name = name
        self.missing = tuple(missing)
        self.found = tuple(found)
        super().__init__(
            f"{name}: no column {', '.join(missing)}; found {', '.join(found) or 'none'}"
        )
