"""Mails that may or may not have arrived, and what else stands in the way of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from digest.errors import BadServer
from digest.mail_server import server_from
from ledger import Ledger
from ledger.mails import MailState

Decision = Literal["arrived", "again", "never"]

_BECOMES: Mapping[Decision, MailState] = {"arrived": "sent", "again": "queued", "never": "failed"}


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One mail nobody knows about."""

    issue: str
    account_id: str
    address: str | None
    """None: its reader was forgotten."""
    message_id: str
    """To look for in the mail server's log, in the mailbox and among bounces."""
    since: datetime
    detail: str

    @property
    def line(self) -> str:
        """A line to print."""
        return (
            f"{self.issue}: {self.address or 'somebody forgotten'}, {self.message_id}, since "
            f"{self.since:%Y-%m-%d %H:%M} UTC: {self.detail}"
        )


def doubts(ledger: Ledger, *, now: datetime) -> list[Doubt]:
    """Every mail whose arrival nobody knows of, oldest issue first.

    A run that was cut off is closed first, so that the mail it was at stands among them.
    """
    ledger.close_cut_off_runs(now)
    return [
        Doubt(
            issue=row["issue"],
            account_id=row["account_id"],
            address=row["address"],
            message_id=row["message_id"],
            since=row["changed_at"],
            detail=row["detail"] or "",
        )
        for row in ledger.mails().to_pylist()
        if row["state"] == "unknown"
    ]


def decide(ledger: Ledger, doubt: Doubt, decision: Decision, *, now: datetime) -> None:
    """Nothing; the mail counts as sent, waits to be sent again, or is given up.

    Raises DecisionRefused when it is not in doubt any more.
    """
    ledger.change_mail(
        doubt.issue,
        doubt.account_id,
        _BECOMES[decision],
        detail=f"decided by the manager: {decision}",
        now=now,
    )


def obstacles(ledger: Ledger, environment: Mapping[str, str], *, host: str) -> list[str]:
    """Lines on what keeps letters from being sent; none: nothing does."""
    lines = []
    try:
        server_from(environment)
    except BadServer as problem:
        lines.append(f"mail: {problem}")
    if reason := ledger.copied_because(host):
        lines.append(f"ledger: it may be a copy ({reason}); see `invoke ledger.adopt`")
    runs = ledger.send_runs().to_pylist()
    if runs and runs[-1]["ending"] == "stopped":
        lines.append(f"mail: the last run of {runs[-1]['issue']} stopped: {runs[-1]['detail']}")
    if number := ledger.suppressed_addresses().num_rows:
        lines.append(f"mail: {number} addresses get nothing, because a server said nobody is there")
    return lines
