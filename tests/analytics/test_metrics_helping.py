"""metrics about what members do for others, and about disagreeing well."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from analytics.build import analyse
from analytics.derived.links_to_threads import address_key
from analytics.derived.post_tones import is_disagreeing, is_rude
from analytics.derived.thanks import says_thanks
from analytics.parameters import Parameters
from importers.records import Account, PageMetric, Record
from tests.analytics.worlds import (
    SOURCE,
    account,
    analyse_at,
    analysed,
    day,
    export,
    loaded,
    member,
    reply,
    rows,
    thread,
)

JANUARY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "is_thanks"),
    [
        ("Thank you, that did it.", True),
        ("Bedankt voor de tip!", True),
        ("Vielen Dank, es läuft wieder.", True),
        ("Merci beaucoup", True),
        ("¡Gracias!", True),
        ("Thanks in advance for any help", False),
        ("Danke im Voraus", False),
        ("No, thanks.", False),
        ("Thanksgiving is on Thursday", False),
        ("It works.", False),
        ("A good repair is one that the next one thanks you for.", False),
        ("Put two sheets in. The roller will thank you.", False),
    ],
)
def test_thanks_are_for_what_was_done(text: str, is_thanks: bool) -> None:
    """derived.thanks"""
    assert says_thanks(text) == is_thanks


@pytest.mark.parametrize(
    ("text", "disagrees", "rude"),
    [
        ("i see it a little differently, ana.", True, False),
        ("yes, but the old ones break.", True, False),
        ("write to me if you see it differently", False, False),
        ("das sehe ich anders", True, False),
        ("you are an idiot", False, True),
        ("sew the zip shut up to there", False, False),
        ("i disagree, and shut up", True, True),
        ("this is what i did", False, False),
    ],
)
def test_tone_is_told_from_words(text: str, disagrees: bool, rude: bool) -> None:
    """derived.post_tones"""
    assert (is_disagreeing(text), is_rude(text)) == (disagrees, rude)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://forum.example/t/some-words/17", "forum.example/t/17"),
        ("https://forum.example/t/17", "forum.example/t/17"),
        ("https://forum.example/t/some-words/17/4?u=ana", "forum.example/t/17"),
        ("http://a.example/Topic/7/#p3", "a.example/topic/7"),
    ],
)
def test_addresses_of_one_thread_have_one_key(url: str, key: str) -> None:
    """derived.links_to_threads"""
    assert address_key(url) == key


def helping_world() -> list[Record]:
    """Ben answers two newcomers, is thanked by one of them and brought the other in; cem passes
    ana's thread on, and dee comes to it.
    """
    return [
        account("mod", role="staff"),
        *thread("h", "ben", 0),
        *thread("1", "ana", 1),
        reply("1.2", "ben", 1.5, parent_id="1.1"),
        reply("1.3", "ana", 2, parent_id="1.2", text="Thank you, Ben, that was the fault."),
        *thread("2", "eve", 3, text="Hello, @ben sent me here."),
        reply("2.2", "ben", 3.5, parent_id="2.1"),
        reply("2.3", "mod", 4, parent_id="2.2", text="Thank you, Ben!"),
        *thread("c", "cem", 5, text="Read https://forum.example/t/about-one/1 before you begin"),
        reply("1.4", "dee", 6, parent_id="1.1"),
        reply("1.5", "cem", 6, parent_id="1.1"),
        reply("1.6", "fay", 20, parent_id="1.1"),
    ]


def with_mention(records: list[Record]) -> list[Record]:
    """Eve's first post names ben, as an importer would have read it."""
    return [
        msgspec.structs.replace(one, mentioned=("ben",))
        if getattr(one, "native_id", "") == "2.1"
        else one
        for one in records
    ]


def test_what_a_member_does_for_others(tmp_path: Path) -> None:
    """marts.kindnesses, marts.passed_on: the team's thanks do not count, nor who came too late."""
    with analysed(
        tmp_path, with_mention(helping_world()), wanted=("marts.kindnesses", "marts.passed_on")
    ) as warehouse:
        assert rows(
            warehouse,
            "select newcomers_answered, answered_who_wrote_again, thanked_by, brought_in, "
            "passed_on from marts.kindnesses where member_id = $ben",
            ben=member("ben"),
        ) == [(2, 1, 1, 1, 0)]
        assert rows(
            warehouse,
            "select split_part(thread_id, ':', 3), member_id, author_member_id, passed_at, "
            "is_from_team, arrivals, clicks from marts.passed_on",
        ) == [("1", member("cem"), member("ana"), day(5), False, 1, None)]
        assert rows(
            warehouse,
            "select passed_on, arrivals_after from marts.kindnesses where member_id = $cem",
            cem=member("cem"),
        ) == [(1, 1)]


def test_helping_month_by_month(tmp_path: Path) -> None:
    """metrics.helping"""
    with analysed(
        tmp_path, with_mention(helping_world()), as_of=day(30), wanted=("metrics.helping",)
    ) as warehouse:
        found = warehouse.frame("select * from metrics.helping").to_pylist()
    assert found == [
        {
            "month_date": JANUARY,
            # ben answered ana and eve, and ana ben, who was as new as they.
            "helpers": 2,
            "newcomers_answered": 3,
            "thanks": 1,
            "thankers": 1,
            "thanked": 1,
            "brought_in": 1,
            "passed_on": 1,
            "people_passing_on": 1,
            "passed_on_by_team": 0,
            "arrivals": 1,
            "clicks": None,
        }
    ]


def test_clicks_on_what_the_page_passed_on_are_shown(tmp_path: Path) -> None:
    """marts.passed_on, metrics.helping: the page names a thread by its title, and people click."""
    source = "facebook:x"
    title = "How I mended the handle of a drawer"
    page: list[Record] = [
        Account(native_id="page", role="page"),
        *thread("p", "page", 2, text=f"On the forum: “{title}”. Come and look."),
        PageMetric(entity="post", native_id="p.1", metric="Link clicks", value=11),
        PageMetric(entity="post", native_id="p.1", metric="Post reach", value=120),
    ]
    forum = [*thread("1", "ana", 1, title=title), reply("1.2", "ben", 3, parent_id="1.1")]
    with loaded(
        tmp_path, export(forum), export(page, source=source, exported_at=day(19))
    ) as warehouse:
        analyse_at(warehouse, 20)
        assert rows(
            warehouse, "select is_from_team, arrivals, clicks, reach from marts.passed_on"
        ) == [(True, 1, 11.0, 120.0)]
        assert rows(
            warehouse, "select passed_on, passed_on_by_team, arrivals, clicks from metrics.helping"
        ) == [(0, 1, 1, 11.0)]


def disagreement(name: str, voices: tuple[str, ...], *, rude: bool = False) -> list[Record]:
    """A thread of fourteen posts in which each answers the one before."""
    records = thread(name, voices[0], 1)
    for place in range(13):
        who = voices[(place + 1) % len(voices)]
        before = f"{name}.{place + 1}"
        text = "I disagree, and here is why." if place == 3 else "Let me tell you what I did."
        if rude and place == 5:
            text = "You are an idiot."
        records.append(
            reply(f"{name}.{place + 2}", who, 1 + place / 10, parent_id=before, text=text)
        )
    return records


def test_good_disagreement_is_long_two_way_many_voiced_and_civil(tmp_path: Path) -> None:
    """marts.good_disagreements, metrics.disagreements: two voices are few, a rude word spoils it,
    and who goes round in a circle answers nobody back.
    """
    zigzag = ("ana", "ben", "ana", "cem", "dee", "cem")
    records = [
        *disagreement("good", zigzag),
        *disagreement("rude", zigzag, rude=True),
        *disagreement("two", ("ana", "ben")),
        *disagreement("round", ("ana", "ben", "cem", "dee")),
    ]
    with analysed(
        tmp_path,
        records,
        as_of=day(30),
        wanted=("marts.good_disagreements", "metrics.disagreements"),
    ) as warehouse:
        found = rows(
            warehouse,
            "select thread_id, posts, members, pairs_two_way, members_disagreeing "
            "from marts.good_disagreements",
        )
        assert found == [(f"{SOURCE}:good", 14, 4, 3, 1)]
        assert rows(warehouse, "select * from metrics.disagreements") == [(JANUARY, 1, 4)]


def likes(on: date, value: float) -> PageMetric:
    return PageMetric(entity="page", native_id="x", metric="Likes", metric_date=on, value=value)


def test_page_metrics_count_up_to_as_of(tmp_path: Path) -> None:
    """staging.page_metrics: by their day, or else by the first export that has them."""
    page: list[Record] = [
        *thread("p", "page", 2),
        PageMetric(
            entity="page", native_id="x", metric="Likes", metric_date=date(2024, 1, 3), value=1
        ),
        PageMetric(
            entity="page", native_id="x", metric="Likes", metric_date=date(2024, 1, 9), value=2
        ),
        PageMetric(entity="post", native_id="p.1", metric="Link clicks", value=11),
    ]
    for as_of, expected in ((day(5), [(1.0,)]), (day(20), [(1.0,), (2.0,), (11.0,)])):
        with loaded(tmp_path / str(as_of), export(page, exported_at=day(19))) as warehouse:
            analyse(warehouse, Parameters(as_of=as_of), wanted=("staging.page_metrics",))
            found = rows(warehouse, "select value from staging.page_metrics order by value")
            assert found == expected
