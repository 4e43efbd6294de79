"""The tasks of communis. Each says what is wanted and tells, in one line a thing, what was done.

The work is in the rooms; `line.py` calls them in their order.
"""

from __future__ import annotations

import functools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

import pyarrow.csv as arrow_csv
from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

import asking
import line
import manager
import setting_up
import telling
from analytics.build import Analysed, Loaded, import_store
from analytics.errors import AnalyticsError
from analytics.identity import review as identity
from analytics.members import find_member
from analytics.snapshot import snapshot, snapshot_at
from analytics.spam import review as spam_review
from analytics.warehouse import Warehouse
from digest.delivery import newest_issue
from digest.doubts import Decision, decide, doubts, obstacles
from digest.errors import BadSender, DigestError
from digest.inviting import purposes_to_ask
from digest.mail_server import server_from
from digest.pacing import Limits
from importers.errors import ImportersError
from ledger import Ledger
from ledger.errors import LedgerError
from publisher import swap
from publisher.errors import PublishError
from publisher.preview import serve_folder
from publisher.rows import issue_of
from recommender.errors import RecommenderError
from recommender.evaluation import evaluate_splits
from recommender.recommend import recommend_out
from recommender.tables import Figures, tables, to_markdown
from settings import SettingsError

MISTAKES = (
    SettingsError,
    ImportersError,
    AnalyticsError,
    RecommenderError,
    LedgerError,
    DigestError,
    PublishError,
)
"""What the manager can mend; everything else is a bug and keeps its traceback."""

COMMON = {
    "community": "the community.yaml to follow",
    "exports": "a folder or file to read; may be repeated",
    "output": "where the site is shown",
    "as_of": "leave out what came later, such as 2026-11-15 or 2026-11-15T21:00",
}


def flags(*names: str, **own: str) -> dict[str, str]:
    """The help of a task's flags: the common ones named, and its own."""
    return {**{name: COMMON[name] for name in names}, **own}


console = Console(highlight=False, soft_wrap=True)


def told(body: Callable[..., Any]) -> Callable[..., Any]:
    """The task, with a manager's mistake told in one line instead of a traceback."""

    @functools.wraps(body)
    def wrapper(*args: Any, **flags: Any) -> Any:
        try:
            return body(*args, **flags)
        except MISTAKES as mistake:
            raise Exit(str(mistake), code=1) from None

    return wrapper


@contextmanager
def step(name: str) -> Iterator[Callable[[str], None]]:
    """A line that moves while the step runs; yields a function to tell what it is at."""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=console, transient=True,
    ) as progress:  # fmt: skip
        running = progress.add_task(name, total=None)
        yield lambda what: progress.update(running, description=f"{name}: {escape(what)}")


def say(text: str) -> None:
    """Print one line as it is, brackets included."""
    console.print(escape(text))


def moment(text: str | None, place: line.Place, flag: str = "--as-of") -> datetime | None:
    """The moment a flag names, in the community's zone where it names none; a day is its end."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Exit(
            f"{flag}: found {text!r}; expected a day or moment such as 2026-11-15T21:00", code=1
        ) from None
    if len(text) == len("2026-11-15"):
        found = found.replace(hour=23, minute=59, second=59, microsecond=999999)
    return found if found.tzinfo else found.replace(tzinfo=place.settings.zone)


def found_place(
    community: str | None,
    exports: list[str] | None = None,
    output: str | None = None,
    *,
    is_read: bool = True,
) -> line.Place:
    """The place of a run; writes the sample when it is to be read and is not there yet."""
    place = line.find_place(
        community=Path(community) if community else None,
        exports=[Path(each) for each in exports or []],
        output=Path(output) if output else None,
    )
    if is_read and place.is_sample and not place.exports[0].is_dir():
        with step("sample"):
            summary = line.write_sample()
        say(telling.told_sample(summary))
    return place


def loaded(
    place: line.Place, warehouse: Warehouse, ledger: Ledger, as_of: str | None
) -> tuple[Loaded, Analysed]:
    """Load, analyse and take in consents, telling a line for each; what was loaded and found."""
    started = time.monotonic()
    with step("load") as tell:
        done = line.load_exports(place, warehouse, ledger, tell)
    for one in telling.told_files(warehouse, done):
        say(one)
    if done.is_unchanged:
        say("load: nothing new, the rows are as they were")
    else:
        say(f"load: {telling.row_counts(warehouse)}, {time.monotonic() - started:.1f} s")
    if place.is_sample and (facts := line.record_sample_facts(place, warehouse, ledger)):
        say(f"sample: {facts} blocks and pauses that no export can say")
    started = time.monotonic()
    with step("analyse") as tell:
        analysed = line.analyse_exports(place, warehouse, ledger, moment(as_of, place), tell)
    for warning in analysed.warnings:
        say(f"analyse: {warning}")
    at = analysed.as_of.astimezone(place.settings.zone)
    unchanged = "nothing changed" if analysed.is_unchanged else telling.figures(warehouse)
    say(f"analyse: as of {at:%Y-%m-%d %H:%M}, {unchanged}, {time.monotonic() - started:.1f} s")
    new, found = line.record_imported_consents(place, warehouse, ledger)
    for problem in found.problems:
        say(f"consent: {problem}")
    if found.statements:
        say(f"consent: {len(found.statements)} answers in the exports, {new} of them new")
    return done, analysed


@task(iterable=["exports"], help=flags(*COMMON))
@told
def build(
    c: Context,
    community: str | None = None,
    exports: list[str] | None = None,
    output: str | None = None,
    as_of: str | None = None,
) -> None:
    """Load the exports, analyse, recommend, compose the issue's letters and publish the site."""
    started = time.monotonic()
    place = found_place(community, exports, output)
    with line.opened(place) as (warehouse, ledger):
        done, analysed = loaded(place, warehouse, ledger, as_of)
        # Sites from before somebody was forgotten still name them.
        kept = 1 if done.erased_rows else swap.KEEP
        who = line.people_of(warehouse, ledger, analysed.as_of)
        with step("recommend"):
            found = line.recommend_issue(place, warehouse, ledger, analysed, who)
        say(telling.told_matches(found))
        warnings = list(analysed.warnings)
        if found.pace.is_slowed:
            warnings.append(found.pace.sentence)
        with step("letters"):
            try:
                summary = line.compose_issue(place, warehouse, ledger, analysed, found, who)
                say(telling.told_letters(summary))
            except BadSender as mistake:
                warnings.append(str(mistake))
                say(f"letters: none composed; {mistake}")
        with step("site"):
            published = line.publish_site(place, warehouse, ledger, who, keep=kept)
        say(published.summary)
        for warning in published.warnings[:5]:
            say(f"site: to look at: {warning}")
        with step("office"):
            office_folder = line.publish_private_pages(
                place, warehouse, ledger, (*warnings, *published.warnings)
            )
    say(
        f"done in {time.monotonic() - started:.1f} s: open {_near(place.output)}/index.html, "
        f"and for you alone {_near(office_folder)}/index.html"
    )


@task(help=flags("community", file="a file, a folder or an archive"))
@told
def inspect(c: Context, file: str, community: str | None = None) -> None:
    """Tell what a file is and holds, or propose how to read it; nothing is taken in."""
    place = found_place(community, is_read=False)
    with step("inspect") as tell:
        found = []
        for one in line.inspect_exports(place, Path(file)):
            tell(one.name)
            found.append(one)
    for one in found:
        for told_line in telling.told_inspected(one, is_alone=len(found) == 1):
            say(told_line)
    if not found:
        say(f"{file}: nothing in it")


@task(
    iterable=["exports"],
    help=flags(
        "community",
        "exports",
        "as_of",
        out="the CSV to write",
        league="capped or open",
        seed="for ties",
    ),
)
@told
def recommend(
    c: Context,
    out: str,
    community: str | None = None,
    exports: list[str] | None = None,
    as_of: str | None = None,
    league: str = "capped",
    seed: int = 7,
) -> None:
    """Write a rehearsal of the ranking to a CSV: member, candidate, rank, score, probability."""
    if league not in ("capped", "open"):
        raise Exit(f"--league: found {league!r}; allowed: capped, open", code=1)
    place = found_place(community, exports)
    with line.opened(place) as (warehouse, ledger):
        loaded(place, warehouse, ledger, as_of)
        with step("recommend"):
            table = recommend_out(
                snapshot(warehouse),
                league=league,
                native_ids=line.native_ids(warehouse),
                seed=int(seed),
            )
    arrow_csv.write_csv(table, out)
    members = len(set(table["member"].to_pylist()))
    say(f"recommend: {members} members, {table.num_rows} rows, {league} league, seed {seed}: {out}")


@task(
    iterable=["exports"],
    help=flags(
        "community",
        "exports",
        "as_of",
        json_file="also write every figure as JSON",
        markdown="also write the tables as Markdown",
        seed="for the intervals",
    ),
)
@told
def evaluate(
    c: Context,
    community: str | None = None,
    exports: list[str] | None = None,
    as_of: str | None = None,
    json_file: str | None = None,
    markdown: str | None = None,
    seed: int = 7,
) -> None:
    """Measure every algorithm and the ranker on what came after two earlier moments."""
    place = found_place(community, exports)
    started = time.monotonic()
    with line.opened(place) as (warehouse, ledger):
        loaded(place, warehouse, ledger, as_of)
        with step("evaluate"):
            found = evaluate_splits(
                lambda at: snapshot_at(warehouse, at), line.all_talks(warehouse), seed=int(seed)
            )
    for figures in tables(found):
        console.print(_shown(figures))
    if json_file:
        Path(json_file).write_text(found.to_json(), encoding="utf-8")
        say(f"evaluate: every figure in {json_file}")
    if markdown:
        Path(markdown).write_text(to_markdown(found), encoding="utf-8")
        say(f"evaluate: the tables in {markdown}")
    say(f"evaluate: {time.monotonic() - started:.1f} s; x 100, ± half a 95 % interval by member;")
    say("in brackets: fewer than 150 members with new pairs, shown but not judged")


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
        who = line.people_of(warehouse, ledger, analysed.as_of)
        with step("recommend"):
            found = line.recommend_issue(place, warehouse, ledger, analysed, who)
        say(telling.told_matches(found))
        if dry_run:
            say("letters: none written, this was a dry run")
            return
        summary = line.compose_issue(place, warehouse, ledger, analysed, found, who)
        say(telling.told_letters(summary))


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
        "output",
        member="an id, platform:handle, a handle or a name",
        dry_run="tell who would be forgotten, change nothing",
    )
)
@told
def forget(
    c: Context,
    member: str,
    community: str | None = None,
    output: str | None = None,
    dry_run: bool = False,
) -> None:
    """Forget a member: ledger and outbox now, rows and pages with the next build, for good."""
    place = found_place(community, output=output, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        named = find_member(warehouse, member)
        if dry_run:
            say(f"forget: would forget {named.choice}; nothing was changed")
            return
        new = manager.forget_member(place, warehouse, ledger, named.member_id)
    say(f"forget: {named.choice}: {new} accounts and addresses will be kept out of every import")
    say("forget: now run ./do build; delete by hand what exports/ and backups still hold")


@task(
    help=flags(
        "community",
        one="an id, platform:handle, a handle or a name",
        other="the other member",
        on="as it was then, such as 2026-11-15, and what that issue proposed",
    )
)
@told
def why(
    c: Context, one: str, other: str, community: str | None = None, on: str | None = None
) -> None:
    """Tell why two members are, or are not, proposed to each other: scores, places and rows."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        pair = [find_member(warehouse, each) for each in (one, other)]
        if pair[0].member_id == pair[1].member_id:
            raise Exit(f"why: {one} and {other} are one member, {pair[0].choice}")
        with step("why"):
            found, proposals = line.explain_pair(
                place,
                warehouse,
                ledger,
                pair[0].member_id,
                pair[1].member_id,
                moment(on, place, "--on"),
            )
    called = {each.member_id: each.choice for each in pair}
    for told_line in telling.told_why(found, proposals, called):
        say(f"why: {told_line}")


@task(name="backup", help=flags("community", to="the file to write"))
@told
def ledger_backup(c: Context, to: str, community: str | None = None) -> None:
    """Copy the ledger, the only thing that cannot be rebuilt, to another file."""
    place = found_place(community, is_read=False)
    with Ledger.open(place.ledger_path, place.settings.community.id) as ledger:
        ledger.backup(Path(to))
    say(f"ledger: a complete copy lies in {to}; keep it where only you can read it")


@task(help=flags(seed="another seed makes another community"))
@told
def sample(c: Context, seed: int = line.SAMPLE_SEED) -> None:
    """Write the sample community's exports anew into exports/sample/."""
    with step("sample"):
        summary = line.write_sample(seed=int(seed))
    say(telling.told_sample(summary))
    if line.own_exports(line.HOME / "exports"):
        say("sample: exports/ holds files of your own, so builds leave the sample aside")


@task(help=flags("output", port="on this machine only"))
@told
def serve(c: Context, port: int = 8000, output: str | None = None) -> None:
    """Serve the site on this machine, to look at it in a browser; Ctrl-C ends it."""
    folder = Path(output) if output else line.HOME / "output"
    _serve(folder, int(port), "the site")


@task(help=flags("community", port="on this machine only"))
@told
def office(c: Context, port: int = 8001, community: str | None = None) -> None:
    """Serve the private pages on this machine, for you alone; Ctrl-C ends it."""
    place = found_place(community, is_read=False)
    _serve(place.build / "office", int(port), "the office")


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


@task(help=flags("community", answers="a YAML file of key: answer lines, instead of asking"))
@told
def setup(c: Context, community: str | None = None, answers: str | None = None) -> None:
    """Ask for a first community.yaml, each answer checked; a file that was there is kept."""
    path = Path(community) if community else line.HOME / "community.yaml"
    given = setting_up.answers_in(Path(answers)) if answers else None
    written = setting_up.set_up(path, ask=input, tell=say, answers=given)
    if written is None:
        say(f"setup: {_near(path)} stays as it was")
        return
    say(f"setup: written {_near(written.path)}")
    if written.kept:
        say(f"setup: kept the old one as {_near(written.kept)}")
    if written.left_out:
        say(f"setup: copy these parts over by hand: {', '.join(written.left_out)}")


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
    with line.opened(place) as (warehouse, ledger):
        wanted = purposes_to_ask(purposes)
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
    help=flags(
        "community", issue="such as 2026-W47; by default the newest",
        dry_run="tell what would leave, send nothing",
        old_exports="send although the newest export is old",
        late="send although the issue should have left long ago",
        wait="wait for what the server put off, and try again",
        per_minute="letters in a minute at most", per_domain="of them to one domain",
    )
)  # fmt: skip
@told
def send(
    c: Context,
    community: str | None = None,
    issue: str | None = None,
    dry_run: bool = False,
    old_exports: bool = False,
    late: bool = False,
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
            place, warehouse, ledger, chosen, is_old_wanted=old_exports, is_late_wanted=late
        )
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


@task(name="adopt", help=flags("community", sent_through="the last issue that may have left"))
@told
def ledger_adopt(c: Context, community: str | None = None, sent_through: str | None = None) -> None:
    """Let a restored ledger send; what may have left before counts as perhaps sent."""
    place = found_place(community, is_read=False)
    now = datetime.now(UTC)
    issue = sent_through or issue_of(now, place.settings.community.time_zone)
    with line.opened(place) as (_, ledger):
        ledger.adopt(host=socket.gethostname(), sent_through=issue, now=now)
    say(f"ledger: adopted; this one sends from now on, letters up to {issue} count as perhaps sent")


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
    read: str,
    community: str | None = None,
    days: int = asking.MAILBOX_DAYS,
    accept: bool = False,
    dry_run: bool = False,
) -> None:
    """Do what members' answers say; what needs a person is written down for you."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        found, file = asking.read_mailbox(
            place, warehouse, ledger, read, days=days, accept_unsigned=accept, dry_run=dry_run
        )
        for told_line in asking.told_replies(found, file, is_rehearsal=dry_run):
            say(told_line)


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


@task(
    help=flags(
        "community", "output",
        **{"import": "take the last import back instead"}, redo="with --import: read it again",
    )
)  # fmt: skip
@told
def undo(
    c: Context,
    community: str | None = None,
    output: str | None = None,
    import_: bool = False,
    redo: bool = False,
) -> None:
    """Show the site published before the present one again, or take the last import back."""
    if not import_:
        if redo:
            raise Exit("undo: --redo needs --import; a site comes back with the next ./do build")
        site = swap.undo(Path(output) if output else line.HOME / "output")
        say(f"undo: {_near(site)} is shown again")
        return
    with line.opened(found_place(community, is_read=False)) as (warehouse, _):
        store = import_store(warehouse)
        files = store.bring_back() if redo else store.take_back(now=datetime.now(UTC))
        for told_line in telling.told_taken_back(files, is_redone=redo):
            say(told_line)


@task
def check(c: Context) -> None:
    """Check form, types and the direction of imports."""
    for command in (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy", "."],
        ["lint-imports"],
    ):
        _run(Path(sys.executable).with_name(command[0]), *command[1:])


@task(help=flags(full="the long checks with their whole number", only="a folder or file of tests"))
def test(c: Context, full: bool = False, only: str = "tests") -> None:
    """Run every check and every test; finds a browser, or installs one where it may."""
    from tests.browser import find_or_install_browser

    if only == "tests":
        check(c)
    browser = find_or_install_browser()
    if browser:
        say(f"test: pages are opened in {browser}")
    else:
        say("test: no Chromium found, none could be installed; the tests that need it are skipped")
    if not os.environ.get("COMMUNIS_DATA"):
        say("test: COMMUNIS_DATA names no folder, so the tests on real exports are skipped")
    environment = {"CHROMIUM": browser or "", "COMMUNIS_FULL": "1" if full else ""}
    # Each file stays with one process, and what many files need is made once for all.
    at_once = ("-n", "auto", "--dist", "loadfile") if only == "tests" else ()
    _run(sys.executable, "-m", "pytest", *at_once, only, **environment)


@task
def goldens(c: Context) -> None:
    """Rewrite the goldens from what the code makes now; read the difference before you commit."""
    _run(sys.executable, "-m", "pytest", "tests", "--snapshot-update", "-q", COMMUNIS_GOLDENS="1")


def _run(*command: object, **environment: str) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=line.ROOT,
        env={**os.environ, **environment},
        check=False,
    )
    if done.returncode:
        raise Exit(f"{Path(str(command[0])).name} found problems", code=done.returncode)


def _serve(folder: Path, port: int, what: str) -> None:
    if not (folder / "index.html").exists():
        raise Exit(f"{folder}: no pages there yet; run ./do build first", code=1)
    say(f"{what}: http://127.0.0.1:{port}/, Ctrl-C ends it")
    serve_folder(folder, port)


def _shown(figures: Figures) -> Table:
    table = Table(
        title=figures.title, title_justify="left", box=SIMPLE_HEAD, show_edge=False,
        pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    for number, name in enumerate(figures.heading):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for row in figures.lines:
        table.add_row(*row)
    return table


def _near(path: Path) -> str:
    """The path as the manager would write it: below the present folder where it is."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


namespace = Collection(
    setup, build, inspect, recommend, evaluate, digest, send, doctor, invite, replies, consent,
    forget, people, spam, why, sample, serve, office, undo, check, test, goldens,
    ledger=Collection(ledger_backup, ledger_adopt),
)  # fmt: skip
