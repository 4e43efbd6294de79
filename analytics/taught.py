"""Introductions whose outcome is known, one row per letter, for the recommender to learn from."""

from __future__ import annotations

import pyarrow as pa

from analytics.warehouse import Warehouse
from recommender.taught import INTRODUCED


def introduced_to_learn(warehouse: Warehouse, proposals: pa.Table, outcomes: pa.Table) -> pa.Table:
    """Who read of whom in a letter that arrived, and whether they talked both ways in 28 days.

    proposals: as the ledger has them. outcomes: see `analytics.outcomes`; what is too early to know
    teaches nothing. Returns the columns of `recommender.taught.INTRODUCED`, ordered.
    """
    sent = proposals.select(
        [
            "issue",
            "account_id",
            "candidate_account_id",
            "sent_at",
            "slot",
            "score",
            "shown",
            "state",
        ]
    )
    with warehouse.lent(sent, "sent"), warehouse.lent(outcomes, "outcomes"):
        found = warehouse.frame(
            """
            select
                readers.member_id as reader_id,
                candidates.member_id as candidate_id,
                sent.sent_at as at,
                sent.score,
                sent.shown,
                sent.slot = 'far' as is_far,
                outcomes.is_mutual,
                outcomes.both_ways,
            from sent
            inner join derived.member_accounts as readers
                on sent.account_id = readers.account_id
            inner join derived.member_accounts as candidates
                on sent.candidate_account_id = candidates.account_id
            inner join outcomes
                on sent.issue = outcomes.issue
                and least(readers.member_id, candidates.member_id) = outcomes.member_a_id
                and greatest(readers.member_id, candidates.member_id) = outcomes.member_b_id
            where sent.state = 'sent'
                and outcomes.both_ways is not null
                and not outcomes.is_held_out
            order by sent.issue, reader_id, candidate_id
            """
        )
    return found.cast(INTRODUCED)
