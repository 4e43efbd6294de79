"""What came of introductions, as the office and the site say it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.came_of import Came, CameOf
from analytics.shares import Share, difference
from publisher import publish_office, site_rows
from publisher.came import outcomes_told
from publisher.facts import CommunityInfo
from publisher.site import publish
from tests.publisher import mending_table
from tests.publisher.conftest import CONTENT, THEME, Press
from tests.publisher.test_office import consents, rows


def came(of: str, talked: Share, both: Share, **columns: int) -> Came:
    return Came(
        of=of,
        introductions=talked.known + talked.too_early,
        talked=talked,
        both_ways=both,
        still=Share(0, 0, talked.known + talked.too_early),
        **{"told": 0, "told_only": 0, **columns},
    )


EIGHTY = CameOf(
    all=came("", Share(14, 80, 12), Share(6, 80, 12), told=3, told_only=1),
    slots=(
        came("bond", Share(10, 50, 8), Share(5, 50, 8)),
        came("far", Share(4, 30), Share(1, 30)),
    ),
    reasons=(came("answers", Share(3, 9), Share(3, 9)),),
    members=60,
    held_out=None,
    more=None,
    more_both_ways=None,
)


def beside(talked: Share, held_out: Share) -> CameOf:
    return replace(
        EIGHTY,
        held_out=came("", held_out, Share(0, held_out.known)),
        more=difference(talked, held_out),
    )


def test_the_office_says_what_came_of_introductions(tmp_path: Path) -> None:
    """Each figure with what chance allows, what is too early, and nothing claimed."""
    found = replace(rows(tmp_path, consents()), outcomes=outcomes_told(EIGHTY, "An offer <b>."))
    office = publish_office(
        found, community=mending_table.COMMUNITY, build=tmp_path, content=CONTENT, theme=THEME
    )
    text = (office / "outcomes.html").read_text(encoding="utf-8")
    for words in (
        "Of 80 introductions 14 talked within 28 days (11 to 27 %), 6 of them both ways.",
        "Of 12 introductions it is too early to know.",
        "of 1 of them the exports show nothing",
        "cannot be told from this",
        "An offer &lt;b&gt;.",
        '<td class="n">10 of 50 (11 to 33 %)</td>',
        "One asks what the other answers",
        "too early",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("talked", "held_out", "said"),
    [
        (Share(60, 200), Share(20, 200), "So introductions add: 20 in a hundred, 12 to 28."),
        (Share(30, 200), Share(27, 200), "no more than chance makes (-5 to 8 in a hundred)"),
        (Share(20, 200), Share(60, 200), "talked less: 20 in a hundred, 12 to 28."),
        (Share(20, 200), Share(0, 0, 9), "9 pairs that would have been introduced were left alone"),
    ],
    ids=["more", "chance", "less", "too early"],
)
def test_nothing_is_claimed_that_chance_could_make(
    talked: Share, held_out: Share, said: str
) -> None:
    """The comparison with the pairs left alone says more, less, or nothing."""
    sentences = outcomes_told(beside(talked, held_out)).sentences
    assert any(said in sentence for sentence in sentences)


def test_before_anybody_was_introduced() -> None:
    """One sentence, and no table."""
    none = came("", Share(0, 0), Share(0, 0))
    told = outcomes_told(replace(EIGHTY, all=none, slots=(), reasons=()))
    assert len(told.sentences) == 1
    assert (told.slots, told.reasons) == ((), ())


def published(press: Press, came: CameOf | None, community: CommunityInfo) -> None:
    publish(
        site_rows(mending_table.Warehouse().frame, mending_table.people(), community, came=came),
        community=community,
        build=press.build,
        output=press.output,
        content=press.content,
        theme=press.theme,
    )


def test_the_report_says_it_in_one_sentence(press: Press) -> None:
    """Rounded to five; where pairs are left alone every page of words says so."""
    published(press, EIGHTY, mending_table.COMMUNITY)
    report = press.text("report.html")
    assert "Of about 80 introductions, about 15 led to talk within a month." in report
    assert "How many would have met anyway, nobody can say." in report
    assert "drawn by lot" not in press.all_text()
    published(press, EIGHTY, replace(mending_table.COMMUNITY, held_out=0.2))
    for path in ("report.html", "how-it-works.html", "privacy.html"):
        assert "About one in five pairs whom we would introduce may be left alone" in press.text(
            path
        )


@pytest.mark.parametrize("talked", [Share(4, 80), Share(77, 80), Share(2, 3), Share(0, 0, 40)])
def test_fewer_than_five_are_not_told(press: Press, talked: Share) -> None:
    """Neither few who talked nor few who did not, for either follows from the other."""
    few = replace(EIGHTY, all=came("", talked, Share(0, talked.known)))
    published(press, few, mending_table.COMMUNITY)
    assert "introductions, about" not in press.text("report.html")
