"""Attributes read quickly are those that a parser finds, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from importers.reading.xml_attributes import quick_attributes

PIECES = st.sampled_from([
    "row", " ", "  ", "\n", "\t", "\r", "Id", "Body", "xml:lang", "xmlns", "a-b", "é", "=", '"',
    "'", "/>", ">", "/", "&lt;", "&amp;", "&amp;lt;", "&quot;", "&apos;", "&#xA;", "&#13;", "&#10;",
    "&amp;#10;", "&#x1F600;", "&#0;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#9999999;", "&nbsp;",
    "&", ";", "text", "\u2028", "\xa0", "\x01", "\x85", "\ufffe", "\u200b", "修", "😀", "]]>",
    ' Id="1"', ' Body="a &lt;b> c"', " Title='it says \"so\"'",
])  # fmt: skip


def by_parser(piece: str) -> dict[str, str] | None:
    try:
        element = etree.fromstring(f"<{piece}", etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return None
    return {str(name): str(value) for name, value in element.attrib.items()}


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from([" />", "/>", ">", " />\n "]))
def test_what_is_read_quickly_is_what_the_parser_reads(middle: str, end: str) -> None:
    piece = f"row{middle}{end}"
    quick = quick_attributes(piece, "row")
    assert quick is None or quick == by_parser(piece)


@given(st.dictionaries(st.sampled_from(["Id", "Body", "Tags", "Title"]), st.text(), min_size=1))
def test_what_a_writer_writes_is_read_as_it_was(values: dict[str, str]) -> None:
    element = etree.Element("row")
    try:
        for name, value in values.items():
            element.set(name, value)
    except ValueError:
        return  # XML has no form for some characters.
    piece = etree.tostring(element, encoding="unicode").removeprefix("<")
    quick = quick_attributes(piece, "row")
    assert quick in (None, values)
    if all(value.isprintable() for value in values.values()):
        assert quick == values


@pytest.mark.parametrize(
    "piece",
    [
        'row Id="1">',
        'row Id="1"Body="2" />',
        'row Id="1" Id="2" />',
        'row Id="&own;" />',
        'row xml:lang="en" />',
        'row Id="a\nb" />',
        'row Id="1" / >',
        'rowId="1" />',
        'row Id="1',
    ],
)
def test_the_unusual_is_left_to_the_parser(piece: str) -> None:
    assert quick_attributes(piece, "row") is None
