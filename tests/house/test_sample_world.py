"""What was planted in the sample shows in its figures, and a second build changes nothing."""

from __future__ import annotations

import os
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import line
from analytics.warehouse import Warehouse
from tests.conftest import run_task
from tests.house.conftest import copied_home
from tests.house.reading import Book, site_files

FOUNDED = date(2024, 8, 15)
PAGE_FOUNDED = date(2024, 9, 2)
KEPT = ("raw", "derived", "marts", "metrics", "matches")


def at_week_end(warehouse: Warehouse, column: str, day: date) -> int:
    """A cumulative figure at the end of the ISO week a day lies in."""
    monday = day - timedelta(days=day.weekday())
    found = warehouse.value(
        f"select {column} from metrics.growth where week_date = $monday", monday=monday
    )
    assert isinstance(found, int)
    return found


def test_six_hundred_members_came_in_the_first_three_months(sample_warehouse: Warehouse) -> None:
    found = at_week_end(sample_warehouse, "forum_members", FOUNDED + timedelta(days=91))
    assert 590 <= found <= 630


def test_nine_hundred_fans_came_by_the_second_week_of_the_page(
    sample_warehouse: Warehouse,
) -> None:
    """And none before there was a page, not even members who later declared their account."""
    assert at_week_end(sample_warehouse, "page_people", PAGE_FOUNDED - timedelta(days=3)) == 0
    found = at_week_end(sample_warehouse, "page_people", PAGE_FOUNDED + timedelta(days=13))
    assert 870 <= found <= 930


def test_the_team_is_in_no_figure(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    team = {member_of[account] for account in sample_truth["team"]}
    rows = sample_warehouse.frame("select member_id, is_team from marts.members").to_pylist()
    on_page = {member for account, member in member_of.items() if account.startswith("facebook:")}
    found = {row["member_id"] for row in rows if row["is_team"]}
    assert team <= found
    assert found - team <= on_page  # The page itself.
    tied = sample_warehouse.frame(
        "select member_a_id as id from marts.ties union select member_b_id from marts.ties"
    )
    assert not team & set(tied["id"].to_pylist())
    newcomers = sample_warehouse.frame("select member_id from marts.newcomers")
    assert not team & set(newcomers["member_id"].to_pylist())


def test_planted_ties_have_their_stage(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    """Strong ones keep talking, dormant ones did; a single word makes no friends."""
    rows = sample_warehouse.frame(
        "select member_a_id, member_b_id, is_friend, is_dormant from marts.ties"
    ).to_pylist()
    ties = {frozenset((row["member_a_id"], row["member_b_id"])): row for row in rows}

    def planted(key: str) -> list[dict[str, Any]]:
        pairs = (frozenset(member_of[one] for one in tie[:2]) for tie in sample_truth[key])
        return [ties[pair] for pair in pairs if pair in ties]

    strong, dormant, weak = map(planted, ("strong_ties", "dormant_ties", "weak_ties"))
    assert len(strong) == len(sample_truth["strong_ties"])
    assert sum(tie["is_friend"] for tie in strong) >= 0.95 * len(strong)
    assert len(dormant) == len(sample_truth["dormant_ties"])
    assert sum(tie["is_dormant"] for tie in dormant) >= 0.95 * len(dormant)
    assert not any(tie["is_friend"] or tie["is_dormant"] for tie in weak)


def test_spam_is_found_and_helpers_are_no_spammers(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    rows = sample_warehouse.frame(
        "select member_id from marts.members where is_spam and is_forum_member"
    )
    flagged = set(rows["member_id"].to_pylist())
    planted = {
        member_of[account]
        for account in sample_truth["spammers"]
        if account.startswith("ning:")
    }  # fmt: skip
    assert flagged <= planted
    assert len(flagged & planted) >= 0.9 * len(planted)
    assert not flagged & {member_of[account] for account in sample_truth["helpers"]}


def test_spam_posts_are_found_and_no_honest_one_is_taken(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any]
) -> None:
    rows = sample_warehouse.frame(
        "select split_part(post_id, ':', 3) || coalesce(nullif(':' || "
        "array_to_string(string_split(post_id, ':')[4:], ':'), ':'), '') as id, is_spam "
        "from marts.posts"
    ).to_pylist()
    planted = set(sample_truth["spam_posts"])
    found = {row["id"] for row in rows if row["is_spam"]}
    assert planted <= {row["id"] for row in rows}
    assert len(found & planted) >= 0.9 * len(planted)
    assert len(found - planted) <= 0.02 * len(found)


def test_declared_accounts_are_joined_and_no_others(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    declared = {
        account: other
        for account, other in sample_truth["declared"].items()
        if other in member_of
    }  # fmt: skip
    assert len(declared) > 30
    assert [a for a, other in declared.items() if member_of[a] != member_of[other]] == []
    undeclared = {
        account: other
        for account, other in sample_truth["same_person"].items()
        if account not in sample_truth["declared"] and other in member_of
    }
    assert len(undeclared) > 10
    assert [a for a, other in undeclared.items() if member_of[a] == member_of[other]] == []


def test_who_declared_nothing_is_alone(
    sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    """A name is no declaration, in a list of followers neither."""
    accounts: dict[str, set[str]] = {}
    for account, member in member_of.items():
        accounts.setdefault(member, set()).add(account)
    silent = [
        account
        for account in member_of
        if account.startswith("ning:") and account not in sample_truth["declared"]
    ]
    assert len(silent) > 900
    assert [account for account in silent if accounts[member_of[account]] != {account}] == []


def test_namesakes_stay_two(sample_truth: dict[str, Any], member_of: dict[str, str]) -> None:
    assert len(sample_truth["namesakes"]) >= 5
    for accounts in sample_truth["namesakes"]:
        known = [account for account in accounts if account in member_of]
        assert len({member_of[account] for account in known}) == len(known), accounts


def test_newcomers_unanswered_agree_with_what_happened(
    sample_warehouse: Warehouse, sample_truth: dict[str, Any], member_of: dict[str, str]
) -> None:
    """All who wrote in the network alone; an answer by a spammer is none."""
    rows = sample_warehouse.frame(
        "select member_id, first_post_at, is_answered from marts.newcomers"
    ).to_pylist()
    found = {row["member_id"]: row for row in rows}
    spammers = set(sample_truth["spammers"])
    compared, wrong, late = 0, [], []
    for account, told in sample_truth["newcomers"].items():
        # With a declared page account the first words may have been said there.
        if account in sample_truth["declared"] or told["answered_by"] in spammers:
            continue
        row = found[member_of[account]]
        compared += 1
        if row["first_post_at"] != datetime.fromisoformat(told["first_post_at"]):
            late.append(account)
        if row["is_answered"] != (told["answered_by"] is not None):
            wrong.append(account)
    assert compared > 400
    assert len(late) <= 0.01 * compared
    assert len(wrong) <= 0.01 * compared


def test_collectors_are_not_thanked(
    sample_place: line.Place,
    sample_truth: dict[str, Any],
    member_of: dict[str, str],
    book: Book,
) -> None:
    """Many friends and photographs are nothing done for others."""
    collectors = {member_of[account] for account in sample_truth["collectors"]}
    pages = {n: t for n, t in site_files(sample_place).items() if n.startswith("spotlights/")}
    assert len(pages) > 5
    named = {m for text in pages.values() for _, members in book.found(text) for m in members}
    helpers = {member_of[account] for account in sample_truth["helpers"]}
    assert named & helpers
    assert not named & collectors


@pytest.fixture(scope="module")
def built_again(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Everything before and after a second build, and what the second build told."""
    home = copied_home(sample_home, tmp_path_factory.mktemp("again") / "home")
    before = everything(home)
    done = run_task(home, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return before, everything(home), done.stdout


def everything(home: Path) -> dict[str, Any]:
    """Sums over all rows whatever their order, and each written file with its moment."""
    place = line.find_place(home=home)
    found: dict[str, Any] = {}
    with Warehouse.open(place.build) as warehouse:
        for table in warehouse.tables:
            if table.split(".")[0] in KEPT:
                rows = warehouse.frame(
                    f"select count(*) as n, sum(hash(rows)::hugeint)::varchar as sum "
                    f"from {table} as rows"
                ).to_pylist()[0]
                found[table] = (rows["n"], rows["sum"])
    connection = sqlite3.connect(f"file:{place.ledger_path}?mode=ro", uri=True)
    try:
        tables = connection.execute(
            "select name from sqlite_master where type = 'table'"
        ).fetchall()
        for (table,) in tables:
            found[f"ledger.{table}"] = sorted(
                map(repr, connection.execute(f"select * from {table}"))
            )
    finally:
        connection.close()
    for folder in (place.outbox, place.output.resolve()):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = str(path.relative_to(home))
                found[name] = (path.read_bytes(), path.stat().st_mtime_ns)
    found["output"] = os.readlink(place.output)
    return found


@pytest.mark.parametrize("kind", ["raw.", "derived.", "marts.", "metrics.", "matches.", "ledger."])
def test_a_second_build_changes_no_row(
    kind: str, built_again: tuple[dict[str, Any], dict[str, Any], str]
) -> None:
    before, after, _ = built_again
    tables = {name for name in before if name.startswith(kind)}
    assert tables
    assert [name for name in sorted(tables) if before[name] != after[name]] == []


def test_a_second_build_renders_no_page_and_rewrites_no_letter(
    built_again: tuple[dict[str, Any], dict[str, Any], str],
) -> None:
    before, after, told = built_again
    files = {name for name in before if "/" in name}
    assert len(files) > 100
    assert {name for name in after if "/" in name} == files
    assert [name for name in sorted(files) if before[name] != after[name]] == []
    assert before["output"] == after["output"]
    assert "nothing new, the rows are as they were" in told
    assert "nothing changed" in told
    assert re.search(r"letters: issue \S+, 0 written, [1-9]\d* unchanged", told)
    assert not re.search(r"[1-9]\d* pages rendered", told)


def test_the_hash_sees_a_changed_row(sample_warehouse: Warehouse) -> None:
    """Order leaves it as it is, one letter does not."""
    sums = [
        sample_warehouse.value(f"select sum(hash(rows)::hugeint)::varchar from ({rows}) as rows")
        for rows in (
            "select * from (values (1, 'a'), (2, 'b')) as t (n, word)",
            "select * from (values (2, 'b'), (1, 'a')) as t (n, word)",
            "select * from (values (2, 'b'), (1, 'c')) as t (n, word)",
        )
    ]
    assert sums[0] == sums[1] != sums[2]


def test_the_letters_are_of_the_week_the_exports_end_in(
    sample_place: line.Place, sample_truth: dict[str, Any]
) -> None:
    ends_at = datetime.fromisoformat(sample_truth["ends_at"]).astimezone(UTC)
    year, week, _ = ends_at.astimezone(sample_place.settings.zone).isocalendar()
    issues = [path.name for path in sample_place.outbox.iterdir() if path.is_dir()]
    assert issues == [f"{year}-W{week:02}"]
