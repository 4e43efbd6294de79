"""What the manager decides about letters that wait, and takes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from digest.decisions import approve, approved, never_again, take_out
from digest.errors import NoSuchLetter
from digest.marks import marks_of_issue
from publisher.rehearsal import PARTS, Rehearsal, rehearsed
from recommender.candidates import HERE_NOW, PAIR_SIGNALS
from recommender.parts import LEARNED, TAUGHT
from tests.digest.posting import Posting
from tests.digest.test_letter import part
from tests.digest.world import ISSUE, NOW, World, account, member, unsampled

LATER = NOW + timedelta(hours=1)
READER, OTHER = account(member("m1")), account(member("m2"))


def rehearsal(
    world: World,
    nothing: dict[str, str] | None = None,
    scores: Mapping[tuple[str, str], tuple[float, float | None]] | None = None,
) -> Rehearsal:
    member_of = {account(member(each)): member(each) for each in world.names}
    names = {member(each): name for each, name in world.names.items()}
    return rehearsed(
        ISSUE,
        mails=world.ledger.mails(),
        proposals=world.ledger.proposals(),
        approved=approved(world.ledger, ISSUE),
        marks=marks_of_issue(world.ledger, ISSUE, member_of=member_of, names=names),
        member_of=member_of,
        names=names,
        scores=scores or {(member("m1"), member("m2")): (0.5, 0.04)},
        parts={(member("m1"), member("m2")): [("topics", 2.5, 0.88), ("learned", None, 0.04)]},
        nothing=nothing or {},
    )


def test_an_approval_is_of_the_letter_that_was_read(willing: World) -> None:
    """Another text needs another yes."""
    willing.compose()
    assert approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW) == 1
    assert approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW) == 0
    assert approved(willing.ledger, ISSUE) == {READER}
    willing.say("m5", "no", "introducer", at=LATER)
    assert member("m1") in willing.compose().written
    assert approved(willing.ledger, ISSUE) == set()


def test_an_approval_is_taken_back(willing: World) -> None:
    willing.compose()
    approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW)
    assert approve(willing.ledger, ISSUE, [READER], is_undone=True, now=NOW) == 1
    assert approved(willing.ledger, ISSUE) == set()


def test_who_is_taken_out_stands_in_no_mail_and_may_come_back(willing: World) -> None:
    willing.compose()
    before = willing.mail("m1")
    assert take_out(willing.ledger, ISSUE, [READER], [OTHER], is_undone=False, now=NOW) == 1
    mail = willing.ledger.mail(ISSUE, READER)
    assert mail is not None
    assert mail["state"] == "withdrawn"
    assert set(willing.compose().written) == {member("m1"), member("m2")}
    assert "Tomás" not in part(willing.mail("m1"))
    # The other's letter promised a note that does not come any more.
    assert "getting a note" not in part(willing.mail("m2"))
    assert take_out(willing.ledger, ISSUE, [READER], [OTHER], is_undone=True, now=NOW) == 1
    assert member("m1") in willing.compose().written
    assert willing.mail("m1") == before


def test_never_again_holds_both_ways_and_is_taken_back(willing: World) -> None:
    willing.compose()
    assert never_again(willing.ledger, ISSUE, [READER], [OTHER], is_undone=False, now=NOW) == 1
    willing.compose()
    assert "Tomás" not in part(willing.mail("m1"))
    assert not willing.file("m2").exists()
    assert never_again(willing.ledger, ISSUE, [READER], [OTHER], is_undone=False, now=NOW) == 0
    assert never_again(willing.ledger, ISSUE, [READER], [OTHER], is_undone=True, now=NOW) == 1
    assert willing.ledger.vetoes().num_rows == 0


def test_a_letter_that_left_is_decided_no_more(willing: World) -> None:
    willing.compose()
    for state in ("sending", "sent"):
        willing.ledger.change_mail(ISSUE, READER, state, now=NOW)
    with pytest.raises(NoSuchLetter, match="no letter to them waits; see the outbox"):
        take_out(willing.ledger, ISSUE, [READER], [OTHER], is_undone=False, now=NOW)
    with pytest.raises(NoSuchLetter):
        approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW)


def test_only_approved_letters_leave_when_that_is_asked(willing: World) -> None:
    """The others wait, and are told of."""
    willing.sender = unsampled(willing.sender)
    willing.emails = {each: f"{each}@mail.example.com" for each in willing.names}
    willing.compose()
    approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW)
    delivery = replace(Posting(willing).delivery(), only=frozenset([READER]))
    preview = delivery.preview()
    assert preview.going == {"mail.example.com": 1}
    assert preview.kept == {("queued", "not approved"): 2}


def test_what_is_to_be_looked_at_comes_first_and_the_approved_last(willing: World) -> None:
    willing.languages = {"m3": "de", "m4": "en"}
    willing.compose()
    approve(willing.ledger, ISSUE, [READER], is_undone=False, now=NOW)
    found = rehearsal(willing)
    assert [letter.reader for letter in found.letters] == [
        "Sefa Tuimavave",
        "Tomás Quiñones",
        "Bronwen Achterberg",
    ]
    assert found.letters[0].marks == ("Jun’ichi Okabe: the two write in different languages",)
    first = found.letters[-1].people[0]
    assert (first.name, first.score, first.probability) == ("Tomás Quiñones", 0.5, 0.04)
    assert first.commands == (
        f"./do letters --member {member('m1')} --veto {member('m2')}",
        f"./do letters --member {member('m1')} --never {member('m2')}",
        f"./do why {member('m1')} {member('m2')}",
    )


def test_behind_the_marked_come_first_letters_and_the_weakest_introductions(world: World) -> None:
    """So that whoever reads ten of many reads those that need it most."""
    world.everybody_says_yes()
    world.had_a_letter("m1")
    world.had_a_letter("m2")
    world.compose()
    pairs = {("m1", "m2"): 0.5, ("m1", "m3"): 0.2, ("m2", "m1"): 0.3, ("m3", "m4"): 0.9}
    scores = {(member(one), member(two)): (score, None) for (one, two), score in pairs.items()}
    found = rehearsal(world, scores=scores)
    assert [(letter.reader, letter.is_first) for letter in found.letters] == [
        ("Sefa Tuimavave", True),
        ("Bronwen Achterberg", False),
        ("Tomás Quiñones", False),
    ]


def test_what_changed_since_the_last_issue_is_told(world: World) -> None:
    world.everybody_says_yes()
    world.had_a_letter("m1", "2026-W46")
    world.had_a_letter("m5", "2026-W46")
    world.compose()
    found = rehearsal(world, {member("m4"): "There is no e-mail address to write to."})
    assert (found.before, found.letters_before) == ("2026-W46", 2)
    assert found.new_readers == ("Sefa Tuimavave", "Tomás Quiñones")
    assert found.gone_readers == ("Ola",)
    assert found.load[0] == ("Jun’ichi Okabe", 2)
    assert found.nothing == (("There is no e-mail address to write to.", "Jun’ichi Okabe"),)


def test_every_person_stands_with_what_the_score_is_made_of(willing: World) -> None:
    """Each part in words, with its place among the reader's candidates where it has one."""
    willing.compose()
    people = [each for letter in rehearsal(willing).letters for each in letter.people]
    assert ("topics both hold (place 2.5, 0.88)", "the chance the past teaches (0.04)") in [
        each.parts for each in people
    ]


def test_every_part_of_a_score_has_words() -> None:
    assert PARTS.keys() == {*PAIR_SIGNALS, HERE_NOW, LEARNED, TAUGHT}
