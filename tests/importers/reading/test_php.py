"""Values that PHP programs keep in a text column."""

import pytest

from importers.reading.php import numbers_in, strings_in, unserialized


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('s:3:"Ana";', "Ana"),
        ("i:-7;", -7),
        ("b:1;", True),
        ("d:0.5;", 0.5),
        ("N;", None),
        ("a:0:{}", {}),
        ('a:2:{i:0;s:2:"to";s:1:"k";a:1:{i:5;b:0;}}', {0: "to", "k": {5: False}}),
        ('a:1:{i:3;s:5:"Köln";}', {3: "Köln"}),
        ('s:9:"a ";b "c"";', 'a ";b "c"'),
    ],
)
def test_serialised_values_are_read(text: str, value: object) -> None:
    """Strings end where their length says, counted in bytes."""
    assert unserialized(text) == value


def test_a_length_in_another_encoding_is_forgiven() -> None:
    """A name counted in Latin-1 ends at its quote."""
    assert unserialized('a:1:{i:3;s:4:"Köln";}') == {3: "Köln"}


@pytest.mark.parametrize(
    "text",
    [
        None, 5, "", "plain", "a:1:{i:0;", 'O:8:"stdClass":0:{}', "i:x;", 's:-5:"ab";',
        "a:1:{a:0:{}i:1;}",
        "a:1:{" * 100, 's:99:"never ends', "i:" + "9" * 5000 + ";", 'a:1:{i:0;s:0:"";s:-9:"";}',
    ],
)  # fmt: skip
def test_what_is_broken_or_an_object_is_nothing(text: object) -> None:
    assert unserialized(text) is None


def test_ids_and_texts_in_lists() -> None:
    assert numbers_in("5,2,x,0, 7,5") == ("5", "2", "7")
    assert numbers_in(9) == ("9",)
    assert numbers_in(None) == ()
    assert strings_in({0: "red", 1: {}, 2: "", 3: "blue"}) == ("red", "blue")
    assert strings_in("red") == ()
