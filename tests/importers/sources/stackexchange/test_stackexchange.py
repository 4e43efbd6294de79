"""The Stack Exchange dump: files that know nothing of each other agree; the real site adds up."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.records import Account, Post, Reaction, Record, Skipped, Thread
from importers.sources import stackexchange

LAMPS = Path(__file__).parent / "lamp_menders" / "input" / "lamps.meta.stackexchange.com"
REAL_ROWS = {
    "Posts": 1446, "Users": 2551, "Comments": 2448, "Badges": 6585, "Votes": 5671, "Tags": 94,
    "PostLinks": 189,
}  # fmt: skip


def export(path: Path, name: str | None = None) -> ExportFile:
    return ExportFile(path=path, name=name or path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    return list(stackexchange.read(export(path)))


def test_accounts_of_all_files_are_those_of_the_users_file_and_the_deleted() -> None:
    known = {one.native_id for one in records(LAMPS / "Users.xml") if isinstance(one, Account)}
    writers = {
        one.author_id
        for name in ("Posts", "Comments")
        for one in records(LAMPS / f"{name}.xml")
        if isinstance(one, Post)
    }
    assert writers - known == {"name:user4711"}


def test_comments_speak_to_posts_that_the_posts_file_holds() -> None:
    posts = {one.native_id for one in records(LAMPS / "Posts.xml") if isinstance(one, Post)}
    comments = [one for one in records(LAMPS / "Comments.xml") if isinstance(one, Post)]
    assert [(one.native_id, one.thread_id, one.parent_id) for one in comments] == [
        ("c1", "post:1", "1"),
        ("c2", "post:1", "1"),
        ("c3", "post:2", "2"),
    ]
    assert {one.parent_id for one in comments} <= posts


def test_every_vote_is_accounted_for() -> None:
    votes = records(LAMPS / "Votes.xml")
    counted = sum(vote.count for vote in votes if isinstance(vote, Reaction))
    assert (len(votes), counted) == (8, 6)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("lamps.meta.stackexchange.com.7z/Posts.xml", "lamps.meta.stackexchange.com"),
        ("old/StackOverflow.com/Posts.xml", "stackoverflow.com"),
        ("notstackoverflow.com/Posts.xml", None),
        ("dump/Posts.xml", None),
    ],
)
def test_the_site_is_known_by_the_folder_it_is_named_for(name: str, host: str | None) -> None:
    assert stackexchange.instance(export(LAMPS / "Posts.xml", name)) == host


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<posts><post id='1' /></posts>",
        "<users><user name='x'/></users>",
        '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel /></rss>',
        '{"posts": []}',
    ],
    ids=["empty", "other posts", "other users", "wordpress", "json"],
)
def test_other_files_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "Posts.xml"
    path.write_text(text, encoding="utf-8")
    assert not stackexchange.identify(export(path))


@pytest.mark.real_data
def test_the_real_site_adds_up(real_data: Path) -> None:
    folder = real_data / "stackexchange-site"
    found = {name: records(folder / f"{name}.xml") for name in REAL_ROWS}
    everything = [record for file in found.values() for record in file]
    posts = {one.native_id for one in everything if isinstance(one, Post)}
    accounts = {one.native_id for one in everything if isinstance(one, Account)}
    kinds = Counter(one.kind for one in everything if isinstance(one, Post))
    assert len({one.native_id for one in everything if isinstance(one, Thread)}) == 453
    assert len(posts) == 3872
    assert kinds == {"opening": 453, "reply": 971, "comment": 2448}
    assert len([one for one in accounts if not one.startswith("name:")]) == 2551
    assert len([one for one in accounts if one.startswith("name:")]) <= 11
    skipped = {
        name: Counter(one.reason for one in file if isinstance(one, Skipped))
        for name, file in found.items()
    }
    assert skipped["Posts"] == {"wiki": 22}
    assert skipped["Badges"] == {"badge": 6585}
    assert skipped["Votes"].keys() == {"moderation vote", "counted together"}
    assert len(found["Votes"]) == REAL_ROWS["Votes"]
    assert {one.parent_id for one in found["Comments"] if isinstance(one, Post)} <= posts
    writers = {one.author_id for one in everything if isinstance(one, Post)}
    named = {one for one in writers if one and not one.startswith("name:")}
    # One more, of the 311 people in the site's files, wrote nothing but a tag's wiki.
    assert len(named - {stackexchange.COMMUNITY}) == 310
