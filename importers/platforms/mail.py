"""What a mail says, however old or broken the program that wrote it: headers, senders, words."""

from __future__ import annotations

import base64
import binascii
import codecs
import email
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message as Mail
from email.utils import parseaddr, parsedate_tz

from importers.errors import TooLarge
from importers.reading.text import clean_text, html_to_text

MOST_PARTS_INSIDE = 100
"""Declared multiparts in one mail; forwarded chains stay below 20."""

_NESTING = re.compile(rb"content-type[ \t]*:\s{0,20}(?:multipart|message)/", re.IGNORECASE)
_ENCODED_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{1,20})?\?([bq])\?([^?\s]*)\?=", re.I)
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[\w.:*+-]{1,60}\?[bq]\?)", re.I)
_ID = re.compile(r"<([^<>\s]{1,500})>")
_BARE_ID = re.compile(r"[^\s<>@]{1,250}@[^\s<>@]{1,250}")
_ADDRESS = re.compile(r"[^\s<>@\"(),:;]{1,64}@[^\s<>@\"(),:;]{1,255}")
_HIDDEN_AT = re.compile(r"(?<=\S)(?: at | ?\((?:at|a)\) ?| ?\[at\] ?)(?=[\w-]+(?:\.| dot ))", re.I)
_DOTS = re.compile(r"\s+dot\s+", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*(\S+@\S+)\s*\((.*)\)\s*$", re.DOTALL)
_VIA = re.compile(r"^['\"]?(.*?)['\"]? via .+$", re.IGNORECASE | re.DOTALL)
_LIST_ID = re.compile(r"<([^<>\s@]{1,250})>")
# Codecs that are not character sets, and two whose decoding takes quadratic time.
_NO_CHARSETS = frozenset(["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"])
_LONGEST_HEADER = 20_000
"""Characters; the longest that is honest is the References of a long thread."""
_LONGEST_SENDER = 1000
_MOST_COMMENTS = 20
_WIDEST_OFFSET = 14 * 3600
_NO_ZONE = re.compile(r"\d:\d{2}(?::\d{2})?(?:\s{1,9}\d{4})?\s*$")


@dataclass(frozen=True)
class Sender:
    """Who a mail is from; a part that is not told is None."""

    address: str | None
    name: str | None


@dataclass(frozen=True)
class Words:
    """What a mail says."""

    original: str | None
    text: str | None
    """The same as plain text, quotations still in it."""
    is_html: bool = False
    unknown_charset: str | None = None
    """One that no decoder is known for; its text was read as UTF-8 or Western."""


def parse(data: bytes, name: str, place: str) -> Mail:
    """The mail taken apart; raises TooLarge when more lies inside it than honest mails hold."""
    if len(_NESTING.findall(data)) > MOST_PARTS_INSIDE:
        raise TooLarge(
            name,
            f"more than {MOST_PARTS_INSIDE} mails or multiparts inside one mail; left out",
            place=place,
        )
    return email.message_from_bytes(data)


def header(mail: Mail, name: str) -> str | None:
    """The first header of that name on one line, decoded; None when there is none or it is blank.

    Raw bytes count as UTF-8, else as Western.
    """
    wanted = name.lower()
    for key, value in mail.raw_items():
        if key.lower() == wanted:
            return (
                " ".join(clean_text(decoded(_unraw(str(value)[:_LONGEST_HEADER]))).split()) or None
            )
    return None


def _unraw(value: str) -> str:
    """The header's text; the parser keeps bytes beyond ASCII as lone surrogates."""
    if value.isascii():
        return value
    return _any_text(value.encode("utf-8", "surrogateescape"))


def _any_text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decoded(value: str) -> str:
    """The text with its RFC 2047 words decoded, also where one character is cut in two words."""
    if "=?" not in value:
        return value
    value = _BETWEEN_WORDS.sub(r"\1", value)
    pieces: list[str] = []
    waiting, charset, end = b"", "", 0
    for match in _ENCODED_WORD.finditer(value):
        if match.start() > end or match[1].lower() != charset:
            pieces += [with_charset(waiting, charset)[0], value[end : match.start()]]
            waiting, charset = b"", match[1].lower()
        waiting += _unpacked(match[2].lower(), match[3])
        end = match.end()
    return "".join([*pieces, with_charset(waiting, charset)[0], value[end:]])


def _unpacked(encoding: str, written: str) -> bytes:
    data = written.encode("utf-8", "replace")
    if encoding == "q":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except (binascii.Error, ValueError):
        return data


def with_charset(data: bytes, charset: str | None) -> tuple[str, str | None]:
    """The text, and the charset when no decoder is known for it."""
    unknown = None
    if charset and charset.lower() not in ("us-ascii", "ascii"):
        try:
            codec = codecs.lookup(charset)
            if codec.name in _NO_CHARSETS:
                raise LookupError(charset)
            return data.decode(codec.name), None
        except (LookupError, ValueError) as error:
            unknown = charset[:40] if not isinstance(error, UnicodeError) else None
    return _any_text(data), unknown


def ids_in(value: str | None) -> tuple[str, ...]:
    """The message ids in a header; In-Reply-To may hold prose around its one."""
    if not value:
        return ()
    return tuple(_ID.findall(value)) or tuple(_BARE_ID.findall(value)[:1])


def moment(written: str | None) -> tuple[datetime | None, bool]:
    """The moment in UTC, and whether its zone was stated; None when it is unreadable.

    Without a zone, or with one that is no place's on Earth, the moment is taken for UTC.
    """
    try:
        parts = parsedate_tz((written or "")[:200])
    except (ValueError, IndexError, TypeError, OverflowError):
        parts = None
    if parts is None:
        return None, False
    offset = parts[9] or 0
    is_stated = abs(offset) <= _WIDEST_OFFSET and not _NO_ZONE.search((written or "")[:200])
    try:
        naive = datetime(*parts[:5], min(parts[5], 59), tzinfo=UTC)
        return naive - timedelta(seconds=offset if is_stated else 0), is_stated
    except (ValueError, OverflowError, TypeError):
        return None, False


def sender(mail: Mail, fallback: bytes = b"") -> Sender:
    """Who wrote the mail: the From header, or whom the list that rewrote it names elsewhere."""
    found = sender_in(header(mail, "From"))
    via = _VIA.match(found.name) if found.name else None
    if via is not None:
        original = sender_in(header(mail, "X-Original-From"))
        address = original.address or sender_in(header(mail, "X-Original-Sender")).address
        return Sender(address, original.name or via[1].strip() or None)
    if found.address is None and found.name is None:
        found = sender_in(_any_text(fallback))
        return Sender(found.address, None)
    return found


def sender_in(value: str | None) -> Sender:
    """The sender a header names, an address hidden from robots written out again.

    An address that is shortened, as 'ana...@lists.example', is no address.
    """
    if not value:
        return Sender(None, None)
    value = _HIDDEN_AT.sub("@", value[:_LONGEST_SENDER])
    if value.count("(") > _MOST_COMMENTS:
        # parseaddr calls itself for each comment within a comment.
        value = value.replace("(", " ")
    if "@" in value:
        value = _DOTS.sub(".", value) if " dot " in value.lower() else value
    comment = _COMMENT.match(value)
    name, address = (comment[2], comment[1]) if comment else parseaddr(value)
    if not _ADDRESS.fullmatch(address):
        found = _ADDRESS.search(value)
        address = found.group() if found else ""
        name = name or (value[: found.start()] if found else value)
    name = " ".join(decoded(name).split()).strip("\"'<> ")
    if "..." in address or "." not in address.rpartition("@")[2]:
        address = ""
    if "@" in name and (not address or name.lower() == address.lower()):
        name = ""
    return Sender(address.lower() or None, name or None)


def list_id(mail: Mail) -> str | None:
    """The mailing list's id, as 'makers.lists.example'; None when the mail names none."""
    found = _LIST_ID.search(header(mail, "List-Id") or "")
    if found:
        return found[1].lower()
    for name in ("X-BeenThere", "List-Post", "Mailing-List"):
        address = _ADDRESS.search((header(mail, name) or "").replace("mailto:", " "))
        if address:
            return address.group().lower().strip(".>").replace("@", ".")
    return None


def words(mail: Mail) -> Words:
    """The mail's plain text, or what its HTML says when there is none."""
    plain: list[str] = []
    html: str | None = None
    unknown: str | None = None
    for part in _text_parts(mail):
        is_html = part.get_content_type() == "text/html"
        if is_html and html is not None:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        text, no_charset = with_charset(data, _charset(part))
        unknown = unknown or no_charset
        if is_html:
            html = text
        elif text.strip():
            plain.append(text)
    if plain:
        original = "\n".join(plain)
        return Words(original, clean_text(original), unknown_charset=unknown)
    if html and html.strip():
        return Words(html, html_to_text(html), is_html=True, unknown_charset=unknown)
    return Words(None, None)


def _text_parts(mail: Mail) -> Iterator[Mail]:
    """The parts that are text and no attachment, outside of forwarded mails."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        payload = part.get_payload()
        if isinstance(payload, list):
            if part.get_content_maintype() != "message":
                waiting.extend(inner for inner in reversed(payload) if isinstance(inner, Mail))
        elif part.get_content_type() in ("text/plain", "text/html"):
            disposition = str(part.get("Content-Disposition") or "").strip().lower()
            if not disposition.startswith("attachment"):
                yield part


def _charset(part: Mail) -> str | None:
    try:
        found = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None
    return found if isinstance(found, str) else None
