"""The desk as the office shows it, kept beside it for `./do desk`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

from publisher.desk import desk
from publisher.office_facts import Card

FILE = "desk.json"
EMPTY = Card(0, "Nothing needs you today", "All that stood here is done, or can wait.")


class KeptDesk(msgspec.Struct, frozen=True):
    """The cards on the desk, and those that had no room there."""

    as_of: datetime
    issue: str
    cards: tuple[Card, ...]
    rest: tuple[Card, ...] = ()
    """What had no room."""

    def card(self, key: str) -> Card | None:
        """The card of that key; None when there is none on the desk."""
        return next((each for each in self.cards if key and each.key == key), None)

    def without(self, card: Card) -> KeptDesk:
        """The desk when the card is put away: what had no room may have some now."""
        left = [each for each in (*self.cards, *self.rest) if each != card]
        found = desk(left, otherwise=EMPTY)
        return KeptDesk(self.as_of, self.issue, found.cards, found.rest)


def keep_desk(build: Path, desk: KeptDesk) -> None:
    """Nothing; the desk of the build folder is this one."""
    path = build / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    # Names of people stand on it.
    path.touch(mode=0o600)
    path.write_bytes(msgspec.json.encode(desk))


def kept_desk(build: Path) -> KeptDesk | None:
    """The desk of the last build; None before the first, or when another version wrote it."""
    try:
        return msgspec.json.decode((build / FILE).read_bytes(), type=KeptDesk)
    except (FileNotFoundError, msgspec.DecodeError):
        return None
