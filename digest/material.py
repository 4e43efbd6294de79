"""What letters tell beside the people: read from the warehouse, handed over as Arrow tables."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

_QUERIES = Path(__file__).parent / "queries"
_MOMENT = pa.timestamp("us", tz="UTC")

Frame = Callable[..., pa.Table]
"""Runs a query with $name parameters: `Warehouse.frame`."""

_THREAD = [("thread_id", pa.string()), ("thread_title", pa.string()), ("thread_url", pa.string())]
ANSWERS = pa.schema(
    [
        ("member_id", pa.string()),
        ("from_member_id", pa.string()),
        *_THREAD,
        ("created_at", _MOMENT),
        ("is_thanks", pa.bool_()),
    ]
)
LAST_WORDS = pa.schema(
    [
        ("member_id", pa.string()),
        *_THREAD,
        ("author_member_id", pa.string()),
        ("created_at", _MOMENT),
        ("is_opening", pa.bool_()),
        ("text", pa.string()),
    ]
)
WORKS = pa.schema(
    [
        *_THREAD,
        ("space_id", pa.string()),
        ("author_member_id", pa.string()),
        ("language", pa.string()),
    ]
)
AT_HOME = pa.schema([("member_id", pa.string()), ("label", pa.string()), *_THREAD])
INTRODUCERS = pa.schema(
    [("member_id", pa.string()), ("candidate_id", pa.string()), ("introducer_id", pa.string())]
)
TO_ANSWER = pa.schema(
    [("member_id", pa.string()), ("thread_id", pa.string()), ("is_newcomer", pa.bool_())]
)

LANGUAGES = pa.schema([("thread_id", pa.string()), ("language", pa.string())])


@dataclass(frozen=True, kw_only=True)
class Material:
    """Tables with the columns of the schemas above; more columns than these are fine."""

    answers: pa.Table = field(default_factory=ANSWERS.empty_table)
    """What others said to members in public, newest first; is_thanks: it was a thank-you."""
    last_words: pa.Table = field(default_factory=LAST_WORDS.empty_table)
    """Per member at most two rows: where they last asked something, with its text, and where they
    last wrote to others."""
    works: pa.Table = field(default_factory=WORKS.empty_table)
    """What members made lately and others were glad of, the most first."""
    at_home: pa.Table = field(default_factory=AT_HOME.empty_table)
    """What each member is most at home in, and the thread that shows it."""
    introducers: pa.Table = field(default_factory=INTRODUCERS.empty_table)
    """Who could introduce a pair and is asked this time."""
    to_answer: pa.Table = field(default_factory=TO_ANSWER.empty_table)
    """Threads chosen for a reader to answer, the best first; is_newcomer: begun by one."""
    languages: pa.Table = field(default_factory=LANGUAGES.empty_table)
    """In which language threads that wait were begun, ISO 639-1; those known only."""


def read_material(
    frame: Frame,
    *,
    readers: Collection[str],
    candidates: Collection[str],
    since: datetime,
    introducers: pa.Table,
    to_answer: pa.Table,
) -> Material:
    """What the warehouse holds for these readers about these candidates.

    since: answers from then on are told. introducers, to_answer: the recommender's choices.
    """
    everybody = sorted({*readers, *candidates})

    def ask(name: str, schema: pa.Schema, **values: Any) -> pa.Table:
        sql = (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        return frame(sql, **values).select(schema.names).cast(schema)

    return Material(
        answers=ask("answers", ANSWERS, since=since),
        last_words=ask("last_words", LAST_WORDS, member_ids=everybody),
        works=ask("works", WORKS),
        at_home=ask("at_home", AT_HOME, member_ids=sorted(readers)),
        introducers=introducers.select(INTRODUCERS.names),
        to_answer=to_answer.select(TO_ANSWER.names),
        languages=ask("languages", LANGUAGES),
    )
