"""The office: private, complete, and it says what to do next."""

from __future__ import annotations

import stat
from pathlib import Path

import pyarrow as pa
import pytest

from publisher import office_rows, publish_office
from publisher.office_facts import OfficeRows
from publisher.site import Published
from tests.publisher import mending_table
from tests.publisher.conftest import CONTENT, THEME, Press

SAID = pa.schema([("account_id", pa.string()), ("purpose", pa.string()), ("answer", pa.string())])


def consents(*rows: tuple[str, str, str]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"account_id": f"discourse:mending.example:{m}", "purpose": p, "answer": a}
            for m, p, a in rows
        ],
        schema=SAID,
    )


def rows(tmp_path: Path, said: pa.Table, warnings: tuple[str, ...] = ()) -> OfficeRows:
    return office_rows(
        mending_table.Warehouse().frame,
        said,
        mending_table.COMMUNITY,
        purposes=mending_table.PURPOSES,
        outbox=tmp_path / "outbox",
        warnings=warnings,
    )


def office(tmp_path: Path, said: pa.Table) -> Path:
    return publish_office(
        rows(tmp_path, said),
        community=mending_table.COMMUNITY,
        build=tmp_path,
        content=CONTENT,
        theme=THEME,
    )


def test_without_a_yes_the_desk_says_how_to_ask(tmp_path: Path) -> None:
    """The first card of a new community is the first yes."""
    first = rows(tmp_path, consents()).desk.cards[0]
    assert first.title == "Ask for the first yes"
    assert "None of your 10 members has said yes" in first.text


def test_with_a_yes_the_desk_goes_on(tmp_path: Path) -> None:
    """Matches to look at, and the export that is sixteen days old."""
    titles = [card.title for card in rows(tmp_path, consents(("m1", "match", "yes"))).desk.cards]
    assert titles == [
        "2 members could meet somebody this week",
        "The export of facebook:mending is 16 days old",
    ]


def test_the_office_is_private_and_says_so(tmp_path: Path) -> None:
    """Only its owner can open the folder, and search engines are told to stay out."""
    folder = office(tmp_path, consents())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.glob("*.html"):
        page = file.read_text(encoding="utf-8")
        assert "The office, for Hanne only" in page
        assert 'content="noindex"' in page


def test_every_row_of_an_import_is_accounted_for(tmp_path: Path) -> None:
    """Read, stored, merged and skipped with their reasons stand side by side."""
    page = (office(tmp_path, consents()) / "imports.html").read_text(encoding="utf-8")
    for shown in ("forum.json", "103", "2 action", "1 no date", "post 12 has no date"):
        assert shown in page
    assert "do not add up" not in page


def test_every_source_says_how_old_it_is_and_how_to_fetch_it_again(tmp_path: Path) -> None:
    """The page's export is sixteen days behind the forum's."""
    page = (office(tmp_path, consents()) / "imports.html").read_text(encoding="utf-8")
    assert "16 days older than the newest. To fetch it again: Facebook, as the page:" in page
    assert "To fetch it again: save the same answers again: /latest.json" in page


def test_pairs_stand_with_scores_reasons_and_who_gets_nothing(tmp_path: Path) -> None:
    """The manager sees what members never do."""
    page = (office(tmp_path, consents()) / "matches.html").read_text(encoding="utf-8")
    for shown in (
        "Idris Okello", "You both write about valve radios.", "Score 0.710",
        "chance of a talk 31 %", "mutual", "no yes to the mail", "Ana Silva",
    ):  # fmt: skip
        assert shown in page


def test_a_no_of_one_account_outweighs_a_yes_of_another(tmp_path: Path) -> None:
    """The funnel counts members, and a no wins."""
    said = consents(("m1", "match", "yes"), ("m1", "match", "no"), ("m2", "match", "yes"))
    funnel = {each.purpose: (each.yes, each.no) for each in rows(tmp_path, said).funnel}
    assert funnel["match"] == (1, 1)
    assert funnel["digest"] == (0, 0)


def test_the_mails_of_the_issue_are_listed(tmp_path: Path) -> None:
    """One line per mail, with its reader's name."""
    folder = tmp_path / "outbox" / "2026-W47"
    folder.mkdir(parents=True)
    (folder / "m2.eml").write_text("Subject: x\n\nx")
    page = (office(tmp_path, consents()) / "outbox.html").read_text(encoding="utf-8")
    assert "Idris Okello" in page
    assert "2026-W47/m2.eml" in page


def test_nothing_of_the_office_is_in_the_public_site(tmp_path: Path, press: Press) -> None:
    """The office lies beside the site, never in it."""
    published: Published = press.publish()
    publish_office(
        rows(tmp_path, consents()),
        community=mending_table.COMMUNITY,
        build=press.build,
        content=CONTENT,
        theme=THEME,
    )
    assert "office" not in press.all_text()
    assert not (published.site / "office").exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x"])
def test_an_address_that_runs_is_no_link_in_the_office(tmp_path: Path, url: str) -> None:
    """What two share leads to where it was said, and nowhere else."""
    warehouse = mending_table.Warehouse()
    reasons = warehouse.frame("select * from matches.reasons").to_pylist()
    warehouse.put("matches.reasons", [each | {"thread_url": url} for each in reasons])
    found = office_rows(
        warehouse.frame,
        consents(),
        mending_table.COMMUNITY,
        purposes=mending_table.PURPOSES,
        outbox=tmp_path / "outbox",
    )
    links = [link for match in found.matches for link in match.links]
    assert links == [("A valve radio that hums only when it rains", "")]
