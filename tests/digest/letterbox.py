"""A community that got its letters, and mails that answer them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from digest.codes import Codes, Keys
from digest.correspondents import Correspondents
from digest.replies import read_replies
from digest.reply_report import Replies
from ledger import Ledger, Proposal, QueuedMail

ISSUE = "2026-W46"
NEXT_ISSUE = "2026-W47"
MANAGER = "ilse@knots.example.org"
SENT_AT = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
SAID_AT = datetime(2026, 11, 17, 20, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
KEYS = Keys.from_text("b:" + "b2" * 32 + " a:" + "a1" * 32, "knot-tyers")

STOPPED = {"match": "no", "digest": "no"}
"""What is left of the answers after a *stop*."""

NAMES = {
    "bron": "Bronwen Achterberg",
    "tomas": "Tomás Quiñones",
    "sefa": "Sefa Tuimavave",
    "kaveh": "Kaveh Rostami",
    "jun": "Jun’ichi Okabe",
}
TOPICS = {"tomas": "Splices that hold in wet rope", "sefa": "Bell ropes", "kaveh": "Net making"}


def account(name: str) -> str:
    return f"discourse:knots.example.org:{name}"


def address(name: str) -> str:
    return f"{name}@mail.example.org"


@dataclass
class Letterbox:
    """Bronwen was introduced to Tomás, Sefa and Kaveh; Tomás to Bronwen alone."""

    ledger: Ledger
    mails: list[bytes] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    name: str = "a letterbox"
    others: dict[str, str] = field(default_factory=dict)
    """Members whom no letter named."""

    def __post_init__(self) -> None:
        self.codes = Codes(KEYS, [account(name) for name in NAMES])
        for reader, others in (("bron", ("tomas", "sefa", "kaveh")), ("tomas", ("bron",))):
            self.letter(ISSUE, reader, others, is_sent=True)

    def letter(
        self, issue: str, reader: str, others: tuple[str, ...], *, is_sent: bool = False
    ) -> None:
        self.ledger.record_proposals(
            issue,
            [
                Proposal(
                    account_id=account(reader),
                    candidate_account_id=account(other),
                    place=place,
                    slot="bond",
                    overlap=TOPICS.get(other, "Hitches"),
                )
                for place, other in enumerate(others, start=1)
            ],
            now=SENT_AT,
        )
        self.ledger.queue_mail(
            issue,
            QueuedMail(
                account_id=account(reader),
                address=address(reader),
                message_id=self.message_id(issue, reader),
                file_name=f"{reader}.eml",
                content_sha256="0" * 64,
                planned_at=SENT_AT,
                names=tuple(("candidate", account(other)) for other in others),
            ),
            now=SENT_AT,
        )
        if is_sent:
            for state in ("sending", "sent"):
                self.ledger.change_mail(issue, account(reader), state, now=SENT_AT)

    def message_id(self, issue: str, reader: str) -> str:
        key = self.ledger.fingerprint(f"mail knot-tyers {issue} {account(reader)}")[:32]
        return f"<{issue.lower()}.{key}@letters.knots.example.org>"

    def invite(
        self,
        *purposes: str,
        who: tuple[str, ...] = ("bron", "jun"),
        editions: dict[str, int] | None = None,
    ) -> int:
        number = self.ledger.draft_invitation(purposes, editions)
        self.ledger.keep_invitation(number, purposes, "May we?", editions=editions, now=SENT_AT)
        self.ledger.record_asked(number, [account(name) for name in who], now=SENT_AT)
        return number

    def receive(
        self,
        text: str,
        *,
        sender: str = "bron",
        signed: bool = True,
        invitation: int = 0,
        subject: str = "Re: Knot Tyers: your letter, week 46",
        html: str | None = None,
        at: datetime = SAID_AT,
        **headers: str,
    ) -> bytes:
        """The mail, which now lies in the box; signed: by the code in its recipient's address."""
        mail = EmailMessage()
        code = self.codes.code(account(sender), invitation) if signed else ""
        mail["From"] = f"{NAMES.get(sender, sender)} <{address(sender)}>"
        mail["To"] = MANAGER.replace("@", f"+{code}@") if signed else MANAGER
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<{next(self.numbers)}@mail.example.org>"
        mail["Subject"] = subject
        for name, value in headers.items():
            del mail[name.replace("_", "-")]
            mail[name.replace("_", "-")] = value
        if html is None:
            mail.set_content(text)
        else:
            mail.set_content(html, subtype="html")
        self.mails.append(mail.as_bytes())
        return self.mails[-1]

    def read(self, *, now: datetime = NOW, **flags: bool) -> Replies:
        return read_replies(
            Box(tuple(self.mails)),
            ledger=self.ledger,
            codes=self.codes,
            people=self.people(),
            manager_name="Ilse Vermaak",
            manager_address=MANAGER,
            now=now,
            **flags,
        )

    def people(self) -> Correspondents:
        everybody = NAMES | self.others
        rows = [
            {"account_id": account(n), "member_id": f"m-{n}", "email": address(n)}
            for n in everybody
        ]
        names = [{"member_id": f"m-{n}", "display_name": name} for n, name in everybody.items()]
        return Correspondents.read(
            self.ledger, pa.Table.from_pylist(rows), pa.Table.from_pylist(names)
        )

    def answers(self, name: str = "bron") -> dict[str, str]:
        """The answer in force to each purpose."""
        rows = self.ledger.consents().to_pylist()
        return {r["purpose"]: r["answer"] for r in rows if r["account_id"] == account(name)}

    def older(self, name: str = "bron") -> set[str]:
        """The purposes whose yes is of older words."""
        accounts = {"account_id": [account(name)], "member_id": [name]}
        return {purpose for _, purpose in self.ledger.older_yeses(pa.table(accounts))}

    def pauses(self, at: datetime = NOW) -> list[tuple[str, str, datetime | None]]:
        rows = self.ledger.pauses(at).to_pylist()
        return [(row["account_id"], row["kind"], row["until_at"]) for row in rows]

    def feedback(self) -> list[tuple[str, str | None, str | None]]:
        rows = self.ledger.feedback().to_pylist()
        return [(row["word"], row["other_account_id"], row["detail"]) for row in rows]

    def apart(self) -> set[frozenset[str]]:
        rows = [*self.ledger.vetoes().to_pylist(), *self.ledger.blocks().to_pylist()]
        return {frozenset((row["account_a_id"], row["account_b_id"])) for row in rows}

    def everything(self) -> dict[str, list[Any]]:
        """All a reply could change."""
        ledger = self.ledger
        return {
            "consents": ledger.consents().to_pylist(),
            "pauses": ledger.pauses().to_pylist(),
            "frequencies": ledger.frequencies().to_pylist(),
            "feedback": ledger.feedback().to_pylist(),
            "nominations": ledger.nominations().to_pylist(),
            "vetoes": ledger.vetoes().to_pylist(),
            "blocks": ledger.blocks().to_pylist(),
            "mails": ledger.mails().to_pylist(),
            "proposals": ledger.proposals().to_pylist(),
        }


@dataclass(frozen=True)
class Box:
    """Mails at hand."""

    found: tuple[bytes, ...]
    name: str = "a box"

    def mails(self) -> Any:
        return iter(self.found)


def pair(first: str, second: str) -> frozenset[str]:
    return frozenset((account(first), account(second)))


def weeks_later(weeks: int) -> datetime:
    return SAID_AT + timedelta(weeks=weeks)


def open_ledger(folder: Path) -> Ledger:
    return Ledger.open(folder / "ledger.sqlite", "knot-tyers", host="desk", key=b"k" * 32)
