"""Nobody in the sample is introduced against what was planted, and likeness is recognised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

import line
from analytics.people import consenting
from analytics.snapshot import never_pairs, snapshot
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.boundaries import PauseKind
from ledger.consents import Statement
from line import Place
from recommender.matrices import Matrices
from recommender.ranker import rank_pairs
from recommender.recommend import recommend
from recommender.snapshot import Rules
from tests.house.reading import Letter, site_files

Pair = tuple[str, str]
NEVER_MATCHED = ("suspended", "left", "minors", "memorial", "spammers", "team")


def unordered(one: str, other: str) -> Pair:
    """The two ids, the smaller first."""
    return (one, other) if one < other else (other, one)


@pytest.fixture(scope="session")
def matched(sample_warehouse: Warehouse) -> list[Pair]:
    """(reader, candidate) of every match of the issue."""
    rows = sample_warehouse.frame("select member_id, candidate_id from matches.matches").to_pylist()
    pairs = [(row["member_id"], row["candidate_id"]) for row in rows]
    assert len(pairs) > 200
    return pairs


@pytest.fixture(scope="session")
def members_of(
    sample_truth: dict[str, Any], member_of: dict[str, str]
) -> Callable[[str], set[str]]:
    """The members a key of the truth names; those the exports never mention are left out."""

    def members(key: str) -> set[str]:
        found = {member_of[account] for account in sample_truth[key] if account in member_of}
        assert found, key
        return found

    return members


@pytest.fixture(scope="session")
def said_yes(sample_truth: dict[str, Any], member_of: dict[str, str]) -> Callable[[str], set[str]]:
    """The members who said yes to a purpose."""
    return lambda purpose: {
        member_of[account]
        for account, said in sample_truth["consents"].items()
        if said.get(purpose) == "yes"
    }


def test_both_sides_said_yes_to_being_introduced(
    matched: list[Pair], said_yes: Callable[[str], set[str]]
) -> None:
    assert {member for pair in matched for member in pair} <= said_yes("match")


def test_readers_said_yes_to_letters(
    matched: list[Pair], said_yes: Callable[[str], set[str]]
) -> None:
    assert {reader for reader, _ in matched} <= said_yes("digest")
    # Who wants to be introduced and gets no letters may still be proposed.
    assert {candidate for _, candidate in matched} - said_yes("digest")


def test_who_paused_letters_reads_nothing(
    matched: list[Pair],
    sample_facts: dict[str, Any],
    said_yes: Callable[[str], set[str]],
    member_of: dict[str, str],
) -> None:
    paused = {member_of[pause["account"]] for pause in sample_facts["pauses"]}
    assert paused & said_yes("match") & said_yes("digest")
    assert not paused & {reader for reader, _ in matched}


def test_who_blocked_whom_is_kept_apart_either_way(
    matched: list[Pair], sample_facts: dict[str, Any], member_of: dict[str, str]
) -> None:
    blocked = {
        unordered(member_of[block["by"]], member_of[block["of"]])
        for block in sample_facts["blocks"]
    }
    assert len(blocked) >= 3
    assert not blocked & {unordered(*pair) for pair in matched}


def test_who_quarrelled_is_kept_apart(
    matched: list[Pair], sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    one, other = (member_of[account] for account in sample_truth["quarrel"])
    assert unordered(one, other) not in {unordered(*pair) for pair in matched}


@pytest.mark.parametrize("group", NEVER_MATCHED)
def test_never_reader_nor_candidate(
    group: str, matched: list[Pair], members_of: Callable[[str], set[str]]
) -> None:
    assert not members_of(group) & {member for pair in matched for member in pair}


def test_nobody_meets_whom_they_already_talk_with(
    sample_warehouse: Warehouse, matched: list[Pair]
) -> None:
    """Not after a single weak word, nor when they declared each other friends."""
    rows = sample_warehouse.frame(
        """
        select from_member_id as one, to_member_id as other from marts.talks
        union all
        select member_a_id, member_b_id from marts.ties
        """
    ).to_pylist()
    known = {unordered(row["one"], row["other"]) for row in rows}
    assert len(known) > 1000
    assert not known & {unordered(*pair) for pair in matched}


@pytest.mark.parametrize("key", ["strong_ties", "weak_ties", "dormant_ties"])
def test_planted_ties_are_not_introduced(
    key: str, matched: list[Pair], sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    planted = {unordered(member_of[tie[0]], member_of[tie[1]]) for tie in sample_truth[key]}
    assert len(planted) > 10
    assert not planted & {unordered(*pair) for pair in matched}


def test_nobody_stands_in_too_many_letters(matched: list[Pair], sample_place: Place) -> None:
    cap = sample_place.settings.recommender.cap
    assert cap == 5
    assert max(Counter(candidate for _, candidate in matched).values()) <= cap
    assert len(set(matched)) == len(matched)
    assert max(Counter(reader for reader, _ in matched).values()) <= 3


def test_a_fenced_thread_is_nowhere(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], sample_place: Place
) -> None:
    """Not in a reason, on a page or in a letter; nor is anything only members may read."""
    threads = sample_warehouse.frame(
        """
        select thread_id, title, url, is_public, is_fenced
        from marts.threads
        """
    ).to_pylist()
    planted = set(sample_truth["fenced_threads"])
    hidden = [row for row in threads if not row["is_public"]]
    found = {row["thread_id"].split(":", 2)[2] for row in hidden if row["is_fenced"]}
    assert planted <= found
    reasons = sample_warehouse.frame(
        "select thread_id, thread_title, sentence, overlap from matches.reasons"
    ).to_pylist()
    assert len(reasons) > 200
    assert not {row["thread_id"] for row in hidden} & {row["thread_id"] for row in reasons}
    open_titles = {row["title"].casefold() for row in threads if row["is_public"] and row["title"]}
    titles = {row["title"].casefold() for row in hidden if row["title"]} - open_titles
    telling = titles | {row["url"].casefold() for row in hidden if row["url"]} | {"hard weeks"}
    assert len(titles) >= 10
    texts = {
        **site_files(sample_place),
        **{
            str(path): "\n".join(Letter(path).parts())
            for path in sample_place.outbox.rglob("*.eml")
        },
        "reasons": "\n".join(f"{row['sentence']} {row['overlap']}" for row in reasons),
    }
    assert len(texts) > 100
    leaks = {
        name: left
        for name, text in texts.items()
        if (left := {words for words in telling if words in text.casefold()})
    }
    assert leaks == {}


def test_every_match_has_something_to_say(sample_warehouse: Warehouse) -> None:
    mute = sample_warehouse.frame(
        "select member_id, candidate_id from matches.matches "
        "anti join matches.reasons using (issue, member_id, candidate_id)"
    )
    assert mute.to_pylist() == []


def test_each_reader_has_matches_or_one_reason_for_none(
    sample_warehouse: Warehouse, sample_ledger: Ledger, matched: list[Pair]
) -> None:
    rows = sample_warehouse.frame("select member_id, reason from matches.unmatched").to_pylist()
    alone = {row["member_id"]: row["reason"] for row in rows}
    readers = {reader for reader, _ in matched}
    who = line.people_of(sample_warehouse, sample_ledger, as_of(sample_warehouse))
    may_read = set(consenting(who, "match", "digest")["member_id"].to_pylist())
    assert len(alone) == len(rows)
    assert all(reason and reason.strip() for reason in alone.values())
    assert not readers & alone.keys()
    assert readers | alone.keys() == may_read


def test_lines_drawn_today_bind_the_next_matching(
    sample_warehouse: Warehouse, sample_ledger: Ledger, sample_place: Place, matched: list[Pair]
) -> None:
    """A block, a veto, a no, both pauses: each takes away matches that were there without it."""
    rows = sample_warehouse.frame("select member_id, account_id from marts.members").to_pylist()
    account = {row["member_id"]: row["account_id"] for row in rows}
    at, now = as_of(sample_warehouse), datetime.now(UTC)
    apart: list[Pair] = []
    for pair in sorted(matched):
        if not {member for each in apart for member in each} & set(pair):
            apart.append(pair)
    blocked, vetoed, (_, refusing), (_, resting), (silent, _) = apart[:5]
    copy = sample_warehouse.folder / "lines.sqlite"
    sample_ledger.backup(copy)
    yesterday = at - timedelta(days=1)
    said_no = Statement(
        account_id=account[refusing],
        purpose="match",
        answer="no",
        said_at=now,
        source="consent task",
        is_in_person=True,
    )
    with Ledger.open(copy, sample_place.settings.community.id) as ledger:
        ledger.record_blocks(
            [(account[blocked[1]], account[blocked[0]])], source="manager", now=now
        )
        ledger.record_veto(account[vetoed[0]], account[vetoed[1]], source="manager", now=now)
        ledger.record_consents(
            [said_no],
            now=now,
        )
        pauses: list[tuple[str, PauseKind]] = [(resting, "introductions"), (silent, "mails")]
        for member, kind in pauses:
            ledger.record_pause(
                account[member], kind, until_at=None, source="manager", said_at=yesterday, now=now
            )
        who = line.people_of(sample_warehouse, ledger, at)
        rules = Rules(
            readers=consenting(who, "match", "digest"),
            candidates=consenting(who, "match"),
            never=never_pairs(sample_warehouse, *line.drawn_lines(ledger)),
            slots=tuple(sample_place.settings.recommender.slots),
            cap=sample_place.settings.recommender.cap,
            floor=sample_place.settings.recommender.floor,
            seed=sample_place.settings.recommender.seed,
        )
    found = recommend(snapshot(sample_warehouse), rules, "another issue").matches
    again = set(zip(found["member_id"].to_pylist(), found["candidate_id"].to_pylist(), strict=True))
    assert len(again) > 200
    assert not {unordered(*blocked), unordered(*vetoed)} & {unordered(*pair) for pair in again}
    assert not {refusing, resting} & {member for pair in again for member in pair}
    assert silent not in {reader for reader, _ in again}


def as_of(warehouse: Warehouse) -> datetime:
    """The moment the warehouse was analysed for."""
    found = warehouse.value("select as_of from meta.parameters")
    assert isinstance(found, datetime)
    return found


@pytest.fixture(scope="session")
def planted_scores(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> dict[str, list[float]]:
    """The score of each planted pair of one interest, and of each control; 0 unranked.

    Everybody matchable reads, consent aside; of the two directions the mean counts.
    """
    matrices = Matrices(snapshot(sample_warehouse))
    matchable = matrices.truth("is_matchable")
    ranked = rank_pairs(matrices, np.flatnonzero(matchable), allowed=matchable, seed=7)
    numbers = {member: number for number, member in enumerate(matrices.ids)}
    at = {
        pair: row
        for row, pair in enumerate(
            zip(ranked.reader.tolist(), ranked.candidate.tolist(), strict=True)
        )
    }
    found: dict[str, list[float]] = {}
    for key in ("same_interest_pairs", "control_pairs"):
        found[key] = []
        for one, other in sample_truth[key]:
            left, right = numbers[member_of[one]], numbers[member_of[other]]
            if not (matchable[left] and matchable[right]):
                continue  # A minor is matched with nobody, however alike.
            rows = [at[pair] for pair in ((left, right), (right, left)) if pair in at]
            found[key].append(sum(ranked.score[rows].tolist()) / 2)
    assert min(map(len, found.values())) > 40
    return found


def auc(positives: Iterable[float], controls: Iterable[float]) -> float:
    """The chance that a positive stands above a control; a tie counts half."""
    above, below = np.array(list(positives))[:, None], np.array(list(controls))[None, :]
    return float(np.mean((above > below) + 0.5 * (above == below)))


def test_auc_by_hand() -> None:
    assert auc([3, 1], [2, 1]) == (1 + 1 + 0 + 0.5) / 4


def test_shared_interest_is_recognised_without_a_tie(
    planted_scores: dict[str, list[float]],
) -> None:
    """Planted pairs of one craft who never talked stand above controls as busy as they."""
    found = auc(planted_scores["same_interest_pairs"], planted_scores["control_pairs"])
    assert found >= 0.85, f"{found:.3f}"
