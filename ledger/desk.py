"""What the manager has done on the desk, or put off: so that a card does not come back unasked.

Of whom or what a card speaks is kept as a fingerprint: the ledger can be asked about an id it is
given, and tells of nobody by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from ledger.erasures import Erasures
from ledger.moments import to_text

Mark = Literal["done", "later"]
PutAway = Callable[[str, str], bool]
"""Card, subject → whether the manager has put it away."""


class Desk(Erasures):
    """The marks on the desk's cards, in a ledger."""

    def mark_card(
        self, issue: str, card: str, subjects: Iterable[str], mark: Mark, *, now: datetime
    ) -> int:
        """How many subjects of the card were not marked so before.

        done: dealt with, for longer than this issue; later: not in this issue.
        """
        with self.database.transaction():
            return sum(
                self.database.write(
                    "insert into desk_marks (issue, card, subject, mark, marked_at)"
                    " values (?, ?, ?, ?, ?) on conflict do nothing",
                    [issue, card, self._subject(subject), mark, to_text(now)],
                )
                for subject in sorted(set(subjects))
            )

    def put_away(self, issue: str, *, since: datetime) -> PutAway:
        """Whether a subject of a card is put away in the issue: done since then, or put off."""
        rows = self.database.rows(
            "select card, subject from desk_marks"
            " where (mark = 'later' and issue = ?) or (mark = 'done' and marked_at >= ?)",
            [issue, to_text(since)],
        )
        marked = {(card, subject) for card, subject in rows}
        if not marked:
            return lambda card, subject: False
        return lambda card, subject: (card, self._subject(subject)) in marked

    def _subject(self, subject: str) -> str:
        return self.fingerprint(subject)[:32]
