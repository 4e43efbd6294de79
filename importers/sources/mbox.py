"""Mailing lists as mailbox files: pipermail, HyperKitty, Groups.io, Google Groups' Takeout.

People are known by their address, lower-case and written out again where the archive hides it.
A mail's native id is its Message-ID, so monthly files that overlap meet again; a mail without one
gets an id made from what it holds.

Each file is read alone. The thread is therefore named by the first id in References, which is the
mail that opened it, whichever file that lies in. A mail with In-Reply-To only belongs to the thread
of the mail it answers when that one stands before it in the file, else to one named by it. A mail
with neither, whose subject begins with "Re:", joins the thread of that subject in the same file
within SUBJECT_DAYS.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message as Mail

from importers.errors import ExportProblem, TooLarge
from importers.importer import ExportFile
from importers.platforms.mail import (
    Sender,
    Words,
    header,
    ids_in,
    list_id,
    moment,
    parse,
    sender,
    words,
)
from importers.platforms.mail_quotes import own_words
from importers.reading.excerpts import excerpt
from importers.reading.mbox import RawMessage, begins_mailbox, messages
from importers.reading.names import name_id, plain_line
from importers.reading.notes import Note
from importers.records import Account, Post, Record, Skipped, Space, Thread, Visibility

PLATFORM = "mail"
HOW_TO_EXPORT = "download the list's archive again, month by month or whole"
SUBJECT_DAYS = 30
"""How long after its last mail a thread is joined by its subject alone."""

_REPLY = re.compile(
    r"\s*(?:re|aw|sv|vs|antw|rif|res|odp|ynt|fwd?|wg)\s?(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：]",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[([^\[\]]{1,60})\]")
_SUBJECT_TAG = re.compile(
    rb"^Subject:[ \t]*(?:(?:re|aw)[ \t]*:[ \t]*)*\[([^\[\]\r\n]{1,60})\]",
    re.MULTILINE | re.IGNORECASE,
)
_SUBJECT = re.compile(rb"^Subject:", re.MULTILINE | re.IGNORECASE)
_TAGGED_SHARE = 0.6
_MONTHLY = re.compile(r"(?:^|/)([\w.+-]+@[\w-]+(?:\.[\w-]+)+)-\d{4}-\d{2}[^/]*$")
_TAKEOUT = re.compile(r"(?:^|/)Groups/([^/]+)/[^/]+\.mbox$", re.IGNORECASE)
_PERSONAL = ("X-Gmail-Labels", "X-GM-THRID")


def identify(file: ExportFile) -> bool:
    """Whether the file begins with a mailbox's separator and a header."""
    return begins_mailbox(file.head(4096))


def instance(file: ExportFile) -> str | None:
    """The list's id in the first mail, or its address in the file's name; None: pipermail's."""
    try:
        first = next(messages(file), None)
        found = list_id(parse(first.data, file.name, first.place)) if first else None
    except ExportProblem:
        found = None
    if found:
        return found
    named = _MONTHLY.search(file.name) or _TAKEOUT.search(file.name)
    return named[1].lower().replace("@", ".") if named else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Each mail as a post, its thread where it begins; then accounts and other files' threads."""
    mailbox = _Mailbox(file)
    problem: ExportProblem | None = None
    try:
        for raw in messages(file):
            yield from mailbox.records(raw)
    except ExportProblem as error:
        problem = error
    yield from mailbox.rest()
    if problem is not None:
        raise problem


@dataclass(frozen=True)
class _Place:
    """Where a mail belongs."""

    thread_id: str
    parent_id: str | None = None
    is_opening: bool = False


class _Mailbox:
    """One file's mails, with what is remembered of those before."""

    def __init__(self, file: ExportFile) -> None:
        self._name = file.name
        self._list = instance(file)
        self._tag = _common_tag(file.head())
        self._threads = _Threads()
        self._told: set[str] = set()
        """Threads whose opening mail was met."""
        self._elsewhere: dict[str, Thread] = {}
        """Threads whose opening mail was not met yet."""
        self._names: dict[str, Counter[str]] = {}
        self._emails: dict[str, str | None] = {}
        self._spaces: dict[str, Space] = {}
        self._without_zone = 0
        self._charsets: Counter[str] = Counter()

    def records(self, raw: RawMessage) -> Iterator[Record]:
        """The mail's post, and its thread and list when they are new."""
        if raw.is_cut:
            yield Skipped(
                reason="broken",
                place=raw.place,
                detail="the file breaks off in this mail; copy or export it again",
            )
            return
        try:
            mail = parse(raw.data, self._name, raw.place)
        except TooLarge as problem:
            yield Skipped(reason="broken", place=raw.place, detail=problem.what)
            return
        if reason := _reason_to_skip(mail):
            yield Skipped(reason=reason, place=raw.place)
        else:
            yield from self._post(raw, mail)

    def rest(self) -> Iterator[Record]:
        """Threads that began elsewhere, the accounts, and what a person should know."""
        yield from self._elsewhere.values()
        for native_id, names in self._names.items():
            usual = max(names, key=lambda name: names[name], default=None)
            yield Account(native_id=native_id, name=usual, email=self._emails[native_id])
        if self._without_zone:
            yield Note(
                line=f"{self._without_zone} mails state no time zone, or none there is; "
                "their moments are read as UTC"
            )
        for charset, count in self._charsets.items():
            yield Note(
                line=f"{count} mails are in {excerpt(charset)}, which no decoder is known for; "
                "read as UTF-8 or Western"
            )

    def _post(self, raw: RawMessage, mail: Mail) -> Iterator[Record]:
        author_id = self._account(sender(mail, raw.sender))
        said = words(mail)
        if said.unknown_charset:
            self._charsets[said.unknown_charset] += 1
        text, quoted = own_words(said.text)
        created_at, is_stated = moment(header(mail, "Date"))
        if created_at is None:
            # The archive wrote down when it received the mail.
            created_at, is_stated = moment(raw.date.decode("ascii", "replace"))
        if created_at is None:
            yield _undated(raw, mail)
        elif not is_stated:
            self._without_zone += 1
        subject = header(mail, "Subject")
        native_id = next(iter(ids_in(header(mail, "Message-ID"))), None)
        if native_id is None:
            native_id = _made_id(author_id, header(mail, "Date"), subject, said)
        place = self._threads.place(native_id, mail, subject, created_at)
        space = self._space(mail)
        if space is not None and self._spaces.get(space.native_id) != space:
            self._spaces[space.native_id] = space
            yield space
        if place.thread_id not in self._told:
            thread = Thread(
                native_id=place.thread_id,
                space_id=space.native_id if space else None,
                author_id=author_id if place.is_opening else None,
                title=_title(subject, self._tags_of(space)),
                kind="discussion",
                created_at=created_at if place.is_opening else None,
            )
            if place.is_opening:
                self._told.add(place.thread_id)
                self._elsewhere.pop(place.thread_id, None)
                yield thread
            else:
                self._elsewhere.setdefault(place.thread_id, thread)
        yield Post(
            native_id=native_id,
            thread_id=place.thread_id,
            parent_id=place.parent_id,
            author_id=author_id,
            quoted=quoted,
            kind="opening" if place.is_opening else "reply",
            created_at=created_at,
            text_format="html" if said.is_html else "text",
            text_original=said.original,
            text=text,
        )

    def _tags_of(self, space: Space | None) -> set[str]:
        """What the list may put in brackets before its subjects."""
        names = {space.native_id.partition(".")[0].casefold()} if space else set()
        return names | {self._tag} if self._tag else names

    def _account(self, who: Sender) -> str | None:
        """The account's native id; its names are kept for later."""
        native_id = who.address or (name_id(who.name) if who.name else None)
        if native_id is None:
            return None
        self._emails[native_id] = who.address
        names = self._names.setdefault(native_id, Counter())
        if name := plain_line(who.name):
            names[name] += 1
        return native_id

    def _space(self, mail: Mail) -> Space | None:
        native_id = list_id(mail) or self._list
        if native_id is None:
            return None
        known = self._spaces.get(native_id)
        name = plain_line((header(mail, "List-Id") or "").partition("<")[0].strip(" \"'"))
        archive = header(mail, "List-Archive") or ""
        visibility: Visibility = "unknown"
        if "/private/" in archive:
            visibility = "members"
        elif "/pipermail/" in archive:
            visibility = "public"
        elif known is not None:
            visibility = known.visibility
        return Space(
            native_id=native_id,
            name=name or (known.name if known else None) or native_id.partition(".")[0],
            kind="list",
            visibility=visibility,
        )


class _Threads:
    """Which thread each mail of a file belongs to."""

    def __init__(self) -> None:
        self._of_mail: dict[str, str] = {}
        self._of_subject: dict[str, tuple[str, datetime]] = {}
        """The thread that a subject was last seen in, and when."""

    def place(
        self, native_id: str, mail: Mail, subject: str | None, created_at: datetime | None
    ) -> _Place:
        """The mail's thread and the mail it answers; remembered for the mails that follow."""
        place = self._placed(native_id, mail, subject, created_at)
        self._of_mail[native_id] = place.thread_id
        if subject and created_at:
            self._of_subject[_bare(subject).casefold()] = (place.thread_id, created_at)
        return place

    def _placed(
        self, native_id: str, mail: Mail, subject: str | None, created_at: datetime | None
    ) -> _Place:
        references = [one for one in ids_in(header(mail, "References")) if one != native_id]
        answered = [one for one in ids_in(header(mail, "In-Reply-To")) if one != native_id]
        if references or answered:
            parent_id = (references or answered)[-1 if references else 0]
            root = references[0] if references else parent_id
            known = self._of_mail.get(root) or self._of_mail.get(parent_id)
            return _Place(known or root, parent_id)
        if not subject or not _REPLY.match(_TAG.sub("", subject, count=1)):
            return _Place(native_id, is_opening=True)
        thread_id, last_at = self._of_subject.get(_bare(subject).casefold(), (None, None))
        if (
            thread_id
            and last_at
            and created_at
            and abs(created_at - last_at) <= timedelta(days=SUBJECT_DAYS)
        ):
            return _Place(thread_id)
        # An answer to something that is not there opens nothing.
        return _Place(native_id)


def _reason_to_skip(mail: Mail) -> str | None:
    """Why a mail is no post, or not for us; None when it is one."""
    if list_id(mail) is None and any(header(mail, name) for name in _PERSONAL):
        return "private"
    if (header(mail, "X-No-Archive") or "").lower() == "yes":
        return "no archive"
    if (header(mail, "Auto-Submitted") or "").lower().startswith("auto-replied"):
        return "automatic"
    return None


def _undated(raw: RawMessage, mail: Mail) -> Note:
    return Note(
        line=f"{raw.place}: the Date is {excerpt(header(mail, 'Date'))}, expected such as "
        "'Thu, 1 Jan 2026 10:00:00 +0100'; the mail's moment is unknown"
    )


def _made_id(author_id: str | None, date: str | None, subject: str | None, said: Words) -> str:
    """An id for a mail without one: the same wherever the same mail is found."""
    parts = [author_id or "", date or "", subject or "", (said.original or "").strip()]
    joined = "\n".join(parts).encode("utf-8", "replace")
    return "made:" + hashlib.sha1(joined, usedforsecurity=False).hexdigest()


def _bare(subject: str) -> str:
    """The subject without 'Re:' in any language and without [tags] before it."""
    place = 0
    while match := _REPLY.match(subject, place) or _TAG.match(subject, place):
        place = match.end()
    return subject[place:].strip() or subject.strip()


def _title(subject: str | None, tags: Container[str]) -> str | None:
    """The subject without 'Re:' and without the tag that the list puts before every subject."""
    if not subject:
        return None
    place = 0
    while match := _REPLY.match(subject, place) or _TAG.match(subject, place):
        if match.re is _TAG and match[1].casefold() not in tags:
            break
        place = match.end()
    return plain_line(subject[place:])


def _common_tag(head: bytes) -> str | None:
    """What most subjects have in [brackets] before them: the list's name; None: no such tag."""
    tags = Counter(match[1].lower() for match in _SUBJECT_TAG.finditer(head))
    if not tags:
        return None
    tag, count = tags.most_common(1)[0]
    if count < _TAGGED_SHARE * len(_SUBJECT.findall(head)):
        return None
    return tag.decode("utf-8", "replace").casefold()
