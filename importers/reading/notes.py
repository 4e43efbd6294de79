"""Something to tell a person about a file, yielded by an importer among its records."""

from __future__ import annotations

from importers.records import Record


class Note(Record, frozen=True, kw_only=True):
    """One line for a person; it stands for nothing read, so it counts nowhere.

    What was read and left out is a Skipped; a file that cannot be read further is an ExportProblem.
    """

    line: str
    """What was found, what was expected, what to do; the reader puts the file's name before it."""
