"""Forgetting somebody, and keeping them forgotten."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from ledger import HeldOut, Ledger, Outcome, Proposal, QueuedMail

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
