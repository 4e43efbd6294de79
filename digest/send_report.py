"""What a run did, or would do, in lines for the manager."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from digest.pacing import Limits

_ORDER = ("sent", "deferred", "queued", "withdrawn", "failed", "unknown", "expired", "sending")
_MEANINGS = {
    "deferred": "not taken yet",
    "queued": "not tried",
    "withdrawn": "kept back",
    "failed": "refused for good",
    "unknown": "may or may not have arrived",
    "expired": "given up",
}
_MOST_DETAILS = 5


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be sent now."""

    issue: str
    going: Mapping[str, int]
    """By domain."""
    kept: Mapping[tuple[str, str], int]
    """By the state they would get, and why."""
    waiting: int
    """Deferred, and not due yet."""
    asleep: int
    """Where their readers are it is night, or their day has not come."""
    states: Mapping[str, int]
    limits: Limits

    @property
    def minutes(self) -> int:
        """How long it would take at least, by the limits alone."""
        of_all = max(0, sum(self.going.values()) - 1) // self.limits.per_minute
        largest = max(0, max(self.going.values(), default=0) - 1)
        return max(of_all, largest // self.limits.per_domain)

    @property
    def lines(self) -> list[str]:
        """Lines to print."""
        mails, domains = sum(self.going.values()), len(self.going)
        lines = [
            f"{self.issue}: would send {mails} letters to {domains} domains, "
            f"in at least {self.minutes} minutes; nothing was sent"
        ]
        lines += _with_reasons(self.issue, self.kept)
        if self.waiting:
            lines.append(f"{self.issue}: {self.waiting} wait for another try")
        if self.asleep:
            lines.append(f"{self.issue}: {self.asleep} wait for their readers' morning")
        done = {state: n for state, n in self.states.items() if state not in ("queued", "deferred")}
        if done:
            lines.append(f"{self.issue}: {_counted(done)} already")
        return lines


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the issue's mails."""

    issue: str
    before: Mapping[str, int]
    """How many were in each state when the run began."""
    states: Mapping[str, int]
    details: Mapping[tuple[str, str], int]
    """How many mails are in a state for a reason."""
    stopped: str | None
    """Why the run ended early."""
    next_try_at: datetime | None

    @property
    def sent(self) -> int:
        """How many left in this run."""
        return self.states.get("sent", 0) - self.before.get("sent", 0)

    @property
    def lines(self) -> list[str]:
        """Lines to print."""
        lines = [f"{self.issue}: {self.sent} letters sent now; {_counted(self.states)} in all"]
        lines += _with_reasons(self.issue, self.details)
        if self.states.get("unknown"):
            lines.append(
                f"{self.issue}: whether {self.states['unknown']} arrived nobody knows; "
                "`invoke doctor` lists them, and none is sent again before you say so"
            )
        if self.stopped:
            lines.append(f"{self.issue}: stopped: {self.stopped}")
        elif self.next_try_at:
            lines.append(
                f"{self.issue}: run `invoke send` again after {self.next_try_at:%Y-%m-%d %H:%M} UTC"
                ", or with --wait, for those that wait"
            )
        return lines


def _counted(states: Mapping[str, int]) -> str:
    return ", ".join(f"{states[state]} {state}" for state in _ORDER if states.get(state))


def _with_reasons(issue: str, details: Mapping[tuple[str, str], int]) -> list[str]:
    ordered = sorted(details.items(), key=lambda item: (-item[1], item[0]))
    lines = [
        f"{issue}: {number} {_MEANINGS.get(state, state)}: {detail}"
        for (state, detail), number in ordered[:_MOST_DETAILS]
    ]
    left_out = sum(number for _, number in ordered[_MOST_DETAILS:])
    return [*lines, f"{issue}: {left_out} for other reasons"] if left_out else lines
