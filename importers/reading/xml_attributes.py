"""The attributes of a well-formed element, many times faster than by a parser.

Whatever is out of the ordinary is left to the parser: this never decides that something is broken.
"""

from __future__ import annotations

import re

_PAIR = re.compile(
    r""" ++(?!xml)([A-Za-z_][A-Za-z0-9_.-]*+)=(?:"([^"]*+)"|'([^']*+)')""", re.IGNORECASE
)
_END = re.compile(r" */>")
_CHARACTERS = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&#xA;": "\n",
    "&#xD;": "\r",
    "&#10;": "\n",
    "&#39;": "'",
    "&amp;": "&",
}
"""The frequent references, &amp; last: what it leaves must not be taken for another."""
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]{1,6})|#([0-9]{1,7})|(lt|gt|quot|apos|amp));")
# In an attribute a parser turns line ends into blanks; the others are forbidden.
_UNUSUAL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 1 << 20


def quick_attributes(piece: str, tag: str) -> dict[str, str] | None:
    """Names and values of an empty element of that name, from behind its `<` up to the next one.

    None when a parser should look at it.
    """
    text = piece.rstrip(" \r\n\t")
    if len(text) > _LONGEST or not (text.isprintable() or not _UNUSUAL.search(text)):
        return None
    found: dict[str, str] = {}
    end = len(tag)
    count = 0
    for pair in _PAIR.finditer(text, end):
        if pair.start() != end:
            return None
        name, doubly, singly = pair.groups()
        value = singly if doubly is None else doubly
        if "&" in value:
            resolved = unescaped(value)
            if resolved is None:
                return None
            value = resolved
        found[name] = value
        end = pair.end()
        count += 1
    is_whole = _END.fullmatch(text, end) is not None
    return found if is_whole and len(found) == count else None


def unescaped(value: str) -> str | None:
    """The value with its references resolved; None when one is not XML's own."""
    known = sum(map(value.count, _CHARACTERS))
    if known == value.count("&"):
        for reference, meant in _CHARACTERS.items():
            value = value.replace(reference, meant)
        return value
    pieces: list[str] = []
    begin = 0
    while (at := value.find("&", begin)) >= 0:
        match = _REFERENCE.match(value, at)
        character = _character(match) if match else None
        if match is None or character is None:
            return None
        pieces += (value[begin:at], character)
        begin = match.end()
    pieces.append(value[begin:])
    return "".join(pieces)


def _character(match: re.Match[str]) -> str | None:
    hexadecimal, decimal, name = match.groups()
    if name:
        return _CHARACTERS[f"&{name};"]
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if number > 0x10FFFF or not _ALLOWED.match(chr(number)):
        return None
    return chr(number)
