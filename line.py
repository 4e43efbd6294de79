"""The whole line, room after room: load → analyse → recommend → compose → publish.

`tasks/` says what is wanted, `telling.py` what was done; this module calls the rooms in their
order and hands each the values it needs from the settings. It decides nothing of its own.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

import digest
import sample
from analytics.build import Analysed, Loaded, analyse, import_store, load
from analytics.came_of import CameOf, came_of
from analytics.consents import ConsentQuestion, ImportedConsents, imported_consents
from analytics.erasing import Traces
from analytics.identity.review import people_proposed
from analytics.matches import store_matches
from analytics.members import member_accounts as accounts_of
from analytics.outcomes import outcomes
from analytics.parameters import Decisions, Parameters
from analytics.people import consenting, people
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
from digest.codes import Codes, Keys
from digest.decisions import approved
from digest.delivery import OLDEST_EXPORT, Delivery
from digest.lines import lines_for
from digest.material import read_material
from digest.plain import usable_address
from digest.wishes import Wishes, not_due
from importers.importer import ColumnMapping
from importers.inspecting import Inspected, inspect_files
from importers.read import find_files, read_exports
from ledger import PURPOSES, HeldOut, Ledger, Outcome
from ledger.desk import Mark
from ledger.introductions import PROPOSALS
from publisher import swap
from publisher.asked import Asked, asked_rows
from publisher.cards import PasteCard
from publisher.catalogs import catalog
from publisher.facts import CommunityInfo, Definitions
from publisher.kept_desk import KeptDesk, keep_desk, kept_desk
from publisher.office_facts import Card, Desk
from publisher.office_rows import office_rows
from publisher.rehearsal import Rehearsal, rehearsed
from publisher.rows import SiteRows, issue_of, site_rows
from publisher.site import Published, house_words, publish, publish_desk, publish_office
from publisher.themes import find_theme
from publisher.to_ask import NOTHING_TO_ASK, ToAsk
from publisher.written import Written, read_written
from recommender.affinity_evaluation import MOMENTS, Affinity, evaluate_affinities
from recommender.circles import circles
from recommender.evaluation import evaluate_splits, split_moments
from recommender.explain import Explained, explain
from recommender.held_out import USUAL, offer
from recommender.matrices import Matrices
from recommender.pace import Pace
from recommender.recommend import Recommendations, recommend
from recommender.report import Evaluation
from recommender.snapshot import Friendship, Rules, Snapshot
from recommender.unwanted import without_topics
from retention import Kept, take_away
from settings import Settings, SettingsError, read_settings

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("COMMUNIS_HOME") or ROOT).resolve()
"""Where exports, build, ledger and output lie: the checkout, or what COMMUNIS_HOME names."""
SAMPLE = "sample"
SAMPLE_TRUTH = "sample-truth.json"
SAMPLE_FACTS = "sample-facts.json"
SAMPLE_SEED = 2024
FORGOTTEN_BY = "forgotten-by-the-site.txt"
"""Holds the digest of all who were forgotten when the newest site was published."""
LETTERS_LEAVE_AT = time(7, 0)
"""In the community's zone, on the morning after as-of."""
ENOUGH_KNOWN = 20
"""Introductions, before their own share of talk is believed."""
KEYS = "COMMUNIS_REPLY_KEYS"
"""The variable with the keys that sign what members send back."""
HALF_A_YEAR = timedelta(weeks=26)
"""So long what was done on the desk stays done: whoever was thanked gives way to others."""
A_MONTH = timedelta(days=30)
"""Somebody is asked to introduce others so often a month; see `recommender.introducers`."""

Tell = Callable[[str], None]
"""Is told what is being done, in a few words, as it happens."""


@dataclass(frozen=True)
class Place:
    """A community's settings, and where its files are."""

    settings: Settings
    exports: tuple[Path, ...]
    build: Path
    """`build/<community>`: cache, outbox, office and sites."""
    ledger_path: Path
    output: Path
    """The link to the site shown now."""
    texts: Path
    """What people wrote for the pages: spotlights/, stories/, circles/."""
    is_sample: bool = False
    """The sample's own exports are read, because there are no others."""

    child_theme: Path | None = None
    """The folder that `theme:` in the settings names."""

    @property
    def outbox(self) -> Path:
        """The folder with one folder of letters per issue."""
        return self.build / "outbox"


def find_place(
    *,
    community: Path | None = None,
    exports: Iterable[Path] = (),
    output: Path | None = None,
    home: Path = HOME,
) -> Place:
    """The place of a run: the exports named, else those in `exports/`, else the sample's.

    Raises SettingsError when community.yaml cannot be followed, or a folder named is not there.
    """
    named = tuple(exports)
    for path in named:
        if not path.exists():
            raise SettingsError(f"{path}: no such file or folder; --exports names what to read")
    if community is None:
        own = home / "community.yaml"
        is_own = bool(named or own_exports(home / "exports"))
        community = own if own.exists() else ROOT / "community.yaml"
        community = community if is_own else ROOT / "sample" / "community.yaml"
    settings = read_settings(community)
    is_sample = settings.community.is_sample and not named
    name = settings.community.id
    child = settings.theme and (community.parent / settings.theme).resolve()
    if child and not child.is_dir():
        raise SettingsError(
            f"{community}: theme: found no folder {child}; name one or leave it out"
        )
    return Place(
        settings=settings,
        exports=named or (home / "exports" / SAMPLE if is_sample else home / "exports",),
        build=home / "build" / name,
        ledger_path=home / "var" / name / "ledger.sqlite",
        output=output or home / "output",
        texts=home / "content" / SAMPLE if is_sample else home / "content",
        is_sample=is_sample,
        child_theme=child or None,
    )


def own_exports(folder: Path) -> list[str]:
    """What lies in the exports folder beside the sample, by name."""
    if not folder.is_dir():
        return []
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in (SAMPLE, SAMPLE_TRUTH, SAMPLE_FACTS) and not path.name.startswith(".")
    )


def write_sample(home: Path = HOME, *, seed: int = SAMPLE_SEED) -> sample.SampleSummary:
    """The sample community's exports in `exports/sample/`, written anew."""
    exports = home / "exports"
    texts = home / "content" / SAMPLE
    for old in (exports / SAMPLE, texts):
        shutil.rmtree(old, ignore_errors=True)
    return sample.write(
        exports / SAMPLE,
        seed=seed,
        truth_file=exports / SAMPLE_TRUTH,
        facts_file=exports / SAMPLE_FACTS,
        texts_folder=texts,
    )


def sample_to_write(place: Place) -> int | None:
    """The seed of the sample to write because none is there, or one of an older form; else None."""
    if not place.exports[0].is_dir():
        return SAMPLE_SEED
    try:
        facts = json.loads((place.exports[0].parent / SAMPLE_FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return SAMPLE_SEED
    return None if facts.get("form") == sample.FORM else int(facts.get("seed", SAMPLE_SEED))


def record_sample_facts(place: Place, warehouse: Warehouse, ledger: Ledger) -> int:
    """How many of the sample's blocks, pauses and approvals were new to the ledger.

    No export can say who blocked whom; in a real community it is the manager who writes it down.
    """
    facts = json.loads((place.exports[0].parent / SAMPLE_FACTS).read_text(encoding="utf-8"))
    found = warehouse.frame("select source, native_id, account_id from raw.accounts")
    accounts = {
        f"{row['source'].split(':')[0]}:{row['native_id']}": row["account_id"]
        for row in found.to_pylist()
    }
    now = datetime.now(UTC)
    # Whoever was forgotten has no account here any more.
    pairs = [
        (accounts[fact["by"]], accounts[fact["of"]])
        for fact in facts["blocks"]
        if {fact["by"], fact["of"]} <= accounts.keys()
    ]
    new = ledger.record_blocks(pairs, source="manager", now=now)
    for fact in facts["pauses"]:
        if fact["account"] not in accounts:
            continue
        new += ledger.record_pause(
            accounts[fact["account"]],
            "mails",
            until_at=datetime.fromisoformat(fact["until"]),
            source="manager",
            said_at=datetime.fromisoformat(fact["said_at"]),
            now=now,
        )
    texts = {text.subject: text for text in read_texts(place).texts}
    for fact in facts["approvals"]:
        text = texts.get(fact["subject"])
        if text and fact["account"] in accounts:
            new += ledger.record_approval(
                text.kind,
                text.subject,
                accounts[fact["account"]],
                text.said,
                source="manager",
                now=datetime.fromisoformat(fact["said_at"]),
            )
    return new


@contextmanager
def opened(place: Place) -> Iterator[tuple[Warehouse, Ledger]]:
    """The warehouse and the ledger of a place, open while the block runs."""
    place.ledger_path.parent.mkdir(parents=True, exist_ok=True)
    with (
        Ledger.open(place.ledger_path, place.settings.community.id) as ledger,
        Warehouse.open(place.build) as warehouse,
    ):
        yield warehouse, ledger


def load_exports(place: Place, warehouse: Warehouse, ledger: Ledger, tell: Tell) -> Loaded:
    """What the exports of the place added to the warehouse."""
    settings = place.settings
    work = place.build / "cache" / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    mappings = _mappings(settings)
    # Where own exports lie beside the sample, the sample stays out.
    files = (
        file
        for file in find_files(place.exports, work=work, mappings=mappings)
        if file.folder != SAMPLE
    )
    known = import_store(warehouse).known()
    items = read_exports(
        files,
        default_instance=settings.community.id,
        known=known,
        work=work,
        progress=lambda name: tell(f"reading {name}"),
        with_messages=settings.private_messages,
    )
    try:
        done = load(warehouse, items, forgotten=ledger.forgotten(), progress=tell)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    # Found by one sign, known by all from now on: the next export may lack that one.
    forget_traces(ledger, done.traces)
    return replace(done, kept_out=known.lines())


def take_old_away(place: Place, ledger: Ledger, now: datetime | None = None) -> dict[str, int]:
    """How many of each kind of thing were kept long enough, and are gone."""
    kept = Kept(**msgspec.structs.asdict(place.settings.retention))
    return take_away(place.build, ledger, kept, now or datetime.now(UTC))


def forget_traces(ledger: Ledger, traces: Traces) -> int:
    """How many accounts and addresses are new among those the ledger keeps out."""
    return ledger.erase(
        traces.account_ids,
        traces.emails,
        names=traces.names,
        thread_ids=[f"{source}:{native}" for source, native in traces.threads],
        post_ids=[f"{source}:{native}" for source, native in traces.posts],
        now=datetime.now(UTC),
    )


def inspect_exports(place: Place, path: Path) -> Iterator[Inspected]:
    """What a file is, or each file in a folder or archive; nothing of it is kept."""
    if not path.exists():
        raise SettingsError(f"{path}: no such file or folder; name the file to inspect")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        files = find_files([path], work=work, mappings=_mappings(place.settings))
        yield from inspect_files(files, default_instance=place.settings.community.id, work=work)


def _mappings(settings: Settings) -> tuple[ColumnMapping, ...]:
    return tuple(ColumnMapping(**msgspec.structs.asdict(log)) for log in settings.activity_logs)


def analyse_exports(
    place: Place, warehouse: Warehouse, ledger: Ledger, as_of: datetime | None, tell: Tell
) -> Analysed:
    """What was worked out from the rows loaded."""
    return analyse(warehouse, parameters(place.settings, as_of), decisions(ledger), progress=tell)


def record_imported_consents(
    place: Place, warehouse: Warehouse, ledger: Ledger
) -> tuple[int, ImportedConsents]:
    """How many statements in the exports were new to the ledger, and all that were found."""
    questions = [
        ConsentQuestion(
            question=each.question,
            purposes=each.purposes,
            yes=each.yes,
            no=each.no,
        )
        for each in place.settings.consent_questions
    ]
    found = imported_consents(warehouse, questions)
    return ledger.record_consents(found.statements, now=datetime.now(UTC)), found


def people_of(warehouse: Warehouse, ledger: Ledger, at: datetime) -> pa.Table:
    """Who may be named where, as of a moment; see `analytics.people`."""
    accounts = member_accounts(warehouse)
    return people(
        warehouse,
        consents=ledger.member_consents(accounts),
        pauses=ledger.pauses(at),
        erased=frozenset(ledger.erased_among(accounts["account_id"].to_pylist())),
    )


def member_accounts(warehouse: Warehouse) -> pa.Table:
    """account_id, member_id of every account."""
    return warehouse.frame("select account_id, member_id from derived.member_accounts order by all")


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


def sender_of(settings: Settings) -> digest.Sender:
    """Who writes the community's letters."""
    community = settings.community
    return digest.Sender(
        community_id=community.id,
        community_name=community.name,
        manager_name=community.manager.name,
        manager_email=community.manager.email,
        postal_address=community.postal_address,
        list_id=list_id(settings),
        site_url=community.site_url,
        choices_url=community.choices_url,
        has_plus_addresses=community.manager.plus_addresses,
        is_sample=community.is_sample,
    )


def delivery_of(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    issue: str,
    *,
    is_old_wanted: bool,
    is_late_wanted: bool,
    only_approved: bool = False,
) -> Delivery:
    """An issue's letters, ready to be sent as the last build and the ledger have them."""
    now = datetime.now(UTC)
    newest = warehouse.value("select max(exported_at) from raw.imports")
    return Delivery(
        issue=issue,
        sender=sender_of(place.settings),
        ledger=ledger,
        outbox=place.outbox,
        people=people_of(warehouse, ledger, now),
        member_accounts=member_accounts(warehouse),
        newest_export_at=newest if isinstance(newest, datetime) else None,
        is_old_wanted=is_old_wanted,
        is_late_wanted=is_late_wanted,
        only=frozenset(approved(ledger, issue)) if only_approved else None,
    )


def compose_issue(
    place: Place,
    warehouse: Warehouse,
    ledger: Ledger,
    analysed: Analysed,
    found: Recommendations,
    who: pa.Table,
) -> digest.Summary:
    """The issue's letters in the outbox; nothing is sent."""
    community = place.settings.community
    zone = place.settings.zone
    issue = issue_of(analysed.as_of, community.time_zone)
    morning = analysed.as_of.astimezone(zone).date() + timedelta(days=1)
    planned_at = datetime.combine(morning, LETTERS_LEAVE_AT, zone)
    is_new = not ledger.proposals(issue=issue).num_rows
    material = read_material(
        warehouse.frame,
        readers=consenting(who, "match", "digest")["member_id"].to_pylist(),
        candidates=consenting(who, "match")["member_id"].to_pylist(),
        since=analysed.as_of - A_MONTH,
        introducers=found.introducers,
        to_answer=found.to_answer(),
    )
    letters = ROOT / (SAMPLE if place.is_sample else "content") / "letters"
    summary = digest.compose(
        sender=sender_of(place.settings),
        issue=issue,
        planned_at=planned_at,
        now=datetime.now(UTC),
        people=who,
        members=members_with_addresses(warehouse, ledger),
        member_accounts=member_accounts(warehouse),
        matches=found.matches,
        reasons=found.reasons,
        threads=warehouse.frame("select * from marts.threads order by thread_id"),
        member_threads=warehouse.frame(
            "select member_id, thread_id from marts.member_threads order by all"
        ),
        ledger=ledger,
        outbox=place.outbox,
        codes=letter_codes(place, warehouse),
        material=material,
        lines=lines_for(letters, morning),
        language=community.language,
    )
    # In letters composed before, some of them may stand.
    if is_new:
        record_held_out(warehouse, ledger, found, issue, planned_at)
    return summary


def letter_codes(
    place: Place, warehouse: Warehouse, environ: Mapping[str, str] = os.environ
) -> Codes | None:
    """What signs the letters; None without a key. Raises BadKeys for one that is none."""
    if not environ.get(KEYS) and not place.settings.community.is_sample:
        return None
    return reply_codes(place, warehouse, environ)


def reply_keys(place: Place, environ: Mapping[str, str] = os.environ) -> Keys:
    """The keys of the environment; the sample has one of its own. Raises BadKeys."""
    community = place.settings.community
    return Keys.from_text(environ.get(KEYS), community.id, is_sample=community.is_sample)


def reply_codes(
    place: Place, warehouse: Warehouse, environ: Mapping[str, str] = os.environ
) -> Codes:
    """What signs and reads the codes of every account. Raises BadKeys when there is no key."""
    accounts = member_accounts(warehouse)["account_id"].to_pylist()
    return Codes(reply_keys(place, environ), accounts)


def record_held_out(
    warehouse: Warehouse,
    ledger: Ledger,
    found: Recommendations,
    issue: str,
    held_at: datetime,
) -> int:
    """How many pairs held out were new: those one of whom a letter would have reached."""
    members = {
        row["member_id"]: row for row in members_with_addresses(warehouse, ledger).to_pylist()
    }
    pairs = []
    for row in found.held_out.to_pylist():
        if row["is_mutual"] or usable_address(members[row["reader_id"]]["email"]):
            one, other = (
                members[row[side]]["account_id"] for side in ("member_a_id", "member_b_id")
            )
            pairs.append(
                HeldOut(
                    account_a_id=min(one, other),
                    account_b_id=max(one, other),
                    slot=row["slot"],
                    reason_kind=row["reason_kind"],
                    is_mutual=row["is_mutual"],
                )
            )
    return ledger.record_held_out(issue, pairs, held_at=held_at, now=datetime.now(UTC))


def introduction_outcomes(warehouse: Warehouse, ledger: Ledger) -> pa.Table:
    """What came of each introduction, as of the warehouse's moment; see `analytics.outcomes`."""
    return outcomes(
        warehouse,
        introductions=ledger.proposals(),
        held_out=ledger.held_out(),
        feedback=ledger.feedback(),
    )


def outcomes_so_far(warehouse: Warehouse, ledger: Ledger) -> CameOf:
    """What came of all introductions, counted."""
    return came_of(introduction_outcomes(warehouse, ledger))


def trial_offered(settings: Settings, came: CameOf, pace: Pace | None) -> str:
    """A sentence on holding pairs out; empty where some are already, or nothing would be known."""
    if settings.recommender.held_out or pace is None:
        return ""
    found = offer(pairs_a_week=pace.pairs_a_week, talk=usual_talk(came) or USUAL)
    if found is None:
        return ""
    return (
        f"Leave one pair in {round(1 / found.share)} alone, and in {found.weeks} weeks you know "
        "whether introductions make ten in a hundred more of them talk: write "
        f"held_out: {found.share:.2g} below recommender in community.yaml. The site will say so."
    )


def usual_talk(came: CameOf) -> float | None:
    """The share of introductions that talked; None while too few are known."""
    return came.all.talked.share if came.all.talked.known >= ENOUGH_KNOWN else None


def record_outcomes(warehouse: Warehouse, ledger: Ledger, as_of: datetime) -> int:
    """How many outcomes were written into the ledger: what the exports show up to as-of."""
    member_of = {
        row["account_id"]: row["member_id"] for row in member_accounts(warehouse).to_pylist()
    }
    found = {
        (row["issue"], row["member_a_id"], row["member_b_id"]): row
        for row in introduction_outcomes(warehouse, ledger).to_pylist()
        if not row["is_held_out"]
    }
    written = []
    for proposal in ledger.proposals().to_pylist():
        accounts = (proposal["account_id"], proposal["candidate_account_id"])
        pair = sorted(member_of.get(account, "") for account in accounts)
        row = found.get((proposal["issue"], *pair))
        if row is not None and proposal["state"] == "sent":
            written.append(
                Outcome(
                    issue=proposal["issue"],
                    account_id=accounts[0],
                    candidate_account_id=accounts[1],
                    first_talk_at=row["first_talk_at"],
                    answered_at=row["answered_at"],
                )
            )
    return ledger.record_outcomes(written, checked_at=as_of)


def read_texts(place: Place) -> Written:
    """The spotlights, stories and circles people wrote."""
    return read_written(place.texts)


def public_rows(place: Place, warehouse: Warehouse, ledger: Ledger, who: pa.Table) -> SiteRows:
    """What the public site is made from."""
    info = community_info(place.settings)
    content, theme = ROOT / "content", ROOT / "theme"
    return site_rows(
        warehouse.frame,
        who,
        info,
        apart=never_pairs(warehouse, *drawn_lines(ledger)),
        came=outcomes_so_far(warehouse, ledger),
        house=house_words(theme, content, info.language, place.child_theme),
        written=read_texts(place),
        approvals=ledger.approvals(),
        sentences=catalog(find_theme(theme, content, place.child_theme).folders, info.language),
    )


def publish_site(place: Place, warehouse: Warehouse, ledger: Ledger, who: pa.Table) -> Published:
    """The public site, rendered, scanned and shown; a few before it stay for `undo`.

    Sites from before somebody was forgotten still name them, so none of those stays.
    """
    content, theme = ROOT / "content", ROOT / "theme"
    published = publish(
        public_rows(place, warehouse, ledger, who),
        community=community_info(place.settings),
        build=place.build,
        output=place.output,
        content=content,
        theme=theme,
        child_theme=place.child_theme,
        with_search=place.settings.search,
    )
    forgotten = ledger.forgotten().digest
    noted = place.build / FORGOTTEN_BY
    is_as_before = noted.exists() and noted.read_text(encoding="ascii") == forgotten
    swap.forget_old(place.build, place.output, keep=swap.KEEP if is_as_before else 1)
    noted.write_text(forgotten, encoding="ascii")
    return published


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
    return rehearsed(
        issue,
        mails=ledger.mails(),
        proposals=ledger.proposals(),
        approved=approved(ledger, issue),
        member_of={
            row["account_id"]: row["member_id"] for row in member_accounts(warehouse).to_pylist()
        },
        names={row["member_id"]: row["display_name"] for row in known},
        scores={
            (row["member_id"], row["candidate_id"]): (row["score"], row["probability"])
            for row in scored
        },
        nothing=nothing,
    )


def undoubted(ledger: Ledger, issue: str) -> frozenset[str]:
    """The accounts whose letters of the issue wait and hold nothing doubtful."""
    return frozenset(
        mail["account_id"]
        for mail in ledger.mails(issue).to_pylist()
        if mail["state"] in ("queued", "deferred") and not mail["doubts"]
    )


def old_exports(place: Place, warehouse: Warehouse, now: datetime) -> str | None:
    """A warning when the newest export is old; None for the sample, or when it is not."""
    newest = warehouse.value("select max(exported_at) from raw.imports")
    if place.is_sample or not isinstance(newest, datetime) or now - newest <= OLDEST_EXPORT:
        return None
    return (
        f"the newest export is {(now - newest).days} days old; take newer ones, or the letters "
        "tell of what has passed. ./do send stops at them unless given --old-exports"
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


def present_issue(place: Place, warehouse: Warehouse) -> str:
    """The week that the warehouse's moment lies in."""
    as_of = analysed_with(warehouse)[0].as_of
    assert as_of is not None
    return issue_of(as_of, place.settings.community.time_zone)


def members_with_addresses(warehouse: Warehouse, ledger: Ledger) -> pa.Table:
    """marts.members, with the address a member told us where no export knows one."""
    members = warehouse.frame("select * from marts.members order by member_id")
    rows = member_accounts(warehouse).to_pylist()
    member_of = {row["account_id"]: row["member_id"] for row in rows}
    told = {
        member_of[row["account_id"]]: row["address"]
        for row in ledger.addresses().to_pylist()
        if row["account_id"] in member_of
    }
    filled = [
        email or told.get(member_id)
        for member_id, email in zip(
            members["member_id"].to_pylist(), members["email"].to_pylist(), strict=True
        )
    ]
    place = members.column_names.index("email")
    return members.set_column(place, "email", pa.array(filled, pa.string()))


def asked_so_far(warehouse: Warehouse, ledger: Ledger) -> tuple[Asked, ...]:
    """What came of each invitation, for the office."""
    accounts = member_accounts(warehouse)
    rows = accounts.to_pylist()
    addresses = members_with_addresses(warehouse, ledger).to_pylist()
    return asked_rows(
        ledger.invitations(),
        ledger.invited(),
        ledger.member_consents(accounts),
        {row["account_id"]: row["member_id"] for row in rows},
        {row["member_id"]: row["email"] for row in addresses},
    )


def native_ids(warehouse: Warehouse) -> dict[str, str]:
    """The native id of each member's main account, by member id."""
    found = warehouse.frame(
        """
        select members.member_id, accounts.native_id
        from marts.members as members
        inner join raw.accounts as accounts using (account_id)
        order by all
        """
    )
    return dict(zip(found["member_id"].to_pylist(), found["native_id"].to_pylist(), strict=True))


def evaluated(warehouse: Warehouse, *, seed: int) -> tuple[Evaluation, tuple[Affinity, ...]]:
    """How the ranker and its rivals, and how the affinities, did at earlier moments."""
    talks = all_talks(warehouse)
    earlier: dict[datetime, Snapshot] = {}

    def at(moment: datetime) -> Snapshot:
        if moment not in earlier:
            earlier[moment] = snapshot_at(warehouse, moment)
        return earlier[moment]

    return evaluate_splits(at, talks, seed=seed), evaluate_affinities(
        at, all_written(warehouse), split_moments(talks, MOMENTS), seed=seed
    )


def all_written(warehouse: Warehouse) -> pa.Table:
    """member_id, thread_id, created_at of every public post."""
    return warehouse.frame(
        """
        select member_id, thread_id, created_at
        from marts.posts
        where is_counted
            and is_public
            and member_id is not null
            and thread_id is not null
        order by created_at, post_id
        """
    )


def all_talks(warehouse: Warehouse) -> pa.Table:
    """from_member_id, to_member_id, created_at, is_strict of every talk between members."""
    return warehouse.frame(
        """
        select from_member_id, to_member_id, created_at, is_strict
        from marts.talks
        where is_between_members
        order by created_at, talk_id
        """
    )


def parameters(settings: Settings, as_of: datetime | None) -> Parameters:
    """What the figures depend on, from the settings."""
    lines: dict[str, Any] = msgspec.structs.asdict(settings.thresholds)
    return Parameters(
        as_of=as_of,
        time_zone=settings.community.time_zone,
        team=settings.team,
        fence_spaces=settings.fence.spaces,
        fence_words=settings.fence.words,
        consent_questions=tuple(each.question for each in settings.consent_questions),
        assume_public=settings.assume_public,
        seed=settings.recommender.seed,
        **lines,
    )


def decisions(ledger: Ledger) -> Decisions:
    """What people decided about accounts, from the ledger."""
    return Decisions.from_ledger(
        ledger.merges(), ledger.spam_decisions(), ledger.refused_interests()
    )


def community_info(settings: Settings) -> CommunityInfo:
    """What the pages say of the community, from the settings."""
    community, lines = settings.community, settings.thresholds
    return CommunityInfo(
        id=community.id,
        name=community.name,
        manager_name=community.manager.name,
        manager_email=community.manager.email,
        description=community.description,
        language=community.language,
        time_zone=community.time_zone,
        site_url=community.site_url.rstrip("/"),
        join_url=community.join_url,
        colour=community.colour,
        is_sample=community.is_sample,
        held_out=settings.recommender.held_out,
        definitions=Definitions(
            friend_talks=lines.friend_talks,
            friend_days=lines.friend_days,
            friend_last=lines.friend_last,
            newcomer=lines.newcomer,
            answered=lines.answered,
            active=lines.active,
            smallest_cell=lines.smallest_public_cell,
            stale_page=lines.stale_page,
        ),
    )


def list_id(settings: Settings) -> str:
    """The name by which mail programs know the list: below the site's host, else a local one."""
    host = urlsplit(settings.community.site_url).hostname
    # RFC 2919 keeps .localhost for lists without a domain of their own.
    return f"letters.{host or settings.community.id + '.localhost'}"
