"""Topics that too many hold are parted; the others stay as they are."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from scipy import sparse

from analytics.derived import found_topics
from analytics.topics import Topics, find_topics, looked_at_closely
from tests.analytics.test_derived import PARAMETERS, table, topic_frames

SUBJECTS = {
    "bread": ["dough", "oven", "crust", "loaf"],
    "bikes": ["saddle", "pedal", "chain", "brake"],
    "boats": ["sail", "rudder", "mast", "keel"],
    "birds": ["feather", "beak", "nest", "wing"],
    "clocks": ["spring", "dial", "pendulum", "chime"],
    "chairs": ["seat", "cane", "spindle", "glue"],
}
HALVES = (
    ["rye", "caraway", "pumpernickel", "molasses", "coarse"],
    ["brioche", "butter", "milk", "sugar", "braided"],
)
EACH = 40
MEMBER_TOPICS = Path(found_topics.__file__).parents[1] / "marts" / "member_topics.sql"


def threads() -> list[str]:
    """Forty of each subject; those on bread are half on rye and half on brioche."""
    found = []
    for subject, words in SUBJECTS.items():
        for place in range(EACH):
            said = [words[(place + step) % 4] for step in range(2)]
            if subject == "bread":
                said += [HALVES[place % 2][(place // 2 + step) % 5] for step in range(2)]
            found.append(" ".join(said))
    return found


def looked_at(writers: int) -> tuple[Topics, Topics]:
    """Topics before and after a closer look, when so many of twenty write of nothing but bread."""
    documents = threads()
    topics = find_topics(documents, "en", set(), seed=7, most=len(SUBJECTS))
    posts = sparse.csr_array(
        (
            [1.0] * EACH * writers,
            (
                [w for w in range(writers) for _ in range(EACH)],
                [place for _ in range(writers) for place in range(EACH)],
            ),
        ),
        shape=(20, len(documents)),
    )
    closer = looked_at_closely(
        topics, documents, "en", set(), posts=posts, people=20, share=0.15, seed=7
    )
    return topics, closer


def of_bread(topics: Topics) -> set[str]:
    """The labels that threads on bread have."""
    told = np.flatnonzero(topics.told[:EACH].any(axis=0))
    return {topics.labels[topic] for topic in told.tolist()}


def test_what_many_hold_is_parted_by_what_parts_its_threads() -> None:
    """Words that most of its threads have no longer name it; other topics are as before."""
    before, after = looked_at(4)
    assert len(of_bread(before)) == 1
    words = {word for label in of_bread(after) for word in label.split(", ")}
    assert len(of_bread(after)) > 1
    assert words <= set(HALVES[0]) | set(HALVES[1])
    for label in of_bread(after):
        assert (
            len({half for half, own in enumerate(HALVES) if set(own) & set(label.split(", "))}) == 1
        )
    assert set(before.labels) - of_bread(before) == set(after.labels) - of_bread(after)
    assert after.parts.sum(axis=1).max() <= 1 + 1e-9


def test_what_few_hold_stays_as_it_is() -> None:
    before, after = looked_at(3)
    assert after is before


def test_only_what_active_members_write_in_public_parts_a_topic() -> None:
    """derived.found_topics: team, who is away and private rows change nothing."""
    frames = topic_frames(1)
    texts = {f"thread{place}": text for place, text in enumerate(threads() * 3)}
    frames["marts.threads"] = table(
        "thread_id title is_public", *((thread, text, True) for thread, text in texts.items())
    )
    members = "member_id is_active is_team is_bot is_spam"
    wrote = "member_id thread_id posts is_public"
    crowd = [
        (f"m{who}", thread, 1)
        for who in range(4)
        for thread, text in texts.items()
        if any(word in text for word in SUBJECTS["bread"])
    ]

    def found(is_active: bool, is_team: bool, is_public: bool) -> list[dict[str, object]]:
        flags = [(f"m{who}", is_active, is_team, False, False) for who in range(4)]
        frames["marts.members"] = table(members, ("else", True, False, False, False), *flags)
        frames["marts.member_threads"] = table(wrote, *((*row, is_public) for row in crowd))
        rows: list[dict[str, object]] = found_topics.derive(frames, PARAMETERS).to_pylist()
        return rows

    alone = found(is_active=True, is_team=False, is_public=False)
    assert found(is_active=False, is_team=False, is_public=True) == alone
    assert found(is_active=True, is_team=True, is_public=True) == alone
    assert found(is_active=True, is_team=False, is_public=True) != alone


def test_who_holds_a_topic_is_told_as_the_warehouse_tells_it() -> None:
    """The rule stands twice, here in arrays and there in SQL: both give the same people."""
    rng = np.random.default_rng(3)
    parts = rng.dirichlet(np.full(8, 0.25), size=40)
    posts = rng.poisson(0.25, size=(30, 40))
    topics = Topics([f"t{topic}" for topic in range(8)], parts)
    held = topics.held(sparse.csr_array(posts.astype(float)))
    with duckdb.connect() as database:
        for schema in ("marts", "meta", "derived"):
            database.execute(f"create schema {schema}")
        database.execute(
            "create table marts.profile_topics (member_id text, topic_id text, label text);"
            "create table meta.refused_interests (account_id text, label text);"
            "create table derived.member_accounts (account_id text, member_id text);"
            "create table marts.posts (member_id text, thread_id text, created_at timestamptz,"
            " is_counted boolean, is_public boolean);"
            "create table marts.thread_topics (thread_id text, topic_id text, label text,"
            " kind text, weight double)"
        )
        wrote = [
            (str(who), str(thread))
            for who, thread in zip(*np.nonzero(posts), strict=True)
            for _ in range(posts[who, thread])
        ]
        database.executemany("insert into marts.posts values (?, ?, now(), true, true)", wrote)
        told = [
            (str(thread), str(topic), f"t{topic}", float(parts[thread, topic]))
            for thread, topic in zip(*np.nonzero(topics.told), strict=True)
        ]
        database.executemany("insert into marts.thread_topics values (?, ?, ?, 'found', ?)", told)
        query = MEMBER_TOPICS.read_text(encoding="utf-8")
        rows = database.execute(f"select member_id, topic_id from (\n{query}\n)").fetchall()
    assert {(int(row[0]), int(row[1])) for row in rows} == set(
        zip(*(each.tolist() for each in np.nonzero(held)), strict=True)
    )
    assert 0 < held.sum() < np.count_nonzero(posts @ np.where(topics.told, parts, 0))
