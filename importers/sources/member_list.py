"""A list of members, in CSV, JSON or Excel, whose columns the manager named in community.yaml.

For platforms that mail their members as a workbook or a CSV of columns nobody documents. A member
needs one of an id, a handle, an address and a name; the first that is there is the id by which
posts under the same platform name them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.errors import ExportProblem
from importers.importer import ColumnMapping, ExportFile
from importers.reading.mapped_rows import MappedFile, MappedRow, address_in
from importers.reading.mappings import mapping_for
from importers.reading.names import address_id, name_id, plain_line
from importers.reading.notes import Note
from importers.reading.private_fields import is_private
from importers.reading.text import html_to_text
from importers.records import Account, Record, Skipped

PLATFORM = "log"
HOW_TO_EXPORT = "export the same list again under a name that the mapping fits"

KNOWN_BY = ("member_id", "handle", "email", "name")


def identify(file: ExportFile) -> bool:
    """Whether the manager mapped the columns of files with this name as those of members."""
    mapping = mapping_for(file)
    return mapping is not None and mapping.holds == "members"


def platform(file: ExportFile) -> str:
    """The platform that the mapping names."""
    return _mapping(file).platform


def instance(file: ExportFile) -> str | None:
    """Never stated."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """One account a row, in the order of the file."""
    mapping = _mapping(file)
    if not any(mapping.columns.get(ours) for ours in KNOWN_BY):
        raise ExportProblem(
            file.name,
            "activity_logs in community.yaml names no column by which a member is known; add one "
            f"of {', '.join(KNOWN_BY)}",
        )
    rows = MappedFile(file)
    if private := [column for column in mapping.answers if is_private(column)]:
        yield Note(line=f"the answers to {', '.join(private)} are private and left out")
    questions = tuple(column for column in mapping.answers if column not in private)
    for row in rows.rows():
        yield row if isinstance(row, Record) else _account(rows, row, questions)
    yield from rows.remarks()


def _mapping(file: ExportFile) -> ColumnMapping:
    mapping = mapping_for(file)
    if mapping is None:
        raise ExportProblem(file.name, "no mapping in community.yaml fits this file's name")
    return mapping


def _account(rows: MappedFile, row: MappedRow, questions: tuple[str, ...]) -> Account | Skipped:
    email = rows.email(row, "email")
    known_by, handle, name = (rows.text(row, ours) for ours in ("member_id", "handle", "name"))
    # Whatever holds an address is shown to nobody.
    for written in (known_by, handle, name):
        email = email or address_in(written)
    handle = _shown(handle.removeprefix("@") if handle else None)
    name = plain_line(_shown(name))
    native_id = _shown(known_by) or handle
    if native_id is None and email:
        native_id = address_id(email)
    if native_id is None and name:
        native_id = name_id(name)
    if native_id is None:
        return Skipped(reason="no account", place=row.place)
    return Account(
        native_id=native_id,
        handle=handle,
        name=name,
        email=email,
        joined_at=rows.moment(row, "joined_at"),
        last_seen_at=rows.moment(row, "last_seen_at"),
        location=plain_line(rows.text(row, "location")),
        country=plain_line(rows.text(row, "country")),
        bio=html_to_text(rows.text(row, "bio")),
        url=_web_address(rows.text(row, "url")),
        answers={
            question: answer
            for question in questions
            if (answer := html_to_text(_written(row.at(question))))
        },
    )


def _shown(written: str | None) -> str | None:
    """What is written, unless it is an address or nothing."""
    return None if address_in(written) else written or None


def _web_address(written: str | None) -> str | None:
    is_one = written is not None and written.startswith(("https://", "http://"))
    return written if is_one else None


def _written(value: object) -> str | None:
    """An answer as text; several of them with commas between."""
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if isinstance(part, str | int | float)) or None
    if value is None or isinstance(value, dict):
        return None
    return str(value).strip() or None
