"""What the office shows, drawn from the warehouse, the ledger's consents and the outbox folder."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from importers.identify import find_importers
from publisher import desk, desk_rows
from publisher.asked import Asked, Opening
from publisher.asking import Frame, ask
from publisher.came import NO_OUTCOMES, outcomes_told
from publisher.cards import PasteCard
from publisher.desk import PutAway, nothing_put_away
from publisher.facts import CommunityInfo
from publisher.letter import figures_page, told_months, warm_and_cool
from publisher.office_facts import (
    Funnel,
    ImportedFile,
    Match,
    OfficeRows,
    Outgoing,
    SourceAge,
    Unmatched,
    Waiting,
)
from publisher.private_text import beginning, plain, web_address
from publisher.rehearsal import Rehearsal
from publisher.rows import issue_of
from publisher.to_ask import NOTHING_TO_ASK, ToAsk

if TYPE_CHECKING:
    import pyarrow as pa

    from analytics.came_of import CameOf

_NAMES_SHOWN = 40
NO_REHEARSAL = Rehearsal()


def office_rows(
    frame: Frame,
    consents: pa.Table,
    community: CommunityInfo,
    *,
    purposes: Sequence[str],
    outbox: Path,
    warnings: tuple[str, ...] = (),
    asked: tuple[Asked, ...] = (),
    openings: tuple[Opening, ...] = (),
    came: CameOf | None = None,
    offer: str = "",
    to_ask: ToAsk = NOTHING_TO_ASK,
    cards: tuple[PasteCard, ...] = (),
    rehearsal: Rehearsal = NO_REHEARSAL,
    proposals: Iterable[desk_rows.Undecided] = (),
    put_away: PutAway = nothing_put_away,
) -> OfficeRows:
    """The rows of the office, as of the warehouse's moment.

    consents: account_id, purpose, answer ('yes', 'no'), as the ledger has them.
    outbox: the folder with one folder of .eml files per issue, each named for its member.
    came: what came of introductions; offer: a sentence on holding pairs out.
    to_ask: whom to ask for a page, and where each text stands; cards: to paste on the page.
    rehearsal: the issue's letters as the ledger has them.
    proposals: accounts that may be one person; put_away: what the manager did on the desk.
    """
    as_of = ask(frame, "as_of")[0]["as_of"]
    issue = issue_of(as_of, community.time_zone)
    figures = ask(frame, "office_figures")[0]
    known = ask(frame, "members")
    member_of = {row["account_id"]: row["member_id"] for row in known}
    names = {row["member_id"]: row["display_name"] for row in known}
    files = tuple(_file(row) for row in ask(frame, "imports"))
    ages = tuple(_age(row) for row in ask(frame, "source_ages"))
    matches = _matches(frame, issue)
    unmatched = _unmatched(ask(frame, "unmatched", issue=issue))
    funnel = _funnel(consents, member_of, purposes)
    mails = tuple(
        Outgoing(
            names.get(file.stem, file.stem),
            str(file.relative_to(outbox)),
            "composed",
            _words(file),
            file.stem,
        )
        for file in sorted((outbox / issue).glob("*.eml"))
    )
    willing = sorted(_willing(consents, member_of, "directory and topics"))
    helpers = desk_rows.helpers(frame, willing)
    waiting = tuple(_waiting(row, helpers) for row in ask(frame, "waiting"))
    joins, voices = desk_rows.joins(frame), desk_rows.voices(frame)
    thanks = desk_rows.thanks(frame, put_away)
    merges = desk_rows.merges(proposals)
    months = told_months(ask(frame, "months"))
    month = months[-1]["month_date"] if months else None
    return OfficeRows(
        as_of=as_of,
        issue=issue,
        desk=desk.desk(
            (
                *desk.first_yes(funnel, figures["members"]),
                *desk.newcomers(waiting, put_away),
                *desk.conversations(joins, voices, put_away),
                *desk.thanks(thanks),
                *desk.texts(to_ask, put_away),
                *desk.broken_files(files),
                *desk.letters(mails, matches, unmatched, issue, put_away),
                *desk.unsure_merges(merges, put_away),
                *desk.old_exports(ages, put_away),
                *desk.doubts(warnings, put_away),
            ),
            otherwise=desk.nothing_to_do(unmatched),
        ),
        files=files,
        ages=ages,
        matches=matches,
        unmatched=unmatched,
        funnel=funnel,
        members=figures["members"],
        outbox=mails,
        waiting=waiting,
        warnings=warnings,
        asked=asked,
        openings=openings,
        rehearsal=rehearsal,
        outcomes=outcomes_told(came, offer) if came else NO_OUTCOMES,
        to_ask=to_ask,
        cards_to_paste=cards,
        joins=joins,
        thanks=thanks,
        voices=voices,
        merges=merges,
        figures=figures_page(
            months,
            warmth=warm_and_cool(ask(frame, "warmth"), month, smallest=1),
            languages=ask(frame, "languages"),
            signs=ask(frame, "without_talk"),
            smallest=1,
        ),
    )


def _age(row: dict[str, Any]) -> SourceAge:
    known = find_importers()
    how = (known[name].HOW_TO_EXPORT for name in row["importers"] or () if name in known)
    return SourceAge(row["source"], row["exported_at"], row["days"], tuple(dict.fromkeys(how)))


def _willing(consents: pa.Table, member_of: dict[str, str], purpose: str) -> set[str]:
    """The members with a yes to the purpose and no no."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for row in consents.to_pylist():
        if row["purpose"] == purpose:
            said[member_of.get(row["account_id"], row["account_id"])].add(row["answer"])
    return {member_id for member_id, answers in said.items() if answers == {"yes"}}


def _waiting(row: dict[str, Any], helpers: dict[str, tuple[str, ...]]) -> Waiting:
    return Waiting(
        name=row["display_name"],
        since=row["first_post_at"],
        title=plain(row["title"] or ""),
        url=web_address(row["url"]),
        words=beginning(plain(row["text"] or ""), length=280),
        account_id=row["account_id"],
        helpers=helpers.get(row["member_id"], ()),
    )


def _words(file: Path) -> str:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return str(body.get_content()).strip() if body else ""


def _file(row: dict[str, Any]) -> ImportedFile:
    skipped: Counter[str] = Counter()
    for reasons in row["skipped_reasons"]:
        skipped.update(json.loads(reasons or "{}"))
    return ImportedFile(
        name=row["name"],
        source=row["source"] or "",
        platform=row["platform"] or "",
        exported_at=row["exported_at"],
        read=row["read"],
        stored=row["stored"],
        merged=row["merged"],
        skipped=dict(sorted(skipped.items())),
        notes=tuple(row["notes"] or ()),
        error=row["error"] or "",
    )


def _matches(frame: Frame, issue: str) -> tuple[Match, ...]:
    reasons: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in ask(frame, "reasons", issue=issue):
        reasons[row["member_id"], row["candidate_id"]].append(row)
    return tuple(
        Match(
            reader=row["reader"],
            candidate=row["candidate"],
            slot=row["slot"],
            place=row["place"],
            score=row["score"],
            probability=row["probability"],
            is_mutual=bool(row["is_mutual"]),
            reasons=tuple(each["sentence"] for each in why),
            links=tuple(
                dict.fromkeys(
                    (each["thread_title"], web_address(each["thread_url"]))
                    for each in why
                    if each["thread_title"]
                )
            ),
        )
        for row in ask(frame, "matches", issue=issue)
        for why in [reasons[row["member_id"], row["candidate_id"]]]
    )


def _unmatched(rows: Iterable[dict[str, Any]]) -> tuple[Unmatched, ...]:
    by_reason: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_reason[row["reason"]].append(row["display_name"])
    return tuple(
        Unmatched(reason, tuple(names[:_NAMES_SHOWN]), len(names))
        for reason, names in sorted(by_reason.items(), key=lambda each: (-len(each[1]), each[0]))
    )


def _funnel(
    consents: pa.Table, member_of: dict[str, str], purposes: Sequence[str]
) -> tuple[Funnel, ...]:
    answers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in consents.to_pylist():
        member_id = member_of.get(row["account_id"], row["account_id"])
        answers[row["purpose"], member_id].add(row["answer"])
    # Of two accounts of one member, a no of either holds.
    counts = Counter(
        (purpose, "no" if "no" in said else "yes") for (purpose, _), said in answers.items()
    )
    return tuple(Funnel(each, counts[each, "yes"], counts[each, "no"]) for each in purposes)
