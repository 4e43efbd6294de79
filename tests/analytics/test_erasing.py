"""What others' rows say of somebody who was forgotten is taken out; all else stays as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.build import import_store, load
from importers.records import Account, Consent, Message, Post, Reaction, Record, Thread, Tie
from ledger import Forgotten
from tests.analytics.worlds import SOURCE, account, export, loaded, reply, rows, thread

BEN = Forgotten.of(accounts=[f"{SOURCE}:ben77"])
WORDS = "The small brass wheel behind the second plate was bent"
"""Seven of Ben's words in a row are his."""


def world(*more: Record) -> list[Record]:
    """Ben opens a thread in which Ana answers him, and answers in hers."""
    return [
        account("ana"),
        account("ben77", name="Ben Quarles", email="ben@quarles.example", bio="unmistakable"),
        *thread("t1", "ben77", title="Ben's clock", url="https://x.example/t/bens-clock/1",
                topics=("clocks",), text=f"Hello. {WORDS}. Well."),
        reply("t1.2", "ana", 1, parent_id="t1.1", text="Good.", text_original="<p>Good.</p>"),
        *thread("t2", "ana", title="With Ben Quarles at the table", text="Yes."),
        reply("t2.2", "ben77", 2, text="No."),
        *more,
    ]  # fmt: skip


def forgotten(folder: Path, *more: Record) -> Any:
    return loaded(folder, export(world(*more)), forgotten=BEN)


def test_their_rows_go_and_others_stay(tmp_path: Path) -> None:
    """A thread in which others wrote stays without its author, title, tags and speaking address."""
    with forgotten(tmp_path) as warehouse:
        assert rows(warehouse, "select native_id from raw.accounts") == [("ana",)]
        assert rows(warehouse, "select native_id from raw.posts order by 1") == [
            ("t1.2",), ("t2.1",),
        ]  # fmt: skip
        assert rows(
            warehouse,
            "select native_id, author_account_id, title, url, topics from raw.threads order by 1",
        ) == [
            ("t1", None, None, None, []),
            ("t2", f"{SOURCE}:ana", "With a member at the table", None, []),
        ]


def test_an_original_that_answers_them_is_dropped(tmp_path: Path) -> None:
    """It may quote them in any form; the cleaned text stays, and so do all other originals."""
    other = reply("t2.3", "ana", 3, text="Else.", text_original="<p>Else.</p>")
    with forgotten(tmp_path, other) as warehouse:
        assert rows(
            warehouse,
            "select post_id, text, text_original from raw.post_texts "
            "where text_original is not null or post_id like '%t1.2' order by 1",
        ) == [
            (f"{SOURCE}:t1.2", "Good.", None),
            (f"{SOURCE}:t2.3", "Else.", "<p>Else.</p>"),
        ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thanks, Ben Quarles.", "Thanks, a member."),
        ("Ask @ben77 or ben77.", "Ask a member or a member."),
        ("Write to ben@quarles.example now.", "Write to a member now."),
        (f"So he says. {WORDS}, he says. And I agree.", "So he says. […]And I agree."),
        ("the small brass wheel behind the clock", "the small brass wheel behind the clock"),
        ("Ben is a common name here.", "Ben is a common name here."),
    ],
    ids=["name", "handle", "address", "words", "six words", "first name"],
)
def test_what_others_wrote_elsewhere(tmp_path: Path, text: str, left: str) -> None:
    """In a thread in which they took no part."""
    elsewhere = thread("t9", "ana", text=text)
    with forgotten(tmp_path, *elsewhere) as warehouse:
        assert rows(warehouse, "select text from raw.post_texts where post_id like '%t9.1'") == [
            (left,)
        ]


def test_a_first_name_means_them_where_they_wrote(tmp_path: Path) -> None:
    """Among those who talked with Ben, Ben is he."""
    with forgotten(tmp_path, reply("t2.3", "ana", 3, text="Thank you, Ben!")) as warehouse:
        assert rows(warehouse, "select text from raw.post_texts where post_id like '%t2.3'") == [
            ("Thank you, a member!",)
        ]


@pytest.mark.parametrize("field", ["quoted", "mentioned", "addressed"])
@pytest.mark.parametrize("called", ["ben77", "Ben Quarles", "Ben Quarles Thank"])
def test_lists_of_names_lose_theirs(tmp_path: Path, field: str, called: str) -> None:
    """A mention is taken with the words behind it where names hold blanks."""
    post = reply("t2.3", "ana", 3, text="Well.", **{field: (called, "cleo")})
    column = "addressed_account_ids" if field == "addressed" else field
    with forgotten(tmp_path, account("cleo"), post) as warehouse:
        ((found,),) = rows(warehouse, f"select {column} from raw.posts where native_id = 't2.3'")
        assert [one.removeprefix(f"{SOURCE}:") for one in found] == ["cleo"]
        assert rows(warehouse, "select native_id from raw.accounts order by 1") == [
            ("ana",), ("cleo",),
        ]  # fmt: skip


def test_a_wall_goes_with_whose_it_was(tmp_path: Path) -> None:
    """Also what others wrote on it, and the ties and reactions to what is gone."""
    more = [
        Thread(native_id="wall:ben77", author_id="ben77", kind="wall"),
        Post(native_id="w1", thread_id="wall:ben77", author_id="ana", addressed=("ben77",)),
        Tie(from_id="ana", to_id="ben77", kind="friend"),
        Tie(from_id="ana", to_id="club", kind="membership"),
        Reaction(post_id="t1.1", actor_id="ana"),
        Reaction(post_id="t2.1", actor_id="ben77"),
        Reaction(post_id="t1.2", actor_id="ana"),
        Message(native_id="m1", sender_id="ana", recipient_ids=("ben77", "cleo")),
    ]
    with forgotten(tmp_path, *more) as warehouse:
        assert rows(warehouse, "select count(*) from raw.threads where kind = 'wall'") == [(0,)]
        assert rows(warehouse, "select count(*) from raw.posts where native_id = 'w1'") == [(0,)]
        assert rows(warehouse, "select kind from raw.ties") == [("membership",)]
        assert rows(warehouse, "select post_id from raw.reactions") == [(f"{SOURCE}:t1.2",)]
        assert rows(warehouse, "select recipient_account_ids from raw.messages") == [
            ([f"{SOURCE}:cleo"],)
        ]


def test_profiles_and_consents_of_others(tmp_path: Path) -> None:
    """Their words in answers and places; a line about them in people.csv goes."""
    more = [
        Account(
            native_id="dora", bio="A friend of Ben Quarles", location="near Ben Quarles",
            answers={"Who?": "@ben77, always"}, declares=("discourse:ben77", "ning:dora"),
        ),
        Consent(handle="discourse:ben77", purposes=("match",), answer="yes"),
        Consent(handle="discourse:ana", purposes=("match",), answer="yes"),
    ]  # fmt: skip
    with forgotten(tmp_path, *more) as warehouse:
        assert rows(
            warehouse,
            "select bio, location, answers[1].answer, declares from raw.accounts "
            "where native_id = 'dora'",
        ) == [("A friend of a member", "near a member", "a member, always", ["ning:dora"])]
        assert rows(warehouse, "select handle from raw.consents") == [("discourse:ana",)]


def test_a_later_export_without_their_rows_is_cleaned_too(tmp_path: Path) -> None:
    """By the fingerprints of their names alone; and what is clean is not searched again."""
    with forgotten(tmp_path) as warehouse:
        kept = BEN.also(names=["Ben Quarles", "ben77"], addresses=["ben@quarles.example"])
        later = thread("t5", "ana", 5, title="For Ben Quarles", text="Hello @ben77, Ben Quarles!")
        load(warehouse, export(later, name="later.json"), forgotten=kept)
        assert rows(warehouse, "select text from raw.post_texts where post_id like '%t5.1'") == [
            ("Hello a member, a member!",)
        ]
        assert rows(warehouse, "select title from raw.threads where native_id = 't5'") == [
            ("For a member",)
        ]
        stamps = {one.folder.stat().st_mtime_ns for one in import_store(warehouse).imports()}
        assert load(warehouse, [], forgotten=kept).is_unchanged
        assert stamps == {
            one.folder.stat().st_mtime_ns for one in import_store(warehouse).imports()
        }


def test_the_name_of_a_file_is_a_name_too(tmp_path: Path) -> None:
    """A platform writes handles into the names of its archives."""
    name = "user_archive-ben77-261101.zip/user_archive.csv"
    with loaded(tmp_path, export(world(), name=name), forgotten=BEN) as warehouse:
        (stored,) = import_store(warehouse).imports()
        assert stored.name == "user_archive-a member-261101.zip/user_archive.csv"
