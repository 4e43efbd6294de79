"""Which letters a person should look at: few, and for what only a person can judge."""

from __future__ import annotations

import pytest

from digest.marks import marks_of_issue
from tests.digest.world import ISSUE, NOW, World, account, match, member, reason


def marks(world: World, number: str) -> tuple[str, ...]:
    """What is to be looked at in the member's letter now."""
    found = marks_of_issue(
        world.ledger,
        ISSUE,
        member_of={account(member(each)): member(each) for each in world.names},
        names={member(each): name for each, name in world.names.items()},
    )
    return found.get(account(member(number)), ())


def both_wrote(world: World, *said: tuple[str, str]) -> None:
    """The reader is m4, who has nobody else; said: who, and when both wrote."""
    for place, (other, when) in enumerate(said, start=1):
        sentence = f"You both wrote in “Ropes of 1997” {when}."
        world.reasons.append(reason("m4", other, 1, "thread", sentence, f"rope {other}"))
        world.matches.append(match("m4", other, place))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        pytest.param([("m2", "back in 2024")], ("nothing in it is newer than 2024",), id="old"),
        pytest.param(
            [("m2", "back in 2023"), ("m3", "back in 2024")],
            ("nothing in it is newer than 2024",),
            id="all of it old",
        ),
        pytest.param([("m2", "back in 2024"), ("m3", "this week")], (), id="one of it old"),
        pytest.param([("m2", "back in 2025")], (), id="of last year"),
        pytest.param([("m2", "this week")], (), id="a year in a title is none"),
    ],
)
def test_a_letter_is_old_when_all_of_it_is(
    willing: World, said: list[tuple[str, str]], found: tuple[str, ...]
) -> None:
    """One reason of an earlier year says so itself, and is no reason to stop."""
    both_wrote(willing, *said)
    willing.compose()
    assert marks(willing, "m4") == found


def test_two_who_write_in_different_languages_are_to_be_looked_at(willing: World) -> None:
    willing.languages = {"m1": "de", "m2": "en"}
    willing.compose()
    assert "Tomás Quiñones: the two write in different languages" in marks(willing, "m1")


@pytest.mark.parametrize("name", ["knots4ever", "tomas"])
def test_a_handle_in_place_of_a_name_is_to_be_looked_at(willing: World, name: str) -> None:
    willing.names["m2"] = name
    willing.compose()
    assert f"{name} may not be a name to introduce somebody by" in marks(willing, "m1")


def test_a_contact_who_may_be_named_no_more_is_to_be_looked_at(willing: World) -> None:
    """What is left of the reason says little."""
    willing.compose()
    assert marks(willing, "m1") == ()
    willing.say("m5", "no", "introducer", at=NOW)
    willing.compose()
    assert marks(willing, "m1") == (
        "Sefa Tuimavave: the reason is somebody both talk with, who may not be named",
    )


def test_whom_somebody_did_not_welcome_is_to_be_looked_at_everywhere(willing: World) -> None:
    """Also in letters that were composed before it was said; the letters stay as they are."""
    willing.compose()
    before = willing.files()
    willing.ledger.record_feedback(
        account(member("m5")), "unwelcome", other_account_id=account(member("m2")), issue=ISSUE,
        source="reply", said_at=NOW, now=NOW,
    )  # fmt: skip
    assert marks(willing, "m1") == ("Tomás Quiñones was unwelcome to somebody",)
    assert marks(willing, "m2") == ("the reader was unwelcome to somebody",)
    assert marks(willing, "m3") == ()
    assert willing.files() == before


def test_who_said_unwelcome_gets_no_letter_unseen(willing: World) -> None:
    willing.ledger.record_feedback(
        account(member("m1")), "unwelcome", other_account_id=account(member("m5")), issue=ISSUE,
        source="reply", said_at=NOW, now=NOW,
    )  # fmt: skip
    willing.compose()
    assert marks(willing, "m1") == ("the reader said that somebody was unwelcome",)
