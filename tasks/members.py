"""What the manager decides about one member, one pair of accounts or one post."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args
from zoneinfo import available_timezones

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import about as describing
import forgetting
import line
import manager
import telling
from analytics.errors import UnknownMember
from analytics.identity import review as identity
from analytics.members import find_member
from analytics.spam import review as spam_review
from digest.phrases import LANGUAGES
from ledger.feedback import Frequency
from ledger.old_names import OldName
from tasks.building import built
from tasks.running import flags, found_place, moment, near, say, step, told


@task(
    help=flags(
        "community",
        member="an id, platform:handle, a handle or a name",
        yes="purposes, separated by commas, or all",
        no="purposes, separated by commas, or all",
        pause_letters="no letters until this day, such as 2027-01-15",
        pause_introductions="introduced to nobody until this day",
        block="another member, to be kept apart for ever",
        wording="what the member said, or was asked",
        letters="how often: weekly, fortnightly or monthly",
        language="of their letters: en, nl, de, fr or es",
        time_zone="whose clock their letters go by, such as Europe/Lisbon",
        address="where to write to them, or an address that works again",
        old_name="a name they had: its address is gone, or leads-on to their page",
        dry_run="tell what would be written, write nothing",
    )
)
@told
def consent(
    c: Context,
    member: str,
    yes: str | None = None,
    no: str | None = None,
    pause_letters: str | None = None,
    pause_introductions: str | None = None,
    block: str | None = None,
    wording: str | None = None,
    address: str | None = None,
    letters: str | None = None,
    language: str | None = None,
    time_zone: str | None = None,
    old_name: str | None = None,
    community: str | None = None,
    dry_run: bool = False,
) -> None:
    """Record what a member told you in person, or show all they ever said."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        named = find_member(warehouse, member)
        said = manager.Said(
            yes=manager.purposes_of(yes),
            no=manager.purposes_of(no),
            pause_letters=moment(pause_letters, place, "--pause-letters"),
            pause_introductions=moment(pause_introductions, place, "--pause-introductions"),
            block=find_member(warehouse, block) if block else None,
            wording=wording,
            address=address,
            letters=manager.one_of("--letters", letters, get_args(Frequency)),
            language=manager.one_of("--language", language, LANGUAGES),
            time_zone=manager.one_of("--time-zone", time_zone, available_timezones()),
            old_name=manager.one_of(
                "--old-name", old_name and old_name.replace("-", " "), get_args(OldName)
            ),
        )
        for one in telling.told_said(named, said):
            say(f"consent: {'would record: ' if dry_run else ''}{one}")
        if said.is_nothing:
            for one in telling.told_history(named, ledger):
                say(f"consent: {one}")
        elif not dry_run:
            manager.record_said(ledger, named, said)
            say("consent: written down; pages and letters follow with the next build")


@task(
    help=flags(
        "community",
        member="an id, platform:handle, a handle or a name",
        not_me="an interest that is not theirs: it is never found in them again",
        is_me="an interest that is theirs after all",
    )
)
@told
def about(
    c: Context,
    member: str,
    community: str | None = None,
    not_me: str | None = None,
    is_me: str | None = None,
) -> None:
    """Write down all that is held of a member, to hand to them; or correct an interest for ever."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        named = find_member(warehouse, member)
        for label, is_refused in ((not_me, True), (is_me, False)):
            if label:
                for told_line in manager.correct_interest(
                    warehouse, ledger, named, label, is_refused=is_refused
                ):
                    say(told_line)
        if not (not_me or is_me):
            found = describing.about_member(place, warehouse, ledger, named)
            page = describing.write_about(place, found, named.member_id)
            say(f"about: {sum(len(part.rows) for part in found.parts):,} rows of {named.choice}")
            say(f"about: {near(page)}, with about.json beside it; hand both to nobody but them")


@task(
    help=flags(
        "community",
        "output",
        member="an id, platform:handle, a handle, a name, or an e-mail address",
        later="leave warehouse and site to the next build, when several are to be forgotten",
        dry_run="tell who would be forgotten, change nothing",
    )
)
@told
def forget(
    c: Context,
    member: str,
    community: str | None = None,
    output: str | None = None,
    later: bool = False,
    dry_run: bool = False,
) -> None:
    """Forget a member, everywhere and for good; tells what it cannot reach."""
    place = found_place(community, output=output, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        try:
            named = find_member(warehouse, member)
        except UnknownMember:
            if "@" not in member.strip("@"):
                raise
            named = None
        if dry_run:
            say(f"forget: would forget {named.choice if named else member}; nothing was changed")
            return
        with step("forget"):
            done = (
                forgetting.forget_member(place, warehouse, ledger, named)
                if named
                else forgetting.forget_address(place, warehouse, ledger, member)
            )
    forgetting.drop_caches(place, later=later)
    for told_line in forgetting.told_forgotten(done):
        say(told_line)
    if later:
        say("forget: the site still names them; run ./do build when all are forgotten")
    else:
        built(place)


@task(
    help=flags(
        "community", accept="one of two accounts that are one person; the other in --and",
        refuse="one of two accounts that are two people; the other in --and",
        undo="one of two accounts decided on; the other in --and",
        **{"and": "the other account", "all": "also the unlikely and the decided ones"},
    )
)  # fmt: skip
@told
def people(
    c: Context,
    community: str | None = None,
    accept: str | None = None,
    refuse: str | None = None,
    undo: str | None = None,
    and_: str | None = None,
    all_: bool = False,
) -> None:
    """List accounts that may be one person, or decide on two of them."""
    place = found_place(community, is_read=False)
    decide = {
        "accepted": (accept, identity.accept_people),
        "refused": (refuse, identity.refuse_people),
        "undone": (undo, identity.undo_people),
    }
    asked = [(word, one, act) for word, (one, act) in decide.items() if one]
    if len(asked) > 1 or bool(asked) != bool(and_):
        raise Exit(
            "people: name two accounts and one decision, such as "
            "--accept ning:ana --and facebook:1234"
        )
    with line.opened(place) as (warehouse, ledger):
        if not asked or not and_:
            for told_line in telling.told_people(identity.people_proposed(warehouse, ledger), all_):
                say(told_line)
            return
        ((word, one, act),) = asked
        say(telling.told_decided(act(warehouse, ledger, one, and_), word))


@task(
    help=flags(
        "community", spam="a post or an account that is spam", ham="one that is not",
        undo="let the last decision no longer hold",
        accounts="list accounts instead of posts", note="why, for yourself",
        most="so many lines at most",
    )
)  # fmt: skip
@told
def spam(
    c: Context,
    community: str | None = None,
    spam: str | None = None,
    ham: str | None = None,
    undo: bool = False,
    accounts: bool = False,
    note: str | None = None,
    most: int = 50,
) -> None:
    """List what is held to be spam, the doubtful first, or correct it; the next build learns."""
    if sum((bool(spam), bool(ham), undo)) > 1:
        raise Exit("spam: one decision at a time, such as --ham discourse:forum.example:4711")
    with line.opened(found_place(community, is_read=False)) as (warehouse, ledger):
        if undo:
            say(f"spam: the last decision on {spam_review.undo(ledger).subject_id} no longer holds")
        elif asked := spam or ham:
            subject = spam_review.find_subject(warehouse, asked)
            now = datetime.now(UTC)
            spam_review.decide(ledger, [subject], is_spam=bool(spam), note=note, now=now)
            word = "spam" if spam else "no spam"
            say(f"spam: {subject.kind} {subject.subject_id} is {word}; the next build obeys")
        else:
            found = spam_review.flagged(warehouse, "account" if accounts else "post", most=most)
            for one in found:
                say(one.line)
            say(f"spam: {len(found)} shown, the most doubtful first; --spam, --ham correct one")
