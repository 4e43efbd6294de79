"""Signed codes: whoever sends one back is the member it was made for, whatever the From line says.

A code is 37 letters and digits: one names the key, two the invitation it answers (none: a letter),
eight the account, and 26 are the signature: 128 bits of an HMAC-SHA256 over all of it, under a key
that only the manager has. It stands behind a plus sign in an address, or in a subject.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from digest.errors import BadKeys

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_CODE = re.compile(r"(?<![a-z0-9])([a-z2-7])([a-z2-7]{2})([a-z2-7]{8})([a-z2-7]{26})(?![a-z0-9])")
_KEY = re.compile(r"([a-z2-7]):([0-9a-f]{64,})")
_SAMPLE_KEY = hashlib.sha256(b"the sample's key: everybody it speaks for is invented").digest()
MOST_INVITATIONS = 32**2 - 1

HOW_TO_MAKE_ONE = (
    "make one with: python3 -c \"import secrets; print('a:' + secrets.token_hex(32))\""
)


@dataclass(frozen=True)
class Keys:
    """The keys that sign codes, by the letter that names each; the first signs, all are known."""

    community_id: str
    by_name: Mapping[str, bytes]

    def __repr__(self) -> str:
        return f"Keys({self.community_id!r}, {', '.join(self.by_name)})"

    @classmethod
    def from_text(cls, text: str | None, community_id: str, *, is_sample: bool = False) -> Keys:
        """The keys in a text such as 'b:<64 hex digits> a:<64 hex digits>', the newest first.

        An older key stays in the list while answers to older letters are to be understood. The
        sample has a key of its own, and nobody else may use it. Raises BadKeys; it never says what
        it found.
        """
        if not (text or "").strip() and is_sample:
            return cls(community_id, {"s": _SAMPLE_KEY})
        found: dict[str, bytes] = {}
        for part in re.split(r"[\s,]+", (text or "").strip()):
            match = _KEY.fullmatch(part)
            if match is None:
                raise BadKeys(
                    "COMMUNIS_REPLY_KEYS: "
                    + ("not set" if not part else "a part is not one letter, a colon and hex")
                    + f"; expected keys such as a:<64 or more hex digits>; {HOW_TO_MAKE_ONE}"
                )
            if match[1] in found:
                raise BadKeys(f"COMMUNIS_REPLY_KEYS: two keys are called {match[1]}; rename one")
            found[match[1]] = bytes.fromhex(match[2][: len(match[2]) // 2 * 2])
        if _SAMPLE_KEY in found.values() and not is_sample:
            raise BadKeys(f"COMMUNIS_REPLY_KEYS: this is the sample's key; {HOW_TO_MAKE_ONE}")
        return cls(community_id, found)


@dataclass(frozen=True)
class Signed:
    """What a valid code says."""

    account_id: str
    invitation: int | None
    """The invitation it answers; None: a letter."""


class Codes:
    """Makes and reads the codes of the accounts it was given."""

    def __init__(self, keys: Keys, account_ids: Iterable[str]) -> None:
        self._keys = keys
        self._account_ids = tuple(account_ids)

    def code(self, account_id: str, invitation: int = 0) -> str:
        """The account's code under the newest key; invitation 0: for its letters."""
        if not 0 <= invitation <= MOST_INVITATIONS:
            raise ValueError(f"invitation {invitation}: expected 0 to {MOST_INVITATIONS}")
        name = next(iter(self._keys.by_name))
        about = _DIGITS[invitation >> 5] + _DIGITS[invitation & 31]
        return name + about + self._who(name, account_id) + self._signature(name, about, account_id)

    def read(self, code: str) -> Signed | None:
        """Whose code it is, and what for; None for every text that is not one of ours."""
        match = _CODE.fullmatch(code)
        if match is None or match[1] not in self._keys.by_name:
            return None
        name, about, who, signature = match.groups()
        for account_id in self._by_who.get((name, who), ()):
            if hmac.compare_digest(self._signature(name, about, account_id), signature):
                number = _DIGITS.index(about[0]) * 32 + _DIGITS.index(about[1])
                return Signed(account_id, number or None)
        return None

    def read_all(self, text: str) -> set[Signed]:
        """Every valid code in an address or a subject."""
        # Mail servers may change the case of an address.
        found = (self.read(match[0]) for match in _CODE.finditer(text.lower()))
        return {signed for signed in found if signed}

    @cached_property
    def _by_who(self) -> dict[tuple[str, str], list[str]]:
        by_who: dict[tuple[str, str], list[str]] = {}
        for name in self._keys.by_name:
            for account_id in self._account_ids:
                by_who.setdefault((name, self._who(name, account_id)), []).append(account_id)
        return by_who

    def _who(self, name: str, account_id: str) -> str:
        return _letters(self._mac(name, "who", account_id)[:5])

    def _signature(self, name: str, about: str, account_id: str) -> str:
        return _letters(self._mac(name, f"may answer {about}", account_id)[:16])

    def _mac(self, name: str, what: str, account_id: str) -> bytes:
        text = "\0".join((self._keys.community_id, what, account_id))
        return hmac.digest(self._keys.by_name[name], text.encode(), "sha256")


def without_codes(text: str) -> str:
    """The text with everything that looks like a code cut out."""
    return _CODE.sub(" ", text.lower())


def signed_address(address: str, code: str) -> str | None:
    """The address with the code in it; None when that is longer than mail servers allow."""
    local, _, host = address.rpartition("@")
    return f"{local}+{code}@{host}" if len(local) + 1 + len(code) <= 64 else None


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode().rstrip("=").lower()
