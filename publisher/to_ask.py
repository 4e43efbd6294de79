"""Whom to ask for a page of theirs, with the text to send: spotlights, stories, circles.

For the manager alone. Nobody is asked who said no, has a text already or was asked before; of the
others those come first whom somebody nominated, then those never shown, then whoever was shown
longest ago. No count of anything decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.approved import CIRCLE, STORY, TextState
from publisher.asking import Frame, Row, ask
from publisher.drawing import SPOTLIGHT
from publisher.facts import CommunityInfo
from publisher.private_text import plain
from publisher.questions import question
from publisher.rows import issue_of

if TYPE_CHECKING:
    import pyarrow as pa

MOST = 3
"""Members on the list at once: a queue, not a table."""


@dataclass(frozen=True)
class Nomination:
    """Somebody thinks that a member should be asked."""

    account_id: str
    said_at: datetime
    why: str = ""


@dataclass(frozen=True)
class Candidate:
    """A member to ask the three questions."""

    member_id: str
    name: str
    account_id: str
    text: str
    """To send or paste, in their language."""
    is_new: bool
    """Never shown before."""
    nominated: tuple[Nomination, ...] = ()

    @property
    def command(self) -> str:
        """What begins their page."""
        return f"./do spotlight --ask {self.account_id}"


@dataclass(frozen=True)
class StoryToAsk:
    """Two who were introduced and still talk, to be asked how they met."""

    member_ids: tuple[str, str]
    names: tuple[str, str]
    account_ids: tuple[str, str]
    introduced_at: datetime
    texts: tuple[str, str]
    """To send to each of them, in their language."""

    @property
    def command(self) -> str:
        """What begins their story."""
        return f"./do story --ask {self.account_ids[0]} --and {self.account_ids[1]}"


@dataclass(frozen=True)
class ProposedCircle:
    """Four to six who said yes to a circle and share a topic."""

    number: int
    topic: str
    names: tuple[str, ...]
    account_ids: tuple[str, ...]
    text: str
    """To send to all of them."""

    @property
    def command(self) -> str:
        """What gives it a day and a place."""
        return f'./do circle --number {self.number} --starts "2027-01-16 13:00" --where "…"'


@dataclass(frozen=True)
class Approval:
    """A member to send their text to, for a yes to its very words."""

    subject: str
    name: str
    text: str
    """To send, in their language, with the text in it."""


@dataclass(frozen=True)
class ToAsk:
    """Everything to ask for, and the texts that wait; what the office shows of texts."""

    spotlights: tuple[Candidate, ...] = ()
    queue: int = 0
    """How many more wait to be asked for a spotlight."""
    stories: tuple[StoryToAsk, ...] = ()
    circles: tuple[ProposedCircle, ...] = ()
    texts: tuple[TextState, ...] = ()
    problems: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] = ()

    @property
    def to_approve(self) -> tuple[TextState, ...]:
        """Texts that lack nothing but somebody's approval."""
        return tuple(each for each in self.texts if each.waits_for)


NOTHING_TO_ASK = ToAsk()


def to_ask(
    frame: Frame,
    community: CommunityInfo,
    *,
    content: Path,
    as_of: datetime,
    consents: pa.Table,
    approvals: pa.Table,
    outcomes: pa.Table,
    apart: Collection[tuple[str, str]] = (),
    texts: Iterable[TextState] = (),
    problems: Iterable[str] = (),
    nominations: Iterable[Nomination] = (),
) -> ToAsk:
    """What to ask for at a moment. content: the folder that holds `questions/`.

    consents: member_id, purpose, answer in force. approvals: as the ledger has them. outcomes: of
    introductions, see `analytics.outcomes`. apart: pairs of members, both ways round.
    """
    texts = tuple(texts)
    refused = {
        (row["member_id"], row["purpose"]) for row in consents.to_pylist() if row["answer"] == "no"
    }
    letters = _Letters(content, community)
    member_of = {row["account_id"]: row["member_id"] for row in ask(frame, "members")}
    shown_at: dict[str, datetime] = {}
    for row in approvals.to_pylist():
        if row["kind"] == SPOTLIGHT and (member := member_of.get(row["account_id"])):
            shown_at[member] = max(shown_at.get(member, row["decided_at"]), row["decided_at"])
    named: dict[str, list[Nomination]] = {}
    for each in nominations:
        named.setdefault(member_of.get(each.account_id, ""), []).append(each)
    queue = _queue(
        frame,
        without={each for text in texts if text.kind == SPOTLIGHT for each in text.member_ids}
        | {member for member, purpose in refused if purpose == SPOTLIGHT},
        shown_at=shown_at,
        named=named,
        since=as_of - timedelta(days=community.definitions.stale_page),
    )
    told = {frozenset(text.member_ids) for text in texts if text.kind == STORY}
    unwilling = frozenset(member for member, purpose in refused if purpose == STORY)
    meeting = {each for text in texts if text.kind == CIRCLE for each in text.member_ids}
    return ToAsk(
        spotlights=tuple(
            letters.candidate(row, shown_at, tuple(named.get(row["member_id"], ())))
            for row in queue[:MOST]
        ),
        queue=len(queue[MOST:]),
        stories=tuple(_stories(frame, letters, outcomes, told, unwilling, apart)),
        circles=tuple(
            letters.circle(row)
            for row in ask(frame, "proposed_circles", issue=issue_of(as_of, community.time_zone))
            if meeting.isdisjoint(row["member_ids"])
        ),
        texts=texts,
        problems=tuple(problems),
        approvals=tuple(_approvals(frame, letters, texts)),
    )


def _queue(
    frame: Frame,
    *,
    without: Collection[str],
    shown_at: Mapping[str, datetime],
    named: Mapping[str, list[Nomination]],
    since: datetime,
) -> list[Row]:
    found: dict[str, Row] = {
        row["member_id"]: row
        for row in ask(frame, "spotlight_candidates")
        if row["kind_at"] >= since or row["member_id"] in named
    }
    if missing := sorted(named.keys() - found.keys() - {""}):
        for row in ask(frame, "speakers", member_ids=missing):
            found[row["member_id"]] = {**row, "thread_title": None}
    # Sorting keeps the order of the newest kindness among equals.
    return sorted(
        (row for row in found.values() if row["member_id"] not in without),
        key=lambda row: (
            row["member_id"] not in named,
            row["member_id"] in shown_at,
            shown_at[row["member_id"]].timestamp() if row["member_id"] in shown_at else 0.0,
        ),
    )


def _stories(
    frame: Frame,
    letters: _Letters,
    outcomes: pa.Table,
    told: Collection[frozenset[str]],
    unwilling: frozenset[str],
    apart: Collection[tuple[str, str]],
) -> Iterable[StoryToAsk]:
    pairs: dict[tuple[str, str], datetime] = {}
    for row in outcomes.to_pylist():
        pair = (row["member_a_id"], row["member_b_id"])
        is_over = frozenset(pair) in told or not unwilling.isdisjoint(pair) or pair in apart
        if row["still"] and not row["is_held_out"] and not is_over:
            pairs[pair] = min(pairs.get(pair, row["introduced_at"]), row["introduced_at"])
    speakers = {
        row["member_id"]: row
        for row in (
            ask(frame, "speakers", member_ids=sorted({m for pair in pairs for m in pair}))
            if pairs
            else ()
        )
    }
    for (one, other), introduced_at in sorted(pairs.items(), key=lambda each: each[1]):
        if one in speakers and other in speakers:
            yield letters.story(speakers[one], speakers[other], introduced_at)


def _approvals(frame: Frame, letters: _Letters, texts: Iterable[TextState]) -> Iterable[Approval]:
    waiting = [
        (text, member_id)
        for text in texts
        for name, member_id in zip(text.members, text.member_ids, strict=True)
        if name in text.waits_for
    ]
    if waiting:
        asked = sorted({member_id for _, member_id in waiting})
        speakers = {row["member_id"]: row for row in ask(frame, "speakers", member_ids=asked)}
        for text, member_id in waiting:
            if member_id in speakers:
                yield letters.approval(speakers[member_id], text)


class _Letters:
    """The texts to send, signed by the manager."""

    def __init__(self, content: Path, community: CommunityInfo) -> None:
        self._content = content
        self._community = community

    def candidate(
        self, row: Row, shown_at: Mapping[str, datetime], nominated: tuple[Nomination, ...]
    ) -> Candidate:
        name, language = _called(row), row["language"]
        thread = plain(row["thread_title"] or "")
        if nominated:
            because = self._text(language, "nominated")
        elif thread:
            because = self._text(language, "because", thread=thread)
        else:
            because = self._text(language, "thanked")
        return Candidate(
            member_id=row["member_id"],
            name=name,
            account_id=row["account_id"],
            text=self._text(language, "spotlight", name=name, because=because),
            is_new=row["member_id"] not in shown_at,
            nominated=nominated,
        )

    def story(self, one: Row, other: Row, introduced_at: datetime) -> StoryToAsk:
        pair = (one, other)
        texts = [
            self._text(reader["language"], "story", name=_called(reader), other=_called(friend))
            for reader, friend in (pair, pair[::-1])
        ]
        return StoryToAsk(
            member_ids=(one["member_id"], other["member_id"]),
            names=(_called(one), _called(other)),
            account_ids=(one["account_id"], other["account_id"]),
            introduced_at=introduced_at,
            texts=(texts[0], texts[1]),
        )

    def approval(self, row: Row, text: TextState) -> Approval:
        name = _called(row)
        letter = self._text(row["language"], "approve", name=name, text=text.words)
        return Approval(text.subject, name, letter)

    def circle(self, row: Row) -> ProposedCircle:
        topic = plain(row["label"] or "")
        text = self._text(self._community.language, "circle", count=len(row["names"]), topic=topic)
        names = tuple(plain(name or "") for name in row["names"])
        return ProposedCircle(row["circle"], topic, names, tuple(row["account_ids"]), text)

    def _text(self, language: str | None, section: str, **values: object) -> str:
        values |= {
            "manager": self._community.manager_name,
            "community": self._community.name,
        }
        return question(self._content, language, section, **values)


def _called(row: Row) -> str:
    return plain(row["display_name"] or "") or str(row["member_id"])
