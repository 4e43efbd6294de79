"""Letters of invented readers, and a ledger and outbox in which they wait to be sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from digest.letter import Envelope, Letter, Link, Meeting, Sender
from digest.message import message_bytes
from digest.outbox import Outbox
from digest.phrases import phrases, with_bold
from ledger import PURPOSES, Ledger, QueuedMail, Statement, purpose_column

ISSUE = "2026-W47"
PLANNED_AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
SENDER = Sender(
    community_id="bench",
    community_name="The Bench",
    manager_name="Zoë Vermaak",
    manager_email="zoe@bench.example.org",
    postal_address="Rua do Cais 4, 8600 Lagos",
    list_id="letters.bench.example.org",
    site_url="https://friends.bench.example.org",
)
_NAMES = ("Ana Lopes", "Jun’ichi Okabe", "Sefa Tuimavave", "Siân Whelan", "Tomás Quiñones")
_THINGS = ("kettle", "wooden plane", "bellows", "umbrella", "clock of the station", "boat’s lamp")


def letters(count: int) -> Iterator[tuple[Letter, Envelope]]:
    """So many letters of some 160 words, no two alike, each with its envelope."""
    told = phrases("en")

    def thread(phrase: str, number: int, words: str) -> Link:
        title = f"The {_THINGS[number % len(_THINGS)]} number {number} {words}"
        url = f"https://bench.example.org/t/{number}"
        before, _, after = phrase.partition("[]")
        return Link(before, f"“{title}”", after, url)

    for number in range(count):
        people = [_NAMES[(number + place) % len(_NAMES)] for place in range(3)]
        yield (
            Letter(
                language="en",
                subject=told.subject.format(community=SENDER.community_name, week=47),
                greeting=told.dear.format(name=f"Reader {number}"),
                came_of_it=thread(f"{people[0]} thanked you in [].", number, "is dripping"),
                opening=told.opening(number % 6, 3),
                meetings=tuple(
                    Meeting(
                        name=name,
                        sentence=(
                            f"You wrote in “A handle for number {number + place}”, and "
                            f"{name} in “What is left of number {number * 3 + place}”."
                        ),
                        overlap=_THINGS[(number + place) % len(_THINGS)],
                        question=thread("Worth asking what came of [].", number + place, "sticks"),
                        note=told.note.format(name=name) if place else None,
                        thread=Link(
                            "", f"Join {name} there", "", f"https://bench.example.org/t/{place}"
                        ),
                    )
                    for place, name in enumerate(people)
                ),
                card_opening="",
                card=None,
                open_thread=thread("Waiting for a first answer: []", number + 7, "has no lid"),
                work=thread(f"Worth passing on: [], by {people[2]}.", number + 9, "in new paint"),
                lines=("It snowed here, and the glue would not set.",),
                signature=SENDER.manager_name,
                footer=with_bold(told.footer, date="4 May 2026", name=people[0]),
                community_name=SENDER.community_name,
                postal_address=SENDER.postal_address,
                site_url=SENDER.site_url,
                sample="",
            ),
            Envelope(
                address=f"reader{number}@mail{number % 40}.example.org",
                message_id=f"<2026-w47.{number:032x}@{SENDER.list_id}>",
                stop_token=hashlib.sha256(str(number).encode()).hexdigest()[:32],
                planned_at=PLANNED_AT,
            ),
        )


@dataclass(frozen=True)
class Waiting:
    """Where the letters wait: `ledger.sqlite`, and `outbox/`."""

    folder: Path
    count: int

    @property
    def outbox(self) -> Path:
        """With one folder per issue."""
        return self.folder / "outbox"

    @property
    def people(self) -> pa.Table:
        """As `digest.compose` takes it: everybody said yes to everything."""
        rows = [
            {"member_id": f"m{number}", **{purpose_column(p): True for p in PURPOSES}}
            for number in range(self.count)
        ]
        return pa.Table.from_pylist(rows)

    @property
    def member_accounts(self) -> pa.Table:
        """account_id, member_id."""
        rows = [
            {"account_id": f"bench:x:{number}", "member_id": f"m{number}"}
            for number in range(self.count)
        ]
        return pa.Table.from_pylist(rows)

    def open_ledger(self) -> Ledger:
        """The ledger, made when it is not there."""
        return Ledger.open(self.folder / "ledger.sqlite", "bench", host="bench")

    def fill(self) -> None:
        """Nothing; the letters lie there, and nobody was written to yet."""
        outbox = Outbox.of_issue(self.outbox, ISSUE)
        with self.open_ledger() as ledger, ledger.transaction():
            ledger.record_consents(
                [
                    Statement(
                        account_id=f"bench:x:{number}", purpose=purpose, answer="yes",
                        said_at=PLANNED_AT, source="people.csv", is_in_person=False,
                    )
                    for number in range(self.count)
                    for purpose in ("match", "digest")
                ],
                now=PLANNED_AT,
            )  # fmt: skip
            for number, (letter, envelope) in enumerate(letters(self.count)):
                data = message_bytes(letter, SENDER, envelope)
                (outbox.folder / f"m{number}.eml").write_bytes(data)
                queued = QueuedMail(
                    account_id=f"bench:x:{number}",
                    address=envelope.address,
                    message_id=envelope.message_id,
                    file_name=f"m{number}.eml",
                    content_sha256=hashlib.sha256(data).hexdigest(),
                    planned_at=PLANNED_AT,
                    names=(("candidate", f"bench:x:{(number + 1) % self.count}"),),
                )
                ledger.queue_mail(ISSUE, queued, now=PLANNED_AT)
