"""What the recommender is handed: a community as of one moment, and the rules of one issue.

Arrow tables only; this room opens no database. More columns than the ones listed are fine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from recommender.errors import BadSnapshot

MOMENT = pa.timestamp("us", tz="UTC")

SCHEMAS: dict[str, pa.Schema] = {
    "members": pa.schema(
        [
            ("member_id", pa.string()),
            ("display_name", pa.string()),
            ("is_matchable", pa.bool_()),
            ("is_active", pa.bool_()),
            ("is_active_lately", pa.bool_()),
            ("language", pa.string()),
            ("location", pa.string()),
            ("hours", pa.list_(pa.int64())),
            ("first_post_at", MOMENT),
            ("last_talk_at", MOMENT),
            ("joined_at", MOMENT),
        ]
    ),
    "talks": pa.schema(
        [
            ("from_member_id", pa.string()),
            ("to_member_id", pa.string()),
            ("thread_id", pa.string()),
            ("post_id", pa.string()),
            ("created_at", MOMENT),
            ("weight", pa.float64()),
            ("is_strict", pa.bool_()),
            ("is_public", pa.bool_()),
        ]
    ),
    "member_threads": pa.schema(
        [
            ("member_id", pa.string()),
            ("thread_id", pa.string()),
            ("posts", pa.int64()),
            ("first_at", MOMENT),
            ("last_at", MOMENT),
            ("strength", pa.float64()),
            ("is_public", pa.bool_()),
            ("is_opener", pa.bool_()),
            ("thread_size", pa.int64()),
        ]
    ),
    "member_topics": pa.schema(
        [
            ("member_id", pa.string()),
            ("topic_id", pa.string()),
            ("strength", pa.float64()),
            ("is_declared", pa.bool_()),
            ("is_public", pa.bool_()),
            ("thread_id", pa.string()),
            ("last_at", MOMENT),
            ("label", pa.string()),
            ("is_shareable", pa.bool_()),
        ]
    ),
    "texts": pa.schema(
        [("member_id", pa.string()), ("text", pa.string()), ("language", pa.string())]
    ),
    "threads": pa.schema(
        [
            ("thread_id", pa.string()),
            ("title", pa.string()),
            ("url", pa.string()),
            ("is_public", pa.bool_()),
            ("created_at", MOMENT),
            ("last_post_at", MOMENT),
            ("author_member_id", pa.string()),
            ("member_count", pa.int64()),
            ("answer_count", pa.int64()),
        ]
    ),
    "declared": pa.schema([("member_a_id", pa.string()), ("member_b_id", pa.string())]),
}
"""The columns each table of a snapshot must have."""

THREAD_TOPICS = pa.schema(
    [("thread_id", pa.string()), ("topic_id", pa.string()), ("weight", pa.float64())]
)
PAIRS = SCHEMAS["declared"]
MEMBER_IDS = pa.schema([("member_id", pa.string())])


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A community as of one moment: nothing in it happened later.

    Raises BadSnapshot when a table lacks one of the columns in SCHEMAS.
    """

    as_of: datetime
    """UTC."""
    members: pa.Table
    """One row per member, team included or not; hours: posts by UTC hour, 24 of them.
    An optional column may_introduce: may be named as the contact two others share."""
    talks: pa.Table
    """One row per talk between members who are not team, weight above 0, created_at UTC."""
    member_threads: pa.Table
    """One row per (member, thread); strength graded in (0, 1]; thread_size: members in it."""
    member_topics: pa.Table
    """One row per (member, topic); strength graded in (0, 1]; thread_id: a public thread
    showing it, null when none does."""
    texts: pa.Table
    """At most one row per member: their public, unfenced posts joined, newest first."""
    threads: pa.Table
    """One row per thread."""
    declared: pa.Table
    """Unordered pairs who declared a friendship or a connection."""
    half_life_days: int
    """In this many days a talk loses half its weight."""
    thread_topics: pa.Table = field(default_factory=THREAD_TOPICS.empty_table)
    """One row per (public thread, topic of it); weight: the topic's part in it, 0 to 1."""

    def __post_init__(self) -> None:
        for name, schema in (SCHEMAS | {"thread_topics": THREAD_TOPICS}).items():
            require_columns(name, getattr(self, name), schema)


@dataclass(frozen=True)
class Friendship:
    """When two count as friends, and when their tie as dormant."""

    talks: int = 2
    """Strict talks each way, at least."""
    days: int = 3
    """On so many different days."""
    dormant_days: int = 180
    """Silent since so long."""


@dataclass(frozen=True)
class Rules:
    """Who may receive and who may be proposed in one issue, and how many."""

    readers: pa.Table | None
    """member_id of who may receive; None is a rehearsal: every active matchable member."""
    candidates: pa.Table | None
    """member_id of who may be proposed; None is a rehearsal: every matchable member."""
    never: pa.Table
    """member_a_id, member_b_id, unordered: blocked, or proposed too short a time ago."""
    slots: tuple[str, ...] = ("bond", "bond", "far")
    cap: int = 5
    """Nobody stands in more lists than this."""
    floor: float = 0.0
    """The least score of a match, from 0 to 1."""
    seed: int = 7
    repeat_weeks: int = 26
    """A pair is not proposed again within so many weeks; the pace is made to last that long."""
    last_read: pa.Table | None = None
    """member_id, last_at: when who may receive was last introduced to somebody; None is never."""
    asked: pa.Table | None = None
    """member_id, once for each time somebody was asked to introduce two in the last month."""
    apart: pa.Table | None = None
    """member_a_id, member_b_id, unordered: those of `never` who are kept apart in everything,
    not only from being introduced again; None is all of `never`."""
    friendship: Friendship = Friendship()
    newcomer_days: int = 28
    """Who first wrote within so many days is a newcomer."""
    held_out: float = 0.0
    """This share of the pairs found is left to themselves, where that will tell something."""
    talk: float | None = None
    """The share of introductions that were seen to talk within 28 days; None: not known yet."""
    introduced: pa.Table | None = None
    """Letters that arrived and what came of them, to learn from; see `recommender.taught`."""

    def __post_init__(self) -> None:
        require_columns("never", self.never, PAIRS)
        for name in ("readers", "candidates"):
            table = getattr(self, name)
            if table is not None:
                require_columns(name, table, MEMBER_IDS)


def require_columns(name: str, table: pa.Table, schema: pa.Schema) -> None:
    """Nothing, when the table has every column of the schema; else raises BadSnapshot."""
    missing = [column for column in schema.names if column not in table.column_names]
    if missing:
        raise BadSnapshot(name, missing, table.column_names)
