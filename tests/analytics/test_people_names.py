"""Names in any script: what agrees, and what only looks as if it did."""

from __future__ import annotations

import pytest

from analytics.identity.names import likeness, looks_like, read_name
from analytics.identity.parties import folded_address


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Lorna Haworth", "HAWORTH  lorna", "same"),
        ("Jörg Köpke", "Jorg Kopke", "same"),
        ("Jörg Köpke", "Joerg Koepke", "near"),
        ("Олена Гнатюк", "Олена Гнатюк", "same"),
        ("Олена Гнатюк", "Olena Hnatiuk", "near"),
        ("هالة صباغ", "هالة صباغ", "same"),
        ("高橋 玲子", "高橋 玲子", "same"),
        ("高橋 玲子", "高桥 玲子", "none"),
        ("Lorna Haworth", "Lorna K. Haworth", "near"),
        ("Lorna Haworth", "Lorna H.", "initial"),
        ("Lorna Haworth", "Lorna Quilter", "none"),
        ("lornahaworth", "Lorna Haworth", "near"),
        ("Deleted User", "deleted user", "none"),
        ("[deleted]", "[deleted]", "none"),
        ("", "", "none"),
        ("🙂", "🙂", "none"),
    ],
)
def test_names_agree(one: str, other: str, expected: str) -> None:
    """Order, case, marks, scripts and middle names are looked through; nobody's names are not."""
    assert likeness(read_name(one), read_name(other)) == expected
    assert likeness(read_name(other), read_name(one)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("admin", "аdmin"),
        ("admin", "adm1n"),
        ("Callum Reith", "Callum Rеith"),
        ("Copa", "Сора"),
        ("Olena", "0lena"),
        ("Ivan Petrov", "lvan Petrov"),
    ],
)
def test_letters_that_look_alike_are_no_agreement(one: str, other: str) -> None:
    """A name forged with letters of another alphabet is told apart, and told."""
    assert looks_like(read_name(one), read_name(other))
    assert likeness(read_name(one), read_name(other)) == "none"


def test_a_name_in_its_own_alphabet_is_not_forged() -> None:
    """Cyrillic is no forgery of Latin; neither are figures at the end of a handle."""
    assert not read_name("Анна Гнатюк").is_forged
    assert not read_name("anna85").is_forged
    assert not looks_like(read_name("Олена"), read_name("Olena"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" Ana+forum@X.example ", "ana@x.example"),
        ("info@x.example", None),
        ("no-reply@x.example", None),
        ("nothing", None),
        (None, None),
    ],
)
def test_an_address_is_one_persons(written: str | None, expected: str | None) -> None:
    assert folded_address(written) == expected
