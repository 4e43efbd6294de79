"""What can be wrong with an export, each said in one line for the manager.

- ImportersError: the ground of all
    - ExportProblem: one file cannot be read (further); the others go on
        - UnknownExport: no importer reads this kind of file
        - AmbiguousExport: several importers claim the file
        - TooLarge: more bytes, depth or entries than the limits allow
        - WrongText: the text has another form than its kind of file must have
        - ReaderDied: the reading process ended in the middle of the file
    - BadImporter: a file in `importers/sources/` does not offer what an importer must

Bugs are not among them: they keep their traceback.
"""

from __future__ import annotations

from collections.abc import Sequence


class ImportersError(Exception):
    """The ground of all errors of this room."""


class ExportProblem(ImportersError):
    """One file cannot be read, or not further than `place`.

    The message is one line: file, place, what was found, what was expected, what to do.
    """

    def __init__(self, name: str, what: str, *, place: str | None = None) -> None:
        self.name = name
        self.place = place
        self.what = what
        super().__init__(f"{name}: {place}: {what}" if place else f"{name}: {what}")


class UnknownExport(ExportProblem):
    """No importer reads this kind of file."""

    def __init__(self, name: str, *, looks_like: str) -> None:
        self.looks_like = looks_like
        super().__init__(
            name,
            f"no importer reads this file; it looks like {looks_like}. Take it out of the exports, "
            "or ask ./do inspect how to name its columns; docs/importing.md lists what is read",
        )


class AmbiguousExport(ExportProblem):
    """Several importers claim the file."""

    def __init__(self, name: str, *, importers: Sequence[str]) -> None:
        self.importers = tuple(importers)
        super().__init__(
            name,
            f"{len(importers)} importers claim this file ({', '.join(importers)}), expected one; "
            "make one importer's identify() stricter",
        )


class TooLarge(ExportProblem):
    """More bytes, depth or entries than the limits allow."""


class WrongText(ExportProblem):
    """The text has another form than its kind of file must have."""


class ReaderDied(ExportProblem):
    """The reading process ended in the middle of the file."""


class BadImporter(ImportersError):
    """A module in `importers/sources/` lacks a name that an importer must have."""

    def __init__(self, module: str, missing: Sequence[str]) -> None:
        self.module = module
        self.missing = tuple(missing)
        super().__init__(
            f"importers/sources/{module}.py lacks {', '.join(missing)}; "
            "importers/importer.py says what an importer offers"
        )
