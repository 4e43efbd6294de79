"""`people.csv`: the yeses and noes that members gave elsewhere, as the manager wrote them down.

Columns, in any order: handle and/or email, purposes (several with ';' between them), date as
YYYY-MM-DD, and if wanted answer (yes or no; without the column all mean yes) and wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Literal

from importers.importer import ExportFile
from importers.reading.moments import utc
from importers.reading.table import TableRow, header_in, read_table
from importers.records import Consent, Record, Skipped

PLATFORM = "people"
HOW_TO_EXPORT = "add new answers to people.csv and leave the old rows where they are"

_EMAIL_COLUMNS = ("email", "e-mail", "mail")
_YES = frozenset(["yes", "y", "true", "1"])
_NO = frozenset(["no", "n", "false", "0"])
_BETWEEN_PURPOSES = re.compile(r"[;,|\n]")


def identify(file: ExportFile) -> bool:
    """Whether the header names purposes and who they are about."""
    columns = {column.lower() for column in header_in(file.head(8192))}
    return "purposes" in columns and not columns.isdisjoint(("handle", *_EMAIL_COLUMNS))


def instance(file: ExportFile) -> str | None:
    """Never stated."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated: the latest answer counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """One Consent a row; a row that is not clear is left out with the reason.

    A yes needs its date, because it must be known whether a no came later; a no counts without
    one, and also with one that cannot be read, because no opt-out may be lost.
    """
    has_answers = "answer" in {column.lower() for column in header_in(file.head(8192))}
    for row in read_table(file.path, name=file.name):
        if not isinstance(row, TableRow):
            yield row
            continue
        cells = {column.lower(): cell.strip() for column, cell in row.values.items()}
        yield _consent(cells, f"line {row.line}", has_answers=has_answers)


def _consent(cells: Mapping[str, str], place: str, *, has_answers: bool) -> Consent | Skipped:
    handle = cells.get("handle") or None
    email = next((cells[name].lower() for name in _EMAIL_COLUMNS if cells.get(name)), None)
    purposes = tuple(
        dict.fromkeys(
            " ".join(purpose.replace("_", " ").lower().split())
            for purpose in _BETWEEN_PURPOSES.split(cells.get("purposes", ""))
            if purpose.strip()
        )
    )
    answer = _answer(cells.get("answer", "")) if has_answers else "yes"
    date = cells.get("date", "")
    said_at = utc(date)
    problem: str | None = None
    if handle is None and email is None:
        problem = "neither a handle nor an e-mail; say who it is about"
    elif email is not None and "@" not in email:
        problem = f"'{email}' is no e-mail address"
    elif not purposes:
        problem = "no purposes; name one or several with ; between them"
    elif answer is None:
        problem = f"the answer is '{cells.get('answer', '')}', expected yes or no"
    elif said_at is None and answer == "yes":
        problem = f"the date is '{date}', expected YYYY-MM-DD"
    if problem is not None or answer is None:
        return Skipped(reason="broken", place=place, detail=problem)
    return Consent(
        handle=handle,
        email=email,
        purposes=purposes,
        answer=answer,
        said_at=said_at,
        wording=cells.get("wording") or None,
    )


def _answer(written: str) -> Literal["yes", "no"] | None:
    word = written.lower()
    return "yes" if word in _YES else "no" if word in _NO else None
