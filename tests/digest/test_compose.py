"""What is written, left alone and taken back."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from digest.errors import BadSender
from ledger import PURPOSES
from tests.digest.test_letter import part
from tests.digest.world import (
    ISSUE,
    LATER,
    NOW,
    SAID_AT,
    SENDER,
    World,
    account,
    match,
    member,
    reason,
)


def states(world: World) -> dict[str, str]:
    return {row["account_id"]: row["state"] for row in world.ledger.mails(ISSUE).to_pylist()}


def everything(world: World) -> tuple[dict[str, bytes], int, int, int]:
    ledger = world.ledger
    changes = ledger.database.rows("select count(*) from mail_changes")[0][0]
    return (
        world.files(),
        ledger.mails().num_rows,
        ledger.proposals().num_rows,
        changes,
    )


def test_nobody_gets_a_letter_without_a_yes(world: World) -> None:
    """No answer is no."""
    summary = world.compose()
    assert world.files() == {}
    assert summary.written == summary.nothing_this_week == ()


@pytest.mark.parametrize("purpose", ["match", "digest"])
def test_a_reader_needs_both_answers(willing: World, purpose: str) -> None:
    willing.say("m1", "no", purpose, at=LATER)
    summary = willing.compose()
    assert not willing.file("m1").exists()
    assert member("m1") not in summary.nothing_this_week


def test_a_candidate_needs_only_to_be_matched(willing: World) -> None:
    """Who wants no letters may still be introduced; who wants no introductions is not."""
    willing.say("m3", "no", "digest", at=LATER)
    willing.say("m4", "no", "match", at=LATER)
    willing.compose()
    text = part(willing.mail("m1"))
    assert "Sefa Tuimavave" in text
    assert "Okabe" not in text


def test_a_table_made_before_the_no_does_not_matter(willing: World) -> None:
    """The ledger is read at the moment of composing; and a false in the table holds too."""
    willing.hidden = {"m3"}
    willing.say("m4", "no", *PURPOSES, at=LATER)
    willing.compose()
    text = part(willing.mail("m1"))
    assert "Tomás" in text
    assert "Sefa" not in text
    assert "Okabe" not in text


def test_the_same_again_changes_nothing(willing: World) -> None:
    """Composing twice writes no file anew and no row."""
    first = willing.compose()
    before = everything(willing)
    again = willing.compose(NOW + timedelta(hours=5))
    assert first.written == again.unchanged == tuple(member(f"m{n}") for n in (1, 2, 3))
    assert everything(willing) == before


def test_a_lost_outbox_is_composed_to_the_same_bytes(willing: World) -> None:
    """The outbox can be deleted; what comes back is the same to the last byte, without new rows."""
    willing.compose()
    before = everything(willing)
    for number in ("m1", "m2", "m3"):
        willing.file(number).unlink()
    assert len(willing.compose(NOW + timedelta(hours=5)).written) == 3
    assert everything(willing) == before


def test_new_matches_do_not_change_a_letter_that_waits(willing: World) -> None:
    """A build in between, with other matches and titles, leaves the issue as it was composed."""
    willing.compose()
    before = everything(willing)
    willing.matches = [match("m1", "m5", 1)]
    willing.reasons = [reason("m1", "m5", 1, "topic", "You both like tea.", "Tea")]
    willing.threads[0]["title"] = "Renamed"
    willing.compose()
    assert everything(willing) == before


def test_a_readers_no_takes_the_letter_back(willing: World) -> None:
    """The file is gone, the mail withdrawn, and the other is no longer promised a note to them."""
    willing.compose()
    willing.say("m2", "no", "digest", at=LATER)
    summary = willing.compose()
    assert summary.withdrawn == (member("m2"),)
    assert summary.written == (member("m1"),)
    assert summary.unchanged == (member("m3"),)
    assert not willing.file("m2").exists()
    assert states(willing)[account(member("m2"))] == "withdrawn"
    text = part(willing.mail("m1"))
    assert "Tomás Quiñones" in text
    assert "getting a note about you" not in text


def test_a_candidates_no_takes_them_out(willing: World) -> None:
    """The others stay in the letter; a letter with nobody left is withdrawn."""
    willing.compose()
    willing.say("m4", "no", "match", at=LATER)
    summary = willing.compose()
    assert (summary.written, summary.withdrawn) == ((member("m1"),), (member("m3"),))
    assert "Okabe" not in part(willing.mail("m1"))
    after = everything(willing)
    assert willing.compose().withdrawn == (member("m3"),)
    assert everything(willing) == after


def test_a_yes_in_person_brings_a_letter_back(willing: World) -> None:
    """While the issue is open, who changed their mind gets it after all."""
    willing.compose()
    before = willing.mail("m2")
    willing.say("m2", "no", "digest", at=LATER)
    willing.compose()
    willing.say("m2", "yes", "digest", at=SAID_AT + timedelta(days=40))
    assert member("m2") in willing.compose().written
    assert states(willing)[account(member("m2"))] == "queued"
    # Only the day of the yes is another one.
    assert part(willing.mail("m2")) == part(before).replace("4 May 2026", "13 June 2026")


def test_a_block_or_veto_keeps_both_from_each_other(willing: World) -> None:
    """Whoever drew the line, neither reads of the other."""
    willing.compose()
    willing.ledger.record_blocks(
        [(account(member("m2")), account(member("m1")))], source="profile", now=LATER
    )
    willing.ledger.record_veto(
        account(member("m4")), account(member("m1")), source="manager", now=LATER
    )
    willing.compose()
    assert not willing.file("m2").exists()
    text = part(willing.mail("m1"))
    assert "Tomás" not in text
    assert "Okabe" not in text
    assert "Okabe" in part(willing.mail("m3"))


def test_pauses_differ(willing: World) -> None:
    """Without letters one is still introduced; without introductions one is not."""
    ledger = willing.ledger
    ledger.record_pause(
        account(member("m3")), "mails", until_at=None, source="reply", said_at=SAID_AT, now=NOW
    )
    ledger.record_pause(
        account(member("m4")),
        "introductions",
        until_at=None,
        source="reply",
        said_at=SAID_AT,
        now=NOW,
    )
    willing.compose()
    text = part(willing.mail("m1"))
    assert "Sefa" in text
    assert "Okabe" not in text
    assert not willing.file("m3").exists()


def test_the_erased_are_nowhere(willing: World) -> None:
    willing.compose()
    willing.ledger.erase([account(member("m4"))], [], now=NOW)
    willing.compose()
    assert all("Okabe" not in part(data) for data in willing.files().values())


def test_a_no_of_somebody_named_in_passing_touches_the_letter(willing: World) -> None:
    """Who is named as known to both, or as having answered, is taken out of letters that wait."""
    willing.compose()
    assert part(willing.mail("m1")).count("Ola") == 3
    willing.say("m5", "no", "introducer", "match", at=LATER)
    assert willing.compose().written == (member("m1"),)
    text = part(willing.mail("m1"))
    assert "Ola" not in text
    assert "A member answered you in" in text
    assert willing.ledger.mail_names()["role"].to_pylist().count("candidate") == 5
    assert set(willing.ledger.mail_names()["role"].to_pylist()) == {"candidate"}


def test_a_thread_hidden_since_is_no_reason(willing: World) -> None:
    """Fenced after composing: the person whose reason rests on it, and the offer, are taken out."""
    willing.compose()
    willing.threads[2]["is_public"] = False
    willing.threads[3]["is_public"] = False
    assert member("m1") in willing.compose().written
    text = part(willing.mail("m1"))
    assert "Okabe" not in text
    assert "monkey" not in text
    assert "monkey" not in part(willing.mail("m3"))


@pytest.mark.parametrize("address", [None, "", "nobody", "a@b", "ana@host.org\r\nBcc: x@y.org"])
def test_without_an_address_no_mail(willing: World, address: str | None) -> None:
    """They are named in the summary; nobody is dropped silently, and no proposal is noted."""
    willing.emails["m1"] = address
    summary = willing.compose()
    assert summary.no_address == (member("m1"),)
    assert not willing.file("m1").exists()
    assert account(member("m1")) not in willing.ledger.proposals()["account_id"].to_pylist()


def test_a_new_address_is_used(willing: World) -> None:
    willing.compose()
    willing.emails["m1"] = "new@mail.example.org"
    assert member("m1") in willing.compose().written
    assert b"\r\nTo: new@mail.example.org\r\n" in willing.mail("m1")
    assert "new@mail.example.org" in willing.ledger.mails(ISSUE)["address"].to_pylist()


def test_everybody_stands_in_exactly_one_list(willing: World) -> None:
    summary = willing.compose()
    listed = [
        *summary.written,
        *summary.unchanged,
        *summary.withdrawn,
        *summary.no_address,
        *summary.nothing_this_week,
    ]
    assert sorted(listed) == [member(f"m{n}") for n in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("state", ["sent", "unknown", "failed"])
def test_what_has_left_is_never_touched(willing: World, state: str) -> None:
    """Neither a no nor new matches change a mail that left or may have."""
    willing.compose()
    reader = account(member("m1"))
    before = willing.mail("m1")
    willing.ledger.change_mail(ISSUE, reader, "sending", now=NOW)
    willing.ledger.change_mail(ISSUE, reader, state, now=NOW)  # type: ignore[arg-type]
    willing.say("m1", "no", *PURPOSES, at=LATER)
    assert member("m1") in willing.compose().unchanged
    assert willing.mail("m1") == before
    assert states(willing)[reader] == state
    assert willing.ledger.proposals(issue=ISSUE)["withdrawn_at"].null_count == 5 - (
        # The other's letter named m1 and is taken back.
        1
    )


def test_a_match_without_a_reason_is_not_proposed(willing: World) -> None:
    willing.reasons = [row for row in willing.reasons if row["candidate_id"] != member("m4")]
    willing.compose()
    assert "Okabe" not in part(willing.mail("m1"))
    assert not willing.file("m3").exists()


def test_only_this_issues_matches_count(willing: World) -> None:
    willing.matches = [{**row, "issue": "2026-W46"} for row in willing.matches]
    assert willing.compose().written == ()


def test_files_are_private(willing: World) -> None:
    willing.compose()
    assert stat.S_IMODE(willing.file("m1").stat().st_mode) == 0o600
    assert stat.S_IMODE(willing.file("m1").parent.stat().st_mode) == 0o700


def test_the_ledger_knows_what_was_proposed_and_why(willing: World) -> None:
    """A year later it can be told why somebody was shown to somebody."""
    willing.compose()
    first = willing.ledger.proposals(issue=ISSUE).slice(0, 1).to_pylist()[0]
    assert (first["candidate_account_id"], first["slot"], first["state"]) == (
        account(member("m2")),
        "bond",
        "queued",
    )
    assert first["sentence"].startswith("You asked how to keep an eye splice")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"manager_email": "ilse"}, r"manager.email is 'ilse'; a letter needs an address such as"),
        ({"postal_address": ""}, r"postal_address is ''; a letter needs one line of text"),
        ({"list_id": "Knots!"}, r"the list's id is 'Knots!'; a letter needs a host such as"),
        ({"manager_name": "A\nBcc: x"}, r"manager.name is 'A\\nBcc: x'; a letter needs one line"),
        ({"site_url": "javascript:1"}, r"site_url is 'javascript:1'; a letter needs a link such"),
    ],
    ids=["address", "post", "list", "name", "site"],
)
def test_a_community_that_cannot_write_is_told(
    willing: World, change: dict[str, Any], message: str
) -> None:
    """Before the first letter is written."""
    willing.sender = replace(SENDER, **change)
    with pytest.raises(BadSender, match=message):
        willing.compose()
    assert not willing.outbox.exists()
