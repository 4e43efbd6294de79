"""The office and its desk, for the manager alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analytics.identity.review import people_proposed
from analytics.snapshot import (
    analysed_with,
)
from analytics.warehouse import Warehouse
from digest.decisions import approved
from ledger import PURPOSES, Ledger
from ledger.desk import Mark
from line.analysing import member_accounts, present_issue
from line.following_up import outcomes_so_far, trial_offered
from line.letters import asked_so_far, marks_in
from line.place import ROOT, Place
from line.publishing import community_info
from publisher.cards import PasteCard
from publisher.kept_desk import KeptDesk, keep_desk, kept_desk
from publisher.office_facts import Card, Desk
from publisher.office_rows import office_rows
from publisher.rehearsal import Rehearsal, rehearsed
from publisher.rows import issue_of
from publisher.site import publish_desk, publish_office
from publisher.to_ask import NOTHING_TO_ASK, ToAsk
from recommender.pace import Pace

HALF_A_YEAR = timedelta(weeks=26)
"""So long what was done on the desk stays done: whoever was thanked gives way to others."""


def publish_private_pages(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    warnings: tuple[str, ...],
    pace: Pace | None = None,
    to_ask: ToAsk = NOTHING_TO_ASK,
    cards: tuple[PasteCard, ...] = (),
    nothing: Mapping[str, str] | None = None,
) -> Path:
    """The office, below the community's build folder. pace: of the issue, to plan a trial by.

    nothing: by member, why no letter was composed for them though somebody was found.
    """
    came = outcomes_so_far(warehouse, ledger)
    info = community_info(place.settings)
    rows = office_rows(
        warehouse.frame,
        ledger.consents(),
        info,
        purposes=PURPOSES,
        outbox=place.outbox,
        warnings=warnings,
        asked=asked_so_far(warehouse, ledger),
        came=came,
        offer=trial_offered(place.settings, came, pace),
        to_ask=to_ask,
        cards=cards,
        rehearsal=rehearsal_of(place, warehouse, ledger, nothing or {}),
        proposals=people_proposed(warehouse, ledger),
        put_away=ledger.put_away(
            present_issue(place, warehouse), since=datetime.now(UTC) - HALF_A_YEAR
        ),
    )
    keep_desk(place.build, KeptDesk(rows.as_of, rows.issue, rows.desk.cards, rows.desk.rest))
    return publish_office(
        rows,
        community=info,
        build=place.build,
        content=ROOT / "content",
        theme=ROOT / "theme",
        child_theme=place.child_theme,
    )


def rehearsal_of(
    place: Place, warehouse: Warehouse, ledger: Ledger, nothing: Mapping[str, str]
) -> Rehearsal:
    """The issue's letters, for the manager to look at before they leave."""
    as_of = analysed_with(warehouse)[0].as_of
    assert as_of is not None
    issue = issue_of(as_of, place.settings.community.time_zone)
    known = warehouse.frame("select member_id, display_name from marts.members").to_pylist()
    scored = warehouse.frame(
        "select member_id, candidate_id, score, probability from matches.matches"
        " where issue = $issue",
        issue=issue,
    ).to_pylist()
    parts: dict[tuple[str, str], list[tuple[str, float | None, float]]] = {}
    for row in warehouse.frame(
        "select * from matches.score_parts where issue = $issue order by place nulls last, part",
        issue=issue,
    ).to_pylist():
        told = parts.setdefault((row["member_id"], row["candidate_id"]), [])
        told.append((row["part"], row["place"], row["value"]))
    return rehearsed(
        issue,
        mails=ledger.mails(),
        proposals=ledger.proposals(),
        approved=approved(ledger, issue),
        marks=marks_in(warehouse, ledger, issue),
        member_of={
            row["account_id"]: row["member_id"] for row in member_accounts(warehouse).to_pylist()
        },
        names={row["member_id"]: row["display_name"] for row in known},
        scores={
            (row["member_id"], row["candidate_id"]): (row["score"], row["probability"])
            for row in scored
        },
        parts=parts,
        nothing=nothing,
    )


def put_card_away(place: Place, ledger: Ledger, card: Card, mark: Mark) -> None:
    """Nothing; the card is off the desk, which the office shows now."""
    shown = kept_desk(place.build)
    assert shown is not None
    ledger.mark_card(shown.issue, card.key, card.subjects, mark, now=datetime.now(UTC))
    left = shown.without(card)
    keep_desk(place.build, left)
    publish_desk(
        left.as_of,
        left.issue,
        Desk(left.cards, left.rest),
        community=community_info(place.settings),
        build=place.build,
        content=ROOT / "content",
        theme=ROOT / "theme",
        child_theme=place.child_theme,
    )
