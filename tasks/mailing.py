"""From asking for a yes to the letters and their answers."""

from __future__ import annotations

import os
import socket
import sys
from datetime import UTC, datetime
from typing import cast, get_args

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import asking
import line
import telling
from analytics.members import find_member
from analytics.members import member_accounts as accounts_of
from digest import decisions
from digest.delivery import newest_issue
from digest.doubts import Decision, decide, doubts, obstacles
from digest.inviting import purposes_to_ask
from digest.mail_server import server_from
from digest.pacing import Limits
from publisher.rows import issue_of
from tasks.running import flags, found_place, loaded, say, step, told


@task(
    help=flags(
        "community", purposes="what to ask for, separated by commas",
        asked="write down that you asked; it is done once",
        whose="also whose yes would open most introductions",
    )
)  # fmt: skip
@told
def invite(
    c: Context,
    community: str | None = None,
    purposes: str | None = None,
    asked: bool = False,
    whose: bool = False,
) -> None:
    """Write the texts that ask your members for a yes, in five languages; nothing is sent."""
    place = found_place(community, is_read=False)
    wanted = purposes_to_ask(purposes)
    with line.opened(place) as (warehouse, ledger):
        prepared, problem = asking.prepare_invitation(place, warehouse, ledger, wanted)
        for told_line in asking.told_invitation(prepared, problem):
            say(told_line)
        if asked:
            new = ledger.record_asked(prepared.number, prepared.to_ask, now=datetime.now(UTC))
            for told_line in asking.told_asked(prepared, new):
                say(told_line)
        if whose:
            issue = issue_of(datetime.now(UTC), place.settings.community.time_zone)
            with step("whose yes opens most"):
                found = asking.whose_yes_opens_most(place, warehouse, ledger, issue)
            for told_line in asking.told_openings(found):
                say(told_line)


@task(
    iterable=["exports"],
    help=flags(
        "community", "exports", "as_of", dry_run="tell what would be composed, write nothing"
    ),
)
@told
def digest(
    c: Context,
    community: str | None = None,
    exports: list[str] | None = None,
    as_of: str | None = None,
    dry_run: bool = False,
) -> None:
    """Compose the issue's letters into the outbox; nothing is sent."""
    place = found_place(community, exports)
    with line.opened(place) as (warehouse, ledger):
        _, analysed = loaded(place, warehouse, ledger, as_of)
        old = None if as_of else line.old_exports(place, warehouse, datetime.now(UTC))
        if old:
            say(f"letters: {old}")
        who = line.people_of(warehouse, ledger, analysed.as_of)
        with step("recommend"):
            found = line.recommend_issue(place, warehouse, ledger, analysed, who)
        say(telling.told_matches(found))
        if held_out := telling.told_trial(found):
            say(held_out)
        if dry_run:
            say("letters: none written, this was a dry run")
            return
        summary = line.compose_issue(place, warehouse, ledger, analysed, found, who)
        say(telling.told_letters(summary))


@task(
    help=flags(
        "community", member="whose letter: an id, platform:handle, a handle or a name",
        approve="what was read may leave",
        everything="approve every letter that holds nothing to look at",
        veto="take this member out of the letter",
        never="never introduce this member and the other, in any letter",
        issue="such as 2026-W47; by default the newest", undo="take the decision back",
    )
)  # fmt: skip
@told
def letters(
    c: Context,
    member: str | None = None,
    approve: bool = False,
    everything: bool = False,
    veto: str | None = None,
    never: str | None = None,
    issue: str | None = None,
    undo: bool = False,
    community: str | None = None,
) -> None:
    """Approve letters that wait, take somebody out of one, or keep two apart; nothing is sent."""
    if not everything and not (member and (approve or veto or never)):
        raise Exit(
            "letters: name a member and say --approve, --veto OTHER or --never OTHER; or say "
            "--everything"
        )
    now = datetime.now(UTC)
    with line.opened(found_place(community, is_read=False)) as (warehouse, ledger):
        chosen = issue or newest_issue(ledger)
        if chosen is None:
            raise Exit("letters: no letters were composed yet; run ./do digest")
        if everything or not member:
            accounts = line.undoubted(warehouse, ledger, chosen)
            count = decisions.approve(ledger, chosen, accounts, is_undone=undo, now=now)
            say(telling.told_approved(chosen, count, is_undone=undo))
            return
        one = find_member(warehouse, member)
        own = accounts_of(warehouse, one.member_id)
        for word, decide_on, named in (
            ("taken out", decisions.take_out, veto),
            ("never introduced", decisions.never_again, never),
        ):
            if named:
                other = find_member(warehouse, named)
                theirs = accounts_of(warehouse, other.member_id)
                count = decide_on(ledger, chosen, own, theirs, is_undone=undo, now=now)
                say(telling.told_taken_out(one, other, word, count, is_undone=undo))
        if approve:
            count = decisions.approve(ledger, chosen, own, is_undone=undo, now=now)
            say(telling.told_approved(chosen, count, is_undone=undo))


@task(
    help=flags(
        "community", issue="such as 2026-W47; by default the newest",
        dry_run="tell what would leave, send nothing",
        approved="send only the letters you approved",
        old_exports="send although the newest export is old",
        late="send although the issue should have left long ago",
        by_day="by each reader's own clock, only from seven to twenty-one o'clock",
        wait="wait for what the server put off or the hour keeps back, and try again",
        per_minute="letters in a minute at most", per_domain="of them to one domain",
    )
)  # fmt: skip
@told
def send(
    c: Context,
    community: str | None = None,
    issue: str | None = None,
    dry_run: bool = False,
    approved: bool = False,
    old_exports: bool = False,
    late: bool = False,
    by_day: bool = False,
    wait: bool = False,
    per_minute: int = 60,
    per_domain: int = 20,
) -> None:
    """Send an issue's letters over SMTP; the same command goes on where it was broken off."""
    place = found_place(community, is_read=False)
    limits = Limits(per_minute=per_minute, per_domain=per_domain)
    with line.opened(place) as (warehouse, ledger):
        chosen = issue or newest_issue(ledger)
        if chosen is None:
            raise Exit("send: no letters were composed yet; run ./do digest")
        delivery = line.delivery_of(
            place, warehouse, ledger, chosen,
            is_old_wanted=old_exports, is_late_wanted=late, only_approved=approved,
            is_by_day=by_day,
        )  # fmt: skip
        if dry_run:
            told_lines = delivery.preview(limits).lines
        else:
            server = server_from(os.environ)
            report = delivery.send(server, limits=limits, is_patient=wait, tell=say)
            told_lines = report.lines
        for told_line in told_lines:
            say(told_line)
        if not dry_run and report.stopped:
            raise Exit(code=1)


@task(help=flags("community"))
@told
def doctor(c: Context, community: str | None = None) -> None:
    """Tell what keeps letters from being sent, and ask about those that may have arrived."""
    with line.opened(found_place(community, is_read=False)) as (_, ledger):
        now = datetime.now(UTC)
        for told_line in obstacles(ledger, os.environ, host=socket.gethostname()):
            say(told_line)
        open_doubts = doubts(ledger, now=now)
        for doubt in open_doubts:
            say(doubt.line)
            if sys.stdin.isatty():
                word = input("arrived, again, never, or Enter to leave it: ").strip()
                if word in get_args(Decision):
                    decide(ledger, doubt, cast(Decision, word), now=now)
        if not open_doubts:
            say("doctor: every letter is accounted for")


@task(
    help=flags(
        "community", read="an mbox file, a Maildir folder, or imaps://user@host/FOLDER",
        days="of mail on a server, so many",
        accept="also take a yes that nothing proves",
        dry_run="tell what would be done, do nothing",
    )
)  # fmt: skip
@told
def replies(
    c: Context,
    read: str | None = None,
    community: str | None = None,
    days: int = asking.MAILBOX_DAYS,
    accept: bool = False,
    dry_run: bool = False,
) -> None:
    """Do what members' answers say; what needs a person is written down for you."""
    if not read:
        raise Exit("replies: name the mailbox: --read answers.mbox, a Maildir folder, or "
                   "imaps://user@host/FOLDER", code=1)  # fmt: skip
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        found, file = asking.read_mailbox(
            place, warehouse, ledger, read, days=days, accept_unsigned=accept, dry_run=dry_run
        )
        for told_line in asking.told_replies(found, file, is_rehearsal=dry_run):
            say(told_line)
