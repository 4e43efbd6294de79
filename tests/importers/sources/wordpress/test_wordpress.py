"""WordPress exports: several files of one site agree; what is hidden stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.platforms.blog import rfc_moment
from importers.records import Account, Post, Record, Thread
from importers.sources import wordpress

SAMPLES = Path(__file__).parent
REAL_COUNTS = {
    "small-export.xml": (10, 11),
    "valid-wxr-1.1.xml": (2, 3),
    "wxr-utf-8-challenges.xml": (1, 1),
    "malformed.xml": (0, 0),
}


def records(path: Path) -> list[Record]:
    return list(wordpress.read(ExportFile(path=path, name=path.name, sha256="0" * 64)))


def test_two_files_of_one_site_know_a_guest_by_one_id() -> None:
    guests = [
        {one.native_id for one in records(path) if isinstance(one, Account) and one.email}
        for path in sorted((SAMPLES / "site" / "input").glob("*.xml"))
    ]
    first, second = guests
    assert first == second
    assert not any("@" in native_id for native_id in first)


def test_words_that_were_never_public_are_nowhere() -> None:
    everything = repr(
        [one for path in (SAMPLES / "site" / "input").glob("*.xml") for one in records(path)]
    )
    for hidden in ("Buy now", "let me in", "I take it back", "note to self", "192.0.2.7", "hush"):
        assert hidden not in everything


def test_a_topic_in_a_hidden_forum_is_not_called_public() -> None:
    """The thread's own visibility counts before its space's, so it must not claim more."""
    topics = [
        one
        for one in records(SAMPLES / "forum" / "input" / "kettleforum.xml")
        if isinstance(one, Thread)
    ]
    assert {one.visibility for one in topics if one.space_id == "51"} == {"unknown"}


@pytest.mark.parametrize(
    "text", ["Wed, 30 Nov -0001 00:00:00 +0000", "", None, "Mon, 99 Foo 2020 00:00:00 +0000"]
)
def test_no_moment_is_made_of_a_date_that_is_none(text: str | None) -> None:
    assert rfc_moment(text) is None


@pytest.mark.real_data
@pytest.mark.parametrize("name", sorted(REAL_COUNTS))
def test_public_exports_are_read_whole(name: str, real_data: Path) -> None:
    found = records(real_data / "formats" / "wordpress" / name)
    threads = sum(isinstance(one, Thread) for one in found)
    posts = sum(isinstance(one, Post) for one in found)
    assert (threads, posts) == REAL_COUNTS[name]
