"""The issue before it leaves: each letter, what to look at first, what changed since the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


_LEFT = ("sending", "sent", "unknown")

PARTS = {
    "adamic_adar_recent": "people both talked with lately",
    "co_thread": "threads both were in",
    "pagerank_recent": "near each other in who talks with whom",
    "surprise_knn": "write in alike places",
    "text": "write alike words",
    "topics": "topics both hold",
    "new_ties": "meets new people these days",
    "learned": "the chance the past teaches",
    "taught": "with what letters taught",
}
"""Every part of a score, in words."""


@dataclass(frozen=True)
class Named:
    """Somebody a letter introduces its reader to."""

    name: str
    sentence: str
    question: str
    introducer: str
    """Who could introduce them; empty: nobody is named."""
    score: float | None
    probability: float | None
    slot: str
    commands: tuple[str, ...]
    parts: tuple[str, ...] = ()
    """What the score is made of, each with its place among the reader's candidates."""


@dataclass(frozen=True)
class WaitingLetter:
    """One letter of the issue."""

    reader: str
    member_id: str
    state: str
    detail: str
    marks: tuple[str, ...]
    """What a person should look at; empty: nothing in particular."""
    is_approved: bool
    is_first: bool
    """The reader had no letter before."""
    people: tuple[Named, ...]
    command: str
    """What approves it."""

    @property
    def order(self) -> tuple[bool, bool, bool, float, str]:
        """Where it stands: what is marked, then first letters, then the least behind them."""
        least = min((one.score for one in self.people if one.score is not None), default=1.0)
        is_marked = bool(self.marks) and not self.is_approved
        return self.is_approved, not is_marked, not self.is_first, least, self.reader.casefold()


@dataclass(frozen=True)
class Rehearsal:
    """The letters of an issue."""

    letters: tuple[WaitingLetter, ...] = ()
    before: str = ""
    """The issue compared with; empty: there is none."""
    letters_before: int = 0
    new_readers: tuple[str, ...] = ()
    gone_readers: tuple[str, ...] = ()
    new_people: int = 0
    """Who is introduced to somebody now and was not in the last issue."""
    load: tuple[tuple[str, int], ...] = ()
    """Who stands in most letters, and in how many."""
    nothing: tuple[tuple[str, str], ...] = field(default=())
    """Who gets none for a reason the recommender cannot know: (reason, name)."""


def rehearsed(
    issue: str,
    *,
    mails: pa.Table,
    proposals: pa.Table,
    approved: Collection[str],
    marks: Mapping[str, tuple[str, ...]],
    member_of: Mapping[str, str],
    names: Mapping[str, str],
    scores: Mapping[tuple[str, str], tuple[float, float | None]],
    parts: Mapping[tuple[str, str], Sequence[tuple[str, float | None, float]]],
    nothing: Mapping[str, str],
) -> Rehearsal:
    """The issue's rehearsal.

    mails, proposals: as the ledger has them, of all issues. approved: accounts whose letter is.
    marks: by account, what is to be looked at in its letter.
    scores: score and probability by (reader, candidate). parts: (part, place or None, value) of
    each score. nothing: by member, why there is none.
    """

    def name(account_id: str | None) -> str:
        member = member_of.get(account_id or "", "")
        return names.get(member, "somebody forgotten") if account_id else ""

    rows = mails.to_pylist()
    standing = [row for row in proposals.to_pylist() if row["withdrawn_at"] is None]
    people: dict[str, list[Named]] = {}
    for row in standing:
        if row["issue"] != issue:
            continue
        pair = tuple(member_of.get(row[key], "") for key in ("account_id", "candidate_account_id"))
        score, probability = scores.get((pair[0], pair[1]), (None, None))
        people.setdefault(row["account_id"], []).append(
            Named(
                name=name(row["candidate_account_id"]),
                sentence=row["sentence"] or "",
                question=row["question"] or "",
                introducer=name(row["introducer_account_id"]),
                score=score,
                probability=probability,
                slot=row["slot"],
                commands=(
                    f"./do letters --member {pair[0]} --veto {pair[1]}",
                    f"./do letters --member {pair[0]} --never {pair[1]}",
                    f"./do why {pair[0]} {pair[1]}",
                ),
                parts=tuple(_part(*part) for part in parts.get((pair[0], pair[1]), ())),
            )
        )
    had_one = {row["account_id"] for row in rows if row["issue"] < issue and row["state"] in _LEFT}
    letters = [
        WaitingLetter(
            reader=name(row["account_id"]),
            member_id=(member := member_of.get(row["account_id"], "")),
            state=row["state"],
            detail=row["detail"] or "",
            marks=marks.get(row["account_id"], ()),
            is_approved=row["account_id"] in approved,
            is_first=row["account_id"] not in had_one,
            people=tuple(people.get(row["account_id"], ())),
            command=f"./do letters --member {member} --approve",
        )
        for row in rows
        if row["issue"] == issue
    ]
    letters.sort(key=lambda letter: letter.order)
    before = max((row["issue"] for row in rows if row["issue"] < issue), default="")
    now, then = (_readers(rows, which) for which in (issue, before))
    met_now, met_then = (_met(standing, which) for which in (issue, before))
    return Rehearsal(
        letters=tuple(letters),
        before=before,
        letters_before=len(then),
        new_readers=tuple(sorted(map(name, now - then))) if before else (),
        gone_readers=tuple(sorted(map(name, then - now))),
        new_people=len(met_now.keys() - met_then.keys()),
        load=tuple((name(account), count) for account, count in met_now.most_common(5)),
        nothing=tuple((why, names.get(member, member)) for member, why in sorted(nothing.items())),
    )


def _part(name: str, place: float | None, value: float) -> str:
    where = f"place {place:g}, " if place is not None else ""
    return f"{PARTS[name]} ({where}{value:.2f})"


def _readers(rows: list[dict[str, Any]], issue: str) -> set[str]:
    waits = ("queued", "deferred", *_LEFT)
    return {row["account_id"] for row in rows if row["issue"] == issue and row["state"] in waits}


def _met(standing: list[dict[str, Any]], issue: str) -> Counter[str]:
    return Counter(row["candidate_account_id"] for row in standing if row["issue"] == issue)
