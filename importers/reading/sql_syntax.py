"""What SQL dumps are written in: patterns for values, rows, names and statements, by dialect.

Every repetition is possessive: a pattern never goes back over what it has read, so a hostile text
costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Dialect = Literal["mysql", "postgresql", "standard"]
"""MySQL and old PostgreSQL escape with backslashes, newer PostgreSQL in E'…' only, SQLite never.

"mysql": backslashes everywhere. "postgresql": in E'…'. "standard": nowhere.
"""

_ESCAPED = r"'(?:[^'\\]++|\\.|'')*+'"
_PLAIN = r"'(?:[^']++|'')*+'"
_DOUBLE_ESCAPED = r'"(?:[^"\\]++|\\.|"")*+"'
_DOUBLE_PLAIN = r'"(?:[^"]++|"")*+"'
_NAME = r'(?:`[^`\n]{1,128}+`|"[^"\n]{1,128}+"|\[[^\]\n]{1,128}+\]|[^\W\d][\w$]{0,127}+)'
_TABLE = rf"(?:{_NAME}\s*+\.\s*+)?({_NAME})"
NAME = re.compile(_NAME)

INSERT = re.compile(
    r"(?:INSERT|REPLACE)\s++"
    r"(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE|OR\s++[A-Z]++)\s++)*+(?:INTO\s++)?"
    rf"{_TABLE}\s*+(?:\((\s*+{_NAME}\s*+(?:,\s*+{_NAME}\s*+)*+)\)\s*+)?"
    r"(?:OVERRIDING\s++\w++\s++VALUE\s++)?VALUES?(?=[\s(])",
    re.IGNORECASE,
)
CREATE_TABLE = re.compile(
    r"CREATE\s++(?:(?:TEMPORARY|TEMP|UNLOGGED|FOREIGN)\s++)?TABLE\s++"
    rf"(?:IF\s++NOT\s++EXISTS\s++)?{_TABLE}\s*+\(",
    re.IGNORECASE,
)
COPY = re.compile(
    rf"COPY\s++(?:ONLY\s++)?{_TABLE}\s*+(?:\((\s*+{_NAME}\s*+(?:,\s*+{_NAME}\s*+)*+)\)\s*+)?"
    r"FROM\s++stdin[^;\n]*+;[ \t]*+(\r?)\n",
    re.IGNORECASE,
)
NEXT_STATEMENT = re.compile(
    r"^(?:(?:INSERT|REPLACE)\s++(?:IGNORE\s++)?INTO\s|CREATE\s++TABLE\s|DROP\s++TABLE\s"
    r"|COPY\s++[^\n;]{1,9999}?\sFROM\s++stdin|(?:UN)?LOCK\s++TABLES|ALTER\s++TABLE\s|/\*!\d)",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines that begin a statement of a dump, and hardly anything that people write."""
END_OF_COPY = re.compile(r"^\\\.\r?$", re.MULTILINE)
END_OF_COPY_OR_NEXT = re.compile(
    r"^(?:\\\.\r?$|(?=COPY\s[^\n;]{1,9999}?\sFROM\s++stdin;))", re.MULTILINE
)
PROCEDURAL = re.compile(r"(?:CREATE\s(?!TABLE)|DO\b|ALTER\s++FUNCTION)", re.IGNORECASE)
"""Statements that may hold other statements."""
DOLLARS = re.compile(r"\$\w*+\$")
"""What begins and ends a PostgreSQL string, such as the body of a function."""
WORD = re.compile(r"[A-Za-z]")
DELIMITER = re.compile(r"DELIMITER\s", re.IGNORECASE)
DELIMITER_BACK = re.compile(r"^DELIMITER\s++;\s*?$", re.IGNORECASE | re.MULTILINE)
BLANK = re.compile(r"(?:\s++|;|(?:--|#|\\)[^\n]*+\n|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_KEYS = frozenset([
    "primary", "key", "unique", "index", "constraint", "foreign", "fulltext", "spatial", "check",
    "exclude", "like", "period",
])  # fmt: skip


@dataclass(frozen=True)
class Syntax:
    """One dialect's patterns."""

    dialect: Dialect
    row: re.Pattern[str]
    """One row in brackets (group 1: what is between them) and the comma or semicolon after it."""
    rows: re.Pattern[str]
    """As many rows as there are, each with its comma."""
    cut_row: re.Pattern[str]
    """A row up to the end of the text, that may be whole when the text goes on."""
    value: re.Pattern[str]
    """One value of a row (group 1)."""
    to_end: re.Pattern[str]
    """A statement up to the semicolon or to a token that is not whole."""
    part: re.Pattern[str]
    """One token of a CREATE TABLE: a string, a comment, a bracket, a comma or other text."""


@cache
def syntax_of(dialect: Dialect) -> Syntax:
    """The patterns of a dialect."""
    plain = _ESCAPED if dialect == "mysql" else _PLAIN
    double = _DOUBLE_ESCAPED if dialect == "mysql" else _DOUBLE_PLAIN
    marked = rf"(?:[eE]{_ESCAPED}|(?:_\w++\s*+|[nNxXbBuU]&?+(?='))?+{plain})"
    string = rf"{marked}(?:::[\w ]++(?:\(\d++\))?+(?:\[\])?+)?+"
    inner = rf"(?:[^()'\"]++|{marked}|{double})"
    call = rf"\((?:{inner}|\((?:{inner}|\({inner}*+\))*+\))*+\)"
    core = rf"(?:{string}|{double}|[\w.+-]++(?:{call})?+)"
    value = rf"\s*+{core}\s*+"
    between = rf"{value}(?:,{value})*+"
    open_string = plain[: -len("'")] + (r"\\?+" if dialect == "mysql" else "")
    marked_open = (
        rf"(?:(?:[eE]{_ESCAPED[:-1]}\\?+)|(?:_\w++\s*+|[nNxXbBuU]&?+(?='))?+{open_string})"
    )
    cut_value = (
        rf"\s*+(?:{marked_open}|{double[:-1]}\\?+|[\w.+-]++\((?:[^'\"]++|{marked}|{double})*+"
        rf"(?:{marked_open})?+|(?:{core})?+\s*+)"
    )
    flags = re.DOTALL
    return Syntax(
        dialect,
        row=re.compile(rf"\s*+\(({between})\)\s*+([,;]|(?=(?:ON|AS|RETURNING)\s))", flags),
        rows=re.compile(rf"(?:\s*+\({between}\)\s*+,)*+", flags),
        cut_row=re.compile(
            rf"\s*+(?:\((?:{value},)*+(?:{cut_value}|{value}\)\s*+[A-Za-z]{{0,9}}+))?\Z", flags
        ),
        value=re.compile(rf"\s*+({core})\s*+,?+", flags),
        to_end=re.compile(_to_end(dialect, plain, double), flags),
        part=re.compile(
            rf"{plain}|{double}|`[^`]*+`|--[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|[(),;]"
            r"|[^'\"`(),;/-]++|[/-]",
            flags,
        ),
    )


def _to_end(dialect: Dialect, plain: str, double: str) -> str:
    hash_sign = r"\#[^\n]*+\n" if dialect == "mysql" else r"\#"
    return (
        rf"(?:[^'\"`;/\#$-]++|(?<=[eE]){_ESCAPED}|{plain}|{double}|`[^`]*+`"
        rf"|--[^\n]*+\n|-(?=[^-])|/\*(?:[^*]++|\*(?!/))*+\*/|/(?=[^*])|{hash_sign}"
        r"|\$(?!\w*+\$))*+"
    )


def unquoted(name: str) -> str:
    """The name of a table or a column without its quotes."""
    return name[1:-1] if name[0] in '`"[' else name


def names_in(written: str) -> tuple[str, ...]:
    """The names in the column list of an INSERT or a COPY."""
    return tuple(unquoted(name) for name in NAME.findall(written))


def column_of(definition: str) -> str | None:
    """The column that one part of a CREATE TABLE defines; None for a key or a constraint."""
    match = NAME.match(definition.lstrip())
    if match is None or match.group().lower() in _KEYS:
        return None
    return unquoted(match.group())
