"""Names, titles and addresses made to break a mail: none adds a header, a recipient or markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.errors import UnsafeMail
from digest.message import HEADERS, check_message
from digest.outbox import Outbox
from digest.plain import plain, plain_name, safe_link, usable_address
from tests.digest.test_letter import parsed, part
from tests.digest.world import World, member

PAYLOADS = {
    "encoded crlf": "=?utf-8?q?Ana=0D=0ABcc:_victim@example.net?=",
    "encoded lf in base64": "=?utf-8?b?QW5hCkJjYzogdmljdGltQGV4YW1wbGUubmV0?=",
    "encoded twice": "=?utf-8?q?=3D=3Futf-8=3Fq=3FAna=3D0D=3D0ABcc:_victim@example.net=3F=3D?=",
    "encoded, broken": "=?utf-8?q?Ana=0D=0ABcc:_victim@example.net",
    "encoded, unknown charset": "=?x-nonsense?q?Ana=0D=0ABcc:_victim@example.net?=",
    "crlf": "Ana\r\nBcc: victim@example.net",
    "lf": "Ana\nBcc: victim@example.net",
    "cr": "Ana\rBcc: victim@example.net",
    "folded": "Ana\r\n Bcc: victim@example.net",
    "end of head": "Ana\r\n\r\n<html>new body</html>",
    "nul": "Ana\x00Bcc: victim@example.net",
    "vertical tab, form feed": "Ana\x0b\x0cBcc: victim@example.net",
    "next line": "Ana\x85Bcc: victim@example.net",
    "line separator": "Ana\u2028Bcc: victim@example.net",
    "paragraph separator": "Ana\u2029Bcc: victim@example.net",
    "second address": "Ana <victim@example.net>, Bob <bob@example.net>",
    "quotes and group": '"Ana\\" <victim@example.net>; friends: a@example.net;',
    "boundary": "Ana\r\n--part-0\r\nContent-Type: text/html\r\n\r\n<b>x</b>",
    "template": "{{ letter.__class__ }}{% include '/etc/passwd' %}",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "turned around": "Ana \u202etxt.exe\u2066 Quill",
    "private use": "Ana \ue000 Quill",
}


def check(world: World) -> None:
    world.compose()
    for name, data in world.files().items():
        message = parsed(data)
        assert sorted(message.keys()) == sorted(HEADERS)
        owner = next(n for n in world.names if name == member(n) + ".eml")
        assert [address.addr_spec for address in message["To"].addresses] == [world.emails[owner]]
        html = part(data, "html")
        assert not re.search(r"<script|<img|<html>new", html)
        assert message.is_multipart()
        assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
        text = part(data)
        assert not re.search(r"^(Bcc|Content-Type):", text, re.MULTILINE)
        assert "root:" not in text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", text)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_name_stays_a_name(willing: World, payload: str) -> None:
    """As reader, as candidate and as the one who answered."""
    willing.names = dict.fromkeys(willing.names, payload)
    check(willing)
    # Of a name in an unknown charset nothing is left, and nobody is introduced without a name.
    assert len(willing.files()) == (3 if plain_name(payload) else 0)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_titles_and_reasons_stay_words(willing: World, payload: str) -> None:
    for row in willing.reasons:
        row["sentence"] = row["overlap"] = row["thread_title"] = payload
    for row in willing.threads:
        row["title"] = payload
    check(willing)


@given(st.text())
def test_plain_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    """What was cleaned once is clean: nothing is left to decode or to break a line with."""
    cleaned = plain(text)
    assert plain(cleaned) == cleaned
    assert len(cleaned.splitlines()) <= 1
    assert "=?" not in cleaned


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("  Luz   Marina ", "Luz Marina"),
        ("رضا\u200cپور", "رضا\u200cپور"),
        ("=?utf-8?q?J=C3=BCrgen?=", "Jürgen"),
        ("visit www.pills.example now", "visit now"),
        ("https://pills.example", None),
        ("🐝", None),
        ("\u202e", None),
        (None, None),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_names(name: str | None, expected: str | None) -> None:
    """Names in any script stay; links go; what is no name is none."""
    assert plain_name(name) == expected


def test_nobody_is_introduced_without_a_name(willing: World) -> None:
    willing.names["m2"] = "https://pills.example"
    willing.compose()
    text = part(willing.mail("m1"))
    assert "pills" not in text.replace("and Tomás", "")
    assert part(willing.mail("m2")).startswith("Hello,")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/t/4",
        "https://",
        "http://[",
        "https://a.example/\r\nBcc: x",
        "https://a.example/a b",
        "https://a.example/" + "x" * 500,
        "",
        None,
    ],
)
def test_links_that_are_none(url: str | None) -> None:
    assert safe_link(url) is None


@pytest.mark.parametrize(
    "address",
    [
        "a@b",
        "a b@c.org",
        "a@c.org, b@c.org",
        "<a@c.org>",
        "a@c.org\n",
        "ü@c.org",
        "a@-c.org",
        "@c.de",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    """A line end at the edges is only white space; inside, it ends the address's chances."""
    expected = "a@c.org" if address == "a@c.org\n" else None
    assert usable_address(address) == expected


HEAD = b"\r\n".join(
    [
        b"From: Ilse <i@k.org>",
        b"To: a@b.org",
        b"Date: Mon, 23 Nov 2026 08:00:00 +0000",
        b"Message-ID: <1@k.org>",
        b"Subject: x",
        b"List-Id: <l.k.org>",
        b"List-Unsubscribe: <mailto:i@k.org>",
        b"Auto-Submitted: auto-generated",
        b"Precedence: bulk",
        b"MIME-Version: 1.0",
        b"Content-Type: text/plain",
    ]
)


def test_a_good_mail_passes() -> None:
    """The check refuses nothing it should let through."""
    assert check_message(HEAD + b"\r\n\r\nHello\r\n", "a@b.org") is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"Subject: x", b"Subject: x\r\nBcc: v@e.net", "other header lines than it should: Bcc"),
        (b"Subject: x", b"Subject: x\r\nSubject: y", "other header lines than it should: Subject"),
        (b"Precedence: bulk\r\n", b"", "other header lines than it should: Precedence"),
        (b"To: a@b.org", b"To: a@b.org, v@e.net", "has To: a@b.org, v@e.net"),
        (b"To: a@b.org", b"To: v@e.net", "the mail to a@b.org has To: v@e.net"),
        (b"To: a@b.org", b"To: ", "the mail to a@b.org has To: nobody"),
        (b"From: Ilse <i@k.org>", b"From: i@k.org, v@e.net", "has From: i@k.org, v@e.net"),
        (b"Subject: x", b"Subject: x\nBcc: v@e.net", "a broken line end in its head"),
        (b"Subject: x", b"Subject: x\rBcc: v@e.net", "a broken line end in its head"),
    ],
    ids=["bcc", "twice", "missing", "two", "wrong", "none", "two from", "lf", "cr"],
)
def test_a_bad_head_is_refused(old: bytes, new: bytes, message: str) -> None:
    """Whatever made it, such a mail is not written."""
    with pytest.raises(UnsafeMail, match=message):
        check_message(HEAD.replace(old, new) + b"\r\n\r\nHello\r\n", "a@b.org")


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "", "-x", "x" * 81, "a\n"])
def test_a_name_cannot_leave_the_outbox(world: World, name: str) -> None:
    outbox = Outbox.of_issue(world.outbox, "2026-W47")
    with pytest.raises(UnsafeMail, match="cannot name a file in the outbox; expected letters"):
        outbox.file_name(name)
