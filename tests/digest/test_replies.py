"""Replies: each word does what it says, proof decides whose it is, and a no is never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from digest.codes import Codes, Keys
from tests.digest.letterbox import (
    ISSUE,
    KEYS,
    NEXT_ISSUE,
    NOW,
    SAID_AT,
    STOPPED,
    Letterbox,
    account,
    address,
    pair,
    weeks_later,
)

IN_FIVE = {
    "less": ["less", "minder", "weniger", "moins", "menos"],
    "pause": ["pause", "pauze", "Pause", "une pause", "pausa"],
    "stop": ["stop", "afmelden", "abmelden", "me désabonner", "darme de baja"],
    "not": ["not Kaveh", "niet Kaveh", "nicht Kaveh", "pas Kaveh", "no Kaveh"],
    "we talked": [
        *("we talked with Sefa", "gesproken met Sefa", "gesprochen mit Sefa"),
        *("j'ai parlé avec Sefa", "hablé con Sefa"),
    ],
    "thanks": ["thanks", "bedankt", "danke", "merci", "gracias"],
    "yes": ["yes", "ja graag", "ja", "oui", "sí"],
    "no": ["no", "nee", "nein", "non", "no gracias"],
    "unwelcome": [
        *("unwelcome: Kaveh", "ongewenst Kaveh", "unerwünscht Kaveh"),
        *("indésirable Kaveh", "no deseado Kaveh"),
    ],
    "nominate": [
        *(
            "nominate Jun’ichi Okabe: drew me the splice",
            "Ik nomineer Jun’ichi, drew me the splice",
        ),
        *(
            "ich nominiere Jun’ichi, weil drew me the splice",
            "Nomino a Jun’ichi (drew me the splice",
        ),
        "Je nomine Jun’ichi Okabe parce que drew me the splice",
    ],
}


@pytest.mark.parametrize("line", IN_FIVE["less"])
def test_less(box: Letterbox, line: str) -> None:
    """Letters come every other week, and after a second *less* once a month."""
    box.receive(line)
    found = box.read()
    assert [one.done for one in found.obeyed] == [("letters fortnightly",)]
    assert box.ledger.frequency(account("bron")) == "fortnightly"
    box.receive(line, at=weeks_later(0) + timedelta(hours=1))
    box.read()
    assert box.ledger.frequency(account("bron")) == "monthly"
    assert found.for_manager == []


@pytest.mark.parametrize("line", IN_FIVE["pause"])
def test_pause(box: Letterbox, line: str) -> None:
    """No letters for eight weeks; introductions of the member go on."""
    box.receive(line)
    box.read()
    assert box.pauses() == [(account("bron"), "mails", weeks_later(8))]


def test_pause_until_a_day(box: Letterbox) -> None:
    """A day may stand behind it, and counts to its end anywhere on Earth."""
    box.receive("pause until 2027-01-15")
    box.read()
    ((_, _, until),) = box.pauses()
    assert until is not None
    assert until.isoformat() == "2027-01-16T11:59:59.999999+00:00"


@pytest.mark.parametrize("line", IN_FIVE["stop"])
def test_stop(box: Letterbox, line: str) -> None:
    """No letter comes any more, and nobody reads of the member in one."""
    box.receive(line)
    found = box.read()
    assert box.answers() == STOPPED
    history = box.ledger.consent_history(account("bron")).to_pylist()
    assert {(row["source"], row["is_in_person"]) for row in history} == {("reply", True)}
    assert {row["wording"] for row in history} == {f"“{line}”"}
    assert found.for_manager == []


@pytest.mark.parametrize("line", IN_FIVE["not"])
def test_not_somebody(box: Letterbox, line: str) -> None:
    """The two are never introduced again."""
    box.receive(line)
    box.read()
    assert box.apart() == {pair("bron", "kaveh")}


@pytest.mark.parametrize(
    "line",
    ["not this topic", "niet dit onderwerp", "nicht dieses Thema", "pas ce sujet", "no este tema"],
)
def test_not_this_topic(box: Letterbox, line: str) -> None:
    """The one topic of the letter; where it spoke of several, the manager asks which."""
    box.receive(line, sender="tomas")
    box.receive(line, sender="bron")
    found = box.read()
    assert box.feedback() == [("not this topic", None, "Hitches")]
    assert [one.why for one in found.for_manager] == [(f"“{line}”: the letter spoke of 3 topics",)]


def test_not_a_topic_by_its_name(box: Letterbox) -> None:
    """Words of the topic say which."""
    box.receive("not bell ropes")
    box.read()
    assert box.feedback() == [("not this topic", None, "Bell ropes")]


@pytest.mark.parametrize("line", IN_FIVE["we talked"])
def test_we_talked(box: Letterbox, line: str) -> None:
    """What came of the introduction is kept, with whom."""
    box.receive(line)
    found = box.read()
    assert box.feedback() == [("we talked", account("sefa"), None)]
    assert found.for_manager == []


def test_we_talked_needs_no_name_when_there_was_one(box: Letterbox) -> None:
    """With one person in the letter it is clear; with three the manager asks."""
    box.receive("we talked", sender="tomas")
    box.receive("we talked", sender="bron")
    found = box.read()
    assert sorted(box.feedback(), key=str) == [
        ("we talked", account("bron"), None),
        ("we talked", None, None),
    ]
    assert [one.name for one in found.for_manager] == ["Bronwen Achterberg"]


@pytest.mark.parametrize("line", IN_FIVE["thanks"])
def test_thanks(box: Letterbox, line: str) -> None:
    """Kept, and nothing else happens."""
    before = box.everything()
    box.receive(line)
    box.read()
    after = box.everything()
    assert [row["word"] for row in after.pop("feedback")] == ["thanks"]
    before.pop("feedback")
    assert after == before


@pytest.mark.parametrize("line", IN_FIVE["yes"])
def test_yes_covers_what_its_invitation_named(box: Letterbox, line: str) -> None:
    """Exactly its purposes, in person, with the words and the invitation's number."""
    box.invite("match", "digest")
    second = box.invite("match", "digest", "introducer")
    box.receive(line, invitation=second, subject="Re: A question")
    box.read()
    assert box.answers() == {"match": "yes", "digest": "yes", "introducer": "yes"}
    history = box.ledger.consent_history(account("bron")).to_pylist()
    assert {row["wording"] for row in history} == {f"“{line}” to invitation 2"}


@pytest.mark.parametrize("line", IN_FIVE["no"])
def test_no_covers_what_its_invitation_named(box: Letterbox, line: str) -> None:
    """To an invitation: its purposes. To a letter: the letters."""
    number = box.invite("spotlight")
    box.receive(line, invitation=number)
    box.receive(line, sender="tomas")
    box.read()
    assert box.answers("bron") == {"spotlight": "no"}
    assert box.answers("tomas") == STOPPED


@pytest.mark.parametrize("line", IN_FIVE["unwelcome"])
def test_unwelcome_stops_both_sides_at_once(box: Letterbox, line: str) -> None:
    """The two are kept apart for ever, waiting letters are taken out, and the manager knows."""
    box.letter(NEXT_ISSUE, "kaveh", ("bron", "jun"))
    box.letter(NEXT_ISSUE, "bron", ("kaveh",))
    box.letter(NEXT_ISSUE, "sefa", ("bron",))
    box.receive("The bell rope turned out well, by the way. See you in spring.")
    box.receive(line)
    found = box.read()
    assert box.apart() == {pair("bron", "kaveh")}
    states = {m["account_id"]: m["state"] for m in box.ledger.mails(NEXT_ISSUE).to_pylist()}
    assert states == {
        account("kaveh"): "withdrawn",
        account("bron"): "withdrawn",
        account("sefa"): "queued",
    }
    left = {
        (row["account_id"], row["candidate_account_id"])
        for row in box.ledger.proposals(issue=NEXT_ISSUE).to_pylist()
        if row["withdrawn_at"] is None
    }
    assert left == {(account("kaveh"), account("jun")), (account("sefa"), account("bron"))}
    assert [one.is_urgent for one in found.for_manager] == [True, False]


@pytest.mark.parametrize("line", IN_FIVE["nominate"])
def test_anybody_nominates_anybody(box: Letterbox, line: str) -> None:
    """Also whom no letter named; with the reason, once, and no letter or proposal changes."""
    before = box.everything()
    box.receive(line)
    box.receive(line, at=weeks_later(1))
    found = box.read()
    rows = box.ledger.nominations().to_pylist()
    assert [(row["account_id"], row["by_account_id"]) for row in rows] == [
        (account("jun"), account("bron"))
    ]
    assert rows[0]["words"].endswith("drew me the splice")
    assert found.obeyed[0].done == ("nominated for a spotlight: Jun’ichi Okabe",)
    after = box.everything()
    assert [row["account_id"] for row in after.pop("nominations")] == [account("jun")]
    assert before.pop("nominations") == []
    assert after == before


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nominate Rosamund", "nobody here goes by it"),
        ("nominate Bronwen Achterberg: me", "it is their own name"),
        ("nominate", "more than words we know"),
    ],
)
def test_who_is_nominated_must_be_one_other(box: Letterbox, line: str, why: str) -> None:
    """A name of nobody, of oneself, or none at all is for the manager, and stands nowhere else."""
    box.receive(line)
    found = box.read()
    assert box.ledger.nominations().num_rows == 0
    assert any(why in each for each in found.for_manager[0].why)


def test_whom_a_letter_named_is_meant_before_a_namesake(box: Letterbox) -> None:
    """Two Kavehs: the one the letter named; a name that two others share is for the manager."""
    box.others = {"kaveh2": "Kaveh Sadeghi", "anna1": "Anna Vik", "anna2": "Anna Moen"}
    box.receive("nominate Kaveh")
    box.receive("nominate Anna")
    found = box.read()
    assert box.ledger.nominations()["account_id"].to_pylist() == [account("kaveh")]
    assert found.for_manager[0].why == ("“nominate Anna”: several people go by it",)


def test_unwelcome_without_a_name_keeps_all_apart_until_the_manager_asks(box: Letterbox) -> None:
    """Three were introduced and nobody knows who is meant, so none of them comes again."""
    box.receive("unwelcome")
    found = box.read()
    assert box.apart() == {pair("bron", other) for other in ("tomas", "sefa", "kaveh")}
    assert box.ledger.blocks().num_rows == 0
    assert "take the other vetoes back" in " ".join(found.for_manager[0].why)


def test_a_yes_to_a_letter_is_asked_about(box: Letterbox) -> None:
    """A letter asks nothing, so a yes to it says nothing."""
    box.receive("yes")
    found = box.read()
    assert box.answers() == {}
    assert found.for_manager[0].why == ("a yes, but to no invitation: ask what it is meant for",)


FIRST_WORDS = {"match": 1, "digest": 1}


@pytest.mark.parametrize(
    ("editions", "older"),
    [
        pytest.param(FIRST_WORDS, {"match"}, id="written before match came to mean more"),
        pytest.param(None, set(), id="written since"),
    ],
)
@pytest.mark.parametrize("way", ["link", "number", "accepted"])
def test_a_yes_is_of_the_words_its_invitation_had(
    box: Letterbox, editions: dict[str, int] | None, older: set[str], way: str
) -> None:
    """However late it comes, and however its invitation is named."""
    number = box.invite("match", "digest", editions=editions)
    box.receive(
        "yes" if way == "link" else f"yes {number}",
        signed=way != "accepted",
        invitation=number if way == "link" else 0,
    )
    box.read(accept_unsigned=way == "accepted")
    assert box.answers() == {"match": "yes", "digest": "yes"}
    assert box.older() == older


def test_a_yes_to_older_words_takes_nothing_back(box: Letterbox) -> None:
    """Whoever said yes to the newer words, and then finds the first invitation, said both."""
    first = box.invite("match", "digest", editions=FIRST_WORDS)
    second = box.invite("match", "digest")
    assert first != second
    box.receive("yes", invitation=second)
    box.receive("yes", invitation=first, at=weeks_later(1))
    box.read(now=weeks_later(2))
    assert box.older() == set()
    box.receive("no", invitation=second, at=weeks_later(3))
    box.receive("yes", invitation=first, at=weeks_later(4))
    box.read(now=weeks_later(5))
    assert box.answers() == {"match": "yes", "digest": "yes"}
    assert box.older() == {"match"}


def test_letters_go_where_a_proven_yes_came_from(box: Letterbox) -> None:
    """When no export knows an address; from then on a no from there counts without proof."""
    number = box.invite("match", "digest")
    people = box.people()
    known = {where: who for where, who in people.addresses.items() if where != address("jun")}
    box.people = lambda: type(people)(box.ledger, people.member_of, people.names, known)  # type: ignore[method-assign]
    data = box.receive("yes", sender="jun", invitation=number)
    box.mails = [data.replace(address("jun").encode(), b"jun@elsewhere.example")]
    assert box.read().obeyed[0].done == ("yes to match, digest", "letters to jun@elsewhere.example")
    (told,) = box.ledger.addresses().to_pylist()
    assert (told["account_id"], told["address"]) == (account("jun"), "jun@elsewhere.example")
    del box.people
    box.mails = [box.receive("stop", sender="jun", signed=False)]
    box.mails = [box.mails[0].replace(address("jun").encode(), b"jun@elsewhere.example")]
    box.read()
    assert box.answers("jun") == STOPPED
    box.ledger.erase([account("jun")], [], now=NOW)
    assert box.ledger.addresses().num_rows == 0
    assert box.ledger.is_erased(email="jun@elsewhere.example")


def test_an_address_in_the_exports_stays(box: Letterbox) -> None:
    """A yes from another address than the one known does not turn the letters elsewhere."""
    number = box.invite("match", "digest")
    data = box.receive("yes", invitation=number)
    box.mails = [data.replace(address("bron").encode(), b"bron@work.example")]
    assert box.read().obeyed[0].done == ("yes to match, digest",)
    assert box.ledger.addresses().num_rows == 0


def test_the_same_word_twice_is_one(box: Letterbox) -> None:
    """In subject and text: one step, not two."""
    box.receive("less\nless", subject="less")
    box.read()
    assert box.ledger.frequency(account("bron")) == "fortnightly"


def test_a_letter_that_was_passed_on_says_no_yes(box: Letterbox) -> None:
    """Its code proves a yes to an invitation only together with the member's own address."""
    number = box.invite("match", "digest")
    data = box.receive(f"yes {number}")
    box.mails = [data.replace(address("bron").encode(), b"friend@mail.example.org")]
    found = box.read()
    assert box.answers() == {}
    assert found.for_manager[0].why == ("a yes to invitation 1, proven for something else",)
    box.mails = [data]
    box.read()
    assert box.answers() == {"match": "yes", "digest": "yes"}


def test_a_yes_to_an_invitation_nobody_made(box: Letterbox) -> None:
    """A ledger brought back from before it was made: the manager is told."""
    box.receive("yes", invitation=7)
    found = box.read()
    assert box.answers() == {}
    assert found.for_manager[0].why == ("a yes to invitation 7, which is not in this ledger",)


def test_the_same_mailbox_read_twice_changes_nothing(box: Letterbox) -> None:
    """Not a row, and nothing is handed to the manager a second time."""
    number = box.invite("match", "digest")
    for line in ("less", "not Kaveh", "thanks", "unwelcome: Sefa", "What a fine letter!"):
        box.receive(line)
    box.receive("yes", sender="jun", invitation=number)
    first = box.read()
    assert len(first.obeyed) == 5
    everything = box.everything()
    box.mails.reverse()
    again = box.read(now=NOW + timedelta(days=7))
    assert box.everything() == everything
    assert (again.read_before, again.obeyed, again.for_manager) == (6, [], [])


def test_the_same_mail_in_another_mailbox_is_the_same(box: Letterbox) -> None:
    """Line ends, marks of a mail program and the way it came do not make it another mail."""
    data = box.receive("less")
    box.read()
    moved = b"X-Status: RO\r\nX-Mozilla-Keys: x\r\n" + data.replace(b"\n", b"\r\n")
    box.mails = [moved]
    assert box.read(now=NOW + timedelta(days=1)).read_before == 1


def test_a_rehearsal_changes_nothing(box: Letterbox) -> None:
    """It tells what would be done, and the mail is still new afterwards."""
    before = box.everything()
    box.receive("stop")
    assert box.read(dry_run=True).obeyed[0].done == ("no to match, digest",)
    assert box.everything() == before
    assert box.read().obeyed[0].done == ("no to match, digest",)


WORDS_WITHOUT_PROOF = ["less", "pause", "not Kaveh", "not this topic", "we talked with Sefa"]
WORDS_WITHOUT_PROOF += ["thanks", "yes", "yes 1", "unwelcome: Kaveh", "unwelcome"]
WORDS_WITHOUT_PROOF += ["nominate Kaveh"]


@pytest.mark.parametrize("line", WORDS_WITHOUT_PROOF)
def test_without_proof_nothing_changes(box: Letterbox, line: str) -> None:
    """A forged From line moves nothing; the manager, or the list of waiting yeses, has it."""
    box.invite("match", "digest")
    before = box.everything()
    box.receive(line, signed=False)
    found = box.read()
    assert box.everything() == before
    assert len(found.for_manager) + len(found.waiting) == 1


@pytest.mark.parametrize("line", [*IN_FIVE["stop"], *IN_FIVE["no"]])
def test_a_no_from_their_own_address_counts_without_proof(box: Letterbox, line: str) -> None:
    """In every language: letters end, and whatever else the member was asked for."""
    box.invite("spotlight")
    box.receive(line, signed=False, subject="hello")
    found = box.read()
    expected = STOPPED if line in IN_FIVE["stop"] else {**STOPPED, "spotlight": "no"}
    assert box.answers() == expected
    assert found.for_manager == []


def test_a_no_from_elsewhere_is_read_first_by_the_manager(box: Letterbox) -> None:
    """An address that nobody has: nothing changes, and nothing is lost."""
    before = box.everything()
    box.receive("stop", sender="stranger", signed=False)
    found = box.read()
    assert box.everything() == before
    assert found.for_manager[0].may_be_a_no
    assert found.for_manager[0].why == ("from an address nobody here has",)


def test_a_no_in_words_of_their_own_reaches_the_manager(box: Letterbox) -> None:
    """Also without proof, when it comes from a member's address."""
    box.receive("Could you take my name out and remove me from all this?", signed=False)
    found = box.read()
    assert found.for_manager[0].may_be_a_no
    assert box.answers() == {}


def test_a_shared_addresss_no_holds_for_all_who_have_it(box: Letterbox) -> None:
    """Two people of one household: whoever did not write can say yes again; no no is lost."""
    people = box.people()
    shared = {**people.addresses, address("bron"): frozenset([account("bron"), account("jun")])}
    box.people = lambda: type(people)(box.ledger, people.member_of, people.names, shared)  # type: ignore[method-assign]
    box.receive("stop", signed=False)
    box.read()
    assert box.answers("bron") == box.answers("jun") == STOPPED


def test_a_yes_without_proof_waits_for_the_manager(box: Letterbox) -> None:
    """It is listed whenever the mailbox is read, until the manager takes it for what it seems."""
    number = box.invite("match", "digest")
    box.receive("", subject=f"Yes {number}", signed=False)
    for _ in range(2):
        found = box.read()
        assert [(one.name, one.invitation) for one in found.waiting] == [
            ("Bronwen Achterberg", number)
        ]
        assert box.answers() == {}
    accepted = box.read(accept_unsigned=True)
    assert accepted.obeyed[0].done == ("yes to match, digest",)
    assert box.answers() == {"match": "yes", "digest": "yes"}
    history = box.ledger.consent_history(account("bron")).to_pylist()
    assert {row["source"] for row in history} == {"consent task"}
    assert box.read(accept_unsigned=True).read_before == 1


def test_a_no_after_a_yes_holds(box: Letterbox) -> None:
    """In whatever order the mailbox has them."""
    number = box.invite("match", "digest")
    box.receive("no", invitation=number, at=SAID_AT + timedelta(hours=2))
    box.receive("yes", invitation=number, at=SAID_AT)
    box.read()
    assert box.answers() == STOPPED


def test_the_message_id_of_their_letter_is_proof(box: Letterbox) -> None:
    """Where a mail server knows no plus in an address, the letter answered tells whose it is."""
    box.receive("less", signed=False, In_Reply_To=box.message_id(ISSUE, "bron"))
    box.receive("pause", signed=False, sender="elsewhere", References=box.message_id(ISSUE, "bron"))
    box.read()
    assert box.ledger.frequency(account("bron")) == "fortnightly"
    assert len(box.pauses()) == 1


def test_the_stop_link_works_without_a_word(box: Letterbox) -> None:
    """A mail program writes it by itself, and may say so."""
    token = box.ledger.fingerprint(f"stop {account('bron')}")[:32]
    code = box.codes.code(account("tomas"))
    box.receive("", signed=False, subject=f"stop {token}", Auto_Submitted="auto-generated")
    box.receive("", sender="tomas", signed=False, subject=f"stop {code}", Precedence="bulk")
    box.read()
    assert box.answers("bron") == box.answers("tomas") == STOPPED


def test_somebody_copied_in_a_reply_does_not_speak_for_its_writer(box: Letterbox) -> None:
    """Sefa answers all, to the address that only Bronwen's letter had: her no is her own."""
    data = box.receive("less", sender="sefa", signed=False)
    code = box.codes.code(account("bron"))
    box.mails = [data.replace(b"ilse@", f"ilse+{code}@".encode())]
    found = box.read()
    assert box.ledger.frequencies().num_rows == 0
    assert found.for_manager[0].why == ("nothing proves whose it is",)
    box.mails = [box.receive("no", sender="sefa").replace(b"sefa@", b"sefa@")]
    box.read()
    assert box.answers("sefa") == STOPPED
    assert box.answers("bron") == {}


FORGERIES: dict[str, Any] = {
    "another key": lambda box: Codes(
        Keys.from_text("b:" + "77" * 32, "knot-tyers"), [account("bron")]
    ),
    "another community": lambda box: Codes(
        Keys(community_id="few-hives", by_name=KEYS.by_name), [account("bron")]
    ),
}


@pytest.mark.parametrize("how", FORGERIES)
@pytest.mark.parametrize("line", ["less", "yes", "not Kaveh", "unwelcome"])
def test_forged_codes_change_nothing(box: Letterbox, how: str, line: str) -> None:
    """A code made with another key, or for another community, is no proof."""
    number = box.invite("match", "digest")
    before = box.everything()
    own, box.codes = box.codes, FORGERIES[how](box)
    box.receive(line, invitation=number)
    box.receive(
        line, invitation=number, sender="bron", subject=f"yes {box.codes.code(account('bron'))}"
    )
    box.codes = own
    box.read()
    assert box.everything() == before


def test_free_text_is_for_the_manager(box: Letterbox) -> None:
    """Words at the top are done, and what follows is handed over, whole."""
    box.receive("less\n\nIt is haymaking time here; I will write about the net in winter.")
    found = box.read()
    assert box.ledger.frequency(account("bron")) == "fortnightly"
    assert found.for_manager[0].text.startswith("It is haymaking time")
    assert found.for_manager[0].name == "Bronwen Achterberg"


def test_the_managers_other_mail_is_left_alone(box: Letterbox) -> None:
    """A mailbox holds more than replies: none of it is kept, shown or remembered."""
    box.receive("Shall we have lunch on Friday?", sender="friend", signed=False, subject="Lunch")
    box.receive("Where did you buy the tar?", signed=False, subject="Tar")
    data = box.receive("stop", signed=False)
    box.mails[-1] = data.replace(address("bron").encode(), b"ilse@knots.example.org")
    found = box.read()
    assert (found.others, found.for_manager, found.obeyed) == (3, [], [])
    assert box.read().read_before == 0


def test_an_erased_members_code_is_nobodys(box: Letterbox) -> None:
    """Who was forgotten cannot be brought back by a reply, and is not read about."""
    box.receive("less")
    box.ledger.erase([account("bron")], [address("bron")], now=NOW)
    found = box.read()
    assert found.obeyed == []
    assert box.ledger.frequencies().num_rows == 0
    assert found.others + len(found.for_manager) == 1


def test_erasing_takes_what_they_told(box: Letterbox) -> None:
    """Feedback, frequencies and being asked are deleted with the rest."""
    box.invite("match")
    box.receive("less\nunwelcome: Kaveh")
    box.read()
    box.ledger.erase([account("bron")], [], now=NOW)
    assert box.ledger.frequencies().num_rows == box.ledger.feedback().num_rows == 0
    assert account("bron") not in box.ledger.invited()["account_id"].to_pylist()


def test_a_clock_that_is_wrong_loses_no_no(box: Letterbox) -> None:
    """A no dated long before the yes it takes back counts from when it arrived."""
    number = box.invite("match", "digest")
    box.receive("yes", invitation=number)
    arrived = "from a by b; Tue, 17 Nov 2026 22:00:00 +0000"
    box.receive("no", invitation=number, at=SAID_AT.replace(year=1999), Received=arrived)
    box.read()
    assert box.answers() == STOPPED


def test_a_mail_from_the_future_is_of_today(box: Letterbox) -> None:
    """A yes cannot be dated after every no to come."""
    number = box.invite("match", "digest")
    box.receive("yes", invitation=number, at=SAID_AT.replace(year=2099))
    box.read()
    box.receive("stop", at=NOW + timedelta(hours=1))
    box.read(now=NOW + timedelta(hours=2))
    assert box.answers() == STOPPED
