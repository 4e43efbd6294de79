"""Members of a Ning network: the archive's objects and the rows of the members' CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from urllib.parse import unquote

from importers.importer import ExportFile
from importers.reading.json_values import a_text, an_object
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import utc, years_between
from importers.reading.private_fields import is_private
from importers.reading.sheets import first_rows, table_of
from importers.reading.table import TableRow, unique_names
from importers.reading.text import html_to_text, one_line
from importers.records import Account, AccountState, Record, Role, Skipped

OF_AGE = 18
_OLDEST = 120

_STATES: Mapping[str, AccountState] = {
    "active": "active",
    "suspended": "suspended",
    "banned": "banned",
    "left": "left",
    "pending": "pending",
}
_NO_ACCOUNT = frozenset(
    ["", "-", "no", "none", "nope", "n/a", "yes", "not on facebook", "don't use it", "don’t use it"]
)
_FACEBOOK_LINK = re.compile(
    r"^(?:https?://)?(?:www\.|m\.|web\.)?(?:facebook|fb)\.com/"
    r"(?:profile\.php\?id=(?P<number>\d+)|(?:people/[^/]+/)?(?P<name>[\w.-]+))",
    re.IGNORECASE,
)

_AGE = re.compile(r"[1-9][0-9]{0,2}")
_JOINED = re.compile(r",(?=[^\s\d,])")
"""The comma that Ning puts between several answers, without a space behind it."""

_CSV_COLUMNS = ("Name", "Profile Address", "Email")
_CSV_KNOWN = frozenset(
    ["Name", "Profile Address", "Email", "Gender", "Location", "Country", "Age", "Birthdate"]
)


def account(native_id: str, value: JsonObject, *, as_of: datetime | None) -> Account:
    """The account of a member's object.

    as_of: the day by which the age counts. Birthdate, gender and postcode end here.
    """
    answers = {
        question: answer
        for label, written in an_object(value.get("profileQuestions")).items()
        if (question := one_line(label))
        and not is_private(question)
        and (answer := _answer(written))
    }
    return Account(
        native_id=native_id,
        handle=native_id,
        name=one_line(a_text(value.get("fullName"))),
        email=_email(a_text(value.get("email"))),
        joined_at=utc(value.get("createdDate")),
        location=one_line(a_text(value.get("location"))),
        country=one_line(a_text(value.get("country"))),
        bio=next((answers[label] for label in answers if label.casefold() == "about me"), None),
        url=a_text(value.get("url")),
        role=_role(a_text(value.get("level"))),
        state=_STATES.get((a_text(value.get("state")) or "").strip().lower()),
        is_minor=_is_minor(a_text(value.get("birthdate")), as_of),
        is_memorial=any(text.casefold() == "in memory" for text in answers.values()) or None,
        answers=answers,
        declares=_declared(answers),
    )


def is_member_csv(file: ExportFile) -> bool:
    """Whether this is Ning's CSV of all members, as it came or saved again from a spreadsheet."""
    first = first_rows(file, rows=1)
    return bool(first) and unique_names(first[0])[: len(_CSV_COLUMNS)] == _CSV_COLUMNS


def accounts_in_csv(file: ExportFile) -> Iterator[Record]:
    """The accounts in Ning's CSV of all members; it does not say when they joined.

    A member who chose an address has that as id here and the screen name in the archive; both
    hold the e-mail address, by which they are one.
    """
    for row in table_of(file.path, name=file.name):
        if not isinstance(row, TableRow):
            yield row
            continue
        address = row.value("Profile Address")
        screen_name = _screen_name(address)
        if address is None or screen_name is None:
            yield Skipped(
                reason="broken", place=f"line {row.line}", detail="a member without an address"
            )
            continue
        answers = {
            question: answer
            for question, written in row.values.items()
            if question and question not in _CSV_KNOWN and not is_private(question)
            if (answer := _answer(_spaced(written)))
        }
        age = row.value("Age") or ""
        yield Account(
            native_id=screen_name,
            handle=screen_name,
            name=one_line(row.value("Name")),
            email=_email(row.value("Email")),
            location=one_line(row.value("Location")),
            country=one_line(row.value("Country")),
            bio=next((answers[label] for label in answers if label.casefold() == "about me"), None),
            url=address if address.startswith("http") else None,
            is_minor=int(age) < OF_AGE if _AGE.fullmatch(age) else None,
            answers=answers,
            declares=_declared(answers),
        )


def _screen_name(address: str | None) -> str | None:
    """The last part of a member's address, which is the screen name or the name they chose."""
    path = re.split("[?#]", address or "", maxsplit=1)[0].rstrip("/")
    name = unquote(path.rsplit("/", 1)[-1]).strip()
    return name if name and name != "profile" else None


def _spaced(written: str) -> str:
    """Several answers as the archive's are read: with a space behind the commas."""
    return written if "://" in written else _JOINED.sub(", ", written)


def _answer(written: object) -> str | None:
    if isinstance(written, list):
        written = ", ".join(str(part) for part in written if part)
    return html_to_text(a_text(written))


def _email(written: str | None) -> str | None:
    """The address; the archiver leaves a slash behind some."""
    address = (written or "").strip().rstrip("/").lower()
    return address if "@" in address else None


def _role(level: str | None) -> Role | None:
    if level is None:
        return None
    words = level.lower().split()
    if any(word.startswith(("owner", "admin", "creator")) for word in words):
        return "staff"
    return "moderator" if any(word.startswith("moderator") for word in words) else "member"


def _is_minor(birthdate: str | None, as_of: datetime | None) -> bool | None:
    if birthdate is None or as_of is None:
        return None
    try:
        age = years_between(date.fromisoformat(birthdate.strip()[:10]), as_of.date())
    except ValueError:
        return None
    return age < OF_AGE if 0 <= age <= _OLDEST else None


def _declared(answers: Mapping[str, str]) -> tuple[str, ...]:
    """The Facebook account that a member states in a profile question about Facebook."""
    declared: dict[str, None] = {}
    for question, answer in answers.items():
        if "facebook" not in question.casefold() or answer.casefold().rstrip(".") in _NO_ACCOUNT:
            continue
        link = _FACEBOOK_LINK.match(answer)
        stated = (link["number"] or link["name"]) if link else one_line(answer)
        if stated:
            declared[f"facebook:{stated}"] = None
    return tuple(declared)
