"""An issue's letters, handed to a mail server one by one, each at most once.

A mail is noted as *sending*, and that note is on the disk, before the server hears of it. What the
server answers is noted together with the next mail's *sending*: one write a mail. Whatever ends
this process in between, a mail that may have left stands in the ledger as one that may have.
"""

from __future__ import annotations

import re
import socket
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from digest.delivery_smtp import Answer, Connection
from digest.errors import CannotConnect, SendRefused
from digest.last_look import KEPT_FOR, LastLook, Objection
from digest.letter import Sender
from digest.mail_server import Server
from digest.outbox import Outbox
from digest.pacing import Clock, Limits, Pace, SystemClock
from digest.send_report import Preview, Report
from digest.verdicts import verdict
from ledger import Ledger
from ledger.mails import MailState
from ledger.runs import Run

OLDEST_EXPORT = timedelta(days=14)
"""A letter about an older community tells people what they know has passed."""

_FIRST_RETRY = timedelta(minutes=15)
_LONGEST_RETRY = timedelta(hours=6)
_BREAKS = 3
"""So many lost connections without a mail between them, and the run stops."""
_POLICY_SHARE = 0.05

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One issue, ready to be sent."""

    issue: str
    sender: Sender
    ledger: Ledger
    outbox: Path
    people: pa.Table
    """As `digest.compose` takes it: who may be named where, as the last build knows them."""
    member_accounts: pa.Table
    newest_export_at: datetime | None
    """When the newest export was made; None: nobody knows."""
    is_old_wanted: bool = False
    """Send although the newest export is old."""
    is_late_wanted: bool = False
    """Send although the issue should have left long ago."""
    clock: Clock = field(default_factory=SystemClock)

    def preview(self, limits: Limits | None = None) -> Preview:
        """What `send` would do now; nothing is changed and no server is asked.

        Raises SendRefused as `send` does.
        """
        now = self.clock.now()
        rows = self._refuse_or_rows(now)
        look = self._look(rows)
        going: Counter[str] = Counter()
        kept: Counter[tuple[str, str]] = Counter()
        waiting = 0
        for row in rows:
            if row["state"] not in ("queued", "deferred"):
                continue
            seen = look.look(row, now)
            if isinstance(seen, Objection):
                kept[seen.state, seen.detail] += 1
            elif row["next_try_at"] and row["next_try_at"] > now:
                waiting += 1
            else:
                look.note_left(row["account_id"])
                going[_domain(row["address"])] += 1
        return Preview(
            issue=self.issue,
            going=dict(going),
            kept=dict(kept),
            waiting=waiting,
            states=_states(rows),
            limits=limits or Limits(),
        )

    def send(
        self,
        server: Server,
        *,
        limits: Limits | None = None,
        is_patient: bool = False,
        host: str | None = None,
        tell: Tell | None = None,
    ) -> Report:
        """What became of each mail of the issue.

        is_patient: deferred mails are waited for and tried again, for 48 hours at most. host: this
        machine's name. tell: is told how many have left, as it happens.
        Raises SendRefused, and RunUnderWay or NotAdopted from the ledger; then nothing has changed.
        A server that cannot be reached, or refuses too much, ends the run; the report says why.
        """
        rows = self._refuse_or_rows(self.clock.now())
        before = _states(rows)
        with self.ledger.sending(
            self.issue, host=host or socket.gethostname(), clock=self.clock.now
        ) as run:
            Sending(self, server, run, Pace(limits or Limits()), self._look(rows), tell).go_on(
                is_patient=is_patient
            )
        rows = self.ledger.mails(self.issue).to_pylist()
        next_tries = [row["next_try_at"] for row in rows if row["state"] == "deferred"]
        return Report(
            issue=self.issue,
            before=before,
            states=_states(rows),
            details=dict(Counter((row["state"], row["detail"]) for row in rows if row["detail"])),
            stopped=run.detail,
            next_try_at=min(next_tries, default=None),
        )

    def _refuse_or_rows(self, now: datetime) -> list[dict[str, Any]]:
        if self.sender.is_sample:
            raise SendRefused("the sample's people are invented; nothing is ever sent to them")
        rows: list[dict[str, Any]] = self.ledger.mails(self.issue).to_pylist()
        if not rows:
            raise SendRefused(f"{self.issue}: no letters were composed; run `invoke digest` first")
        planned_at = max(row["planned_at"] for row in rows)
        newest = self.newest_export_at
        if not self.is_old_wanted and (newest is None or now - newest > OLDEST_EXPORT):
            age = f"{(now - newest).days} days old" if newest else "of an unknown day"
            raise SendRefused(
                f"{self.issue}: the newest export is {age}; take newer ones and run `invoke build`,"
                " or send all the same with --old-exports"
            )
        if not self.is_old_wanted and now - planned_at > OLDEST_EXPORT:
            raise SendRefused(
                f"{self.issue}: this issue is of {planned_at:%Y-%m-%d}; run `invoke build` for a "
                "new one, or send it all the same with --old-exports"
            )
        composed_at = self.ledger.composed_at(self.issue) or planned_at
        is_begun = any(row["first_tried_at"] for row in rows)
        if not self.is_late_wanted and not is_begun:
            should_have_left = max(planned_at, composed_at)
            if now - should_have_left > KEPT_FOR:
                raise SendRefused(
                    f"{self.issue}: these letters should have left by {should_have_left:%Y-%m-%d}, "
                    "more than 48 hours ago; run `invoke build` for new ones, or send them with "
                    "--late"
                )
        return rows

    def _look(self, rows: list[dict[str, Any]]) -> LastLook:
        tried = [row["first_tried_at"] for row in rows if row["first_tried_at"]]
        return LastLook(
            issue=self.issue,
            sender=self.sender,
            ledger=self.ledger,
            outbox=Outbox.of_issue(self.outbox, self.issue),
            people=self.people,
            member_accounts=self.member_accounts,
            begun_at=min(tried, default=None),
            is_late_wanted=self.is_late_wanted,
        )


@dataclass
class Sending:
    """One run of an issue."""

    delivery: Delivery
    server: Server
    run: Run
    pace: Pace
    look: LastLook
    tell: Tell | None
    tried: int = 0
    refused_as_policy: int = 0
    breaks: int = 0

    def __post_init__(self) -> None:
        """Nothing is open, and nothing is left to note."""
        self._ledger, self._clock = self.delivery.ledger, self.delivery.clock
        self._return_path = self.server.return_path or self.delivery.sender.manager_email
        self._connection: Connection | None = None
        self._unnoted: tuple[dict[str, Any], Answer] | None = None
        self._queues: dict[str, deque[tuple[int, str]]] = {}

    def go_on(self, *, is_patient: bool) -> None:
        """Nothing; all that could leave has left, or the run says why it stopped."""
        try:
            while True:
                self._fill_queues()
                self._empty_queues()
                next_try_at = self._next_try_at()
                if not is_patient or self.run.detail or next_try_at is None:
                    break
                self._hang_up()
                self._clock.sleep(max(0.0, (next_try_at - self._clock.now()).total_seconds()))
        finally:
            self._hang_up()

    def _waiting(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._ledger.mails(self.delivery.issue).to_pylist()
        return [row for row in rows if row["state"] in ("queued", "deferred")]

    def _fill_queues(self) -> None:
        now = self._clock.now()
        self._queues = {}
        for place, row in enumerate(self._waiting()):
            if row["next_try_at"] is None or row["next_try_at"] <= now:
                queue = self._queues.setdefault(_domain(row["address"]), deque())
                queue.append((place, row["account_id"]))

    def _next_try_at(self) -> datetime | None:
        return min(
            (row["next_try_at"] for row in self._waiting() if row["next_try_at"]), default=None
        )

    def _empty_queues(self) -> None:
        while True:
            is_connected = self._connection is not None and self._connection.is_open
            with self._ledger.transaction():
                self._note_answer()
                taken = None if self.run.detail else self._take(is_connected=is_connected)
            if taken is None:
                return
            if isinstance(taken, float):
                self._clock.sleep(taken)
            elif is_connected and self._connection is not None:
                self._hand_over(*taken, self._connection)
            else:
                self._connect()

    def _take(self, *, is_connected: bool) -> tuple[dict[str, Any], bytes] | float | None:
        """The next mail, noted as sending if there is a connection; or how long to wait for it.

        What may not leave any more is noted on the way. None: there is no mail left.
        """
        while self._queues:
            now = self._clock.now()
            waits = {domain: self.pace.seconds_until(domain, now) for domain in self._queues}
            soonest = min(waits.values())
            if soonest > 0:
                return soonest
            domain = min(
                (d for d, wait in waits.items() if not wait), key=lambda d: self._queues[d][0]
            )
            _, account_id = self._queues[domain][0]
            row = self._ledger.mail(self.delivery.issue, account_id)
            # Somebody else may have taken it out meanwhile.
            if row and row["state"] in ("queued", "deferred"):
                seen = self.look.look(row, now)
                if isinstance(seen, bytes):
                    if is_connected:
                        self._leave_queue(domain)
                        self.pace.note(domain, now)
                        self._change(row, "sending", None)
                    return row, seen
                self._keep(row, seen)
            self._leave_queue(domain)
        return None

    def _hand_over(self, row: dict[str, Any], data: bytes, connection: Connection) -> None:
        # While this transaction is open nobody can say no, so none can fall between.
        with self._ledger.transaction():
            if not self.look.has_heard_all():
                objection = self.look.unwanted(row, self._clock.now())
                if objection:
                    self._keep(row, objection)
                    return
            self.look.note_left(row["account_id"])
            self.tried += 1
            lost = connection.begin(self._return_path)
        answer = lost or connection.finish(row["address"], data)
        self._unnoted = (row, answer)

    def _note_answer(self) -> None:
        if self._unnoted is None:
            return
        row, answer = self._unnoted
        self._unnoted = None
        said = verdict(answer.stage, answer.answer)
        detail = None if said.state == "sent" else f"{answer.stage}: {answer.words}"
        now = self._clock.now()
        next_try_at = None
        if said.state == "deferred":
            retry: timedelta = min(_FIRST_RETRY * 2 ** min(row["tries"], 10), _LONGEST_RETRY)
            next_try_at = now + retry
        self._change(row, said.state, detail, next_try_at)
        if said.suppresses:
            self._ledger.suppress_address(
                row["address"], source="refused", detail=detail or "", now=now
            )
        if said.state in ("deferred", "failed"):
            self.look.note_stayed(row["account_id"])
        self.refused_as_policy += said.is_policy
        self.breaks = self.breaks + 1 if answer.is_break else 0
        self._stop_if_hopeless(detail)
        if self.tell:
            self.tell(f"{self.tried} tried, {sum(map(len, self._queues.values()))} to go")

    def _stop_if_hopeless(self, detail: str | None) -> None:
        refused = self.refused_as_policy
        if refused > max(1, _POLICY_SHARE * self.tried):
            self.run.detail = (
                f"{refused} of {self.tried} refused as policy, more than 5 %: it is us, not them; "
                f"ask whoever runs the mail server, which said: {detail}"
            )
        elif self.breaks >= _BREAKS:
            self.run.detail = f"{self.breaks} connections lost in a row; the last: {detail}"

    def _connect(self) -> None:
        try:
            self._connection = Connection.open(self.server)
        except CannotConnect as problem:
            self.run.detail = str(problem)

    def _hang_up(self) -> None:
        with self._ledger.transaction():
            self._note_answer()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _keep(self, row: dict[str, Any], objection: Objection) -> None:
        self._change(row, objection.state, objection.detail)
        if objection.state == "withdrawn":
            self.look.outbox.remove(row["file_name"])

    def _change(
        self,
        row: Mapping[str, Any],
        state: MailState,
        detail: str | None,
        next_try_at: datetime | None = None,
    ) -> None:
        self._ledger.change_mail(
            self.delivery.issue,
            # Who was forgotten meanwhile has another name here; the mail is the same.
            self._ledger.account_of(row["message_id"]) or row["account_id"],
            state,
            detail=detail,
            next_try_at=next_try_at,
            now=self._clock.now(),
        )

    def _leave_queue(self, domain: str) -> None:
        self._queues[domain].popleft()
        if not self._queues[domain]:
            del self._queues[domain]


def newest_issue(ledger: Ledger) -> str | None:
    """The newest issue with letters; None: there is none yet."""
    found: list[str] = ledger.mails()["issue"].to_pylist()
    return max(found, default=None)


def _domain(address: str | None) -> str:
    return re.sub(r".*@", "", address or "").casefold()


def _states(rows: list[dict[str, Any]]) -> dict[str, int]:
    return dict(Counter(row["state"] for row in rows))
