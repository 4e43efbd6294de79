"""The office's page of people: what came of asking, and whom to talk with first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from publisher import publish_office
from publisher.asked import Asked, Opening
from tests.publisher import mending_table
from tests.publisher.conftest import CONTENT, THEME
from tests.publisher.test_office import consents, rows

ASKED = Asked(
    number=2,
    purposes=("match", "digest"),
    asked_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    asked=1250,
    yes=61,
    no=14,
    partly=3,
    yes_without_address=9,
)


def page(folder: Path, asked: tuple[Asked, ...], openings: tuple[Opening, ...]) -> str:
    found = replace(rows(folder, consents()), asked=asked, openings=openings)
    office = publish_office(
        found, community=mending_table.COMMUNITY, build=folder, content=CONTENT, theme=THEME
    )
    return (office / "people.html").read_text(encoding="utf-8")


def test_what_came_of_asking(tmp_path: Path) -> None:
    """Every number of the invitation, and that silence is a no."""
    text = page(tmp_path, (ASKED,), (Opening("Sanne <b>", 4, 1), Opening("Oluwaseun", 2, 0)))
    cells = "".join(f'<td class="n">{n}</td>' for n in ("1,250", "61", "3", "14", "1,172", "9"))
    assert f"<td>match, digest</td>{cells}" in text
    assert "2, 2\xa0November 2026" in text
    assert text.index("Sanne &lt;b&gt;") < text.index("Oluwaseun")
    assert "nobody is reminded" in text


def test_before_anybody_was_asked(tmp_path: Path) -> None:
    """Neither heading stands there empty."""
    text = page(tmp_path, (), ())
    assert "From asked to yes" not in text
    assert "Whose yes would open" not in text
