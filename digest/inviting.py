"""Asking members for a yes: the texts to paste, whom they are for, and who was asked before.

Nobody is asked twice for the same, and nothing here sends anything: the manager pastes.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import Template
from urllib.parse import quote

import pyarrow as pa

from digest.codes import Codes, signed_address
from digest.errors import BadInvitation
from digest.plain import plain_name, usable_address
from ledger import Ledger
from ledger.purposes import EDITIONS, PURPOSES, checked_purposes

LANGUAGES = ("en", "nl", "de", "fr", "es")
TEXTS = ("message", "thread", "page")
"""To everybody by the forum's own message; a thread that stays on top; a post on the page."""
FOR_ONE = "no address"
"""To one who said yes to the letter, and whose address nobody knows."""
_SECTIONS = ("why", *TEXTS, FOR_ONE, "profile", "purposes")
_LETTERS = ("match", "digest")
_MEANING = re.compile(r"([^:,]+)(?:, (\d+))?: (.+)")
"""A purpose, which words of it, and these words; without a number they are the first."""
_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, kw_only=True)
class Asker:
    """In whose name the question is asked."""

    community_name: str
    manager_name: str
    manager_email: str
    profile_questions: Mapping[str, tuple[str, ...]]
    """Each question in the profile that is read, and the purposes its yes is for."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """An invitation ready to be pasted."""

    number: int
    purposes: tuple[str, ...]
    folder: Path
    files: tuple[str, ...]
    """Below the folder."""
    to_ask: tuple[str, ...]
    """Accounts, one for each member who was not asked yet and has not answered."""
    without_address: int
    """Of those; a letter could not reach them."""
    asked_before: int
    answered: int
    """Said yes or no already, unasked."""
    unreached: tuple[tuple[str, str], ...]
    """(name, page on the platform) of those who said yes to the letter and have no address."""
    languages: Mapping[str, int]
    """How many of those to ask write in each language."""


def texts_in(
    content: Path, language: str, *, asker: Asker, purposes: Collection[str], number: int
) -> dict[str, str]:
    """The texts in one language, by their names in TEXTS and FOR_ONE; `$name` stays in the last.

    Raises BadInvitation when content/invitations/<language>.md lacks a part.
    """
    file = content / "invitations" / f"{language}.md"
    parts = _parts(file)
    wanted = checked_purposes(purposes)
    meanings = _meanings(file, parts, wanted)
    values = {
        "why": parts["why"] if set(_LETTERS) <= set(wanted) else "",
        "purposes": "\n".join(f"- {meanings[purpose][1]}" for purpose in wanted),
        "number": str(number),
        "address": asker.manager_email,
        "manager": asker.manager_name,
        "community": asker.community_name,
        "name": "$name",
        "profile": "",
    }
    # A yes in the profile must mean the same as a yes by mail.
    question = next(
        (q for q, for_ in asker.profile_questions.items() if set(for_) == set(wanted)), ""
    )
    if question:
        values["profile"] = _filled(file, parts["profile"], {**values, "question": question})
    return {name: _filled(file, parts[name], values) for name in (*TEXTS, FOR_ONE)}


def editions_in(content: Path, purposes: Collection[str]) -> dict[str, int]:
    """Which words of each purpose the texts have, as `ledger.purposes.EDITIONS` counts.

    The oldest of any language: nobody tells which one a member read. Raises BadInvitation.
    """
    wanted = checked_purposes(purposes)
    files = [content / "invitations" / f"{language}.md" for language in LANGUAGES]
    found = [_meanings(file, _parts(file), wanted) for file in files]
    return {purpose: min(meanings[purpose][0] for meanings in found) for purpose in wanted}


def prepare(
    *,
    ledger: Ledger,
    members: pa.Table,
    member_accounts: pa.Table,
    codes: Codes | None,
    asker: Asker,
    purposes: Sequence[str],
    content: Path,
    folder: Path,
    now: datetime,
) -> Prepared:
    """The invitation to these purposes, its texts in `folder/<number>/`; nobody is asked by it yet.

    members: member_id, account_id, display_name, handle, email, language, account_url and
    is_matchable. member_accounts: account_id, member_id. codes: for a link of their own for each
    member; None: no keys yet, so no links. The same inputs give the same files.
    """
    wanted = checked_purposes(purposes)
    editions = editions_in(content, wanted)
    number = ledger.draft_invitation(wanted, editions)
    texts = {
        language: texts_in(content, language, asker=asker, purposes=wanted, number=number)
        for language in LANGUAGES
    }
    asked = _asked_before(ledger, member_accounts, wanted)
    answers = _answers(ledger, member_accounts)
    rows = [row for row in members.to_pylist() if row["is_matchable"]]
    unasked = [row for row in rows if row["member_id"] not in asked]
    to_ask = [row for row in unasked if not set(wanted) & answers.get(row["member_id"], {}).keys()]
    ledger.keep_invitation(number, wanted, _as_kept(texts), editions=editions, now=now)
    files = {
        f"{language}-{name.replace(' ', '-')}.txt": text
        for language, by_name in texts.items()
        for name, text in by_name.items()
    }
    if codes is not None:
        files["one-by-one.csv"] = _one_by_one(to_ask, number, codes, asker.manager_email)
    _write(folder / str(number), files)
    unreached = [
        (plain_name(row["display_name"]) or "a member", row["account_url"] or "")
        for row in rows
        if all(answers.get(row["member_id"], {}).get(each) == "yes" for each in _LETTERS)
        and not usable_address(row["email"])
    ]
    return Prepared(
        number=number,
        purposes=wanted,
        folder=folder / str(number),
        files=tuple(files),
        to_ask=tuple(row["account_id"] for row in to_ask),
        without_address=sum(not usable_address(row["email"]) for row in to_ask),
        asked_before=len(rows) - len(unasked),
        answered=len(unasked) - len(to_ask),
        unreached=tuple(unreached),
        languages=dict(Counter(row["language"] or "unknown" for row in to_ask).most_common()),
    )


def _parts(file: Path) -> dict[str, str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        raise BadInvitation(f"{file}: not there, or not UTF-8") from None
    found = re.split(r"^# (.+)$", text, flags=re.MULTILINE)[1:]
    parts = {name.strip(): part.strip() for name, part in zip(found[::2], found[1::2], strict=True)}
    for name in _SECTIONS:
        if not parts.get(name):
            raise BadInvitation(
                f"{file}: the part '# {name}' is missing or empty; there must be: "
                + ", ".join(_SECTIONS)
            )
    return parts


def _meanings(
    file: Path, parts: Mapping[str, str], wanted: Collection[str]
) -> dict[str, tuple[int, str]]:
    """What each purpose allows, in the file's words, and which words of ours these are."""
    found: dict[str, tuple[int, str]] = {}
    for line in parts["purposes"].splitlines():
        if match := _MEANING.fullmatch(line.strip()):
            found[match[1]] = int(match[2] or 1), match[3]
    for purpose in wanted:
        if purpose not in found:
            raise BadInvitation(f"{file}: below '# purposes' nothing says what {purpose!r} allows")
        newest = EDITIONS.get(purpose, 1)
        if found[purpose][0] > newest:
            raise BadInvitation(
                f"{file}: '{purpose}, {found[purpose][0]}': the newest words are {newest}"
            )
    return found


def _filled(file: Path, text: str, values: Mapping[str, str]) -> str:
    try:
        filled = Template(text).substitute(values)
    except (KeyError, ValueError) as problem:
        known = ", ".join(f"${name}" for name in sorted(values))
        raise BadInvitation(
            f"{file}: {problem} is nothing we can fill in; known: {known}"
        ) from None
    lines = [re.sub(r" {2,}", " ", line).rstrip() for line in filled.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _asked_before(ledger: Ledger, member_accounts: pa.Table, purposes: tuple[str, ...]) -> set[str]:
    """Members who were asked for any of the purposes."""
    alike = {each.number for each in ledger.invitations() if set(each.purposes) & set(purposes)}
    member_of = _member_of(member_accounts)
    return {
        member_of[row["account_id"]]
        for row in ledger.invited().to_pylist()
        if row["invitation"] in alike and row["account_id"] in member_of
    }


def _answers(ledger: Ledger, member_accounts: pa.Table) -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = {}
    for row in ledger.member_consents(member_accounts).to_pylist():
        answers.setdefault(row["member_id"], {})[row["purpose"]] = row["answer"]
    return answers


def _member_of(member_accounts: pa.Table) -> dict[str, str]:
    pairs = (member_accounts[name].to_pylist() for name in ("account_id", "member_id"))
    return dict(zip(*pairs, strict=True))


def _as_kept(texts: Mapping[str, Mapping[str, str]]) -> str:
    return "\n".join(
        f"[{language}: {name}]\n{text}"
        for language, by_name in texts.items()
        for name, text in by_name.items()
    )


def _one_by_one(rows: Sequence[Mapping[str, str]], number: int, codes: Codes, address: str) -> str:
    """For platforms that can write to each member by name: a link that proves whose yes it is."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(["name", "handle", "language", "page", "yes by mail"])
    for row in rows:
        code = codes.code(row["account_id"], number)
        signed = signed_address(address, code)
        subject = f"yes {number}" if signed else f"yes {number} {code}"
        link = f"mailto:{signed or address}?subject={quote(subject)}"
        cells = [row["display_name"], row["handle"], row["language"], row["account_url"], link]
        writer.writerow([_harmless(cell or "") for cell in cells])
    return sheet.getvalue()


def _harmless(cell: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write(folder: Path, files: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, text in files.items():
        unfinished = folder / f"{name}.unfinished"
        handle = os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        os.replace(unfinished, folder / name)


def purposes_to_ask(text: str | None) -> tuple[str, ...]:
    """The purposes a flag names, separated by commas; without it, the two that make a letter."""
    if not text:
        return _LETTERS
    if text == "all":
        return PURPOSES
    return checked_purposes(part.strip() for part in text.split(",") if part.strip())
