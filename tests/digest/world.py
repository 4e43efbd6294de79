"""A small invented community of knot-tyers, as the tables the digest is handed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from digest import Sender, Summary, compose, material
from digest.codes import Codes
from digest.lines import Lines
from digest.material import Material
from ledger import PURPOSES, Ledger, QueuedMail, Statement, purpose_column

ISSUE = "2026-W47"
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
PLANNED_AT = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
SAID_AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)

SENDER = Sender(
    community_id="knot-tyers",
    community_name="Knot Tyers",
    manager_name="Ilse Vermaak",
    manager_email="ilse@knots.example.org",
    postal_address="Rua do Cais 4, 8600 Lagos",
    list_id="letters.knots.example.org",
    site_url="https://friends.knots.example.org",
    is_sample=True,
)

NAMES = {
    "m1": "Bronwen Achterberg",
    "m2": "Tomás Quiñones",
    "m3": "Sefa Tuimavave",
    "m4": "Jun’ichi Okabe",
    "m5": "Ola",
}


def member(number: str) -> str:
    """An id of the shape the warehouse gives."""
    return "m" + number.removeprefix("m").rjust(15, "0")


def account(member_id: str) -> str:
    return "discourse:knots.example.org:" + member_id.lstrip("m0")


def thread(thread_id: str, title: str, **values: Any) -> dict[str, Any]:
    return {
        "thread_id": thread_id,
        "space_id": "s1",
        "author_member_id": member("m5"),
        "title": title,
        "url": f"https://knots.example.org/t/{thread_id}",
        "answer_count": 3,
        "is_public": True,
        "is_open": True,
        "is_page": False,
        **values,
    }


def match(reader: str, candidate: str, place: int, slot: str = "bond") -> dict[str, Any]:
    return {
        "issue": ISSUE,
        "member_id": member(reader),
        "candidate_id": member(candidate),
        "place": place,
        "slot": slot,
    }


def reason(
    reader: str,
    candidate: str,
    place: int,
    kind: str,
    sentence: str,
    overlap: str,
    thread_id: str | None = None,
    title: str | None = None,
    contact: str | None = None,
) -> dict[str, Any]:
    return {
        "issue": ISSUE,
        "member_id": member(reader),
        "candidate_id": member(candidate),
        "place": place,
        "kind": kind,
        "sentence": sentence,
        "overlap": overlap,
        "thread_id": thread_id,
        "thread_title": title,
        "thread_url": f"https://knots.example.org/t/{thread_id}" if thread_id else None,
        "contact_member_id": member(contact) if contact else None,
    }


MATCHES = [
    match("m1", "m2", 1),
    match("m1", "m3", 2),
    match("m1", "m4", 3, "far"),
    match("m2", "m1", 1),
    match("m3", "m4", 1, "far"),
]
REASONS = [
    reason(
        "m1",
        "m2",
        1,
        "answers",
        "You asked how to keep an eye splice from slipping, and Tomás Quiñones has answered that.",
        "Splices that hold in wet rope",
        "t1",
        "How do you keep an eye splice from slipping?",
    ),
    reason(
        "m1",
        "m3",
        1,
        "contact",
        "You both talk with Ola.",
        "Ola knows you both",
        "t2",
        "Decorative work on a bell rope",
        "m5",
    ),
    reason(
        "m1",
        "m4",
        1,
        "topic",
        "Jun’ichi Okabe also writes about net making: “A netting needle out of a chopstick”.",
        "net making",
        "t3",
        "A netting needle out of a chopstick",
    ),
    reason(
        "m2",
        "m1",
        1,
        "answers",
        "You answered what Bronwen Achterberg has just asked: how to keep a splice from slipping.",
        "Splices that hold in wet rope",
        "t1",
        "How do you keep an eye splice from slipping?",
    ),
    reason("m1", "m2", 2, "thread", "You both wrote in “Wet rope”.", "Wet rope"),
    reason("m3", "m4", 1, "topic", "You both write about bell ropes.", "Bell ropes"),
]
THREADS = [
    thread("t1", "How do you keep an eye splice from slipping?"),
    thread("t2", "Decorative work on a bell rope"),
    thread("t3", "A netting needle out of a chopstick"),
    thread("t4", "Which line for a first monkey’s fist?", answer_count=0),
]
ANSWERS: list[dict[str, Any]] = [
    {
        "member_id": member("m1"),
        "from_member_id": member("m5"),
        "thread_id": "t2",
        "thread_title": "Decorative work on a bell rope",
        "thread_url": "https://knots.example.org/t/t2",
        "created_at": datetime(2026, 11, 20, 9, 0, tzinfo=UTC),
        "is_thanks": False,
    }
]


MATERIAL = {
    "answers": material.ANSWERS,
    "last_words": material.LAST_WORDS,
    "works": material.WORKS,
    "at_home": material.AT_HOME,
    "introducers": material.INTRODUCERS,
    "to_answer": material.TO_ANSWER,
}


@dataclass
class World:
    """The inputs of one composing; a test changes what it is about."""

    ledger: Ledger
    outbox: Path
    names: dict[str, str] = field(default_factory=lambda: dict(NAMES))
    emails: dict[str, str | None] = field(
        default_factory=lambda: {number: f"{number}@mail.example.org" for number in NAMES}
    )
    flags: dict[str, str] = field(default_factory=dict)
    matches: list[dict[str, Any]] = field(default_factory=lambda: list(MATCHES))
    reasons: list[dict[str, Any]] = field(default_factory=lambda: [dict(r) for r in REASONS])
    threads: list[dict[str, Any]] = field(default_factory=lambda: [dict(t) for t in THREADS])
    answers: list[dict[str, Any]] = field(default_factory=lambda: [dict(a) for a in ANSWERS])
    last_words: list[dict[str, Any]] = field(default_factory=list)
    works: list[dict[str, Any]] = field(default_factory=list)
    at_home: list[dict[str, Any]] = field(default_factory=list)
    introducers: list[dict[str, Any]] = field(default_factory=list)
    to_answer: list[dict[str, Any]] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)
    languages: dict[str, str] = field(default_factory=dict)
    locations: dict[str, str] = field(default_factory=dict)
    thread_languages: list[dict[str, Any]] = field(default_factory=list)
    issue: str = ISSUE
    hidden: set[str] = field(default_factory=set)
    sender: Sender = SENDER
    codes: Codes | None = None

    def everybody_says_yes(self) -> None:
        for number in self.names:
            self.say(number, "yes", *PURPOSES)

    def say(self, number: str, answer: Any, *purposes: str, at: datetime = SAID_AT) -> None:
        self.ledger.record_consents(
            [
                Statement(
                    account_id=account(member(number)),
                    purpose=purpose,
                    answer=answer,
                    said_at=at,
                    source="reply",
                    is_in_person=True,
                )
                for purpose in purposes
            ],
            now=at,
        )

    def had_a_letter(self, number: str, issue: str = "2026-W45") -> None:
        """Their letter of an earlier issue has left."""
        sent = QueuedMail(
            account_id=account(member(number)),
            address=f"{number}@mail.example.org",
            message_id=f"<{issue}.{number}@knots.example.org>",
            file_name=f"{number}.eml",
            content_sha256="0" * 64,
            planned_at=SAID_AT,
        )
        self.ledger.queue_mail(issue, sent, now=SAID_AT)
        for state in ("sending", "sent"):
            self.ledger.change_mail(issue, sent.account_id, state, now=SAID_AT)

    def compose(self, now: datetime = NOW) -> Summary:
        ids = {number: member(number) for number in self.names}
        flags = ("is_spam", "is_barred", "is_departed", "is_minor", "is_memorial", "is_team")
        return compose(
            sender=self.sender,
            issue=self.issue,
            planned_at=PLANNED_AT,
            now=now,
            people=pa.Table.from_pylist(
                [
                    {
                        "member_id": ids[number],
                        "display_name": name,
                        "handle": number,
                        "account_url": f"https://knots.example.org/u/{number}",
                        **{purpose_column(p): number not in self.hidden for p in PURPOSES},
                    }
                    for number, name in self.names.items()
                ]
            ),
            members=pa.Table.from_pylist(
                [
                    {
                        "member_id": ids[number],
                        "account_id": account(ids[number]),
                        "display_name": name,
                        "email": self.emails[number],
                        "language": self.languages.get(number),
                        "location": self.locations.get(number),
                        "is_bot": False,
                        **{flag: self.flags.get(number) == flag for flag in flags},
                    }
                    for number, name in self.names.items()
                ]
            ),
            member_accounts=pa.Table.from_pylist(
                [{"account_id": account(m), "member_id": m} for m in ids.values()]
            ),
            matches=table(self.matches, MATCHES),
            reasons=table(self.reasons, REASONS),
            threads=table(self.threads, THREADS),
            member_threads=pa.Table.from_pylist(
                [{"member_id": ids[n], "thread_id": "t2"} for n in ("m1", "m3") if n in ids]
            ),
            ledger=self.ledger,
            outbox=self.outbox,
            codes=self.codes,
            material=Material(
                **{
                    name: pa.Table.from_pylist(getattr(self, name), schema=schema)
                    for name, schema in MATERIAL.items()
                },
                languages=pa.Table.from_pylist(self.thread_languages, schema=material.LANGUAGES),
            ),
            lines=self.lines,
        )

    def mail(self, number: str) -> bytes:
        return self.file(number).read_bytes()

    def file(self, number: str) -> Path:
        return self.outbox / ISSUE / f"{member(number)}.eml"

    def files(self) -> dict[str, bytes]:
        folder = self.outbox / ISSUE
        return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def table(rows: list[dict[str, Any]], like: list[dict[str, Any]]) -> pa.Table:
    """The rows as Arrow, typed as `like` also when there are none."""
    schema = pa.Table.from_pylist(like).schema
    kept = [column for column in schema if not rows or column.name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema(kept))


def unsampled(sender: Sender) -> Sender:
    return replace(sender, is_sample=False)
