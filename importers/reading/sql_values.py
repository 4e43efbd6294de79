"""The values in the rows of SQL dumps, as each dialect writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from importers.reading.sql_syntax import Dialect

Value = str | int | float | None


class Unreadable(Exception):
    """Bytes that are no text, or the answer of a function that we do not know."""


_COMMON_ESCAPES = (("\\'", "'"), ('\\"', '"'), ("\\n", "\n"), ("\\r", "\r"))
_MYSQL = {"t": "\t", "0": "\0", "b": "\b", "Z": "\x1a", "%": "\\%", "_": "\\_"}
_MYSQL_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_POSTGRES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v"}
_POSTGRES_ESCAPE = re.compile(
    r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))++)|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)",
    re.DOTALL,
)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]{1,2})|([0-7]{1,3}))")
_UNISTR = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([0-9A-Fa-f]{4})|\+([0-9A-Fa-f]{6}))"
)
_NUMBER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_CAST = re.compile(r"'\s*+(::[\w ]++(?:\(\d++\))?+(?:\[\])?+)\Z")
_INTRODUCED = re.compile(r"_\w+\s*(?=')")
_UNHEX = re.compile(r"UNHEX\(\s*'([0-9A-Fa-f]*)'\s*\)", re.IGNORECASE)
_REPLACED = re.compile(r",\s*'([^']{1,20})'\s*,\s*char\(\s*(\d{1,3})\s*\)\s*\)\Z", re.IGNORECASE)
_CALL_OF_TEXT = re.compile(
    r"(?:CAST|CONVERT|TO_DATE|TO_TIMESTAMP|JSON|DATE|TIMESTAMP)\(\s*+([nN]?'.*')[^']*+\)\Z",
    re.DOTALL | re.IGNORECASE,
)
_WORDS: Mapping[str, Value] = {"null": None, "default": None, "true": 1, "false": 0}
_DIGITS_OF_A_NUMBER = 30


def value_of(token: str, dialect: Dialect) -> Value:
    """What a value of a row says: whole numbers as int, what is quoted as text, NULL as None.

    Raises Unreadable for bytes that are no text and for functions that we do not know.
    """
    first = token[0]
    if first == "'":
        return _plain(token, dialect)
    if token.isdecimal() and len(token) <= _DIGITS_OF_A_NUMBER:
        return int(token)
    if first.isdecimal() or first in "+-.":
        return _number(token)
    if (word := token.lower()) in _WORDS:
        return _WORDS[word]
    if first == '"':
        return _unescaped_mysql(token[1:-1].replace('""', '"'))
    return _marked(token, dialect)


def _plain(token: str, dialect: Dialect) -> str:
    if token[-1] != "'":
        cast = _CAST.search(token)
        token = token[: cast.start() + 1] if cast else token
    text = token[1:-1]
    text = text.replace("''", "'") if "'" in text else text
    return _unescaped_mysql(text) if dialect == "mysql" else text


def _unescaped_mysql(text: str) -> str:
    """The text without escapes; several times faster than a pattern for each of them."""
    if "\\" not in text:
        return text
    return "\\".join(map(_without_escapes, text.split("\\\\")))


def _without_escapes(text: str) -> str:
    for written, meant in _COMMON_ESCAPES:
        text = text.replace(written, meant)
    return _MYSQL_ESCAPE.sub(_mysql_character, text) if "\\" in text else text


def _mysql_character(match: re.Match[str]) -> str:
    return _MYSQL.get(match.group(1), match.group(1))


def _number(token: str) -> Value:
    if token[:2] in ("0x", "0X"):
        return _from_hex(token[2:])
    if len(token) <= _DIGITS_OF_A_NUMBER:
        if _NUMBER.fullmatch(token):
            return int(token)
        if _DECIMAL.fullmatch(token):
            return float(token)
    raise Unreadable


def _marked(token: str, dialect: Dialect) -> Value:
    """The value of a string with something before it, or of a function."""
    first, second = token[0], token[1:2]
    if second == "'":
        if first in "eE":
            cast = _CAST.search(token)
            parts = token[2 : cast.start() if cast else -1].split("''")
            return "'".join(map(unescaped, parts))
        if first in "xX":
            return _from_hex(token[2:-1])
        if first in "bB" and set(token[2:-1]) <= {"0", "1"}:
            return int(token[2:-1] or "0", 2)
        if first in "nN":
            return _plain(token[1:], dialect)
    if introduced := _INTRODUCED.match(token):
        return _decoded_text(_plain(token[introduced.end() :], dialect))
    if match := _UNHEX.fullmatch(token):
        return _from_hex(match.group(1))
    if token[:7].lower() in ("replace", "unistr("):
        return _sqlite_text(token)
    if match := _CALL_OF_TEXT.match(token):
        return value_of(match.group(1), dialect)
    raise Unreadable


def _decoded_text(text: str) -> str:
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise Unreadable
    return text


def _from_hex(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode("utf-8")
    except ValueError:
        raise Unreadable from None


def _sqlite_text(token: str) -> str:
    r"""The text of SQLite's replace('a\nb','\n',char(10)) and unistr('a\u000ab')."""
    replaced: list[tuple[str, str]] = []
    while token[:8].lower() == "replace(" and (match := _REPLACED.search(token)):
        replaced.append((match.group(1), chr(int(match.group(2)))))
        token = token[8 : match.start()]
    if token[:7].lower() == "unistr(" and token.endswith(")"):
        return _UNISTR.sub(_character, _plain(token[7:-1].strip(), "standard"))
    if token[:1] != "'":
        raise Unreadable
    text = _plain(token, "standard")
    for written, meant in reversed(replaced):
        text = text.replace(written, meant)
    return text


def _character(match: re.Match[str]) -> str:
    return _chr(next(group for group in match.groups() if group))


def _chr(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else "\N{REPLACEMENT CHARACTER}"


def unescaped(text: str) -> str:
    """The text behind PostgreSQL's backslash escapes, in E'…' and in COPY."""
    return _POSTGRES_ESCAPE.sub(_postgres_character, text) if "\\" in text else text


def _postgres_character(match: re.Match[str]) -> str:
    written, four, eight, sign = match.groups()
    if sign is not None:
        return _POSTGRES.get(sign, sign)
    if written is None:
        return _chr(four or eight)
    codes = (int(two, 16) if two else int(octal, 8) & 0xFF for two, octal in _BYTE.findall(written))
    return bytes(codes).decode("utf-8", errors="replace")
