"""An issue's matches: who may be introduced to whom, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from analytics.build import Analysed
from analytics.matches import store_matches
from analytics.members import member_accounts as accounts_of
from analytics.people import consenting
from analytics.snapshot import (
    analysed_with,
    asked_to_introduce,
    introduced,
    never_pairs,
    snapshot,
    snapshot_at,
)
from analytics.taught import introduced_to_learn
from analytics.warehouse import Warehouse
from digest.wishes import Wishes, not_due
from ledger import Ledger
from ledger.introductions import PROPOSALS
from line.analysing import member_accounts, people_of
from line.following_up import introduction_outcomes, outcomes_so_far, usual_talk
from line.place import Place
from publisher.rows import issue_of
from recommender.circles import circles
from recommender.explain import Explained, explain
from recommender.matrices import Matrices
from recommender.recommend import Recommendations, recommend
from recommender.snapshot import Friendship, Rules, Snapshot
from recommender.unwanted import without_topics

A_MONTH = timedelta(days=30)
"""So long letters look back; and somebody is asked to introduce others so often in it."""


def recommend_issue(
    place: Place, warehouse: Warehouse, ledger: Ledger, analysed: Analysed, who: pa.Table
) -> Recommendations:
    """The issue's matches, kept in the warehouse beside the circles it proposes."""
    issue = issue_of(analysed.as_of, place.settings.community.time_zone)
    rules = issue_rules(place, warehouse, ledger, analysed.as_of, who)
    community = with_introducers(snapshot(warehouse), who)
    wishes = wishes_of(warehouse, ledger, issue)
    if wishes.unwanted:
        community = without_topics(community, wishes.is_wanted)
    found = recommend(community, rules, issue)
    proposed = circles(
        Matrices(community),
        issue,
        willing=consenting(who, "circle"),
        never=never_pairs(warehouse, *drawn_lines(ledger)),
    )
    store_matches(
        warehouse,
        issue,
        matches=found.matches,
        reasons=found.reasons,
        score_parts=found.score_parts,
        unmatched=found.unmatched,
        introducers=found.introducers,
        rekindled=found.rekindled,
        questions=found.questions,
        open_threads=found.open_threads,
        circles=proposed,
    )
    return found


def issue_rules(
    place: Place, warehouse: Warehouse, ledger: Ledger, as_of: datetime, who: pa.Table
) -> Rules:
    """Who may receive and be proposed in the issue of a moment, and how many."""
    chosen, lines = place.settings.recommender, place.settings.thresholds
    issue = issue_of(as_of, place.settings.community.time_zone)
    lately = as_of - timedelta(weeks=chosen.no_repeat_weeks)
    sent = ledger.introductions(since=lately)
    pairs = sent.select(["account_id", "candidate_account_id"])
    held = ledger.held_out(since=lately)
    # The issue's own are found, and held out, again whenever it is worked out.
    left = held.filter(pc.not_equal(held["issue"], issue)).select(["account_a_id", "account_b_id"])
    talk = usual_talk(outcomes_so_far(warehouse, ledger)) if chosen.held_out else None
    readers = consenting(who, "match", "digest")
    waiting = not_due(wishes_of(warehouse, ledger, issue), readers["member_id"].to_pylist())
    return Rules(
        readers=readers.filter(
            pc.invert(pc.is_in(readers["member_id"], pa.array(sorted(waiting), pa.string())))
        ),
        candidates=consenting(who, "match"),
        never=never_pairs(warehouse, pairs, left, *drawn_lines(ledger)),
        slots=tuple(chosen.slots),
        cap=chosen.cap,
        floor=chosen.floor,
        seed=chosen.seed,
        repeat_weeks=chosen.no_repeat_weeks,
        last_read=introduced(warehouse, sent, before=issue),
        asked=asked_to_introduce(warehouse, sent, since=as_of - A_MONTH, before=issue),
        apart=never_pairs(warehouse, *drawn_lines(ledger)),
        friendship=Friendship(lines.friend_talks, lines.friend_days, lines.dormant),
        newcomer_days=lines.newcomer,
        held_out=chosen.held_out,
        talk=talk,
        introduced=introduced_to_learn(
            warehouse, ledger.proposals(), introduction_outcomes(warehouse, ledger)
        ),
    )


def wishes_of(warehouse: Warehouse, ledger: Ledger, issue: str) -> Wishes:
    """How members want their letters of an issue."""
    accounts = member_accounts(warehouse).to_pylist()
    member_of = {row["account_id"]: row["member_id"] for row in accounts}
    return Wishes.read(ledger, issue, member_of=member_of, written={})


def explain_pair(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    one: str,
    other: str,
    on: datetime | None = None,
) -> tuple[Explained, pa.Table]:
    """Scores and rows of two members, and what the ledger keeps of proposals between them.

    on: the community as it was then, consents and what was sent left aside; else as it was last
    analysed, with all rules. The proposals are all there were, or those of the issue of `on`.
    """
    if on is None:
        as_of = analysed_with(warehouse)[0].as_of
        assert as_of is not None
        who = people_of(warehouse, ledger, as_of)
        rules = issue_rules(place, warehouse, ledger, as_of, who)
        community = with_introducers(snapshot(warehouse), who)
    else:
        rules = Rules(None, None, never_pairs(warehouse, *drawn_lines(ledger)))
        community = snapshot_at(warehouse, on)
    issue = issue_of(on, place.settings.community.time_zone) if on else None
    accounts = [set(accounts_of(warehouse, member)) for member in (one, other)]
    kept = [
        row
        for row in ledger.proposals(issue=issue).to_pylist()
        if (row["account_id"] in accounts[0] and row["candidate_account_id"] in accounts[1])
        or (row["account_id"] in accounts[1] and row["candidate_account_id"] in accounts[0])
    ]
    return explain(community, rules, one, other), pa.Table.from_pylist(kept, PROPOSALS)


def drawn_lines(ledger: Ledger) -> tuple[pa.Table, pa.Table]:
    """The blocks and the vetoes: pairs of accounts to be kept apart."""
    pair = ["account_a_id", "account_b_id"]
    return ledger.blocks().select(pair), ledger.vetoes().select(pair)


def with_introducers(community: Snapshot, who: pa.Table) -> Snapshot:
    """The snapshot, told who said yes to being named as the one who can introduce two others."""
    willing = set(consenting(who, "introducer")["member_id"].to_pylist())
    may = [member in willing for member in community.members["member_id"].to_pylist()]
    members = community.members.append_column("may_introduce", pa.array(may, pa.bool_()))
    return replace(community, members=members)
