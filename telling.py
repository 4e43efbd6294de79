"""What the tasks print: one line for each thing done."""

from __future__ import annotations

import digest
import sample
from analytics.build import Loaded
from analytics.members import Named
from analytics.warehouse import Warehouse
from ledger import Ledger
from manager import Said
from recommender.recommend import Recommendations


def told_sample(summary: sample.SampleSummary) -> str:
    """What the sample holds, in one line."""
    return (
        f"sample: {summary.members:,} members, {summary.fans:,} fans, {summary.threads:,} threads, "
        f"{summary.posts:,} posts, {summary.page_posts:,} posts of the page, "
        f"{summary.comments:,} comments, {len(summary.files)} files in {summary.folder.name}/"
    )


def told_files(warehouse: Warehouse, done: Loaded) -> list[str]:
    """A line per file read now: read = stored + merged + skipped(reason); then what to look at."""
    lines = []
    for report in done.reports:
        if report.error:
            lines.append(report.error)
            continue
        found = warehouse.frame(
            """
            select sum(read) as read, sum(stored) as stored, sum(merged) as merged
            from raw.imports where sha256 = $sha256
            """,
            sha256=report.sha256,
        ).to_pylist()[0]
        counts = {name: int(count or 0) for name, count in found.items()}
        skipped = "".join(
            f" + {count:,} skipped ({reason})" for reason, count in sorted(report.skipped.items())
        )
        lines.append(
            f"{report.name}: {counts['read'] or report.read:,} read = {counts['stored']:,} stored"
            f" + {counts['merged']:,} merged{skipped}"
        )
        lines += [f"  {note}" for note in report.notes]
    return lines


def row_counts(warehouse: Warehouse) -> str:
    """How many accounts, threads and posts there are, in words."""
    counts = [
        f"{warehouse.value(f'select count(*) from raw.{table}'):,} {table}"
        for table in ("accounts", "threads", "posts")
    ]
    return ", ".join(counts)


def figures(warehouse: Warehouse) -> str:
    """What analysis found, in words."""
    row = warehouse.frame(
        """
        select
            (select count(*) from marts.members where not is_team) as members,
            (select count(*) from marts.talks where is_between_members) as talks,
            (select count(*) from marts.ties where strength > 0) as ties,
            (select count(*) from marts.ties where is_friend) as pairs,
            (select count(*) from marts.topics) as topics
        """
    ).to_pylist()[0]
    return (
        f"{row['members']:,} members, {row['talks']:,} talks between them, {row['ties']:,} ties, "
        f"{row['pairs']:,} pairs who keep talking, {row['topics']:,} topics"
    )


def told_matches(found: Recommendations) -> str:
    """How many were matched, in one line."""
    readers = len(set(found.matches["member_id"].to_pylist()))
    candidates = len(set(found.matches["candidate_id"].to_pylist()))
    return (
        f"matches: {found.matches.num_rows} for {readers} members, of {candidates} others; "
        f"{found.unmatched.num_rows} members have none, each with the reason"
    )


def told_letters(summary: digest.Summary) -> str:
    """What became of the issue's letters, in one line."""
    parts = [
        f"{len(getattr(summary, name))} {name.replace('_', ' ')}"
        for name in ("written", "unchanged", "withdrawn", "no_address", "nothing_this_week")
    ]
    return f"letters: issue {summary.issue}, {', '.join(parts)}; nothing is sent"


def told_said(member: Named, said: Said) -> list[str]:
    """A line for each thing said."""
    lines = [
        f"{member.choice}: {answer} to {', '.join(purposes)}"
        for answer, purposes in (("yes", said.yes), ("no", said.no))
        if purposes
    ]
    for what, until in (
        ("no letters", said.pause_letters),
        ("introduced to nobody", said.pause_introductions),
    ):
        if until:
            lines.append(f"{member.choice}: {what} until {until:%Y-%m-%d}")
    if said.block:
        lines.append(f"{member.choice}: kept apart from {said.block.choice}")
    return lines


def told_history(member: Named, ledger: Ledger) -> list[str]:
    """A line for each answer the member ever gave."""
    history = ledger.consent_history(member.account_id).to_pylist()
    return [
        f"{member.choice}: {len(history)} answers",
        *(
            f"{row['said_at']:%Y-%m-%d}  {row['answer']:3}  {row['purpose']}, from {row['source']}"
            for row in history
        ),
    ]
