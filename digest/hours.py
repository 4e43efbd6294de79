"""When a letter leaves so that it arrives by day, by its reader's own clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from digest.wishes import Wishes

MORNING, EVENING = time(7), time(21)
"""Letters leave from the one to the other."""


@dataclass(frozen=True)
class Hours:
    """By whose clock each letter leaves."""

    zones: Mapping[str, ZoneInfo]
    """By account, of those who named one."""
    zone: ZoneInfo
    """The community's, for all others."""

    @classmethod
    def of(cls, wishes: Wishes, member_of: Mapping[str, str], zone: ZoneInfo) -> Hours:
        """As members wished. member_of: account_id → member_id, all accounts."""
        named = {account: wishes.zone_of(member) for account, member in member_of.items()}
        return cls({account: each for account, each in named.items() if each}, zone)

    def leaves_at(self, mail: Mapping[str, Any], now: datetime) -> datetime:
        """The first moment from now on that is day where the reader is, and not before its own.

        mail: a row of `Ledger.mails`.
        """
        zone = self.zones.get(mail["account_id"], self.zone)
        at: datetime = max(mail["planned_at"], now).astimezone(zone)
        if at.time() < MORNING:
            at = datetime.combine(at.date(), MORNING, zone)
        elif at.time() >= EVENING:
            at = datetime.combine(at.date() + timedelta(days=1), MORNING, zone)
        return at.astimezone(UTC)
