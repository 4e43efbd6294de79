"""The items of a feed: whole ones come out, damage costs one, nothing is expanded or fetched."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from importers.errors import ExportProblem, TooLarge
from importers.reading.limits import MIB, Limits
from importers.reading.notes import Note
from importers.reading.xml import root_name
from importers.reading.xml_items import CHUNK, DEEPEST, Item, read_items
from importers.records import Record, Skipped


def items(tmp_path: Path, text: str, *, limits: Limits | None = None) -> list[Record | Item]:
    path = tmp_path / "feed.xml"
    path.write_text(text, "utf-8")
    return list(read_items(path, name="feed.xml", tags={"item"}, limits=limits))


def titles(found: list[Record | Item]) -> list[str | None]:
    return [one.element.value("title") for one in found if isinstance(one, Item)]


def test_values_attributes_and_lines_come_with_each_item(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        '<rss>\n<item>\n<title>One</title><c d="x">a</c><c>b</c></item><item n="2"/>\n</rss>',
    )
    first, second = found
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.line, second.line) == (2, 3)
    assert [child.text for child in first.element.all("c")] == ["a", "b"]
    assert first.element.children[1].attributes == {"d": "x"}
    assert second.element.attributes == {"n": "2"}
    assert first.element.value("nothing") is None


def test_undeclared_prefixes_are_no_error(tmp_path: Path) -> None:
    (found,) = items(tmp_path, "<rss><item><app:title>x</app:title></item></rss>")
    assert isinstance(found, Item)
    assert found.element.value("app:title") == "x"


def test_tags_in_cdata_and_comments_are_text(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        "<rss><!-- <item><title>no</title></item> --><item><title><![CDATA[</item><item>]]> and"
        "<!-- </item> --> more</title></item></rss>",
    )
    assert titles(found) == ["</item><item> and more"]


def test_what_lies_across_two_chunks_is_whole(tmp_path: Path) -> None:
    """An item may begin and end anywhere; so may a CDATA section, a tag and a character."""
    for shift in range(24):
        text = f"<rss>{' ' * (CHUNK - 30 + shift)}<item><title><![CDATA[é]]></title></item></rss>"
        assert titles(items(tmp_path, text)) == ["é"]


def test_damage_costs_one_item(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        "<rss><item><title>1</title></item><item><b></item><item><title>3</item>"
        "<item><title>4</title></item></rss>",
    )
    assert titles(found) == ["1", "4"]
    broken = [one for one in found if isinstance(one, Skipped)]
    assert [one.reason for one in broken] == ["broken", "broken"]
    assert broken[0].detail == "this <item> is not well-formed (mismatched tag)"


def test_end_in_the_middle_gives_complete_items_and_one_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss>\n<item><title>1</title></item>\n<item><title>2</ti", "utf-8")
    reading = read_items(path, name="feed.xml", tags={"item"})
    assert isinstance(next(reading), Item)
    with pytest.raises(ExportProblem, match=r"feed.xml: line 3: the file ends before </rss>"):
        list(reading)


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    found = items(
        tmp_path,
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<rss><item><title>&a;&f;&amp;&#65;&#1;</title></item></rss>",
    )
    assert titles(found) == ["&a;&f;&A�"]
    assert [one.line for one in found if isinstance(one, Note)] == [
        "1 characters that XML forbids were replaced by �",
        "2 entities of the file's own were not expanded; they stay as written",
    ]


def test_references_in_cdata_stay_as_written(tmp_path: Path) -> None:
    found = items(tmp_path, "<rss><item><title><![CDATA[&#1; &x;\x01]]></title></item></rss>")
    assert titles(found) == ["&#1; &x;�"]


def test_deep_items_are_broken_not_a_crash(tmp_path: Path) -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    (found,) = items(tmp_path, f"<rss><item>{deep}</item></rss>")
    assert isinstance(found, Skipped)
    assert found.detail == f"this <item> holds more than {DEEPEST} elements within each other"


def test_an_item_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    limits = Limits(record_bytes=MIB)
    with pytest.raises(TooLarge, match="a <item> of more than 1 million characters"):
        items(tmp_path, f"<rss><item>{'<a/>' * 300_000}</item></rss>", limits=limits)
    with pytest.raises(TooLarge, match="more than 1 million characters without a tag"):
        items(tmp_path, f"<rss><item>{'a' * 5 * MIB}</item></rss>", limits=limits)


def test_a_head_of_comments_alone_is_soon_told_from_xml() -> None:
    """The time grows with the head, not with the ways to divide it into comments."""
    started = time.perf_counter()
    assert root_name(b"<!--a-->\n" * 400) is None
    assert time.perf_counter() - started < 1
