"""What `about` writes down of a member is all there is, readable, and theirs alone."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import line
from about import about_member, write_about
from analytics.members import Named, find_member
from analytics.warehouse import Warehouse
from tests.house.handmade import Home, write_network, write_people

HANDLE = "2dirk"
Written = tuple[dict[str, Any], str, Path]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home.make(tmp_path_factory.mktemp("about") / "home")
    write_network(home.exports / "net", days=62)
    write_people(home.exports)
    home.build()
    return home


@pytest.fixture(scope="module")
def written(home: Home) -> tuple[dict[str, Any], str, Path]:
    """The JSON's parts, the page, and where they lie."""
    done = home.run("about", f"ning:{HANDLE}")
    assert done.code == 0, done.text
    (page,) = (home.build_folder() / "about").rglob("index.html")
    facts = json.loads(page.with_name("about.json").read_text(encoding="utf-8"))
    return facts, page.read_text(encoding="utf-8"), page


def rows(warehouse: Warehouse, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.frame(sql, who=f"ning:net:{HANDLE}").to_pylist()
    return found


def test_every_row_of_theirs_is_in_it(home: Home, written: Written) -> None:
    """Counted against the tables themselves."""
    held = {key: part["rows"] for key, part in written[0]["held"].items()}
    with line.opened(line.find_place(home=home.folder)) as (warehouse, ledger):
        posts = rows(warehouse, "select post_id, text from raw.posts inner join raw.post_texts "
                                "using (post_id) where author_account_id = $who")  # fmt: skip
        assert len(posts) > 5
        assert {(p["post_id"], p["text"]) for p in posts} == {
            (p["post_id"], p["text"]) for p in held["posts"]
        }
        said = ledger.consent_history(f"ning:net:{HANDLE}").to_pylist()
        assert {row["purpose"] for row in said} == {row["purpose"] for row in held["answers_given"]}
        proposals = ledger.proposals().to_pylist()
        shown = [p for p in proposals if p["account_id"] == f"ning:net:{HANDLE}"]
        others = [p for p in proposals if p["candidate_account_id"] == f"ning:net:{HANDLE}"]
        assert shown
        assert others
        assert [p["sentence"] for p in shown] == [row["because"] for row in held["shown_to_you"]]
        assert len(held["shown_to_others"]) == len(others)
        assert all(row["member"] for row in held["shown_to_others"])
        assert len(held["letters"]) == 1
        assert held["letters"][0]["address"] == f"{HANDLE}@mail.example.org"
    assert held["accounts"][0]["email"] == f"{HANDLE}@mail.example.org"
    assert held["talks"]
    assert held["interests"]
    assert {row["you"] for row in held["may_be_shown"]} == {"yes", "no"}


def test_the_page_says_what_the_json_says(written: Written) -> None:
    """Each part that holds anything has its heading; nothing is loaded or run."""
    facts, page, _ = written
    for key, part in facts["held"].items():
        assert (f'id="{key}"' in page) == bool(part["rows"])
    for text in (row["text"] for row in facts["held"]["posts"]["rows"]):
        assert text.replace("'", "&#39;") in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="https?:', page.split("<main>")[0])


def test_it_is_private(written: Written) -> None:
    """For its owner only, and never below a site."""
    page = written[2]
    assert page.stat().st_mode & 0o077 == 0
    assert page.parent.stat().st_mode & 0o077 == 0
    assert "site-" not in str(page.relative_to(page.parents[2]))


def test_what_others_said_in_confidence_is_theirs(home: Home) -> None:
    """Who blocked them, or did not want to be introduced, is not in it."""
    place = line.find_place(home=home.folder)
    with line.opened(place) as (warehouse, ledger):
        named = find_member(warehouse, f"ning:{HANDLE}")
        at = datetime.now(UTC)
        ledger.record_blocks([("ning:net:2iris", named.account_id)], source="reply", now=at)
        ledger.record_veto("ning:net:2hugo", named.account_id, source="reply", note="n", now=at)
        ledger.record_feedback("ning:net:2iris", "unwelcome", other_account_id=named.account_id,
                               source="reply", said_at=at, now=at)  # fmt: skip
        found = about_member(place, warehouse, ledger, named)
    held = {part.key: part.rows for part in found.parts}
    assert (held["blocks"], held["feedback"]) == ([], [])
    assert "unwelcome" not in found.as_json()


def test_hostile_words_stay_words(home: Home, tmp_path: Path) -> None:
    """A name or a post with markup in it is shown as it was written."""
    place = line.find_place(home=home.folder)
    with line.opened(place) as (warehouse, ledger):
        named = find_member(warehouse, f"ning:{HANDLE}")
        evil = Named(named.member_id, named.account_id, "ning", HANDLE, "<script>alert(1)</script>")
        found = about_member(place, warehouse, ledger, evil)
        page = write_about(place, found, "../../" + named.member_id).read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_that_is_not_me(home: Home) -> None:
    """Corrected by the task, obeyed by the next build, taken back by the task."""
    done = home.run("about", f"ning:{HANDLE}", "--not-me", "nothing like it")
    assert done.code == 1
    assert "no interest is called so; found in this member: “" in done.text
    label = re.findall("“([^”]+)”", done.text)[1]
    done = home.run("about", f"ning:{HANDLE}", "--not-me", label.upper())
    assert done.code == 0, done.text
    assert "is not found in them again; the next build obeys" in done.text

    def interests() -> set[str]:
        with line.opened(line.find_place(home=home.folder)) as (warehouse, ledger):
            named = find_member(warehouse, f"ning:{HANDLE}")
            found = about_member(line.find_place(home=home.folder), warehouse, ledger, named)
        held = {part.key: part.rows for part in found.parts}
        return {row["interest"] for row in held["interests"]}

    assert label in interests()
    home.build()
    assert label not in interests()
    assert "is theirs after all" in home.run("about", f"ning:{HANDLE}", "--is-me", label).text
    home.build()
    assert label in interests()
