"""What a text reads as when the ways of writing letters by numbers are undone.

The pages' words are cleaned and the finished pages scanned by the same readings, so that nothing is
hidden from the one that the other finds: a word that would stop a publication is gone before it.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import unquote

_MOST_LAYERS = 3
_BYTES = re.compile(r"(?:=[0-9A-Fa-f]{2})+")
_SOFT_BREAK = re.compile(r"=\r?\n")
_ESCAPES = re.compile(r"(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})+")
_BASE64 = re.compile(r"(?<![\w+/-])[A-Za-z0-9+/_-]{12,}={0,2}(?![\w+/=-])")
_BASE64_OF_PLACES = str.maketrans("-_", "+/")


def decoded(text: str) -> str:
    """The text with HTML entities, percent signs, JSON escapes, quoted-printable and base64 undone.

    One within the other too, up to three deep; a text that holds none of them comes back as it is.
    """
    for _ in range(_MOST_LAYERS):
        read = _undone(text)
        if read == text:
            break
        text = read
    return text


def _undone(text: str) -> str:
    if "&" in text:
        text = html.unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\\" in text:
        text = _ESCAPES.sub(_of_escapes, text)
    if "=" in text:
        text = _BYTES.sub(_of_bytes, _SOFT_BREAK.sub("", text))
    return _BASE64.sub(_of_base64, text)


def _of_escapes(found: re.Match[str]) -> str:
    units = re.findall(r"\\[ux]([0-9A-Fa-f]+)", found.group())
    # Two escapes of UTF-16 may be one sign.
    raw = b"".join(int(unit, 16).to_bytes(2, "big") for unit in units)
    return raw.decode("utf-16-be", errors="replace")


def _of_bytes(found: re.Match[str]) -> str:
    return bytes.fromhex(found.group().replace("=", "")).decode(errors="replace")


def _of_base64(found: re.Match[str]) -> str:
    """What the letters stand for, where that can be read; else the letters."""
    letters = found.group().rstrip("=").translate(_BASE64_OF_PLACES)
    try:
        read = base64.b64decode(letters + "=" * (-len(letters) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return found.group()
    # A long word that happens to stand for signs nobody writes stays the word.
    return read if read.replace("\n", " ").isprintable() else found.group()
