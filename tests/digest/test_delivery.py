"""Who gets a letter at the last moment, who does not, and when nothing is sent at all."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from digest.choices import choose
from digest.codes import Codes
from digest.delivery import newest_issue
from digest.doubts import decide, doubts, obstacles
from digest.errors import BadSender, BadServer, SendRefused, UnsafeMail
from digest.mail_server import VARIABLES, server_from
from digest.message import HEADERS, check_leaving, check_message
from digest.pacing import Limits, Pace
from digest.plain import plain, plain_name
from ledger import Ledger, QueuedMail
from ledger.errors import DecisionRefused, NotAdopted, RunUnderWay
from tests.conftest import ROOT
from tests.digest.fault_server import Drops, FaultServer, Says, Stage
from tests.digest.letterbox import KEYS
from tests.digest.posting import FAST, HOST, Posting, StillClock, composed, copied, here
from tests.digest.test_hostile_text import PAYLOADS
from tests.digest.test_letter import parsed, part
from tests.digest.world import ISSUE, LATER, NOW, account, member

NUMBER = 6


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("six") / "composed"
    with composed(folder, NUMBER):
        pass
    return folder


@pytest.fixture
def six(template: Path, tmp_path: Path) -> Iterator[Posting]:
    """Six letters: m1 reads of m2, m2 of m3, and so on round to m1."""
    with copied(template, tmp_path / "own", NUMBER) as posting:
        yield posting


def a_no(ledger: Ledger, number: str, at: datetime) -> None:
    ledger.set_consent(
        account(member(number)),
        ["digest"],
        "no",
        source="reply",
        wording="stop",
        said_at=at,
        is_in_person=True,
        now=at,
    )


def no_meeting(ledger: Ledger, number: str, at: datetime) -> None:
    ledger.set_consent(
        account(member(number)),
        ["match"],
        "no",
        source="reply",
        wording=None,
        said_at=at,
        is_in_person=True,
        now=at,
    )


def a_pause(ledger: Ledger, number: str, at: datetime) -> None:
    ledger.record_pause(
        account(member(number)), "mails", until_at=None, source="reply", said_at=at, now=at
    )


def a_block(ledger: Ledger, number: str, at: datetime) -> None:
    following = f"m{int(number[1:]) % NUMBER + 1}"
    pair = (account(member(following)), account(member(number)))
    ledger.record_blocks([pair], source="reply", now=at)


def an_erasure(ledger: Ledger, number: str, at: datetime) -> None:
    ledger.erase([account(member(number))], [f"{number}@mail.example.org"], now=at)


def a_bounce(ledger: Ledger, number: str, at: datetime) -> None:
    ledger.suppress_address(f"{number}@mail.example.org", source="bounce", detail="nobody", now=at)


def by_a_link(ledger: Ledger, number: str, at: datetime) -> None:
    assert choose(ledger, account(member(number)), "stop", at)


# What is said of m3, and whose letters stay here because of it.
SAYINGS: dict[str, tuple[Callable[[Ledger, str, datetime], None], set[str]]] = {
    "no letters": (a_no, {"m3"}),
    "no meetings": (no_meeting, {"m2", "m3"}),
    "pause": (a_pause, {"m3"}),
    "block": (a_block, {"m3"}),
    "erasure": (an_erasure, {"m2", "m3"}),
    "bounce": (a_bounce, {"m3"}),
    "choices page": (by_a_link, {"m2", "m3"}),
}


@pytest.mark.parametrize(("say", "kept"), SAYINGS.values(), ids=SAYINGS)
def test_what_is_said_after_composing_counts(
    six: Posting, say: Callable[[Ledger, str, datetime], None], kept: set[str]
) -> None:
    """The letter to them, and the letters that name them, are taken back."""
    say(six.world.ledger, "m3", LATER)
    with FaultServer() as server:
        six.send(server)
        assert {a.partition("@")[0] for a, _ in server.taken} == set(six.world.names) - kept
    assert six.states() == {"sent": NUMBER - len(kept), "withdrawn": len(kept)}
    left = {file.name for file in (six.world.outbox / ISSUE).iterdir()}
    assert not left & {f"{member(number)}.eml" for number in kept - {"m3"}}


@pytest.mark.parametrize(("say", "kept"), SAYINGS.values(), ids=SAYINGS)
def test_what_is_said_while_the_run_goes_on_counts(
    six: Posting, say: Callable[[Ledger, str, datetime], None], kept: set[str]
) -> None:
    """Said by another process while the server takes the first letter: from the second on."""

    def listen(stage: Stage, recipient: str) -> None:
        if stage == "end of DATA" and recipient.startswith("m1@"):
            with Ledger.open(six.world.ledger.database.path, "knot-tyers") as other:
                say(other, "m3", LATER)

    with FaultServer(on_command=listen) as server:
        six.send(server)
        assert {a.partition("@")[0] for a, _ in server.taken} == set(six.world.names) - kept


@dataclass
class SayingClock(StillClock):
    """A clock by which somebody says no at its n-th look."""

    looks: int = 0
    at: int = 0
    say: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        self.looks += 1
        if self.looks == self.at:
            self.say()
        return super().now()


def test_a_no_at_any_moment_before_mail_from_is_honoured(template: Path, tmp_path: Path) -> None:
    """Whenever m3 says no: either the server had heard of the letter, or it never does."""
    kept = heard = 0
    for at in range(1, 60):
        happened: list[str] = []

        def listen(stage: Stage, recipient: str, happened: list[str] = happened) -> None:
            happened.append(f"{stage} {recipient.partition('@')[0]}".strip())

        with (
            copied(template, tmp_path / str(at), NUMBER) as six,
            FaultServer(on_command=listen) as server,
        ):

            def say(six: Posting = six, happened: list[str] = happened) -> None:
                a_no(six.world.ledger, "m3", LATER)
                happened.append("no")

            clock = SayingClock(at=at, say=say)
            six.send(server, clock=clock)
            if clock.looks < at:
                break
            if "RCPT TO m3" in happened:
                # Its MAIL FROM came just before.
                assert happened.index("no") >= happened.index("RCPT TO m3") - 1
                heard += 1
            else:
                assert six.state("m3") == "withdrawn"
                kept += 1
    assert kept > 5
    assert heard > 2


def test_a_hidden_member_gets_nothing(six: Posting) -> None:
    """Whom a newer build no longer shows (spam, barred, left) gets none and is named in none."""
    six.world.hidden = {"m3"}
    with FaultServer() as server:
        six.send(server)
        assert {a for a, _ in server.taken}.isdisjoint(
            {"m3@mail.example.org", "m2@mail.example.org"}
        )


def test_two_accounts_of_one_member_get_one_copy(six: Posting) -> None:
    """Joined after composing: the second letter stays here."""
    accounts = six.member_accounts.to_pylist()
    for row in accounts:
        if row["member_id"] == member("m6"):
            row["member_id"] = member("m1")
    with FaultServer() as server:
        six.send(server, member_accounts=pa.Table.from_pylist(accounts))
    assert six.mail("m6")["detail"] == "this member has a copy under another account"
    assert six.state("m1") == "sent"


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("m3@knots.example", "invented"),
        ("m3@knots.EXAMPLE", "invented"),
        ("m3@x.org>\r\nRCPT TO:<victim@example.net", "none that mail can safely go to"),
        ("m3@x.org, victim@example.net", "none that mail can safely go to"),
        ("other@mail.example.org", "has To: m3@mail.example.org"),
    ],
)
def test_addresses_nothing_is_sent_to(six: Posting, address: str, detail: str) -> None:
    """Whatever stands in the ledger: only the one recipient the letter was written for."""
    mail = six.mail("m3")
    queued = QueuedMail(
        account_id=mail["account_id"],
        address=address,
        message_id=mail["message_id"],
        file_name=mail["file_name"],
        content_sha256=mail["content_sha256"],
        planned_at=mail["planned_at"],
    )
    six.world.ledger.queue_mail(ISSUE, queued, now=LATER)
    with FaultServer() as server:
        six.send(server)
        assert len(server.taken) == NUMBER - 1
    assert six.state("m3") == "withdrawn"
    assert detail in six.mail("m3")["detail"]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (lambda data: data.replace(b"Hello", b"Hullo").replace(b"Dear", b"Daer"), "not the one"),
        (lambda data: b"", "not the one"),
        (None, "not the one"),
    ],
    ids=["changed", "empty", "gone"],
)
def test_a_file_that_was_touched_stays(
    six: Posting, change: Callable[[bytes], bytes] | None, detail: str
) -> None:
    file = six.world.file("m3")
    if change:
        file.write_bytes(change(file.read_bytes()))
    else:
        file.unlink()
    with FaultServer() as server:
        six.send(server)
    assert six.states() == {"sent": NUMBER - 1, "withdrawn": 1}
    assert detail in six.mail("m3")["detail"]


def test_a_letter_of_another_sender_stays(six: Posting) -> None:
    """Composed before community.yaml was changed: composed again first."""
    with FaultServer() as server:
        six.send(server, sender=replace(six.world.sender, manager_email="other@knots.example.org"))
        assert server.taken == []
    assert "has From 'ilse@knots.example.org'" in six.mail("m1")["detail"]
    assert six.states() == {"withdrawn": NUMBER}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_names_add_nothing_on_the_way(payload: str, template: Path, tmp_path: Path) -> None:
    """As reader, as the one introduced, in titles and reasons, and as the address of one reader."""
    with copied(template, tmp_path / "own", NUMBER) as posting:
        world = posting.world
        world.names = dict.fromkeys(world.names, payload)
        for row in world.reasons:
            row["overlap"] = row["sentence"] = payload
        world.emails["m4"] = payload
        for name in [file.name for file in (world.outbox / ISSUE).iterdir()]:
            (world.outbox / ISSUE / name).unlink()
        world.compose()
        with FaultServer() as server:
            posting.send(server)
            # Nobody is introduced without a name; m4's address is none.
            assert len(server.taken) == (NUMBER - 1 if plain_name(payload) else 0)
            for recipient, data in server.taken:
                message = parsed(data)
                assert sorted(message.keys()) == sorted(HEADERS)
                assert [a.addr_spec for a in message["To"].addresses] == [recipient]
                assert message["Subject"] == "Knot Tyers: your letter, week 47"
                assert re.fullmatch(r"m\d@mail\.example\.org", recipient)
                assert not re.search(r"^(Bcc|Content-Type):", part(data), re.MULTILINE)
            assert "m4@mail.example.org" not in {recipient for recipient, _ in server.taken}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_subject_is_refused_or_one_line(payload: str, six: Posting) -> None:
    """The subject begins with the community's name, which only the manager writes."""
    six.world.sender = replace(six.world.sender, community_name=payload)
    for file in (six.world.outbox / ISSUE).iterdir():
        file.unlink()
    if plain(payload) != payload:
        with pytest.raises(BadSender, match=r"community\.name is"):
            six.world.compose()
        return
    six.world.compose()
    with FaultServer() as server:
        six.send(server)
        for recipient, data in server.taken:
            message = parsed(data)
            assert sorted(message.keys()) == sorted(HEADERS)
            assert [a.addr_spec for a in message["To"].addresses] == [recipient]


def test_limits_hold_in_every_minute(template: Path, tmp_path: Path) -> None:
    """At most so many in any sixty seconds, and so many to one domain; others go meanwhile."""
    limits = Limits(per_minute=7, per_domain=3)
    clock, pace = StillClock(), Pace(limits)
    waiting = deque(["big.org"] * 12 + ["small.org"] * 5 + ["tiny.org"])
    left: list[tuple[datetime, str]] = []
    while waiting:
        wait = min(pace.seconds_until(domain, clock.now()) for domain in waiting)
        clock.sleep(wait)
        domain = next(d for d in waiting if not pace.seconds_until(d, clock.now()))
        waiting.remove(domain)
        pace.note(domain, clock.now())
        left.append((clock.now(), domain))
        clock.sleep(1)
    for start, _ in left:
        minute = [d for at, d in left if start <= at < start + timedelta(minutes=1)]
        assert len(minute) <= 7
        assert minute.count("big.org") <= 3
    assert left[-1][0] - left[0][0] < timedelta(minutes=4)


def test_a_run_keeps_to_the_limits(six: Posting) -> None:
    with FaultServer() as server:
        six.send(server, limits=Limits(per_minute=100, per_domain=2))
        assert len(server.taken) == NUMBER
    assert six.clock.slept == [60.0, 60.0]


def test_a_dry_run_changes_nothing(six: Posting) -> None:
    """It tells who would get a letter, and who would not and why."""
    a_no(six.world.ledger, "m3", LATER)
    before = six.world.ledger.mails().to_pylist()
    preview = six.delivery().preview(Limits(per_minute=2, per_domain=2))
    assert preview.lines == [
        "2026-W47: would send 5 letters to 1 domains, in at least 2 minutes; nothing was sent",
        "2026-W47: 1 kept back: the reader said no, or paused letters",
    ]
    assert six.world.ledger.mails().to_pylist() == before
    assert six.world.ledger.send_runs().num_rows == 0


def test_the_report_adds_up(six: Posting) -> None:
    a_no(six.world.ledger, "m3", LATER)
    faults: dict[Any, Any] = {
        ("RCPT TO", "m4@mail.example.org"): Says("451 4.7.1 later"),
        ("end of DATA", "m5@mail.example.org"): Drops(),
    }
    with FaultServer(faults=faults) as server:
        lines = six.send(server).lines
    assert lines == [
        "2026-W47: 3 letters sent now; 3 sent, 1 deferred, 1 withdrawn, 1 unknown in all",
        "2026-W47: 1 not taken yet: RCPT TO: 451 4.7.1 later",
        "2026-W47: 1 may or may not have arrived: end of DATA: Connection unexpectedly closed",
        "2026-W47: 1 kept back: the reader said no, or paused letters",
        "2026-W47: whether 1 arrived nobody knows; `invoke doctor` lists them, and none is sent "
        "again before you say so",
        "2026-W47: run `invoke send` again after 2026-11-23 09:15 UTC, or with --wait, "
        "for those that wait",
    ]


@pytest.mark.parametrize(
    ("changes", "later", "said"),
    [
        ({"newest_export_at": NOW - timedelta(days=15)}, 0, "the newest export is 16 days old"),
        ({"newest_export_at": None}, 0, "the newest export is of an unknown day"),
        ({"newest_export_at": NOW + timedelta(days=20)}, 20, "this issue is of 2026-11-23; run"),
        ({}, 3, "should have left by 2026-11-23, more than 48 hours ago"),
        ({"issue": "2026-W46"}, 0, "2026-W46: no letters were composed; run `invoke digest`"),
    ],
    ids=["old", "unknown", "old issue", "late", "none"],
)
def test_what_is_not_sent_unasked(
    six: Posting, changes: dict[str, Any], later: int, said: str
) -> None:
    six.clock.sleep(later * 86400)
    with FaultServer() as server, pytest.raises(SendRefused, match=re.escape(said)):
        six.send(server, **changes)
    assert server.connections == 0
    assert six.states() == {"queued": NUMBER}


def test_what_is_sent_when_asked(six: Posting) -> None:
    """--old-exports and --late mean what they say."""
    six.clock.sleep(20 * 86400)
    with FaultServer() as server:
        six.send(server, is_old_wanted=True, is_late_wanted=True)
        assert len(server.taken) == NUMBER


def test_the_sample_is_never_sent(six: Posting) -> None:
    with FaultServer() as server, pytest.raises(SendRefused, match="people are invented"):
        six.send(server, sender=replace(six.world.sender, is_sample=True))


def test_letters_whose_turn_did_not_come_expire(six: Posting) -> None:
    """48 hours after the first of the issue was tried; unless they are wanted late."""
    with FaultServer(faults={"MAIL FROM": Says("550 no")}) as server:
        six.send(server)
        assert six.states() == {"failed": 2, "queued": 4}
        server.faults.clear()
        six.clock.sleep(48 * 3600)
        six.send(server)
        assert six.states() == {"failed": 2, "expired": 4}
        assert server.taken == []
    assert "its turn did not come" in str(six.world.ledger.mails()["detail"].to_pylist())


def test_one_run_at_a_time(six: Posting) -> None:
    """A second one is told who is sending, and changes nothing."""
    problems: list[str] = []

    def try_too(stage: Stage, _: str) -> None:
        if stage == "greeting":
            with Ledger.open(six.world.ledger.database.path, "knot-tyers") as other:
                second = six.delivery(ledger=other)
                with pytest.raises(RunUnderWay, match="2026-W47 is being sent by process") as told:
                    second.send(here(server), limits=FAST, host=HOST)
                with pytest.raises(RunUnderWay, match="wait until that has ended"):
                    other.adopt(host=HOST, sent_through=ISSUE, now=NOW)
                problems.append(str(told.value))

    with FaultServer(on_command=try_too) as server:
        six.send(server)
        assert len(problems) == 1
        assert server.connections == 1
    assert six.states() == {"sent": NUMBER}
    runs = six.world.ledger.send_runs().to_pylist()
    assert [(run["issue"], run["host"], run["ending"]) for run in runs] == [(ISSUE, HOST, "done")]


def back_from(posting: Posting, backup: Path) -> None:
    """The ledger's file is replaced by the copy."""
    path = posting.world.ledger.database.path
    posting.world.ledger.close()
    for file in path.parent.glob("ledger.sqlite-*"):
        file.unlink()
    shutil.copyfile(backup, path)
    posting.world.ledger = Ledger.open(path, "knot-tyers")


def test_a_restored_ledger_sends_nothing_before_it_is_adopted(six: Posting, tmp_path: Path) -> None:
    """And then only what a person decides, of the issues the other one may have sent."""
    backup = tmp_path / "backup.sqlite"
    six.world.ledger.backup(backup)
    with FaultServer() as server:
        six.send(server)
        back_from(six, backup)
        assert six.states() == {"queued": NUMBER}
        with pytest.raises(NotAdopted, match=r"a copy \(it is a backup\).*invoke ledger\.adopt"):
            six.send(server)
        six.world.ledger.adopt(host=HOST, sent_through=ISSUE, now=NOW)
        assert six.world.ledger.copied_because(HOST) is None
        six.send(server)
        assert six.states() == {"unknown": NUMBER}
        assert len(server.taken) == NUMBER
        found = doubts(six.world.ledger, now=six.clock.now())
        decide(six.world.ledger, found[0], "again", now=six.clock.now())
        decide(six.world.ledger, found[1], "arrived", now=six.clock.now())
        decide(six.world.ledger, found[2], "never", now=six.clock.now())
        six.send(server)
        assert six.states() == {"sent": 2, "failed": 1, "unknown": NUMBER - 3}
        assert sum(server.copies().values()) == NUMBER + 1


def test_a_copy_adopted_for_later_issues_sends_them(six: Posting, tmp_path: Path) -> None:
    backup = tmp_path / "backup.sqlite"
    six.world.ledger.backup(backup)
    back_from(six, backup)
    six.world.ledger.adopt(host=HOST, sent_through="2026-W46", now=NOW)
    with FaultServer() as server:
        six.send(server)
    assert six.states() == {"sent": NUMBER}


def test_an_older_copy_of_the_file_is_known(six: Posting, tmp_path: Path) -> None:
    """Copied by other means than ours, and put back where it was."""
    path = six.world.ledger.database.path
    six.world.ledger.database.empty_log()
    shutil.copyfile(path, tmp_path / "older.sqlite")
    with FaultServer() as server:
        six.send(server)
        back_from(six, tmp_path / "older.sqlite")
        with pytest.raises(NotAdopted, match="a newer one has sent letters from this place"):
            six.send(server)
        assert len(server.taken) == NUMBER


def test_a_ledger_that_was_moved_is_known(six: Posting, tmp_path: Path) -> None:
    """To another machine, or, after it has sent, to another folder."""
    with FaultServer() as server:
        with pytest.raises(NotAdopted, match="it was made on 'desk', and this is 'barn'"):
            six.send(server, host="barn")
        assert six.states() == {"queued": NUMBER}
        six.send(server)
    six.world.ledger.database.empty_log()
    path = tmp_path / "elsewhere" / "ledger.sqlite"
    path.parent.mkdir()
    shutil.copyfile(six.world.ledger.database.path, path)
    with Ledger.open(path, "knot-tyers") as moved:
        assert moved.copied_because(HOST) == "it has sent letters from another place"
        moved.adopt(host="barn", sent_through=ISSUE, now=NOW)
        assert moved.copied_because("barn") is None
    with pytest.raises(DecisionRefused, match="this ledger is no copy"):
        six.world.ledger.adopt(host=HOST, sent_through=ISSUE, now=NOW)


def test_what_is_in_doubt_is_listed_with_what_to_look_for(six: Posting) -> None:
    with FaultServer(
        faults={("end of DATA", "m3@mail.example.org"): Drops(is_taken=True)}
    ) as server:
        six.send(server)
        (doubt,) = doubts(six.world.ledger, now=six.clock.now())
        assert doubt.line == (
            f"2026-W47: m3@mail.example.org, {six.mail('m3')['message_id']}, since "
            "2026-11-23 09:00 UTC: end of DATA: Connection unexpectedly closed"
        )
        decide(six.world.ledger, doubt, "arrived", now=six.clock.now())
        with pytest.raises(DecisionRefused, match="sent cannot become queued"):
            decide(six.world.ledger, doubt, "again", now=six.clock.now())
        six.send(server)
        assert max(server.copies().values()) == 1


def test_a_run_that_was_cut_off_is_closed_by_the_doctor(six: Posting) -> None:
    ledger = six.world.ledger
    ledger.change_mail(ISSUE, account(member("m3")), "sending", now=NOW)
    (doubt,) = doubts(ledger, now=NOW)
    assert doubt.detail == "the run ended before the server's answer was noted"


def test_what_stands_in_the_way_is_told(six: Posting) -> None:
    with FaultServer(faults={"MAIL FROM": Says("550 no")}) as server:
        six.send(server)
    a_bounce(six.world.ledger, "m3", NOW)
    assert obstacles(six.world.ledger, {}, host="barn") == [
        "mail: COMMUNIS_SMTP_HOST: found nothing; expected the server's name, such as "
        "smtp.example.org",
        "ledger: it may be a copy (it was made on 'desk', and this is 'barn'); see "
        "`invoke ledger.adopt`",
        "mail: the last run of 2026-W47 stopped: 2 of 2 refused as policy, more than 5 %: it is "
        "us, not them; ask whoever runs the mail server, which said: MAIL FROM: 550 no",
        "mail: 1 addresses get nothing, because a server said nobody is there",
    ]
    assert obstacles(six.world.ledger, {"COMMUNIS_SMTP_HOST": "x.org"}, host=HOST)[0].startswith(
        "mail: the last run"
    )


def test_a_suppressed_address_is_not_composed_for(six: Posting) -> None:
    """Until it is trusted again."""
    a_bounce(six.world.ledger, "m3", NOW)
    assert member("m3") in six.world.compose().withdrawn
    assert six.world.ledger.trust_address("m3@mail.example.org") == 1
    assert member("m3") in six.world.compose().written


@pytest.mark.parametrize(("hours", "day"), [(-20, "Sun, 22 Nov"), (20, "Mon, 23 Nov")])
def test_no_letter_comes_from_the_future(six: Posting, hours: int, day: str) -> None:
    """Sent before it was planned, a letter bears the moment it leaves; later, the planned one."""
    six.clock.moment += timedelta(hours=hours)
    with FaultServer() as server:
        six.send(server)
        assert {str(parsed(data)["Date"])[:11] for _, data in server.taken} == {day}
        recipient, data = server.taken[0]
        number = recipient.partition("@")[0]
        kept = six.world.mail(number) + b".\r\n"
        ours, theirs = data.split(b"\r\n"), kept.split(b"\r\n")
        assert len(ours) == len(theirs)
        changed = {a.partition(b":")[0] for a, b in zip(ours, theirs, strict=True) if a != b}
        assert changed == ({b"Date"} if hours < 0 else set())


def test_the_newest_issue(six: Posting) -> None:
    assert newest_issue(six.world.ledger) == ISSUE


def test_the_endpoint_stands_in_the_head_only_where_there_is_one(six: Posting) -> None:
    """RFC 8058: https, and the line that promises one click."""
    six.world.sender = replace(six.world.sender, choices_url="https://choices.knots.example.org/")
    six.world.codes = Codes(KEYS, [account(member(number)) for number in six.world.names])
    for file in (six.world.outbox / ISSUE).iterdir():
        file.unlink()
    six.world.compose()
    with FaultServer() as server:
        six.send(server)
        assert len(server.taken) == NUMBER
        for recipient, data in server.taken:
            message = parsed(data)
            assert sorted(message.keys()) == sorted([*HEADERS, "List-Unsubscribe-Post"])
            assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            assert re.fullmatch(
                r"<mailto:ilse@knots\.example\.org\?subject=stop%20\w{37}>, "
                r"<https://choices\.knots\.example\.org/\w{37}>",
                message["List-Unsubscribe"],
            )
            without = data.replace(b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b"")
            with pytest.raises(UnsafeMail, match="than it should: List-Unsubscribe-Post"):
                check_message(without, recipient)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "COMMUNIS_SMTP_HOST: found nothing; expected the server's name"),
        ({"HOST": "x.org", "SECURITY": "ssl"}, "found 'ssl'; expected starttls, tls or none"),
        ({"HOST": "x.org", "SECURITY": "none"}, "expected starttls or tls, because x.org is"),
        ({"HOST": "x.org", "PORT": "smtp"}, "COMMUNIS_SMTP_PORT: found 'smtp'; expected a number"),
        ({"HOST": "x.org", "PORT": "70000"}, "found '70000'; expected a number from 1 to 65535"),
        ({"HOST": "x.org", "USER": "i"}, "COMMUNIS_SMTP_PASSWORD: found nothing"),
        ({"HOST": "x.org", "PASSWORD": "s3cret"}, "COMMUNIS_SMTP_USER: found nothing"),
        ({"HOST": "x.org", "RETURN_PATH": "a b"}, "found 'a b'; expected an address such as"),
    ],
)
def test_an_environment_that_names_no_server(environment: dict[str, str], said: str) -> None:
    named = {f"COMMUNIS_SMTP_{name}": value for name, value in environment.items()}
    with pytest.raises(BadServer, match=re.escape(said)) as refused:
        server_from(named)
    assert "s3cret" not in str(refused.value)


def test_the_environment_names_a_server() -> None:
    environment = {
        "COMMUNIS_SMTP_HOST": "x.org",
        "COMMUNIS_SMTP_SECURITY": "tls",
        "COMMUNIS_SMTP_USER": "ilse",
        "COMMUNIS_SMTP_PASSWORD": "s3cret",
    }
    server = server_from(environment)
    assert (server.host, server.port, server.security) == ("x.org", 465, "tls")
    assert (server.user, server.password) == ("ilse", "s3cret")
    assert "s3cret" not in repr(server)
    here_alone = {"COMMUNIS_SMTP_HOST": "::1", "COMMUNIS_SMTP_SECURITY": "none"}
    assert server_from(here_alone).port == 25


def test_every_variable_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "sending.md").read_text(encoding="utf-8")
    assert [name for name in VARIABLES if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (rb"Date: [^\r]*", b"Date: soon", "has no date"),
        (rb"Message-ID: <", b"Message-ID: <x", "has Message-ID '<x"),
        (rb"List-Id: <", b"List-Id: <x", "has List-Id '<x"),
        (
            rb"\r\n(--part-\w+\r\nContent-Type: text/html)",
            rb"\n\1",
            "has a broken line end, or is not plain ASCII",
        ),
        (rb"Dear", "Deär".encode(), "has a broken line end, or is not plain ASCII"),
        (rb"text/plain", b"text/calendar", "has the parts multipart/alternative, text/calendar"),
        (rb"Rua do Cais", b"Rua do Sol", "does not say where it comes from: Rua do Cais 4"),
        (rb"text/html", b"text/html\r\nContent-Disposition: inline", "has Content-Disposition"),
    ],
)
def test_a_letter_that_is_not_as_it_should_be_stays(
    six: Posting, old: bytes, new: bytes, said: str
) -> None:
    """Read again from its bytes, whoever made them."""
    mail = six.mail("m1")
    data = six.world.mail("m1")
    changed = re.sub(old, new, data, count=1)
    assert changed != data
    with pytest.raises(UnsafeMail, match=re.escape(said)):
        check_leaving(
            changed,
            six.world.sender,
            address=mail["address"],
            message_id=mail["message_id"],
            is_read_whole=True,
        )


def test_what_was_read_ahead_and_then_composed_anew_leaves_as_it_is_now(six: Posting) -> None:
    """The next letter is read while the server takes one; only the very same bytes count later."""
    look = six.delivery()._look(six.world.ledger.mails(ISSUE).to_pylist())
    before, now = six.mail("m1"), six.clock.now()
    look.read_ahead(before, now)
    assert look.look(before, now) == (six.world.outbox / ISSUE / before["file_name"]).read_bytes()
    look.read_ahead(before, now)
    anew = (six.world.outbox / ISSUE / before["file_name"]).read_bytes() + b"\r\n"
    (six.world.outbox / ISSUE / before["file_name"]).write_bytes(anew)
    after = before | {"content_sha256": hashlib.sha256(anew).hexdigest()}
    assert look.look(after, now) == anew


def test_a_letter_that_cannot_be_read_ahead_is_withdrawn_at_its_turn(six: Posting) -> None:
    """The letter before it has left by then, and is noted as sent."""
    (six.world.outbox / ISSUE / six.mail("m2")["file_name"]).write_bytes(b"To: everybody\r\n\r\n")
    with FaultServer() as server:
        six.send(server)
    assert (six.state("m1"), six.state("m2")) == ("sent", "withdrawn")
    assert six.states() == {"sent": NUMBER - 1, "withdrawn": 1}
