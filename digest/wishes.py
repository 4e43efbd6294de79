"""How members want their letters: how often, in which language and zone, and not about what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from digest.phrases import LANGUAGES
from digest.vocabulary import folded
from ledger import Ledger
from ledger.feedback import Frequency
from recommender.wording import topic_words

WEEKS: Mapping[Frequency, int] = MappingProxyType({"weekly": 1, "fortnightly": 2, "monthly": 4})
"""Between two letters, at least."""
_LEFT = ("sending", "sent", "unknown")


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What each member asked for; by member, and absent where they asked for nothing."""

    issue: str
    language: str
    """Of those who chose none and write in none we know."""
    languages: Mapping[str, str]
    zones: Mapping[str, str]
    frequencies: Mapping[str, Frequency]
    unwanted: frozenset[tuple[str, str]]
    """Member and topic, folded: *not this topic*, and interests that are not theirs."""
    last_letters: Mapping[str, str]
    """The last issue before this one of which each member had a letter, or may have."""

    @classmethod
    def read(
        cls,
        ledger: Ledger,
        issue: str,
        *,
        member_of: Mapping[str, str],
        written: Mapping[str, str | None],
        language: str = "en",
    ) -> Wishes:
        """What the ledger knows. written: the language each member writes in, ISO 639-1.

        language: the community's; English where letters cannot be written in it.
        """
        chosen = _last_said(ledger.letter_choices().to_pylist(), member_of, "choice")
        often = _last_said(ledger.frequencies().to_pylist(), member_of, "frequency")
        last: dict[str, str] = {}
        for mail in ledger.mails().to_pylist():
            member = member_of.get(mail["account_id"])
            if member and mail["state"] in _LEFT and mail["issue"] < issue:
                last[member] = max(mail["issue"], last.get(member, ""))
        return cls(
            issue=issue,
            language=language if language in LANGUAGES else "en",
            languages={m: code for m, code in written.items() if code in LANGUAGES}
            | {m: choice for (m, kind), choice in chosen.items() if kind == "language"},
            zones={m: choice for (m, kind), choice in chosen.items() if kind == "time zone"},
            frequencies={m: choice for (m, _), choice in often.items()},
            unwanted=frozenset(
                (member_of[row["account_id"]], folded(row["detail"]))
                for row in ledger.feedback().to_pylist()
                if row["word"] == "not this topic"
                and row["detail"]
                and row["account_id"] in member_of
            )
            | frozenset(
                (member_of[row["account_id"]], folded(topic_words(row["label"])))
                for row in ledger.refused_interests().to_pylist()
                if row["account_id"] in member_of
            ),
            last_letters=last,
        )

    def language_of(self, member_id: str) -> str:
        """The language the member's letters are written in."""
        return self.languages.get(member_id, self.language)

    def zone_of(self, member_id: str) -> ZoneInfo | None:
        """The zone the member named; None: the community's."""
        name = self.zones.get(member_id)
        return ZoneInfo(name) if name else None

    def weeks_since(self, member_id: str) -> int | None:
        """How many weeks after the member's last letter this issue is; None: it is the first."""
        last = self.last_letters.get(member_id)
        return (_monday(self.issue) - _monday(last)).days // 7 if last else None

    def is_first(self, member_id: str) -> bool:
        """Whether no letter has left for the member before this issue."""
        return member_id not in self.last_letters

    def is_wanted(self, member_id: str, topic: str | None) -> bool:
        """Whether the member did not say *not this topic* of it, or that it is not theirs."""
        return not topic or (member_id, folded(topic)) not in self.unwanted

    def weeks_to_wait(self, member_id: str) -> int:
        """How many issues later the member wants a letter again; 0: now."""
        passed = self.weeks_since(member_id)
        if passed is None:
            return 0
        return max(0, WEEKS[self.frequencies.get(member_id, "weekly")] - passed)


def not_due(wishes: Wishes, members: Iterable[str]) -> set[str]:
    """Those of the members who want no letter yet."""
    return {member for member in members if wishes.weeks_to_wait(member)}


def _last_said(
    rows: list[dict[str, Any]], member_of: Mapping[str, str], column: str
) -> dict[tuple[str, str], Any]:
    """The newest choice of each member and kind; of two accounts, that of the later word."""
    found: dict[tuple[str, str], tuple[Any, str]] = {}
    for row in rows:
        member = member_of.get(row["account_id"])
        if member:
            key = member, row.get("kind", "")
            said = row["said_at"], row[column]
            found[key] = max(said, found.get(key, said))
    return {key: choice for key, (_, choice) in found.items()}


def _monday(issue: str) -> date:
    year, _, week = issue.partition("-W")
    return date.fromisocalendar(int(year), int(week), 1)
