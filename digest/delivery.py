"""An issue's letters, sent: whether they may be, what would leave, and what became of each."""

from __future__ import annotations

import socket
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa

from digest.delivery_run import Sending, Tell, domain_of
from digest.errors import SendRefused
from digest.hours import Hours
from digest.last_look import KEPT_FOR, LastLook, Objection
from digest.letter import Sender
from digest.mail_server import Server
from digest.outbox import Outbox
from digest.pacing import Clock, Limits, Pace, SystemClock
from digest.send_report import Preview, Report
from digest.wishes import Wishes
from ledger import Ledger

OLDEST_EXPORT = timedelta(days=14)
"""A letter about an older community tells people what they know has passed."""


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
    only: frozenset[str] | None = None
    """The accounts whose letters may leave this time; None: all of them."""
    by_day: ZoneInfo | None = None
    """Letters leave by day only, by their readers' clocks, and by this zone's for those who named
    none; None: at any hour."""
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
        waiting = asleep = 0
        hours = self._hours()
        for row in rows:
            if row["state"] not in ("queued", "deferred"):
                continue
            if self.only is not None and row["account_id"] not in self.only:
                kept["queued", "not approved"] += 1
                continue
            seen = look.look(row, now)
            if isinstance(seen, Objection):
                kept[seen.state, seen.detail] += 1
            elif row["next_try_at"] and row["next_try_at"] > now:
                waiting += 1
            elif hours and hours.leaves_at(row, now) > now:
                asleep += 1
            else:
                look.note_left(row["account_id"])
                going[domain_of(row["address"])] += 1
        return Preview(
            issue=self.issue,
            going=dict(going),
            kept=dict(kept),
            waiting=waiting,
            asleep=asleep,
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
            sending = Sending(
                issue=self.issue,
                ledger=self.ledger,
                clock=self.clock,
                server=server,
                return_path=server.return_path or self.sender.manager_email,
                run=run,
                pace=Pace(limits or Limits()),
                look=self._look(rows),
                tell=tell,
                only=self.only,
                hours=self._hours(),
            )
            sending.go_on(is_patient=is_patient)
        rows = self.ledger.mails(self.issue).to_pylist()
        return Report(
            issue=self.issue,
            before=before,
            states=_states(rows),
            details=dict(Counter((row["state"], row["detail"]) for row in rows if row["detail"])),
            stopped=run.detail,
            next_try_at=sending.next_try_at(),
        )

    def _hours(self) -> Hours | None:
        if self.by_day is None:
            return None
        accounts = self.member_accounts.to_pylist()
        member_of = {row["account_id"]: row["member_id"] for row in accounts}
        wishes = Wishes.read(self.ledger, self.issue, member_of=member_of, written={})
        return Hours.of(wishes, member_of, self.by_day)

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


def newest_issue(ledger: Ledger) -> str | None:
    """The newest issue with letters; None: there is none yet."""
    found: list[str] = ledger.mails()["issue"].to_pylist()
    return max(found, default=None)


def _states(rows: list[dict[str, Any]]) -> dict[str, int]:
    return dict(Counter(row["state"] for row in rows))
