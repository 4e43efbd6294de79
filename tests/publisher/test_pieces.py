"""A page read piece by piece holds what the same page read whole holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.pieces import Read, pieces, read_piece
from publisher.scan import Permitted, read_whole, scan
from tests.publisher.conftest import Press
from tests.publisher.test_scan import BOOK

WITHIN = {
    "div": ("div", "p", "h2", "em", "bdi"),
    "p": ("em", "b", "span", "bdi"),
    "h2": ("em", "span"),
}
"""What each tag may hold; a parser mends what is nested otherwise, as no page of ours is."""
INLINE = ("em", "b", "span", "bdi")
WORDS = ("Ana", "Silva", "Ana Silva", "&amp;", "&#64;", "ana@home.example", "x", "\n", "\n  ", " ")


def by_pieces(page: str) -> Read | None:
    """The page read piece by piece; None when one of them is not plain markup."""
    whole = Read([], [], [], [])
    for piece in pieces(page):
        read = read_piece(piece)
        if read is None:
            return None
        whole.texts += read.texts
        whole.code += read.code
        whole.links += read.links
        whole.slots += read.slots
    return whole


def squeezed(texts: list[str]) -> list[str]:
    """The texts with blank space alike, in any order."""
    return sorted(" ".join(text.split()) for text in texts if text.strip())


def agrees(page: str) -> bool:
    """Whether both ways read the same, where the quick one reads at all."""
    quick, whole = by_pieces(page), read_whole("page.html", page)
    return quick is None or (
        squeezed(quick.texts) == squeezed(whole.texts)
        and sorted(quick.code) == sorted(whole.code)
        and sorted(quick.links) == sorted(whole.links)
        and sorted(quick.slots) == sorted(whole.slots)
    )


def test_every_page_of_a_site_is_read_alike(mending_site: Press, told_site: Press) -> None:
    """And most pages by pieces: else nothing would be saved."""
    quickly = 0
    for press in (mending_site, told_site):
        for file in press.output.resolve().rglob("*.html"):
            page = file.read_text(encoding="utf-8")
            assert agrees(page), file
            quickly += by_pieces(page) is not None
    assert quickly >= 20


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Well-formed markup with sentences that go on across tags and lines."""

    def element(depth: int, tag: str) -> str:
        attribute = draw(
            st.sampled_from(["", ' class="name"', ' title="Ana Silva"', ' href="a-b"'])
        )
        parts = [
            element(depth - 1, draw(st.sampled_from(WITHIN.get(tag, INLINE))))
            if depth and draw(st.booleans())
            else draw(st.sampled_from(WORDS))
            for _ in range(draw(st.integers(0, 4)))
        ]
        return f"<{tag}{attribute}>{''.join(parts)}</{tag}>"

    return "".join(element(draw(st.integers(0, 3)), "div") for _ in range(draw(st.integers(1, 4))))


@given(markup())
def test_no_sentence_is_lost_at_a_cut(body: str) -> None:
    """Names and addresses that stand across tags and lines are in one text both ways."""
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>{body}</body></html>"
    quick, whole = by_pieces(page), read_whole("page.html", page)
    if quick is None:
        return
    assert squeezed(quick.texts) == squeezed(whole.texts)


@pytest.mark.parametrize(
    "body",
    [
        "<p>a</p>\n<!-- Ana Silva -->",
        "<script>Ana Silva</script>",
        "<p title='Ana Silva'>x</p>",
        "<p title=@anasilva>x</p>",
        '<p title="a > b Ana Silva">x</p>',
        "<textarea>\n<p>Ana Silva</textarea>",
        '<div class="name">\n<p>Grete</p>\n</div>',
        "<p>1 < 2 Ana Silva</p>",
    ],
)
def test_what_is_not_plain_is_read_whole(tmp_path: Path, body: str) -> None:
    """And what is wrong in it is found."""
    page = f"<!DOCTYPE html><html><head><title>x</title></head><body>\n{body}\n</body></html>"
    assert by_pieces(page) is None
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert scan(tmp_path, BOOK, Permitted({}, {}), ["page.html"])


def test_a_piece_seen_before_is_judged_anew_on_each_page(tmp_path: Path) -> None:
    """The same line may stand on one page and not on another."""
    page = "<!DOCTYPE html><html><body>\n<p>Moira Fraser</p>\n</body></html>"
    for name in ("one.html", "other.html"):
        (tmp_path / name).write_text(page)
    permitted = Permitted({"one.html": {"m1"}}, {})
    found = scan(tmp_path, BOOK, permitted, ["one.html", "other.html"])
    assert [each.file for each in found] == ["other.html"]
