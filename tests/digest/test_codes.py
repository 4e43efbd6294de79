"""Signed codes: whose they are, that nobody else makes one, and where the keys come from."""

from __future__ import annotations

import base64
import os
import random
import re
from collections import Counter

import pytest

from digest.codes import Codes, Keys, Signed, signed_address, without_codes
from digest.errors import BadKeys

ACCOUNTS = [f"discourse:knots.example.org:{number}" for number in range(200)]
NEW, OLD = "b:" + "5f" * 32, "a:" + "0c" * 32
FORGED = 1_000_000 if os.environ.get("COMMUNIS_FULL") else 20_000


@pytest.fixture(scope="module")
def codes() -> Codes:
    return Codes(Keys.from_text(f"{NEW} {OLD}", "knot-tyers"), ACCOUNTS)


def test_a_code_says_whose_it_is_and_what_for(codes: Codes) -> None:
    """Every account gets its own back, for letters and for each invitation."""
    assert codes.read(codes.code(ACCOUNTS[7])) == Signed(ACCOUNTS[7], None)
    assert codes.read(codes.code(ACCOUNTS[7], 41)) == Signed(ACCOUNTS[7], 41)
    assert codes.read(codes.code(ACCOUNTS[7], 1023)) == Signed(ACCOUNTS[7], 1023)
    assert len({codes.code(account_id) for account_id in ACCOUNTS}) == len(ACCOUNTS)
    with pytest.raises(ValueError, match="expected 0 to 1023"):
        codes.code(ACCOUNTS[7], 1024)


def test_a_code_fits_an_address_in_any_case(codes: Codes) -> None:
    """Mail servers may write an address in capitals; a local part has 64 characters at most."""
    code = codes.code(ACCOUNTS[3])
    address = signed_address("ilse.vermaak@knots.example.org", code)
    assert address == f"ilse.vermaak+{code}@knots.example.org"
    assert codes.read_all(f"Ilse <{address.upper()}>, other@example.org") == {
        Signed(ACCOUNTS[3], None)
    }
    assert signed_address("a-name-that-is-long-enough-for-two@knots.example.org", code) is None
    assert without_codes(f"stop {code} now").split() == ["stop", "now"]


def test_a_signature_is_128_bits(codes: Codes) -> None:
    """The last 26 letters are 16 bytes, and no other letters stand for the same."""
    code = codes.code(ACCOUNTS[0])
    signature = base64.b32decode((code[-26:] + "======").upper())
    assert len(signature) == 16
    others = set("abcdefghijklmnopqrstuvwxyz234567") - {code[-1]}
    assert all(codes.read(code[:-1] + other) is None for other in others)


def test_each_character_is_signed(codes: Codes) -> None:
    """Changing any one character makes it nobody's."""
    code = codes.code(ACCOUNTS[0], 3)
    for place in range(len(code)):
        for other in "abcz27":
            if other != code[place]:
                assert codes.read(code[:place] + other + code[place + 1 :]) is None


def test_a_code_for_letters_is_none_for_an_invitation(codes: Codes) -> None:
    """Nobody turns the code below a letter into the yes to an invitation."""
    letter, invited = codes.code(ACCOUNTS[0]), codes.code(ACCOUNTS[0], 1)
    assert codes.read(letter[:1] + invited[1:3] + letter[3:]) is None


def test_forged_codes_are_nobodys(codes: Codes) -> None:
    """Random ones, and random signatures below real accounts and keys: none is taken."""
    lot = random.Random(11)
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    heads = [codes.code(account_id, number)[:11] for account_id in ACCOUNTS for number in (0, 1)]
    taken: Counter[bool] = Counter()
    for number in range(FORGED):
        head = heads[number % len(heads)] if number % 4 else "".join(lot.choices(letters, k=11))
        taken[codes.read(head + "".join(lot.choices(letters, k=26))) is not None] += 1
    assert taken == {False: FORGED}


def test_an_older_key_is_still_read_and_no_longer_signs() -> None:
    """After a change of keys, answers to older letters count until the old key is taken away."""
    before = Codes(Keys.from_text(OLD, "knot-tyers"), ACCOUNTS)
    between = Codes(Keys.from_text(f"{NEW}, {OLD}", "knot-tyers"), ACCOUNTS)
    after = Codes(Keys.from_text(NEW, "knot-tyers"), ACCOUNTS)
    old, new = before.code(ACCOUNTS[5]), between.code(ACCOUNTS[5])
    assert (old[0], new[0]) == ("a", "b")
    assert between.read(old) == between.read(new) == Signed(ACCOUNTS[5], None)
    assert after.read(old) is None
    assert after.read(new) == Signed(ACCOUNTS[5], None)


def test_another_community_has_other_codes() -> None:
    """The same key in two communities signs nothing for the other."""
    here = Codes(Keys.from_text(NEW, "knot-tyers"), ACCOUNTS)
    there = Codes(Keys.from_text(NEW, "few-hives"), ACCOUNTS)
    assert there.read(here.code(ACCOUNTS[0])) is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "not set; expected keys such as a:<64 or more hex digits>; make one with: python3"),
        ("  ", "not set"),
        ("a:sesame", "a part is not one letter, a colon and hex"),
        ("a:" + "0c" * 31, "a part is not one letter"),
        (f"{NEW} {NEW}", "two keys are called b; rename one"),
    ],
)
def test_keys_that_will_not_do(text: str | None, complaint: str) -> None:
    """The message says what to do, and never what it found."""
    with pytest.raises(BadKeys, match=re.escape(complaint)) as problem:
        Keys.from_text(text, "knot-tyers")
    assert "sesame" not in str(problem.value)
    assert "0c0c" not in str(problem.value)


def test_the_samples_key_is_for_the_sample_alone() -> None:
    """The sample needs no key; a real community cannot use the one everybody knows."""
    sample = Keys.from_text(None, "mending-table", is_sample=True)
    known = sample.by_name["s"].hex()
    with pytest.raises(BadKeys, match="this is the sample's key"):
        Keys.from_text(f"s:{known}", "knot-tyers")
    assert known not in repr(sample)
