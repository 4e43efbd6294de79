"""A member's mark: own cut, own ink, initials in any script."""

from __future__ import annotations

import hashlib
import unicodedata

CUTS, INKS = 6, 8


def cut_and_ink(member_id: str) -> tuple[int, int]:
    """Which cut (1 to 6) and which ink (1 to 8); the same for ever for the same member."""
    digest = hashlib.sha256(b"mark:" + member_id.encode()).digest()
    return digest[0] % CUTS + 1, digest[1] % INKS + 1


def initials(name: str) -> str:
    """The first letters of the first and the last word, upper case where the script has it.

    Han, Hangul and kana names give one sign; a name without a letter gives a middle dot.
    """
    firsts = [sign for word in name.split() if (sign := _first_letter(word))]
    if not firsts:
        return "·"
    if _is_wide(firsts[0]):
        return firsts[0]
    return firsts[0] if len(firsts) == 1 else firsts[0] + firsts[-1]


def _first_letter(word: str) -> str:
    for place, sign in enumerate(word):
        if unicodedata.category(sign)[0] in "LN":
            marks = ""
            for follower in word[place + 1 :]:
                if unicodedata.category(follower) not in ("Mn", "Mc"):
                    break
                marks += follower
            # ß and its like grow to two letters in upper case.
            return (sign.upper()[:1] if sign.upper() else sign) + marks
    return ""


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign[0]) in ("W", "F")
