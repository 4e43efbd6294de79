"""Who appears where; the table in docs/privacy.md is this one."""

from __future__ import annotations

from pathlib import Path

import pytest

import ledger
from ledger.purposes import MEANINGS, PURPOSES
from ledger.visibility import PLACES, STATES, VISIBILITY, shown, visibility_markdown

PRIVACY = Path(__file__).parents[2] / "docs" / "privacy.md"


def test_every_state_answers_for_every_place() -> None:
    assert set(VISIBILITY) == set(STATES)
    assert all(list(row) == list(PLACES) for row in VISIBILITY.values())


def test_the_document_holds_the_table() -> None:
    """What people read is what the code asks."""
    assert visibility_markdown() in PRIVACY.read_text(encoding="utf-8")


def test_the_document_explains_every_purpose_and_state() -> None:
    text = PRIVACY.read_text(encoding="utf-8")
    for purpose, meaning in MEANINGS.items():
        assert f"| {purpose} | You may {meaning}. |" in text
    for state, meaning in STATES.items():
        assert f"| {state} | {meaning} |" in text


def test_every_purpose_opens_some_place() -> None:
    """Nobody is asked for a yes that is good for nothing."""
    assert {purpose for needed in PLACES.values() for purpose in needed} == set(PURPOSES)


def test_exported_names_exist() -> None:
    assert ledger.__all__ == sorted(ledger.__all__, key=lambda name: (not name.isupper(), name))
    assert all(hasattr(ledger, name) for name in ledger.__all__)


@pytest.mark.parametrize("place", PLACES)
def test_without_an_answer_nobody_is_named(place: str) -> None:
    assert shown(place, consented=()) in ("no", "unnamed", "counted")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("state", ["barred", "departed", "minor", "memorial", "spam", "erased"])
def test_some_are_never_named_whatever_they_said(place: str, state: str) -> None:
    assert shown(place, consented=PURPOSES, states=[state]) != "yes"


def test_the_strictest_of_several_states_holds() -> None:
    place = "author of open conversations and quotations"
    assert shown(place, consented=PURPOSES, states=["team"]) == "yes"
    assert shown(place, consented=PURPOSES, states=["team", "departed"]) == "unnamed"
    assert shown(place, consented=PURPOSES, states=["departed", "erased"]) == "no"


def test_a_letter_needs_two_answers() -> None:
    """Who is matched but wants no letter gets none, and the other way round."""
    assert shown("gets the letter", consented=["digest"]) == "no"
    assert shown("gets the letter", consented=["digest", "match"]) == "yes"


def test_pausing_letters_does_not_hide_anybody() -> None:
    assert shown("gets the letter", consented=PURPOSES, states=["letters paused"]) == "no"
    assert (
        shown("named in another's letter", consented=PURPOSES, states=["letters paused"]) == "yes"
    )
    paused = ["introductions paused"]
    assert shown("named in another's letter", consented=PURPOSES, states=paused) == "no"
    assert shown("welcome page", consented=PURPOSES, states=paused) == "yes"
