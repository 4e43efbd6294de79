"""What posts of phpBB, SMF and Vanilla say, in each of the ways they are kept."""

from __future__ import annotations

import json
import time

import pytest

from importers.platforms.board_posts import Words
from importers.platforms.phpbb_posts import phpbb_words
from importers.platforms.smf_posts import smf_words
from importers.platforms.vanilla_posts import vanilla_words


@pytest.mark.parametrize(
    ("original", "uid", "expected"),
    [
        ("<t>Just words &amp; more</t>", None, Words("Just words & more")),
        (
            '<r><QUOTE author="ana" post_id="7"><s>[quote]</s>old<e>[/quote]</e></QUOTE>new</r>',
            None,
            Words("new", ("ana",), (), "7"),
        ),
        (
            '<r>first<QUOTE author="ben"><s>[quote]</s><QUOTE author="ana" post_id="7">x</QUOTE>'
            "y<e>[/quote]</e></QUOTE> last</r>",
            None,
            Words("first last", ("ben",)),
        ),
        (
            "<r><LIST><s>[list]</s><LI><s>[*]</s>one</LI><LI><s>[*]</s>two</LI></LIST></r>",
            None,
            Words("one\n\ntwo"),
        ),
        (
            "[quote=&quot;ana&quot;:ab12cd34]old[/quote:ab12cd34][i:ab12cd34]new[/i:ab12cd34] @ben",
            "ab12cd34",
            Words("new @ben", ("ana",), ("ben",)),
        ),
        ("time is 10:30:ab] here", "ab", Words("time is 10:30] here")),
        ("plain &lt;b&gt; words", "", Words("plain <b> words")),
        (None, None, Words()),
    ],
    ids=["text", "quote", "nested", "list", "bbcode", "short uid", "plain", "none"],
)
def test_phpbb(original: str | None, uid: str | None, expected: Words) -> None:
    assert phpbb_words(original, uid)[0] == expected


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        ("one<br />two<br>three&nbsp;&amp;", Words("one\ntwo\nthree &")),
        (
            "[quote author=Ana B. link=topic=3.msg17#msg17 date=1600000000]old[/quote]new",
            Words("new", ("Ana B.",), (), "17"),
        ),
        ("[quote author=ana link=msg=5 date=1]old[/quote]new", Words("new", ("ana",), (), "5")),
        ("[quote author=ana date=1600000000]old[/quote]new", Words("new", ("ana",))),
        ("[quote author=ana]old[/quote]new", Words("new", ("ana",))),
        ("[quote]old[/quote]new", Words("new")),
        ("[nobbc]@x[/nobbc] [shadow=red,left]big[/shadow]", Words("@x big", (), ("x",))),
        ("ask [member=5]Ana[/member]", Words("ask Ana", (), ("Ana",))),
    ],
    ids=["html", "2.0", "2.1", "dated", "named", "bare", "tags", "member"],
)
def test_smf(original: str, expected: Words) -> None:
    assert smf_words(original) == expected


RICH = json.dumps(
    [
        {"insert": "One "},
        {"insert": {"mention": {"name": "ana"}}},
        {"insert": "\nquoted"},
        {"insert": "\n", "attributes": {"blockquote-line": True}},
        {"insert": {"embed-external": {"data": {"embedType": "quote", "recordID": "4"}}}},
        {"insert": "Two\n"},
        {"insert": 5},
        7,
    ]
)


@pytest.mark.parametrize(
    ("original", "written_as", "expected"),
    [
        (RICH, "Rich", Words("One @ana\nTwo", (), ("ana",), "c4")),
        ("<p>a</p><p>@b</p>", None, Words("a\n\n@b", (), ("b",))),
        ('> @"Ana B" said:\n> x\n\ny', "Markdown", Words("y", ("Ana B",))),
        ("1 < 2 @ana", "TextEx", Words("1 < 2 @ana", (), ("ana",))),
        ("[b]a[/b]", "bbcode", Words("a")),
        ("{}", "Rich", Words()),
    ],
    ids=["rich", "html", "markdown", "text", "bbcode", "odd"],
)
def test_vanilla(original: str, written_as: str | None, expected: Words) -> None:
    assert vanilla_words(original, written_as)[0] == expected


HOSTILE = (
    "[quote]" * 20_000,
    "[quote author=" + " " * 199 + "x]" + "[quote author=" * 5_000,
    "<r>" + "<QUOTE>" * 5_000,
    "<" * 50_000 + "a" * 50_000,
    "<blockquote " * 10_000,
    "[" * 20_000,
    "[{" * 20_000 + '"insert":',
    '[{"children":' * 300 + "[]" + "}]" * 300,
    "> @" * 20_000,
    '<!-- s<img alt="' * 5_000,
)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_bodies_cost_little(number: int) -> None:
    """Unclosed, nested and repeated marks: words or none, and at once."""
    body = HOSTILE[number]
    begun = time.process_time()
    phpbb_words(body, "ab12cd34")
    smf_words(body)
    for written_as in ("Html", "BBCode", "Markdown", "Rich", "Rich2", "Text"):
        vanilla_words(body, written_as)
    assert time.process_time() - begun < 5
