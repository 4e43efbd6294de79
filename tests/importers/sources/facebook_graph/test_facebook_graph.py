"""Saved Graph API answers: no key is kept, nobody is invented, figures stand on their day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.records import Account, PageMetric, Post, Record, Skipped, Thread
from importers.sources import facebook_graph

CASES = Path(__file__).parent
FEED = CASES / "feed" / "input" / "page-feed.json"


def export(path: Path) -> ExportFile:
    return ExportFile(path=path, name=path.name, sha256="0" * 64)


def records(path: Path) -> list[Record]:
    return list(facebook_graph.read(export(path)))


def saved(tmp_path: Path, value: object) -> Path:
    path = tmp_path / "page.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_the_key_of_whoever_saved_it_is_never_kept() -> None:
    assert "EAABsbCS1234ZDZD" in FEED.read_text(encoding="utf-8")
    assert b"EAABsbCS1234ZDZD" not in msgspec.json.encode(records(FEED))


def test_a_comment_without_from_has_no_author() -> None:
    by_id = {one.native_id: one for one in records(FEED) if isinstance(one, Post)}
    assert by_id["25_3"].author_id is None
    assert by_id["25_2"].parent_id == "25_1"
    assert by_id["25_6"].parent_id == "25_5"


def test_a_day_figure_stands_on_the_day_that_ends_at_its_time() -> None:
    days = [one for one in records(FEED) if isinstance(one, PageMetric) and one.metric_date]
    assert {one.metric_date for one in days} == {date(2026, 9, 25)}


def test_comments_that_were_not_saved_are_told() -> None:
    assert Note(
        line="more comments or reactions than were saved here, at 1 of the posts; "
        "follow their paging.next when you save them again"
    ) in records(FEED)


def test_a_damaged_post_costs_itself_and_its_comments() -> None:
    found = records(CASES / "damaged" / "input" / "hole.json")
    threads = [one.native_id for one in found if isinstance(one, Thread)]
    assert threads == ["900100_25", "900100_23", "900100_21"]


def test_comments_are_not_taken_for_posts_when_no_post_is_whole() -> None:
    with pytest.raises(
        ExportProblem,
        match=r"^cut.json: holds no whole post of a page, expected objects with id, created_time "
        "and what was posted; save the answers again$",
    ):
        records(CASES / "damaged" / "input" / "cut.json")


def test_comments_that_stand_before_their_posts_id_do_not_name_the_page(tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        {
            "data": [
                {
                    "comments": {
                        "data": [{"id": "7_1", "created_time": "2026-01-02T00:00:00+0000"}]
                    },
                    "created_time": "2026-01-01T00:00:00+0000",
                    "id": "900100_7",
                }
            ]
        },
    )
    assert facebook_graph.instance(export(path)) == "900100"


@pytest.mark.parametrize(
    "damage",
    [
        {"comments": {"data": ["x", None, {"id": 1}]}, "reactions": {"data": [None, {"type": 3}]}},
        {"comments": 5, "reactions": "many", "shares": [], "insights": {"data": [1, {"name": 2}]}},
        {"message": 7, "from": [], "message_tags": {"0": 3}, "permalink_url": {}},
        {
            "insights": {
                "data": [{"name": "n", "values": [3, {"value": True}, {"value": {"a": "b"}}]}]
            }
        },
    ],
    ids=["empty things", "wrong kinds", "no texts", "odd figures"],
)
def test_odd_values_do_no_harm(tmp_path: Path, damage: dict[str, object]) -> None:
    post = {"created_time": "2026-01-01T00:00:00+0000", **damage, "id": "900100_7"}
    found = records(saved(tmp_path, {"data": [post]}))
    assert [one.native_id for one in found if isinstance(one, Thread)] == ["900100_7"]
    assert not [one for one in found if isinstance(one, Account) and one.native_id != "900100"]


def test_an_answer_that_is_an_error_is_told(tmp_path: Path) -> None:
    post = {"id": "900100_7", "created_time": "2026-01-01T00:00:00+0000"}
    found = records(saved(tmp_path, [{"data": [post]}, {"error": {"code": 4}}]))
    assert [one.detail for one in found if isinstance(one, Skipped)] == [
        "an error that Facebook answered instead of posts; save this part again"
    ]


@pytest.mark.parametrize(
    "value", [[], {"data": []}, {"topic_list": {}}, {"data": [{"id": "7", "created_time": "x"}]}]
)
def test_other_files_are_not_claimed(tmp_path: Path, value: object) -> None:
    assert not facebook_graph.identify(export(saved(tmp_path, value)))


def test_the_pages_short_name_is_known_from_its_own_posts(tmp_path: Path) -> None:
    def post(page: str, name: str) -> dict[str, str]:
        return {
            "id": f"{page}_7",
            "created_time": "2026-01-01T00:00:00+0000",
            "permalink_url": f"https://www.facebook.com/{name}/posts/7",
        }

    path = saved(tmp_path, {"data": [post("900100", "LampTable"), post("900200", "other")]})
    assert facebook_graph.also_known_as(export(path)) == ("lamptable",)
