"""Why a reader is shown somebody: what the two share, said from public rows only.

Most human first: one asks what the other answers, a rare shared topic, a mutual contact, a
declared place, the same thread; what happened lately before what must be dated, and a contact
who may not be named last. Each side gets its own sentence and, where there is one, the other's
thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from recommender.evidence import Interest, Place, PublicRecord, place_key
from recommender.matrices import Matrices
from recommender.snapshot import MOMENT, Snapshot
from recommender.wording import (
    LONGEST_OVERLAP,
    is_named,
    is_old,
    is_question,
    said,
    shortened,
    title_words,
    topic_words,
    year_said,
)

REASONS = pa.schema(
    [
        ("member_id", pa.string()),
        ("candidate_id", pa.string()),
        ("place", pa.int64()),
        ("kind", pa.string()),
        ("sentence", pa.string()),
        ("overlap", pa.string()),
        ("thread_id", pa.string()),
        ("thread_title", pa.string()),
        ("thread_url", pa.string()),
        ("evidence_at", MOMENT),
        ("contact_member_id", pa.string()),
        ("saying", pa.string()),
        ("words", pa.string()),
    ]
)

KINDS = ("answers", "topic", "contact", "place", "thread")
"""Most human first."""
AT_MOST = 2
"""A second reason helps, a third is a list."""
NOBODY_NAMED = "someone you both talk with"
ANSWERED_WELL = 0.3
"""The least strength in a topic for somebody to count as answering in it."""


@dataclass(frozen=True)
class Reason:
    """One thing to say to a reader about a candidate."""

    kind: str
    saying: str
    """How it is said: a key of `recommender.wording.SAYINGS`."""
    words: Mapping[str, Any]
    """What it is said with."""
    overlap: str
    place: Place | None
    at: datetime | None
    contact: str | None = None
    """The member the sentence names as known to both."""
    is_vague: bool = False
    """True of many, or hard to see; said only when there is nothing better."""


def reasons_for(
    snapshot: Snapshot,
    pairs: Iterable[tuple[str, str]],
    *,
    matrices: Matrices | None = None,
    introducers: Mapping[tuple[str, str], str] | None = None,
) -> pa.Table:
    """What can be said to each (reader, candidate), at most two sentences, best first.

    Returns member_id, candidate_id, place (from 1), kind, sentence (plain text, to the reader),
    overlap (what the two share, at most 40 characters), thread_id, thread_title and thread_url
    (null where no thread shows it), evidence_at (UTC, null for a declared place or topic),
    contact_member_id (the member the sentence names as known to both, else null), saying and words
    (JSON: what `recommender.wording.said` says the sentence with, also in another language).
    introducers: the only one who may be named as known to both, by pair; None is everybody who
    agreed to that. Pairs with nothing public in common are absent.
    """
    wanted = list(pairs)
    record = PublicRecord(
        matrices or Matrices(snapshot), (member for pair in wanted for member in pair), introducers
    )
    rows: list[dict[str, object]] = []
    for reader, candidate in wanted:
        found = sorted(
            _all(record, reader, candidate),
            key=lambda reason: _order(reason, snapshot.as_of),
        )
        for place, reason in enumerate(found[:AT_MOST], start=1):
            rows.append(
                {
                    "member_id": reader,
                    "candidate_id": candidate,
                    "place": place,
                    "kind": reason.kind,
                    "sentence": said(reason.saying, reader, candidate, **reason.words),
                    "overlap": shortened(reason.overlap, LONGEST_OVERLAP),
                    "thread_id": reason.place.thread_id if reason.place else None,
                    "thread_title": reason.place.title if reason.place else None,
                    "thread_url": reason.place.url if reason.place else None,
                    "evidence_at": reason.at,
                    "contact_member_id": reason.contact,
                    "saying": reason.saying,
                    "words": json.dumps(reason.words, ensure_ascii=False),
                }
            )
    return pa.Table.from_pylist(rows, schema=REASONS)


def _all(record: PublicRecord, reader: str, candidate: str) -> Iterator[Reason]:
    for find in (_answers, _topic, _contact, _place, _thread):
        reason = find(record, reader, candidate)
        if reason is not None:
            yield reason


def _order(reason: Reason, as_of: datetime) -> tuple[int, bool, int]:
    # That some third person, unnamed, knows both is true of many and tells least.
    vagueness = 2 if reason.overlap == NOBODY_NAMED else int(reason.is_vague)
    return vagueness, is_old(reason.at, as_of), KINDS.index(reason.kind)


def _name(record: PublicRecord, member: str) -> str:
    profile = record.profiles.get(member, {})
    return " ".join((profile.get("display_name") or "").split()) or "this member"


def _shared_topics(record: PublicRecord, reader: str, candidate: str) -> list[str]:
    """Topics of both, those with something recent first, then the rarest."""
    mine, theirs = record.interests.get(reader, {}), record.interests.get(candidate, {})
    as_of = record.snapshot.as_of

    def order(topic: str) -> tuple[bool, int, str]:
        return is_old(_both_at(mine[topic], theirs[topic]), as_of), record.holders[topic], topic

    return sorted(mine.keys() & theirs.keys(), key=order)


def _both_at(mine: Interest, theirs: Interest) -> datetime | None:
    """When both had shown the topic for the last time; declared alone has no moment."""
    moments = [interest.last_at for interest in (mine, theirs) if interest.last_at]
    return min(moments) if moments else None


def _answers(record: PublicRecord, reader: str, candidate: str) -> Reason | None:
    for topic in _shared_topics(record, reader, candidate):
        given = record.interests[candidate][topic].label
        label = topic_words(given)
        if not is_named(given):
            continue  # Words that often stand together are no question.
        for kind, reader_asks in (("asked", True), ("asks", False)):
            own = _question(record, topic, reader, started=reader_asks)
            place = _question(record, topic, candidate, started=not reader_asks)
            if own is None or place is None or place.names not in (None, reader, candidate):
                continue
            # Who asked is dated by the asking, who replied by the last time they did.
            yours = own.first_at if reader_asks else own.last_at
            at = place.last_at if reader_asks else place.first_at
            words = _words(record, candidate, yours, at, place)
            return Reason("answers", kind, words | {"topic": label}, label, place, min(yours, at))
    return None


def _question(record: PublicRecord, topic: str, member: str, *, started: bool) -> Place | None:
    """The newest question on a topic the member started, or else replied to well."""
    if not started and record.interests[member][topic].strength < ANSWERED_WELL:
        return None
    threads = record.threads.get(member, {})
    questions = [
        threads[thread]
        for thread in record.topic_threads.get(topic, set()) & threads.keys()
        if threads[thread].is_opener is started and is_question(threads[thread].title)
    ]
    return max(questions, key=lambda place: (place.last_at, place.thread_id), default=None)


def _words(
    record: PublicRecord,
    candidate: str,
    yours: datetime | None,
    at: datetime | None,
    place: Place | None = None,
) -> dict[str, Any]:
    """The words most sentences are made of."""
    return {
        "name": _name(record, candidate),
        "title": title_words(place.title) if place else "",
        "yours": year_said(yours, record.snapshot.as_of),
        "when": year_said(at, record.snapshot.as_of),
    }


def _topic(record: PublicRecord, reader: str, candidate: str) -> Reason | None:
    as_of = record.snapshot.as_of
    same_words: Reason | None = None
    for topic in _shared_topics(record, reader, candidate):
        mine, theirs = record.interests[reader][topic], record.interests[candidate][topic]
        label = topic_words(theirs.label)
        place = _unless_third(theirs.place, reader, candidate)
        own = _unless_third(mine.place, reader, candidate)
        if not is_named(theirs.label) and not _are_two(own, place):
            continue
        earlier = _both_at(mine, theirs)
        at = place.last_at if place else earlier
        earliest = min((moment for moment in (earlier, at) if moment), default=None)
        words = _words(record, candidate, mine.last_at, at, place)
        if not is_named(theirs.label) and own and place:
            both = [word for word in mine.words if word in theirs.words]
            if both and same_words is None:
                same_words = _same_words(record, candidate, both[0], own, place)
            continue
        kind = "topic" if place else "topic, no thread"
        # Two threads of one title would read as a mistake.
        if own and place and title_words(own.title) != title_words(place.title):
            at = min(own.last_at, place.last_at)
            words |= {
                "own": shortened(title_words(own.title), LONGEST_OVERLAP),
                "yours": year_said(own.last_at, as_of),
                "topic": label,
            }
            same = words["yours"] is not None and words["yours"] == words["when"]
            kind = "topic, two threads, same year" if same else "topic, two threads"
            return Reason("topic", kind, words, label, place, at)
        if is_old(earliest, as_of):
            same = place is not None and words["yours"] == words["when"]
            kind = "topic, same year" if same else f"{kind}, old"
        return Reason("topic", kind, words | {"topic": label}, label, place, earliest)
    return same_words


def _same_words(
    record: PublicRecord, candidate: str, word: str, own: Place, place: Place
) -> Reason:
    """A word both wrote, of a topic nobody gave a name, and a thread of each on that topic."""
    words = _words(record, candidate, own.last_at, place.last_at, place)
    words |= {"own": shortened(title_words(own.title), LONGEST_OVERLAP), "word": word}
    at = min(own.last_at, place.last_at)
    return Reason("topic", "same words", words, word, place, at, is_vague=True)


def _are_two(own: Place | None, place: Place | None) -> bool:
    """Whether there is a thread of each, and not the same one."""
    return own is not None and place is not None and own.thread_id != place.thread_id


def _unless_third(place: Place | None, reader: str, candidate: str) -> Place | None:
    """The thread, unless its title names a third person, who has not been asked."""
    return place if place and place.names in (None, reader, candidate) else None


def _contact(record: PublicRecord, reader: str, candidate: str) -> Reason | None:
    as_of = record.snapshot.as_of
    mine, theirs = record.contacts.get(reader, {}), record.contacts.get(candidate, {})
    common = (mine.keys() & theirs.keys()) - {reader, candidate}
    if not common:
        return None

    def order(contact: str) -> tuple[bool, bool, float, str]:
        at = min(mine[contact], theirs[contact])
        named = record.may_name(contact, reader, candidate)
        return is_old(at, as_of), not named, -at.timestamp(), contact

    contact = min(common, key=order)
    at = min(mine[contact], theirs[contact])
    named = record.may_name(contact, reader, candidate)
    shown = _name(record, contact) if named else NOBODY_NAMED
    kind = "contact" if named else "contact, unnamed"
    words = _words(record, candidate, mine[contact], theirs[contact])
    if is_old(at, as_of):
        kind += ", same year" if words["yours"] == words["when"] else ", old"
    words["contact"] = shown
    knows = f"{shown} knows you both"
    if named and len(knows) <= LONGEST_OVERLAP:
        shown = knows
    # No thread: it would name the contact, who may not have agreed to that.
    return Reason("contact", kind, words, shown, None, at, contact if named else None)


def _place(record: PublicRecord, reader: str, candidate: str) -> Reason | None:
    mine = record.profiles.get(reader, {}).get("location")
    theirs = record.profiles.get(candidate, {}).get("location")
    if not place_key(theirs) or place_key(mine) != place_key(theirs):
        return None
    place = " ".join(str(theirs).split())
    if len(place) > LONGEST_OVERLAP:
        return None
    words = {"name": _name(record, candidate), "place": place}
    return Reason("place", "place", words, place, None, None)


def _thread(record: PublicRecord, reader: str, candidate: str) -> Reason | None:
    as_of = record.snapshot.as_of
    mine, theirs = record.threads.get(reader, {}), record.threads.get(candidate, {})
    common = {
        thread
        for thread in mine.keys() & theirs.keys()
        if _unless_third(theirs[thread], reader, candidate)
    }
    if not common:
        return None

    def order(thread: str) -> tuple[bool, int, float, str]:
        at = min(mine[thread].last_at, theirs[thread].last_at)
        return is_old(at, as_of), theirs[thread].size, -at.timestamp(), thread

    thread = min(common, key=order)
    own, place = mine[thread], theirs[thread]
    # Who started it is dated by the start, who wrote in it by the last time they did.
    yours = own.first_at if own.is_opener else own.last_at
    at = place.first_at if place.is_opener else place.last_at
    words = _words(record, candidate, yours, at, place)
    if place.is_opener or own.is_opener:
        kind = "thread, theirs" if place.is_opener else "thread, yours"
    else:
        kind = "thread" if words["yours"] == words["when"] else "thread, old"
    return Reason("thread", kind, words, place.title, place, min(yours, at))
