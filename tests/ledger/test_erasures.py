"""Forgetting somebody, and keeping them forgotten."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from ledger import Forgotten, HeldOut, Ledger, Outcome, Proposal, QueuedMail
from ledger.erasures import _ACCOUNT_COLUMNS, _TEXT_COLUMNS
from ledger.errors import NotALedger, OtherCommunity
from ledger.forgotten import name_parts

ANNA = "discourse:forum.example:anna-4711"
SECRET = "Anna Quillfeather"


def fill(ledger: Ledger, now: datetime) -> None:
    ledger.set_consent(
        ANNA,
        ["match"],
        "yes",
        source="reply",
        wording=f"yes, {SECRET}",
        said_at=now,
        is_in_person=True,
        now=now,
    )
    ledger.record_pause(ANNA, "mails", until_at=None, source="reply", said_at=now, now=now)
    ledger.record_blocks([(ANNA, "b")], source="profile", now=now)
    ledger.record_veto("b", ANNA, source="manager", note=SECRET, now=now)
    ledger.propose_merge(ANNA, "b", evidence=SECRET, now=now)
    ledger.record_spam("account", ANNA, is_spam=False, now=now)
    ledger.record_approval("spotlight", "s.md", ANNA, SECRET, source="reply", now=now)
    for issue, reader, candidate, contact in (
        ("2026-W46", ANNA, "b", None),
        ("2026-W46", "b", ANNA, None),
        ("2026-W46", "c", "b", ANNA),
    ):
        ledger.record_proposals(
            issue,
            [
                Proposal(
                    account_id=reader,
                    candidate_account_id=candidate,
                    place=1,
                    slot="bond",
                    sentence=f"You both talk with {SECRET}.",
                    contact_account_id=contact,
                )
            ],
            now=now,
        )
    ledger.queue_mail(
        "2026-W46",
        QueuedMail(
            account_id=ANNA,
            address="anna@quillfeather.example",
            message_id="<1@few-hives.example>",
            file_name="anna.eml",
            content_sha256="x",
            planned_at=now,
            names=(("candidate", "b"), ("contact", ANNA)),
        ),
        now=now,
    )
    ledger.record_outcomes(
        [
            Outcome(
                issue="2026-W46",
                account_id=ANNA,
                candidate_account_id="b",
                first_talk_at=now,
                answered_at=None,
            )
        ],
        checked_at=now,
    )
    pairs = [
        HeldOut(account_a_id=one, account_b_id=other, slot="far", reason_kind=None, is_mutual=False)
        for one, other in (("b", ANNA), (ANNA, "z"))
    ]
    ledger.record_held_out("2026-W46", pairs, held_at=now, now=now)


def test_nothing_in_the_file_tells_of_the_erased(ledger: Ledger, now: datetime) -> None:
    """Neither id nor name nor address is left anywhere in the ledger's files."""
    fill(ledger, now)
    ledger.erase([ANNA], ["Anna@Quillfeather.example"], now=now)
    files = list(Path(ledger.database.path).parent.iterdir())
    assert any(b"2026-W46" in file.read_bytes() for file in files)
    for file in files:
        content = file.read_bytes().lower()
        for trace in (ANNA, SECRET, "quillfeather.example", "anna.eml"):
            assert trace.lower().encode() not in content


def test_counts_stay_and_the_mail_is_withdrawn(ledger: Ledger, now: datetime) -> None:
    """How many introductions there were is still known, and nothing more is sent."""
    fill(ledger, now)
    ledger.erase([ANNA], ["anna@quillfeather.example"], now=now)
    assert ledger.proposals().num_rows == 3
    assert ledger.outcomes().num_rows == 1
    held = ledger.held_out().to_pylist()
    assert len(held) == 2
    assert all(row["account_a_id"] < row["account_b_id"] for row in held)
    assert sum(row["account_a_id"] == "b" for row in held) == 1
    (mail,) = ledger.mails().to_pylist()
    assert (mail["state"], mail["address"]) == ("withdrawn", None)


def test_the_erased_are_known_again(ledger: Ledger, now: datetime) -> None:
    """The next export's account, or another with the same address, is recognised."""
    assert ledger.erased_among([ANNA]) == set()
    assert ledger.erase([ANNA], ["anna@quillfeather.example"], now=now) == 2
    assert ledger.erase([ANNA], ["anna@quillfeather.example"], now=now) == 0
    assert ledger.is_erased(account_id=ANNA)
    assert ledger.is_erased(account_id="ning:other:9", email=" ANNA@quillfeather.example ")
    assert not ledger.is_erased(account_id="ning:other:9", email=None)
    assert ledger.erased_among([ANNA, "b"]) == {ANNA}
    assert sorted(ledger.tombstones()["kind"].to_pylist()) == ["account", "email"]


def test_a_fingerprint_needs_the_ledgers_key(tmp_path: Path) -> None:
    """Another ledger gives the same id another fingerprint, so lists cannot be compared."""
    with (
        Ledger.open(tmp_path / "one.sqlite", "few-hives") as one,
        Ledger.open(tmp_path / "two.sqlite", "few-hives") as two,
    ):
        assert len(one.fingerprint(ANNA)) == 64
        assert one.fingerprint(ANNA) != two.fingerprint(ANNA)


def test_every_column_of_accounts_and_words_is_searched(ledger: Ledger) -> None:
    """A table added later cannot hold somebody who was forgotten."""
    searched = {*_ACCOUNT_COLUMNS, *((table, column) for table, _, column in _TEXT_COLUMNS)}
    words = re.compile(
        r"note|detail|wording|evidence|sentence|overlap|title|thread_url|question|doubts|words"
    )
    found = set()
    tables = ledger.database.rows("select name from sqlite_master where type = 'table'")
    for (table,) in tables:
        for _, column, *_ in ledger.database.rows(f"pragma table_info({table})"):
            if column == "account_id" or column.endswith("_account_id") or words.search(column):
                found.add((table, column))
    # Follows from mails by a foreign key.
    cascading = {("mail_names", "account_id"), ("mail_changes", "account_id"),
                 ("outcomes", "account_id"), ("outcomes", "candidate_account_id")}  # fmt: skip
    assert found - cascading <= searched


def test_an_older_copy_forgets_when_it_is_opened(tmp_path: Path, now: datetime) -> None:
    """Put in its place by hand or by `restore`; the list beside it is under the same key only."""
    path, copy = tmp_path / "ledger.sqlite", tmp_path / "copy.sqlite"
    with Ledger.open(path, "few-hives") as ledger:
        fill(ledger, now)
        ledger.backup(copy, now=now)
        assert [row["path"] for row in ledger.backups().to_pylist()] == [str(copy)]
        ledger.erase([ANNA], ["anna@quillfeather.example"], names=[SECRET], now=now)
    listed = path.with_name("ledger.sqlite.forgotten")
    assert listed.stat().st_mode & 0o077 == 0
    ledger, again, replaced = Ledger.restore(copy, path, "few-hives", now=now)
    with ledger:
        assert again == 3
        assert ledger.is_erased(account_id=ANNA)
        assert ledger.consent_history(ANNA).num_rows == 0
        assert ledger.copied_because("any") == "it is a backup"
        assert ledger.obey_list() == 0
    assert replaced is not None
    path.write_bytes(copy.read_bytes())
    with Ledger.open(path, "few-hives") as by_hand:
        assert by_hand.is_erased(account_id=ANNA)
    with Ledger.open(tmp_path / "other" / "ledger.sqlite", "few-hives") as other:
        (tmp_path / "other" / "ledger.sqlite.forgotten").write_bytes(listed.read_bytes())
        assert other.obey_list() == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "there is no such file; name the backup to put back"),
        (b"not a ledger at all" * 99, "this is no ledger, or it is damaged"),
    ],
)
def test_what_is_no_backup_is_refused(
    tmp_path: Path, now: datetime, content: bytes | None, complaint: str
) -> None:
    """And the ledger stays as it was."""
    path, copy = tmp_path / "ledger.sqlite", tmp_path / "copy.sqlite"
    with Ledger.open(path, "few-hives") as ledger:
        fill(ledger, now)
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(NotALedger, match=complaint):
        Ledger.restore(copy, path, "few-hives", now=now)
    with Ledger.open(path, "few-hives") as ledger:
        assert ledger.consent_history(ANNA).num_rows == 1


def test_another_communitys_backup_is_refused(tmp_path: Path, now: datetime) -> None:
    """Its people are not ours."""
    with Ledger.open(tmp_path / "theirs.sqlite", "knot-tyers") as theirs:
        theirs.backup(tmp_path / "copy.sqlite")
    with pytest.raises(OtherCommunity, match="belongs to the community 'knot-tyers'"):
        Ledger.restore(tmp_path / "copy.sqlite", tmp_path / "ours.sqlite", "few-hives", now=now)


def test_an_export_holds_all_but_the_key(ledger: Ledger, now: datetime, tmp_path: Path) -> None:
    """Readable for its owner only."""
    fill(ledger, now)
    file = tmp_path / "ledger.json"
    rows = ledger.export(file)
    tables = json.loads(file.read_text(encoding="utf-8"))
    assert sum(map(len, tables.values())) == rows
    assert tables["consents"][0]["account_id"] == ANNA
    assert "fingerprint_key" not in tables["installation"][0]
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thank you, Anna Quillfeather!", "Thank you, a member!"),
        ("ask @anna_47, or ANNA  Quillfeather's friend", "ask a member, or a member's friend"),
        ("anna_47 said so", "a member said so"),
        ("write to anna@quillfeather.example.", "write to a member."),
        ("Anna and Quillfeather are two", "Anna and Quillfeather are two"),
        ("@hana, Hanna Quillfeather", "@hana, Hanna Quillfeather"),
        ("a summer evening, @summer", "a summer evening, a member"),
    ],
)
def test_names_are_found_by_their_fingerprints(text: str, left: str) -> None:
    """Whole names, mentions, unusual handles and addresses; a word that is a handle stays."""
    forgotten = Forgotten.of(
        addresses=["Anna@quillfeather.example"],
        names=["Anna Quillfeather", "anna_47", "summer"],
    )
    assert forgotten.without_names(text) == left


def test_parts_of_names_count_where_they_are_said_to(ledger: Ledger) -> None:
    """Among those who talked with her, Anna is she."""
    forgotten = Forgotten.of(names=["Anna Quillfeather"])
    parts = name_parts(["Anna Quillfeather"])
    assert forgotten.without_names("Anna, or anna", parts) == "a member, or anna"
    assert not ledger.forgotten()
