"""Blogger: two forms of one blog's backup agree on its people and posts."""

from __future__ import annotations

from pathlib import Path

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.records import Account, Post, Record
from importers.sources import blogger

SAMPLES = Path(__file__).parent
OLDER = SAMPLES / "older" / "input" / "blog-11-10-2026.xml"
TAKEOUT = SAMPLES / "takeout" / "input" / "feed.atom"


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    found: list[Record] = []
    try:
        found.extend(blogger.read(export(path)))
    except ExportProblem:
        assert path == TAKEOUT
    return found


def test_both_forms_name_the_same_blog_and_author() -> None:
    assert blogger.instance(export(OLDER)) == blogger.instance(export(TAKEOUT)) == "4711"
    older, newer = (
        {one.native_id for one in records(path) if isinstance(one, Account)}
        for path in (OLDER, TAKEOUT)
    )
    assert older & newer == {"900100", "name:hanne"}


def test_every_comment_stands_below_a_post_of_its_blog() -> None:
    for path in (OLDER, TAKEOUT):
        posts = {one.native_id for one in records(path) if isinstance(one, Post)}
        comments = [one for one in records(path) if isinstance(one, Post) and one.kind == "comment"]
        assert comments
        assert {one.thread_id for one in comments} | {one.parent_id for one in comments} <= posts


def test_addresses_that_blogger_hides_are_not_taken_for_somebodys() -> None:
    emails = {one.email for one in records(OLDER) if isinstance(one, Account) and one.email}
    assert emails == {"sven@lamp.example"}
