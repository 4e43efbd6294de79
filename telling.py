"""What the tasks print: one line for each thing done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

import digest
import sample
from analytics.build import Loaded
from analytics.came_of import CameOf
from analytics.identity.review import Proposal
from analytics.members import Named
from analytics.taken_back import TakenBack
from analytics.warehouse import Warehouse
from importers.inspecting import Inspected, Proposed
from ledger import Ledger
from manager import Said
from publisher.came import percent
from publisher.kept_desk import KeptDesk
from recommender.explain import Explained, Side
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
    lines += done.kept_out
    return lines


def told_taken_back(files: Sequence[TakenBack], *, is_redone: bool) -> list[str]:
    """A line per file that an undo of an import took out or lets in again, and what to do next."""
    if is_redone:
        return [
            f"undo: {one.name} is read again by the next ./do build, if it still lies in exports/"
            for one in files
        ]
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    stay = ("is", "it", "it is") if len(files) == 1 else ("are", "them", "they are")
    return [
        *(f"undo: {one.name} is taken back" for one in files),
        f"undo: {count} of the import of {files[0].run[:10]} {stay[0]} out; run ./do build, and "
        f"take {stay[1]} out of exports/ if {stay[2]} to stay out",
        "undo: what an import said of consent stays in the ledger; ./do consent records a no",
    ]


def told_outcomes(came: CameOf) -> str:
    """What came of introductions, in one line."""
    talked, both = came.all.talked, came.all.both_ways
    early = f"{talked.too_early} too early to know"
    if not talked.known:
        return f"outcomes: {early}"
    held = came.held_out.talked if came.held_out else None
    beside = f"; left alone {held.happened} of {held.known}" if held and held.known else ""
    return (
        f"outcomes: of {talked.known} introductions {talked.happened} talked within 28 days "
        f"({percent(talked)}), {both.happened} both ways, {early}{beside}"
    )


def told_trial(found: Recommendations) -> str:
    """How many pairs are held out, or why none is; empty where none was asked for."""
    if found.trial is None:
        return ""
    share, weeks = found.trial.share, found.trial.weeks
    if not found.trial.is_worth_it:
        return (
            f"held out: nobody, though held_out is {share:g}: with so few introductions it would "
            f"take {weeks} weeks to know what they add, and 26 is the most"
        )
    return (
        f"held out: {found.held_out.num_rows} pairs of this issue, so that it is known what "
        f"introductions add {weeks} weeks after the first"
    )


LIKELY = 0.5
PEOPLE_SHOWN = 20


def told_people(proposals: Sequence[Proposal], is_all: bool) -> list[str]:
    """A line per pair of accounts that may be one person, the likeliest first; then how many."""
    likely = [one for one in proposals if one.decision is None and one.probability >= LIKELY]
    shown = list(proposals) if is_all else likely[:PEOPLE_SHOWN]
    lines = []
    for one in shown:
        first, second = one.names
        because = "; ".join(one.reasons) or "no reason is left"
        mark = one.decision or ("looks alike, is not" if one.is_look_alike else "")
        likeliness = mark or f"{100 * one.probability:.0f} %"
        lines.append(f"{likeliness}: {first} and {second}: {because}")
        lines.append(f"  --accept '{one.account_ids[0]}' --and '{one.account_ids[1]}'")
    decided = sum(one.decision is not None for one in proposals)
    lines.append(
        f"people: {len(likely)} pairs may be one person each, {decided} decided"
        + (f", {len(shown)} shown; --all lists the rest" if not is_all else "")
    )
    return lines


def told_decided(one: Proposal, decision: str) -> str:
    """What was decided on two accounts, and where it counts."""
    counts = {
        "accepted": "counted as one person from the next build on, in figures only",
        "refused": "never proposed again",
        "undone": "undecided again",
    }
    return f"people: {one.names[0]} and {one.names[1]}: {decision}, {counts[decision]}"


def told_inspected(one: Inspected, *, is_alone: bool) -> list[str]:
    """What a file is: one line, and all that is known when it is the only one."""
    if one.is_set_aside:
        skipped = ", ".join(f"{count:,} {reason}" for reason, count in one.skipped.items())
        return [one.problem or f"{one.name}: left out ({skipped})"]
    if one.importer is None:
        if one.proposed and is_alone:
            written = f", written in {one.encoding}" if one.encoding else ""
            known = f"{one.name}: a table that no importer knows{written}"
            return [known, *_told_proposed(one.proposed)]
        if one.proposed:
            return [f"{one.name}: a table that no importer knows; inspect it alone for a mapping"]
        lines = [one.problem or f"{one.name}: cannot be read"]
        if is_alone and one.why_none:
            lines.append(f"no mapping can be proposed: {one.why_none}")
        return lines
    counts = [f"{count:,} {table.replace('_', ' ')}" for table, count in one.records.items()]
    counts += [f"{count:,} skipped ({reason})" for reason, count in one.skipped.items()]
    held = ", ".join(counts) or "nothing to read"
    if not is_alone:
        return [f"{one.name}: {one.importer}, {one.source}: {held}"]
    exported = f"{one.exported_at:%Y-%m-%d %H:%M} UTC" if one.exported_at else "unknown"
    lines = [
        f"{one.name}: read by {one.importer}",
        f"  source     {one.source}",
        f"  up to      {exported}",
        f"  holds      {held}",
    ]
    if one.encoding:
        lines.append(f"  encoding   {one.encoding}")
    if one.time_zone:
        lines.append(f"  time zone  {one.time_zone}, where a time names none")
    return lines + [f"  {note}" for note in one.notes] + ([one.problem] if one.problem else [])


def _told_proposed(proposed: Proposed) -> list[str]:
    lines = ["", "To read it, put this into community.yaml, and look at what it says:", ""]
    lines += proposed.yaml.splitlines()
    lines += ["", "The first rows would then be:"]
    lines += [f"  {example}" for example in proposed.examples]
    if proposed.unused:
        lines.append(f"Not used: {', '.join(proposed.unused)}")
    if proposed.unsure:
        lines += ["To look at:", *(f"  {line}" for line in proposed.unsure)]
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
    """How many were matched, in one line; without any yes, what to do about it."""
    if not found.matches.num_rows and not found.unmatched.num_rows:
        return (
            "matches: nobody said yes to being introduced by letter yet; ./do invite writes the "
            "texts that ask for it"
        )
    readers = len(set(found.matches["member_id"].to_pylist()))
    candidates = len(set(found.matches["candidate_id"].to_pylist()))
    told = (
        f"matches: {found.matches.num_rows} for {readers} members, of {candidates} others; "
        f"{found.unmatched.num_rows} members have none, each with the reason"
    )
    return f"{told}; {found.pace.sentence}" if found.pace.is_slowed else told


def told_letters(summary: digest.Summary) -> str:
    """What became of the issue's letters, in one line."""
    parts = [
        f"{len(getattr(summary, name))} {name.replace('_', ' ')}"
        for name in (
            "written",
            "unchanged",
            "withdrawn",
            "no_address",
            "nothing_this_week",
            "not_yet",
        )
    ]
    return f"letters: issue {summary.issue}, {', '.join(parts)}; nothing is sent"


def told_approved(issue: str, count: int, *, is_undone: bool) -> str:
    """How many letters were approved, in one line."""
    letters = "1 letter" if count == 1 else f"{count} letters"
    what = "not approved any more" if is_undone else "approved; ./do send --approved sends them"
    return f"letters: {issue}: {letters} {what}"


def told_taken_out(one: Named, other: Named, word: str, count: int, *, is_undone: bool) -> str:
    """What was decided on two members, in one line."""
    if not count:
        return f"letters: {other.choice} and {one.choice}: nothing changed"
    what = f"not {word} any more" if is_undone else word
    return f"letters: {other.choice}, {one.choice}: {what}; ./do build composes what changed"


def told_said(member: Named, said: Said) -> list[str]:
    """A line for each thing said."""
    lines = [
        f"{member.choice}: {answer} to {', '.join(purposes)}"
        for answer, purposes in (("yes", said.yes), ("no", said.no))
        if purposes
    ]
    lines += [
        f"{member.choice}: {what} {value}"
        for what, value in (
            ("letters in", said.language),
            ("letters by the clock of", said.time_zone),
            ("letters", said.letters),
            ("the address of their page under a name they had", said.old_name),
        )
        if value
    ]
    for what, until in (
        ("no letters", said.pause_letters),
        ("introduced to nobody", said.pause_introductions),
    ):
        if until:
            lines.append(f"{member.choice}: {what} until {until:%Y-%m-%d}")
    if said.address:
        lines.append(f"{member.choice}: letters to {said.address}, where no export knows another")
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


def told_why(explained: Explained, proposals: pa.Table, called: Mapping[str, str]) -> list[str]:
    """Scores, places and rows of a pair, both ways; then what was proposed.

    called: how to call each member; others by their id.
    """
    lines = [f"as of {explained.as_of:%Y-%m-%d %H:%M} UTC"]
    for side in explained.sides:
        reader, candidate = called[side.reader], called[side.candidate]
        lines.append(f"{candidate} to {reader}: {_told_score(side)}")
        lines += [f"  not now: {why}" for why in side.barred]
        lines += [f"  would read: {sentence}" for sentence in side.sentences]
        lines += [
            f"  {signal.name}: {signal.score:.4g}, place {signal.place} of {signal.of}"
            if signal.place
            else f"  {signal.name}: nothing to say of them, of {signal.of} others something"
            for signal in side.signals
        ]
    lines.append("in common:" if explained.rows else "in common: nothing")
    for row in explained.rows:
        day = f", {row.at:%Y-%m-%d}" if row.at else ""
        hidden = "" if row.is_public else ", not public: no evidence"
        lines.append(f"  {row.kind}: {row.what}{day}{hidden}")
    for row in proposals.to_pylist():
        sent = f" {row['sent_at']:%Y-%m-%d}" if row["sent_at"] else ""
        lines.append(
            f"issue {row['issue']}: place {row['place']}, {row['slot']}, "
            f"{row['state'] or 'no letter'}{sent}: {row['sentence'] or 'no sentence kept'}"
        )
    if not proposals.num_rows:
        lines.append("the ledger keeps no proposal of these two")
    return lines


def _told_score(side: Side) -> str:
    if side.score is None:
        return f"not ranked among {side.of}"
    floor = "" if side.is_above_floor else ", below the floor"
    return f"score {side.score:.3f}, place {side.place} of {side.of}{floor}"


def told_desk(shown: KeptDesk) -> Iterator[str]:
    """A line for each card on the desk, and how to put it away."""
    minutes = sum(card.minutes for card in shown.cards)
    yield f"desk: {shown.issue}, {len(shown.cards)} cards, {minutes} minutes"
    for card in shown.cards:
        name = f" [{card.key}]" if card.key else ""
        yield f"  {card.minutes:>2} min  {card.title}{name}"
    yield "desk: ./do desk --done CARD, or --later CARD for next week"
