"""staging: what exists as of the moment, who is team, what is public and unfenced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.warehouse import Warehouse
from importers.records import Account, Message, Post, Reaction, Record, Space, Thread, Tie
from tests.analytics.worlds import (
    START,
    account,
    analyse_at,
    analysed,
    day,
    export,
    loaded,
    reply,
    rows,
    thread,
)


def native(warehouse: Warehouse, sql: str) -> set[Any]:
    """The last part of each id."""
    return {value.split(":")[-1] for (value,) in rows(warehouse, sql)}


def test_rows_exist_from_their_moment_on(tmp_path: Path) -> None:
    """What has no moment exists from the first export that holds it."""
    records: list[Record] = [
        Account(native_id="joined", joined_at=day(1)),
        Account(native_id="undated"),
        Account(native_id="later", joined_at=day(20)),
        Account(native_id="writer"),
        *thread("t", "joined", 2),
        *thread("u", "later", 21),
        reply("t.2", "writer", 3),
        reply("t.3", "writer", None),
        reply("t.4", "writer", 4, deleted_at=day(9)),
        Reaction(post_id="t.2", actor_id="joined", created_at=day(4)),
        Reaction(post_id="t.2", actor_id="late", created_at=day(30)),
        Reaction(post_id="t.2", count=5),
        Tie(from_id="joined", to_id="writer", kind="friend", created_at=day(25)),
        Message(native_id="m", sender_id="joined", recipient_ids=("writer",), created_at=day(5)),
    ]
    with loaded(tmp_path, export(records, exported_at=day(40))) as warehouse:
        analyse_at(warehouse, 10)
        tables = {
            "staging.accounts": "account_id",
            "staging.threads": "thread_id",
            "staging.posts": "post_id",
            "staging.reactions": "actor_account_id",
            "staging.ties": "to_id",
            "staging.messages": "message_id",
        }

        def existing() -> dict[str, set[str]]:
            return {
                table: native(warehouse, f"select {key} from {table}")
                for table, key in tables.items()
            }

        early = existing()
        assert early == {
            "staging.accounts": {"joined", "writer"},
            "staging.threads": {"t"},
            "staging.posts": {"t.1", "t.2"},
            "staging.reactions": {"joined"},
            "staging.ties": set(),
            "staging.messages": {"m"},
        }
        assert rows(warehouse, "select first_at from staging.account_traces order by 1") == [
            (day(2),),
            (day(3),),
        ]
        analyse_at(warehouse, 41)
        late = existing()
        assert late["staging.accounts"] == {"joined", "undated", "later", "writer", "late"}
        assert late["staging.posts"] == {"t.1", "t.2", "t.3", "u.1"}
        assert native(warehouse, "select post_id from staging.post_texts") == set()


def test_team_is_marked_by_the_platform_or_the_community(tmp_path: Path) -> None:
    """Handles are compared without case, with or without their platform."""
    records: list[Record] = [
        account("s", role="staff"),
        account("p", role="page"),
        account("m", role="moderator"),
        account("Listed"),
        account("Here"),
        account("elsewhere"),
        account("member", role="member"),
        account("system"),
        account("g", role="guest"),
    ]
    team = ("LISTED", "discourse:here", "facebook:elsewhere")
    with analysed(tmp_path, records, team=team) as warehouse:
        assert native(warehouse, "select account_id from staging.accounts where is_team") == {
            *("s", "p", "m", "Listed", "Here")
        }
        assert native(warehouse, "select account_id from staging.accounts where is_bot") == {
            "system"
        }
        assert native(warehouse, "select account_id from staging.accounts where is_guest") == {"g"}


@pytest.fixture(scope="module")
def fenced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    records: list[Record] = [
        Space(native_id="open", name="Open", visibility="public"),
        Space(native_id="unknown", name="Unknown"),
        Space(native_id="club", name="Club", visibility="members"),
        Space(native_id="room", name="Club room", parent_id="club"),
        Space(native_id="grief", name="Grief", visibility="public"),
        Space(native_id="child", name="Letters", parent_id="grief", visibility="public"),
        Space(native_id="loop", name="Loop", parent_id="loop", visibility="public"),
        *thread("public", "ana", 1, visibility="unknown", space_id="open"),
        *thread("own", "ana", 1, visibility="private", space_id="open"),
        *thread("unstated", "ana", 1, visibility="unknown", space_id="unknown"),
        *thread("spaceless", "ana", 1, visibility="unknown"),
        *thread("inside", "ana", 1, visibility="unknown", space_id="room"),
        *thread("fenced", "ana", 1, space_id="grief"),
        *thread("below", "ana", 1, space_id="child"),
        *thread("looped", "ana", 1, visibility="unknown", space_id="loop"),
        *thread("titled", "ana", 1, title="On Therapy, again"),
        *thread("opened", "ana", 1, text="my therapy was hard"),
        *thread("replied", "ana", 1, text="physiotherapyX is another word"),
        reply("replied.2", "ben", 2, text="After therapy."),
        reply("replied.3", "ben", 2, text="Fine words."),
    ]
    folder = tmp_path_factory.mktemp("fenced")
    with analysed(folder, records, fence_spaces=("grief",), fence_words=("therapy",)) as warehouse:
        yield warehouse


def test_only_what_is_public_and_unfenced_may_be_shown(fenced: Warehouse) -> None:
    """The thread's own visibility, else its space's, else a parent's; unknown is not public."""
    assert native(fenced, "select thread_id from marts.threads where is_public") == {
        "public",
        "replied",
    }
    assert native(fenced, "select thread_id from marts.threads where is_fenced") == {
        *("fenced", "below", "looped", "titled", "opened")
    }
    assert native(fenced, "select post_id from marts.posts where is_public") == {
        *("public.1", "replied.1", "replied.3")
    }
    assert dict(
        rows(fenced, "select name, visibility from staging.spaces where name like 'Club%'")
    ) == {"Club": "members", "Club room": "members"}


def test_unknown_visibility_is_public_when_the_manager_says_so(
    fenced: Warehouse, tmp_path: Path
) -> None:
    """And only unknown visibility."""
    records: list[Record] = [
        *thread("unstated", "ana", 1, visibility="unknown"),
        *thread("hidden", "ana", 1, visibility="private"),
        Post(native_id="stray", thread_id="nowhere", author_id="ana", created_at=day(1)),
    ]
    with analysed(tmp_path, records, assume_public=True) as warehouse:
        assert native(warehouse, "select thread_id from marts.threads where is_public") == {
            "unstated"
        }


def test_names_that_two_share_mean_nobody(tmp_path: Path) -> None:
    """staging.account_keys: a handle beats a name; a shared name is left out."""
    records: list[Record] = [
        account("1", handle="Ana", name="Shared Name"),
        account("2", handle="ben", name="shared  name"),
        account("3", handle="cem", name="Ana"),
        account("4", handle="dan", name="Zoë Q"),
    ]
    with analysed(tmp_path, records) as warehouse:
        keys = rows(warehouse, "select key, account_id from staging.account_keys")
    assert {key: owner.split(":")[-1] for key, owner in keys} == {
        "1": "1",
        "2": "2",
        "3": "3",
        "4": "4",
        "ana": "1",
        "ben": "2",
        "cem": "3",
        "dan": "4",
        "zoeq": "4",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Therapy!", True),
        ("la thérapie", True),
        ("therapyx", False),
        ("x+y", False),
        ("(c++)", True),
    ],
)
def test_fence_words_are_whole_words(tmp_path: Path, text: str, found: bool) -> None:
    """In any script and case, in titles and in openings, and without a meaning of their signs."""
    records = [
        account("ana"),
        Thread(native_id="t", title=text, created_at=day(1)),
        Thread(native_id="u", title="another", created_at=day(1)),
        Post(
            native_id="u.1",
            thread_id="u",
            author_id="ana",
            kind="opening",
            created_at=day(1),
            text=text,
        ),
    ]
    words = ("therapy", "thérapie", "c++")
    with analysed(tmp_path, records, fence_words=words) as warehouse:
        fenced = rows(warehouse, "select is_fenced from marts.threads order by thread_id")
    assert fenced == [(found,), (found,)]


def test_parameters_lie_in_one_row(tmp_path: Path) -> None:
    """A .sql file reads them from meta.parameters."""
    with analysed(
        tmp_path, [account("ana"), Thread(native_id="t")], time_zone="Asia/Tokyo"
    ) as warehouse:
        assert rows(warehouse, "select time_zone, friend_talks, as_of from meta.parameters") == [
            ("Asia/Tokyo", 2, day(100))
        ]
        assert day(100) > START


def page_post(native_id: str, author: str, at: float) -> list[Record]:
    """What a page wrote, as its exports hold it: a thread and a post of one id."""
    facts: dict[str, Any] = {"native_id": native_id, "author_id": author, "created_at": day(at)}
    return [
        Thread(**facts, kind="page post", visibility="public"),
        Post(**facts, thread_id=native_id, kind="opening"),
    ]


def test_page_post_in_download_and_answers_is_one(tmp_path: Path) -> None:
    """The download has no ids, so its post of the same second gives way to the one with an id."""
    records: list[Record] = [
        Account(native_id="page", role="page"),
        Account(native_id="4711", role="page"),
        Account(native_id="visitor"),
        *page_post("ab12", "page", 1),
        *page_post("4711_1", "4711", 1),
        *page_post("cd34", "page", 2),
        *page_post("ef56", "page", 3),
        *page_post("4711_3", "visitor", 3),
        reply("4711_1_5", "visitor", 2, thread_id="4711_1"),
    ]
    with loaded(tmp_path, export(records, source="facebook:4711")) as warehouse:
        analyse_at(warehouse, 10)
        assert native(warehouse, "select post_id from staging.page_twins") == {"ab12"}
        posts = {"4711_1", "cd34", "ef56", "4711_3", "4711_1_5"}
        assert native(warehouse, "select post_id from staging.posts") == posts
        threads = {"4711_1", "cd34", "ef56", "4711_3"}
        assert native(warehouse, "select thread_id from staging.threads") == threads
        assert native(warehouse, "select post_id from raw.posts") == posts | {"ab12"}
