"""What the beginning of an SQL dump says: that it is one, its dialect and its encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from importers.importer import ExportFile
from importers.reading.bytes import CHUNK, Encoding, find_encoding, open_bytes
from importers.reading.sql_syntax import Dialect

_OPENING = re.compile(
    r"\s*(?:--|#|/\*|\\|(?:SET|CREATE|DROP|INSERT|REPLACE|PRAGMA|BEGIN|START|USE|LOCK|COPY|ALTER)\s)",
    re.IGNORECASE,
)
_HAS_STATEMENT = re.compile(
    r"^\s*(?:CREATE\s+(?:TABLE|DATABASE|SCHEMA|EXTENSION|FUNCTION|TYPE)\s|DROP\s+TABLE\s"
    r"|(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s|COPY\s[^\n;]+\sFROM\s+stdin"
    r"|SET\s+[\w.@]+\s*=|/\*!\d{5}\s)",
    re.IGNORECASE | re.MULTILINE,
)
_POSTGRES = re.compile(
    r"PostgreSQL database dump|^COPY\s[^\n;]+\sFROM\s+stdin"
    r"|^SET (?:statement_timeout|client_encoding)",
    re.IGNORECASE | re.MULTILINE,
)
_SQLITE = re.compile(r"\s*PRAGMA\s+foreign_keys|\s*BEGIN TRANSACTION;", re.IGNORECASE)
_BACKSLASHES_ON = re.compile(r"standard_conforming_strings\s*(?:=|TO)\s*'?off", re.IGNORECASE)
_ENCODING = re.compile(
    rb"SET\s+NAMES\s+'?(\w+)|client_encoding\s*(?:=|TO)\s*'?(\w+)", re.IGNORECASE
)
_CODECS = {
    "utf8": "utf-8", "utf8mb3": "utf-8", "utf8mb4": "utf-8", "unicode": "utf-8",
    "latin1": "cp1252", "latin2": "cp1250", "latin5": "cp1254", "greek": "cp1253",
    "hebrew": "cp1255", "cp1250": "cp1250", "cp1251": "cp1251", "win1250": "cp1250",
    "win1251": "cp1251", "win1252": "cp1252", "koi8r": "koi8_r", "sjis": "shift_jis",
    "ujis": "euc_jp", "gbk": "gb18030", "big5": "big5", "euckr": "euc_kr",
}  # fmt: skip


def is_dump(file: ExportFile) -> bool:
    """Whether the beginning is that of an SQL dump."""
    start = beginning(file)
    return _OPENING.match(start) is not None and _HAS_STATEMENT.search(start) is not None


def beginning(file: ExportFile) -> str:
    """The first of its text."""
    start = file.head()
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return start.decode("utf-16", errors="replace")
    return start.decode("utf-8-sig", errors="replace")


def dialect_of(start: str) -> Dialect:
    """How strings are written, told from the first of the text."""
    if _POSTGRES.search(start):
        return "mysql" if _BACKSLASHES_ON.search(start) else "postgresql"
    return "standard" if _SQLITE.match(start) else "mysql"


def encoding_of(file: ExportFile) -> Encoding:
    """As the dump states it; a text that is UTF-8 is never taken for anything else."""
    head = file.head()
    stated = _ENCODING.search(head)
    name = (stated.group(1) or stated.group(2) or b"").decode().lower() if stated else ""
    codec = _CODECS.get(name)
    if codec == "utf-8" and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # Unlike a guess, this does not fall for bytes of pictures and addresses in between.
        return Encoding("utf-8-sig")
    found = find_encoding(file.path)
    return Encoding(codec) if codec and found.is_guess else found


def pieces(file: ExportFile, encoding: Encoding) -> Iterator[str]:
    """The text piece by piece; a damaged gzip gives all its good bytes, then raises."""
    decoder = codecs.getincrementaldecoder(encoding.name)(errors="replace")
    with open_bytes(file.path, name=file.name) as stream:
        # read1, not read: read loses what it has gathered when a later piece is damaged.
        while data := stream.read1(CHUNK):  # type: ignore[attr-defined]
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)
