"""What a reader takes from the report of the sample is what its plan says.

The page is read as text, without its pictures; every figure in a sentence is worked out from the
plan and rounded here.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from analytics.warehouse import Warehouse

WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OCTOBER, SEPTEMBER, YEAR_AGO = "2026-10-01", "2026-09-01", "2025-10-01"


def read(page: Path) -> str:
    """The page as one line of text."""
    html = re.sub(r"(?s)<svg.*?</svg>|<head>.*?</head>", " ", page.read_text(encoding="utf-8"))
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html.replace("<", " <"))).split())


def rounded(count: int) -> int:
    """To five."""
    return 5 * ((count + 2) // 5)


def in_words(number: int) -> str:
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


@pytest.fixture(scope="module")
def report(sample_home: Path) -> str:
    return read(sample_home / "output" / "report.html")


def sentences(months: dict[str, dict[str, Any]]) -> list[str]:
    """What the report has to say of October, with the year up to it."""
    now, before, year_ago = (months[month] for month in (OCTOBER, SEPTEMBER, YEAR_AGO))
    wrote, wrote_before, wrote_then = (
        rounded(month["members_wrote"]) for month in (now, before, year_ago)
    )
    # Who came in October still has days left to write again.
    year = [months[month] for month in sorted(months) if YEAR_AGO <= month < OCTOBER]
    answered = now["newcomers_answered_by_members"] + now["newcomers_answered_by_team"]
    newcomers = rounded(now["newcomers"])
    in_year = {
        name: sum(month[name] for month in year)
        for name in ("newcomers_answered_by_members", "newcomers_answered_by_team",
                     "newcomers_unanswered", "newcomers_answered_wrote_again",
                     "newcomers_unanswered_wrote_again")
    }  # fmt: skip
    helped = in_year["newcomers_answered_by_members"] + in_year["newcomers_answered_by_team"]
    again = tenths(in_year["newcomers_answered_wrote_again"], helped)
    alone = tenths(in_year["newcomers_unanswered_wrote_again"], in_year["newcomers_unanswered"])
    back = tenths(now["page_answered_back"], now["page_addressed"])
    return [
        f"About {wrote} of us wrote something in that month.",
        f"That is about {wrote_before - wrote} fewer than the month before.",
        f"A year ago it was about {wrote - wrote_then} fewer.",
        f"Replies to a thread: about {in_words(round(now['comments'] / now['openings']))}, "
        f"the month before {in_words(round(before['comments'] / before['openings']))}.",
        f"About {rounded(now['pairs_who_keep_talking'])} pairs of us keep talking , and about "
        f"{rounded(now['pairs_began'])} came to that point this month.",
        f"Half of the first replies came within {round(now['first_reply_hours'])} hours.",
        f"About {rounded(now['thankers'])} of us thanked somebody.",
        f"About {newcomers} people wrote here for the first time. About {rounded(answered)} had an "
        f"answer within seven days; about {newcomers - rounded(answered)} did not.",
        f"Of ten who were answered in the past year, about {in_words(again)} wrote again; "
        f"of ten who were not, about {in_words(alone)}.",
        f"About {rounded(now['threads_waiting'])} threads waited for a first reply",
        f"Posts of the page: {in_words(now['page_begun'])}; its answers to people: "
        f"{in_words(now['page_answers'])}. Of ten who spoke to it, about {in_words(back)} "
        "heard back.",
    ]


def tenths(part: int, whole: int) -> int:
    """The part of ten, of rounded figures."""
    return round(10 * rounded(part) / rounded(whole))


def test_every_sentence_is_what_the_plan_says(report: str, sample_truth: dict[str, Any]) -> None:
    missing = [each for each in sentences(sample_truth["figures"]) if each not in report]
    assert missing == []


def test_what_warms_does(report: str, sample_truth: dict[str, Any]) -> None:
    """More talk in these spaces than in the three months before; a topic is no space's name."""
    told = re.search(r"More talk than before: (.*?) ?\. ", report)
    assert told
    labels = [label.strip() for label in told[1].split(" , ")]
    spaces = sample_truth["spaces"]
    assert any(label in spaces for label in labels)
    for posts in (spaces[label] for label in labels if label in spaces):
        now, before = (
            sum(len(posts.get(f"2026-{month:02}-01", ())) for month in months)
            for months in ((8, 9, 10), (5, 6, 7))
        )
        assert now >= 1.5 * before
        assert now >= before + 10


def test_whoever_is_thanked_answered_newcomers(
    sample_home: Path,
    sample_warehouse: Warehouse,
    sample_truth: dict[str, Any],
    member_of: dict[str, str],
) -> None:
    """Each is somebody the plan has answer a first post, with a yes to standing there."""
    html = (sample_home / "output" / "report.html").read_text(encoding="utf-8")
    thanked = html[html.index("Whom to thank") : html.index('class="sign"')]
    names = [unescape(name) for name in re.findall(r'<bdi class="name">([^<]+)</bdi></a>', thanked)]
    assert names
    willing = {
        member_of[account]
        for account, said in sample_truth["consents"].items()
        if said.get("spotlight") == said.get("search engines") == "yes"
    }
    answered = {
        member_of[each["answered_by"]]
        for each in sample_truth["newcomers"].values()
        if each["answered_by"]
    }
    rows = sample_warehouse.frame("select member_id, display_name from marts.members").to_pylist()
    for name in names:
        ids = {row["member_id"] for row in rows if row["display_name"] == name}
        assert ids & willing & answered, name


def test_the_front_page_says_what_this_is(sample_home: Path, sample_truth: dict[str, Any]) -> None:
    """Who we are, in the settings' words; about how many; how to join, and what is open now."""
    page = read(sample_home / "output" / "index.html")
    assert "for people who mend things rather than replace them" in page
    told = re.search(r"About ([\d,]+) people, and ([\d,]+) on the page", page)
    assert told
    members, fans = (int(count.replace(",", "")) for count in told.groups())
    assert members == pytest.approx(sample_truth["members"], rel=0.02)
    assert fans == pytest.approx(sample_truth["rows"]["growth"][-1]["page_people"], rel=0.01)
    assert "How to join" in page
    assert "conversations open now" in page
