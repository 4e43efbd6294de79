"""How fast letters leave, and the clock they leave by."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

_WINDOW = timedelta(minutes=1)


class Clock(Protocol):
    """Tells the moment and lets time pass."""

    def now(self) -> datetime:
        """The present moment, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Nothing; so much later."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Nothing; so much later."""
        time.sleep(seconds)


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most mails in any one minute."""

    per_minute: int = 60
    per_domain: int = 20
    """To addresses of one domain: large mail services distrust a sudden crowd."""


@dataclass
class Pace:
    """When the next mail may leave."""

    limits: Limits
    _left: deque[datetime] = field(default_factory=deque)
    _left_to: dict[str, deque[datetime]] = field(default_factory=dict)

    def seconds_until(self, domain: str, now: datetime) -> float:
        """How long a mail to the domain has to wait; 0: not at all."""
        of_all = _wait(self._left, self.limits.per_minute, now)
        to_domain = self._left_to.get(domain)
        return max(of_all, _wait(to_domain, self.limits.per_domain, now) if to_domain else 0.0)

    def note(self, domain: str, now: datetime) -> None:
        """Nothing; a mail to the domain leaves now."""
        self._left.append(now)
        self._left_to.setdefault(domain, deque()).append(now)


def _wait(left: deque[datetime], most: int, now: datetime) -> float:
    while left and left[0] <= now - _WINDOW:
        left.popleft()
    return 0.0 if len(left) < most else (left[-most] + _WINDOW - now).total_seconds()
