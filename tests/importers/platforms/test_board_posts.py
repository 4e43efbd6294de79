"""Posts of forums taken apart: own words, quotations, mentions, the post they answer."""

from time import process_time

import pytest

from importers.platforms.board_posts import Words, bbcode_words, html_words, markdown_words
from importers.platforms.flarum_posts import flarum_words


@pytest.mark.parametrize(
    ("quote", "name", "answers"),
    [
        ("[QUOTE=Ana Lima;12]", "Ana Lima", "12"),
        ("[QUOTE=Ana Lima;n12]", "Ana Lima", "12"),
        ('[QUOTE="Ana Lima, post: 12, member: 3"]', "Ana Lima", "12"),
        ("[quote='Ana Lima' pid='12' dateline='1700000000']", "Ana Lima", "12"),
        ("[quote=\"Ana Lima\" pid='12' dateline='1700000000']", "Ana Lima", "12"),
        ("[quote=&quot;Ana Lima&quot;]", "Ana Lima", None),
        ("[quote=Ana Lima]", "Ana Lima", None),
        ('[quote="Ana; 12 years"]', "Ana; 12 years", None),
    ],
)
def test_quotations_of_each_engine_name_author_and_post(
    quote: str, name: str, answers: str | None
) -> None:
    """VBulletin 4 and 5, XenForo, MyBB old and new, phpBB, plain."""
    words = bbcode_words(f"{quote}theirs[quote=Other;99]inner[/quote][/quote] mine")
    assert words == Words(text="mine", quoted=(name,), answers=answers)


def test_only_the_first_quotation_says_what_is_answered() -> None:
    words = bbcode_words("[QUOTE=Ana]a[/QUOTE][QUOTE=Bo;7]b[/QUOTE] c")
    assert (words.quoted, words.answers) == (("Ana", "Bo"), None)


def test_mentions_stand_outside_code_and_quotations() -> None:
    text = (
        '[quote=Ana]@quoted[/quote] @one, @"Two Words" [USER=3]@Three Words[/USER] '
        "[CODE]@code[/CODE] me@mail.example [php]@unclosed"
    )
    assert bbcode_words(text).mentioned == ("Three Words", "Two Words", "one")


def test_bbcode_becomes_readable_text() -> None:
    text = (
        "[B]Bold[/B] [URL='https://a.example']link[/URL] a[1] [img]https://b.example[/img]&amp; [x]"
    )
    assert bbcode_words(text).text == "Bold link a[1] & [x]"


def test_html_keeps_cited_authors_apart() -> None:
    words = html_words("<blockquote><cite>Ana wrote:</cite>theirs</blockquote><p>mine @bo</p>")
    assert words == Words(text="mine @bo", quoted=("Ana",), mentioned=("bo",))


def test_markdown_quotations_of_nodebb() -> None:
    words = markdown_words("@ana said in [Kites & such](/post/12):\n> theirs @bo\n\n**mine** @cy")
    assert words == Words(text="mine @cy", quoted=("ana",), mentioned=("cy",), answers="12")


def test_flarum_entities_are_never_followed() -> None:
    """A document with its own entities gives its plain words or none."""
    bomb = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r><p>&a;x</p></r>'
    assert "root" not in (flarum_words(bomb).text or "")


@pytest.mark.parametrize(
    "text",
    [
        "[b=" * 60_000, "[quote=" * 30_000, "[img]" * 40_000, "[code]" * 40_000, "[" * 200_000,
        "@" * 200_000, '@"' * 100_000, "[user=1]" * 30_000, "[quote=a;1]" * 20_000, " " * 200_000,
    ],
)  # fmt: skip
def test_hostile_bbcode_costs_no_more_than_its_length(text: str) -> None:
    begin = process_time()
    bbcode_words(text)
    assert process_time() - begin < 5


@pytest.mark.parametrize(
    "text",
    [
        "**" * 100_000, "![" * 100_000, "[a](" * 60_000, "```\n" * 50_000, "> " * 100_000,
        "@a said\n" * 30_000, "`" * 200_000, "# " * 100_000, "@a" + " " * 200_000,
    ],
)  # fmt: skip
def test_hostile_markdown_costs_no_more_than_its_length(text: str) -> None:
    begin = process_time()
    markdown_words(text)
    assert process_time() - begin < 5
