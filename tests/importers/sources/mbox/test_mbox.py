"""Mailboxes: what separates two mails, who wrote one, and what of it is the writer's own."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.platforms.mail import Sender, decoded, ids_in, moment, sender_in
from importers.platforms.mail_quotes import own_words
from importers.reading.mbox import begins_mailbox, messages
from importers.reading.notes import Note
from importers.records import Account, Post, Record, Skipped, Thread
from importers.sources import mbox

HEAD = b"From ana at table.example  Thu Jan  1 10:00:00 2026\n"
ANA = HEAD + b"From: ana at table.example (Ana Lima)\n"


def mailbox(tmp_path: Path, data: bytes, name: str = "2026-January.txt") -> ExportFile:
    path = tmp_path / "mailbox"
    path.write_bytes(data)
    return ExportFile(path, name, "0" * 64)


def records(tmp_path: Path, data: bytes) -> list[Record]:
    return list(mbox.read(mailbox(tmp_path, data)))


@pytest.mark.parametrize(
    "separator",
    [
        b"From ana at table.example  Thu Jan  1 10:00:00 2026",
        b"From ana@table.example Thu Jan 01 10:00:00 +0000 2026",
        b"From 1767225600@xxx Thu Jan  1 10:00:00 2026\r",
        b"From - Thu Jan  1 10:00:00 2026",
        b"From luc\xe9a at river.example  Mon Nov  7 18:44:27 2016",
        b"From ana@table.example Thu, 1 Jan 2026 10:00:00 GMT",
    ],
)
def test_a_line_with_a_sender_and_a_moment_separates(tmp_path: Path, separator: bytes) -> None:
    one = separator + b"\nSubject: x\n\nwords\n\n"
    assert begins_mailbox(one)
    assert len(list(messages(mailbox(tmp_path, one * 3)))) == 3


@pytest.mark.parametrize(
    "line",
    [
        b"From here on it is easy.\n",
        b"\nFrom Monday on I have time.\n",
        b"\nFrom ana at table.example  Thu Jan  1 10:00:00 2026\nis what a separator looks like\n",
        b"From ana at table.example  Thu Jan  1 10:00:00 2026\nSubject: not below an empty line\n",
        b"\n>From ana at table.example  Thu Jan  1 10:00:00 2026\nSubject: escaped\n",
    ],
)
def test_a_sentence_does_not_separate(tmp_path: Path, line: bytes) -> None:
    (found,) = messages(mailbox(tmp_path, ANA + b"\nwords\n" + line + b"more words\n"))
    assert found.data.endswith(b"more words\n")
    assert b">From" not in found.data


def test_a_text_that_begins_with_from_is_no_mailbox() -> None:
    assert not begins_mailbox(b"From here on it is easy.\nSubject: no\n")
    assert not begins_mailbox(HEAD + b"words at once\n")


def test_the_same_mail_has_the_same_made_id_wherever_it_lies(tmp_path: Path) -> None:
    mail = ANA + b"Subject: no id\n\nwords\n"
    alone = [one for one in records(tmp_path, mail) if isinstance(one, Post)]
    first, second = (
        one
        for one in records(tmp_path, mail + b"\n" + HEAD + b"Subject: y\n\nz\n")
        if isinstance(one, Post)
    )
    assert alone[0].native_id == first.native_id != second.native_id


def test_a_damaged_gzip_gives_all_whole_mails_then_one_line(tmp_path: Path) -> None:
    mails = b"".join(
        ANA + b"Message-ID: <%d@table.example>\n\n%s\n\n" % (number, bytes(range(33, 127)) * 90)
        for number in range(300)
    )
    packed = gzip.compress(mails, mtime=0)
    found: list[Record] = []
    file = mailbox(tmp_path, packed[: len(packed) // 2])
    with pytest.raises(ExportProblem, match="the gzip ends early or is damaged here"):
        found.extend(mbox.read(file))
    assert sum(isinstance(one, Post) for one in found) > 10
    assert sum(isinstance(one, Skipped) for one in found) == 1
    assert any(isinstance(one, Account) for one in found)


def test_mails_inside_mails_cost_that_mail_only(tmp_path: Path) -> None:
    deep = b"Content-Type: message/rfc822\n\n" * 5000 + b"words"
    found = records(tmp_path, HEAD + deep + b"\n\n" + ANA + b"\nfine\n")
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["broken"]
    assert [one.text for one in found if isinstance(one, Post)] == ["fine"]


def test_a_thread_goes_on_in_another_file(tmp_path: Path) -> None:
    opening = records(tmp_path, ANA + b"Message-ID: <a@x.example>\nSubject: Beans\n\nx\n")
    answer = records(
        tmp_path,
        ANA + b"Message-ID: <c@x.example>\nReferences: <a@x.example> <b@x.example>\n\ny\n",
    )
    (begun,) = (one for one in opening if isinstance(one, Thread))
    (carried,) = (one for one in answer if isinstance(one, Thread))
    assert begun.native_id == carried.native_id == "a@x.example"
    assert carried.author_id is None
    assert carried.created_at is None


def test_an_unreadable_date_is_replaced_by_the_archives_and_a_missing_one_told(
    tmp_path: Path,
) -> None:
    (post,) = (
        one for one in records(tmp_path, ANA + b"Date: tea time\n\nx\n") if isinstance(one, Post)
    )
    assert str(post.created_at) == "2026-01-01 10:00:00+00:00"
    odd = b"From ana at table.example  Thu Jan 99 10:00:00 2026\nDate: tea time\n\nx\n"
    found = records(tmp_path, odd.replace(b"99", b"39"))
    assert [one.created_at for one in found if isinstance(one, Post)] == [None]
    (line,) = (one.line for one in found if isinstance(one, Note))
    assert line.startswith("line 1: the Date is 'tea time', expected such as 'Thu, 1 Jan 2026")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ana at table.example (Ana Lima)", Sender("ana@table.example", "Ana Lima")),
        ("Ana Lima <Ana@Table.example>", Sender("ana@table.example", "Ana Lima")),
        ('"Lima, Ana" <ana(a)table.example>', Sender("ana@table.example", "Lima, Ana")),
        ("Ana <ana (at) table dot example>", Sender("ana@table.example", "Ana")),
        ("ana@table.example", Sender("ana@table.example", None)),
        ("Ana <a...@table.example>", Sender(None, "Ana")),
        ("Ana Lima", Sender(None, "Ana Lima")),
        ("Ana at home", Sender(None, "Ana at home")),
        ("<>", Sender(None, None)),
        ("", Sender(None, None)),
    ],
)
def test_senders_are_known_by_their_address(written: str, expected: Sender) -> None:
    assert sender_in(written) == expected


@pytest.mark.parametrize(
    ("text", "own", "quoted"),
    [
        ("On 1 Jan 2026, at 10:00, Ana Lima <ana@t.example> wrote:\n> a\nb", "b", "ana@t.example"),
        ("On Thu, Jan 1, 2026 at 10:00 AM Ana Lima\n<ana@t.example> wrote:\n\n> a\nb", "b",
         "ana@t.example"),
        ("Am 01.01.26 um 10:00 schrieb Ana Lima:\n> a\n\nb", "b", "Ana Lima"),
        ("Le 1 janv. 2026 à 10:00, Ana Lima a écrit :\n> a\nb", "b", "Ana Lima"),
        ("Ana Lima writes:\n\n> a\nb", "b", "Ana Lima"),
        ("b\n\n-----Original Message-----\nFrom: Ana Lima\nSent: today\n\na", "b", "Ana Lima"),
        ("b\n________________________________\nFrom: Ana <ana@t.example>\nTo: all\n\na", "b",
         "ana@t.example"),
        ("b\n\nFrom: Ana Lima\nSent: today\nTo: all\n\na", "b", "Ana Lima"),
        ("He wrote:\n\nall of it.", "He wrote:\n\nall of it.", None),
        ("As of 2025 I agree.\nAna Lima wrote:\n> a\nb", "As of 2025 I agree.\nb", "Ana Lima"),
        ("I list them here:\n> a\nb", "I list them here:\nb", None),
        ("b\n-- \nAna Lima\n0123 456789", "b", None),
        ("> a", None, None),
    ],
)  # fmt: skip
def test_others_words_are_left_out(text: str, own: str | None, quoted: str | None) -> None:
    assert own_words(text) == (own, (quoted,) if quoted else ())


def test_one_character_may_be_cut_in_two_words() -> None:
    assert decoded("=?utf-8?b?w4M=?= =?utf-8?q?=C3?= =?UTF-8?Q?=A9_x?=") == "Ãé x"
    assert decoded("=?no-such?q?a=E9?= =?utf-8?b?%%%?=").startswith("aé")


def test_a_codec_that_is_no_character_set_is_not_used(tmp_path: Path) -> None:
    mail = ANA + b"Content-Type: text/plain; charset=punycode\n\nwords-\n"
    found = records(tmp_path, mail)
    assert [one.text for one in found if isinstance(one, Post)] == ["words-"]
    assert any(isinstance(one, Note) and "'punycode'" in one.line for one in found)


def test_prose_around_an_id_is_left_out() -> None:
    assert ids_in('Your message of "Thu, 1 Jan 2026." <a@x.example>') == ("a@x.example",)
    assert ids_in("a@x.example") == ("a@x.example",)
    assert ids_in("yesterday") == ()


@pytest.mark.parametrize(
    ("written", "expected", "is_stated"),
    [
        ("Thu, 1 Jan 2026 11:00:00 +0100", "2026-01-01 10:00:00+00:00", True),
        ("Thu, 1 Jan 2026 11:00:00", "2026-01-01 11:00:00+00:00", False),
        ("Thu, 1 Jan 2026 11:00:00 +9959", "2026-01-01 11:00:00+00:00", False),
        ("1 Jan 26 11:00 GMT", "2026-01-01 11:00:00+00:00", True),
        ("Thu, 1 Jan 99999 11:00:00 +0000", "None", False),
        ("", "None", False),
    ],
)
def test_moments_are_utc(written: str, expected: str, is_stated: bool) -> None:
    found, stated = moment(written)
    assert str(found) == expected
    assert found is None or stated == is_stated


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_separator_are_no_bug(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("any")
    for part in (b"", b"Subject: ", b"From: ", b"Date: ", b"Content-Type: ", b"References: "):
        records(path, HEAD + part + data)


@given(st.text(alphabet=">-_ \n\tFrom:wrote@.1", max_size=400))
def test_any_text_is_parted_from_quotations(text: str) -> None:
    own, _ = own_words(text)
    assert own is None or not any(line.startswith(">") for line in own.split("\n"))
