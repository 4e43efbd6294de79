"""The community as the recommender is handed it: now, or as it was at an earlier moment."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import pyarrow as pa

from analytics.build import analyse
from analytics.parameters import Decisions, Parameters
from analytics.warehouse import Warehouse, checked_name
from recommender.nearest import LARGE
from recommender.snapshot import Snapshot

TEXT_CHARACTERS = 20_000
"""Of each member's own words; the newest say best what they care about now."""
FEW_CHARACTERS = 2_000
"""The same in a large community, where of each member only the heaviest words are compared."""

TABLES = (
    "marts.members",
    "marts.posts",
    "marts.talks",
    "marts.ties",
    "marts.threads",
    "marts.member_threads",
    "marts.member_topics",
    "marts.topics",
    "marts.thread_topics",
    "staging.post_texts",
)
"""What a snapshot is made from."""

MEMBERS = """
    with written as (
        select posts.member_id, min(posts.created_at) as first_post_at
        from marts.posts
        where posts.is_public
            and posts.is_counted
            and posts.member_id is not null
        group by posts.member_id
    )
    select
        members.member_id, display_name, is_matchable, is_active, is_active_lately, language,
        location, hours, written.first_post_at, last_talk_at, joined_at,
    from marts.members
    left join written using (member_id)
    order by member_id
"""
"""Private rows show in none of it, but for the language of who never wrote in public."""
TALKS = """
    select
        from_member_id, to_member_id, thread_id, post_id, created_at, weight, is_strict, is_public
    from marts.talks
    where is_between_members
    order by created_at, talk_id
"""
MEMBER_THREADS = """
    select
        member_threads.*,
        count(*) over (partition by member_threads.thread_id, member_threads.is_public)
            as thread_size
    from marts.member_threads
    order by member_id, thread_id
"""
MEMBER_TOPICS = """
    select member_topics.*, topics.label, topics.is_shareable
    from marts.member_topics
    inner join marts.topics using (topic_id)
    order by member_id, topic_id
"""
TEXTS = """
    with written as (
        select
            posts.member_id,
            posts.post_id,
            posts.created_at,
            texts.text,
            coalesce(
                sum(len(texts.text)) over (
                    partition by posts.member_id
                    order by posts.created_at desc nulls last, posts.post_id
                    rows between unbounded preceding and 1 preceding
                ),
                0
            ) as characters_before,
        from marts.posts
        inner join staging.post_texts as texts using (post_id)
        where posts.is_public
            and posts.is_counted
            and posts.member_id is not null
    )
    select
        written.member_id,
        left(
            string_agg(written.text, chr(10) order by created_at desc nulls last, post_id),
            $characters::bigint
        ) as text,
        any_value(members.language) as language
    from written
    inner join marts.members using (member_id)
    where written.characters_before < $characters
    group by written.member_id
    order by written.member_id
"""
THREADS = """
    select
        thread_id, title, url, is_public, created_at, last_post_at, author_member_id, member_count,
        answer_count, is_open, is_page, kind, space_name
    from marts.threads
    order by thread_id
"""
THREAD_TOPICS = """
    select thread_id, topic_id, weight
    from marts.thread_topics
    order by thread_id, topic_id
"""
DECLARED = """
    select member_a_id, member_b_id
    from marts.ties
    where is_declared
    order by all
"""


def snapshot(warehouse: Warehouse) -> Snapshot:
    """The community as of the moment the warehouse was analysed for."""
    parameters, _ = analysed_with(warehouse)
    assert parameters.as_of is not None
    members = warehouse.frame(MEMBERS)
    characters = FEW_CHARACTERS if members.num_rows > LARGE else TEXT_CHARACTERS
    return Snapshot(
        as_of=parameters.as_of,
        members=members,
        talks=warehouse.frame(TALKS),
        member_threads=warehouse.frame(MEMBER_THREADS),
        member_topics=warehouse.frame(MEMBER_TOPICS),
        texts=warehouse.frame(TEXTS, characters=characters),
        threads=warehouse.frame(THREADS),
        declared=warehouse.frame(DECLARED),
        half_life_days=parameters.half_life,
        thread_topics=warehouse.frame(THREAD_TOPICS),
    )


def snapshot_at(warehouse: Warehouse, as_of: datetime) -> Snapshot:
    """The community as it was at an earlier moment; nothing that came later shows in it.

    Works out every table anew, in memory, from the same rows, parameters and decisions.
    """
    with warehouse_at(warehouse, as_of) as earlier:
        return snapshot(earlier)


def warehouse_at(
    warehouse: Warehouse, as_of: datetime, wanted: tuple[str, ...] | None = TABLES
) -> Warehouse:
    """A warehouse in memory, analysed as of an earlier moment. Closing it lets go of it.

    wanted: the tables to work out, with all they read; None for every one, with the checks.
    """
    parameters, decisions = analysed_with(warehouse)
    earlier = Warehouse.scratch(warehouse.folder)
    for name in warehouse.tables:
        if name.startswith("raw.") and name != "raw.post_texts":
            earlier.write(name, warehouse.frame(f"select * from {checked_name(name)}"))
    earlier.show_texts()
    analyse(earlier, replace(parameters, as_of=as_of), decisions, wanted=wanted)
    return earlier


def analysed_with(warehouse: Warehouse) -> tuple[Parameters, Decisions]:
    """The parameters and decisions that the warehouse was last analysed with."""
    row = warehouse.frame("select * from meta.parameters").to_pylist()[0]
    values: dict[str, Any] = {
        field.name: tuple(row[field.name]) if isinstance(row[field.name], list) else row[field.name]
        for field in fields(Parameters)
    }
    return Parameters(**values), Decisions(
        merges=warehouse.frame("select * from meta.merges order by all"),
        spam=warehouse.frame("select * from meta.spam_decisions order by all"),
        refused_interests=warehouse.frame("select * from meta.refused_interests order by all"),
    )


def never_pairs(warehouse: Warehouse, *account_pairs: pa.Table) -> pa.Table:
    """Pairs of members who are never to be matched: member_a_id, member_b_id.

    account_pairs: tables of two account ids each, in whatever order: blocks, vetoes, proposals.
    Pairs that the exports show as blocking each other or writing privately are added.
    """
    given = pa.concat_tables(
        [
            pa.table(pair.columns[:2], names=["one", "other"])
            for pair in account_pairs
            if pair.num_rows
        ]
        or [pa.table({"one": pa.array([], pa.string()), "other": pa.array([], pa.string())})]
    )
    with warehouse.lent(given, "given_pairs"):
        return warehouse.frame(
            """
            with pairs as (
                select one, other from given_pairs
                union all
                select from_account_id, to_id from staging.ties where kind = 'block'
                union all
                select sender_account_id, unnest(recipient_account_ids) from staging.messages
            )
            select distinct
                least(ones.member_id, others.member_id) as member_a_id,
                greatest(ones.member_id, others.member_id) as member_b_id
            from pairs
            inner join derived.member_accounts as ones on pairs.one = ones.account_id
            inner join derived.member_accounts as others on pairs.other = others.account_id
            where ones.member_id <> others.member_id
            order by all
            """
        )


def introduced(warehouse: Warehouse, introductions: pa.Table, *, before: str) -> pa.Table:
    """When each member was last introduced to somebody: member_id, last_at (UTC).

    introductions: issue, account_id, sent_at, as the ledger has them. before: the issue at hand,
    whose own letters do not count.
    """
    with warehouse.lent(introductions.select(["issue", "account_id", "sent_at"]), "introductions"):
        return warehouse.frame(
            """
            select member_accounts.member_id, max(introductions.sent_at) as last_at
            from introductions
            inner join derived.member_accounts using (account_id)
            where introductions.issue <> $before
                and introductions.sent_at is not null
            group by member_accounts.member_id
            order by member_id
            """,
            before=before,
        )


def asked_to_introduce(
    warehouse: Warehouse, introductions: pa.Table, *, since: datetime, before: str
) -> pa.Table:
    """Who was named as the one who can introduce two, since a moment: member_id, once per pair.

    introductions: issue, account_id, candidate_account_id, contact_account_id, sent_at, as the
    ledger has them. before: the issue at hand, whose own letters do not count.
    """
    columns = ["issue", "account_id", "candidate_account_id", "contact_account_id", "sent_at"]
    with warehouse.lent(introductions.select(columns), "introductions"):
        return warehouse.frame(
            """
            select member_id
            from (
                select distinct
                    introductions.issue,
                    least(introductions.account_id, introductions.candidate_account_id) as one,
                    greatest(introductions.account_id, introductions.candidate_account_id) as other,
                    contacts.member_id,
                from introductions
                inner join derived.member_accounts as contacts
                    on introductions.contact_account_id = contacts.account_id
                where introductions.issue <> $before
                    and introductions.sent_at >= $since
            )
            order by all
            """,
            before=before,
            since=since,
        )
