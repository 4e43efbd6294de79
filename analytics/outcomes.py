"""What came of each introduction: who talked, both ways, and still at ninety days.

An introduction is a pair whose letter was sent; where both read of each other it is still one. They
talked when one of them addressed the other within 28 days, weak talk included, as for pairs who
already talk. They answered each other when both did. They still talk when they talked in those 28
days and again in the 28 that end on day 90. What the exports do not cover yet is null, not no.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from analytics.parameters import MOMENT
from analytics.warehouse import Warehouse

FIRST_DAYS = 28
LAST_DAY = 90

OUTCOMES = pa.schema(
    [
        ("issue", pa.string()),
        ("member_a_id", pa.string()),
        ("member_b_id", pa.string()),
        ("introduced_at", MOMENT),
        ("known_until", MOMENT),
        ("slot", pa.string()),
        ("reason_kinds", pa.list_(pa.string())),
        ("is_mutual", pa.bool_()),
        ("is_held_out", pa.bool_()),
        ("first_talk_at", MOMENT),
        ("answered_at", MOMENT),
        ("talked", pa.bool_()),
        ("both_ways", pa.bool_()),
        ("still", pa.bool_()),
        ("is_told", pa.bool_()),
    ]
)

_READ = pa.schema(
    [
        ("issue", pa.string()),
        ("one", pa.string()),
        ("other", pa.string()),
        ("slot", pa.string()),
        ("reason_kind", pa.string()),
        ("given_at", MOMENT),
        ("is_mutual", pa.bool_()),
        ("is_held_out", pa.bool_()),
    ]
)
_TOLD = pa.schema([("one", pa.string()), ("other", pa.string()), ("said_at", MOMENT)])

_OUTCOMES = """
    with read as (
        select
            given.issue,
            least(ones.member_id, others.member_id) as member_a_id,
            greatest(ones.member_id, others.member_id) as member_b_id,
            ones.member_id as reader_id,
            given.slot,
            given.reason_kind,
            given.given_at,
            given.is_mutual,
            given.is_held_out,
        from given
        inner join derived.member_accounts as ones on given.one = ones.account_id
        inner join derived.member_accounts as others on given.other = others.account_id
        where ones.member_id <> others.member_id
    ),

    pairs as (
        select
            issue,
            member_a_id,
            member_b_id,
            min(given_at) as introduced_at,
            min(slot) as slot,
            list_sort(list(distinct reason_kind) filter (reason_kind is not null))
                as reason_kinds,
            bool_or(is_mutual) or count(distinct reader_id) > 1 as is_mutual,
            is_held_out,
        from read
        group by issue, member_a_id, member_b_id, is_held_out
    ),

    newest as (
        select source, max(exported_at) as exported_at
        from raw.imports
        where source is not null
        group by source
    ),

    -- Two can be seen to talk where both are; of several such places the newest export counts.
    covered as (
        select
            pairs.member_a_id,
            pairs.member_b_id,
            max(newest.exported_at) as exported_at,
        from (select distinct member_a_id, member_b_id from pairs) as pairs
        inner join derived.member_accounts as ones on pairs.member_a_id = ones.member_id
        inner join derived.member_accounts as others on pairs.member_b_id = others.member_id
        inner join staging.accounts as one_accounts on ones.account_id = one_accounts.account_id
        inner join staging.accounts as other_accounts
            on others.account_id = other_accounts.account_id
            and one_accounts.source = other_accounts.source
        inner join newest on one_accounts.source = newest.source
        group by all
    ),

    dated as (
        select
            pairs.*,
            least(parameters.as_of, coalesce(covered.exported_at, parameters.as_of))
                as known_until,
        from pairs
        left join covered using (member_a_id, member_b_id)
        cross join meta.parameters
    ),

    after as (
        select
            dated.issue,
            dated.member_a_id,
            dated.member_b_id,
            dated.is_held_out,
            talks.from_member_id,
            talks.created_at,
            talks.created_at <= dated.introduced_at + to_days($first_days::integer) as is_first,
            talks.created_at > dated.introduced_at
                + to_days(($last_day - $first_days)::integer)
            and talks.created_at <= dated.introduced_at + to_days($last_day::integer) as is_last,
        from dated
        inner join marts.talks as talks
            on least(talks.from_member_id, talks.to_member_id) = dated.member_a_id
            and greatest(talks.from_member_id, talks.to_member_id) = dated.member_b_id
            and talks.created_at > dated.introduced_at
            and talks.created_at <= dated.known_until
    ),

    heard as (
        select
            issue,
            member_a_id,
            member_b_id,
            is_held_out,
            least(min(created_at) filter (from_member_id = member_a_id),
                min(created_at) filter (from_member_id = member_b_id)) as first_talk_at,
            case
                when count(distinct from_member_id) = 2
                    then greatest(min(created_at) filter (from_member_id = member_a_id),
                        min(created_at) filter (from_member_id = member_b_id))
            end as answered_at,
            bool_or(is_first) as talked,
            count(distinct from_member_id) filter (is_first) = 2 as both_ways,
            bool_or(is_first) and bool_or(is_last) as still,
        from after
        group by all
    ),

    said as (
        select distinct
            least(ones.member_id, others.member_id) as member_a_id,
            greatest(ones.member_id, others.member_id) as member_b_id,
            told.said_at,
        from told
        inner join derived.member_accounts as ones on told.one = ones.account_id
        inner join derived.member_accounts as others on told.other = others.account_id
    )

    select
        dated.issue,
        dated.member_a_id,
        dated.member_b_id,
        dated.introduced_at,
        dated.known_until,
        dated.slot,
        dated.reason_kinds,
        dated.is_mutual,
        dated.is_held_out,
        heard.first_talk_at,
        heard.answered_at,
        case
            when dated.known_until >= dated.introduced_at + to_days($first_days::integer)
                then coalesce(heard.talked, false)
        end as talked,
        case
            when dated.known_until >= dated.introduced_at + to_days($first_days::integer)
                then coalesce(heard.both_ways, false)
        end as both_ways,
        case
            when dated.known_until >= dated.introduced_at + to_days($last_day::integer)
                then coalesce(heard.still, false)
        end as still,
        exists (
            select 1
            from said
            where said.member_a_id = dated.member_a_id
                and said.member_b_id = dated.member_b_id
                and said.said_at > dated.introduced_at
        ) as is_told,
    from dated
    left join heard
        on dated.issue = heard.issue
        and dated.member_a_id = heard.member_a_id
        and dated.member_b_id = heard.member_b_id
        and dated.is_held_out = heard.is_held_out
    order by dated.issue, dated.member_a_id, dated.member_b_id, dated.is_held_out
"""


def outcomes(
    warehouse: Warehouse, *, introductions: pa.Table, held_out: pa.Table, feedback: pa.Table
) -> pa.Table:
    """What came of each introduction, one row per issue and pair of members; see OUTCOMES.

    introductions: as the ledger has them, of which only those of sent letters count. held_out: the
    pairs left to themselves, counted from when the issue's letters were to leave. feedback: what
    members told; is_told says that one of the two wrote that they talked. An account that is
    nobody's any more drops out with its pairs. talked and both_ways are null before day 28 is
    covered by the exports of a place where both are, still before day 90.
    """
    with (
        warehouse.lent(_read(introductions, held_out), "given"),
        warehouse.lent(_told(feedback), "told"),
    ):
        found = warehouse.frame(_OUTCOMES, first_days=FIRST_DAYS, last_day=LAST_DAY)
    return found.cast(OUTCOMES)


def _read(introductions: pa.Table, held_out: pa.Table) -> pa.Table:
    """Who read of whom in a letter that was sent, and the pairs held out, as one table."""
    sent = introductions.filter(pc.equal(introductions["state"], "sent"))
    rows = [
        {
            "issue": row["issue"],
            "one": row["account_id"],
            "other": row["candidate_account_id"],
            "slot": row["slot"],
            "reason_kind": row["reason_kind"],
            "given_at": row["sent_at"],
            "is_mutual": False,
            "is_held_out": False,
        }
        for row in sent.to_pylist()
    ]
    rows += [
        {
            "issue": row["issue"],
            "one": row["account_a_id"],
            "other": row["account_b_id"],
            "slot": row["slot"],
            "reason_kind": row["reason_kind"],
            "given_at": row["held_at"],
            "is_mutual": row["is_mutual"],
            "is_held_out": True,
        }
        for row in held_out.to_pylist()
    ]
    return pa.Table.from_pylist(rows, _READ)


def _told(feedback: pa.Table) -> pa.Table:
    rows = [
        {
            "one": row["account_id"],
            "other": row["other_account_id"],
            "said_at": row["said_at"],
        }
        for row in feedback.to_pylist()
        if row["word"] == "we talked" and row["other_account_id"]
    ]
    return pa.Table.from_pylist(rows, _TOLD)
