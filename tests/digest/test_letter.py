"""What a letter says, whole and in parts."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from digest.words import MOST_WORDS, OF_WORDS, count_words, openings_of
from tests.digest.world import LATER, World, account, match, member, reason, thread

FORBIDDEN = re.compile(
    r"follower|\busers?\b|engagement|\bleads?\b|influencer|audience|based on your activity"
    r"|\bscore|\brank",
    re.IGNORECASE,
)


class TextFile(SingleFileSnapshotExtension):
    """A golden kept as a file that people read."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class HtmlFile(TextFile):
    """A golden letter, to be opened in a browser."""

    file_extension = "html"


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(data: bytes, kind: str = "plain") -> str:
    body = parsed(data).get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content.replace("\r\n", "\n")


def test_golden_text(willing: World, snapshot: SnapshotAssertion) -> None:
    """A whole letter, head and text, as it leaves."""
    willing.compose()
    data = willing.mail("m1")
    head = data.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n")
    assert f"{head}\n\n{part(data)}" == snapshot(extension_class=TextFile)


def test_golden_html(willing: World, snapshot: SnapshotAssertion) -> None:
    """The same letter as HTML."""
    willing.compose()
    assert part(willing.mail("m1"), "html") == snapshot(extension_class=HtmlFile)


def test_both_forms_say_the_same(willing: World) -> None:
    """Text and HTML name the same people, reasons, links and choices."""
    willing.compose()
    text, html = part(willing.mail("m1")), part(willing.mail("m1"), "html")
    visible = " ".join(re.sub(r"<[^>]+>", " ", html.partition("<body")[2]).split())
    for name in ("Tomás Quiñones", "Sefa Tuimavave", "Net making", "4 May 2026", "Lagos"):
        assert name in text
        assert name in visible
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == set(
        re.findall(r"https?://[^\s\"<]+", html)
    )


def test_nothing_is_fetched_or_run(willing: World) -> None:
    """No image, script, form, stylesheet or tracker; links lead only where the text says."""
    willing.compose()
    html = part(willing.mail("m1"), "html")
    assert not re.search(r"<(img|script|link|form|iframe|object|svg)|@import|url\(|src=", html)


def test_styles_are_inline_and_dark_mode_stays(willing: World) -> None:
    """Mail programs that drop style elements still show the slips; others get the dark rules."""
    willing.compose()
    html = part(willing.mail("m1"), "html")
    assert re.search(r'<p class="both" style="[^"]*background:#6B3350', html)
    assert "prefers-color-scheme: dark" in html


def test_mutual_is_said_to_both_and_only_when_true(willing: World) -> None:
    """Two who read of each other are told so; one who gets no letter is not promised one."""
    willing.compose()
    for reader, other in (("m1", "Tomás Quiñones"), ("m2", "Bronwen Achterberg")):
        text = part(willing.mail(reader))
        [told] = [each for each in text.split("\n\n") if "getting a note about you too" in each]
        assert told.startswith(other)


def test_without_an_address_no_note_is_promised(willing: World) -> None:
    """Who cannot be reached is not said to be getting a note."""
    willing.emails["m2"] = None
    assert willing.compose().no_address == (member("m2"),)
    assert "getting a note" not in part(willing.mail("m1"))


def test_a_far_match_is_told_in_words(willing: World) -> None:
    willing.compose()
    text = part(willing.mail("m1"))
    assert "You two know nobody in common here yet." in text or "has met" in text
    assert "far" not in text.lower().split()


def test_a_contact_is_named_only_as_an_introducer(willing: World) -> None:
    """Who did not agree to be named as the one who knows both is not."""
    willing.compose()
    assert "You both talk with Ola." in part(willing.mail("m1"))
    willing.answers = []
    willing.say("m5", "no", "introducer", at=LATER)
    willing.compose()
    text = part(willing.mail("m1"))
    assert "Ola" not in text
    assert "You both talk with the same member here." in text
    assert "Somebody you both know" in text


def test_the_first_reason_is_the_one_told(willing: World) -> None:
    willing.reasons.reverse()
    willing.compose()
    assert "You both wrote in “Wet rope”." not in part(willing.mail("m1"))


def test_a_title_is_not_said_twice(willing: World) -> None:
    """When the reason names the thread, the link does not name it again."""
    willing.compose()
    for kind in ("plain", "html"):
        body = part(willing.mail("m1"), kind)
        assert body.count("A netting needle out of a chopstick") == 1
        assert "https://knots.example.org/t/t3" in body


def test_an_answer_names_only_those_who_said_yes(willing: World) -> None:
    """Who answered the reader is "a member" unless they may be named in a letter."""
    willing.say("m5", "no", "match")
    willing.compose()
    text = part(willing.mail("m1"))
    assert "A member answered you in “Decorative work on a bell rope”." in text


def test_an_older_yes_to_be_introduced_names_nobody_as_who_answered(willing: World) -> None:
    """It was given before the purpose meant that too; who said it is introduced as before."""
    willing.ledger.database.write(
        "update consents set edition = 1 where account_id = ? and purpose = 'match'",
        [account(member("m5"))],
    )
    willing.ledger.database.write(
        "update consents set edition = 1 where account_id = ? and purpose = 'match'",
        [account(member("m2"))],
    )
    willing.compose()
    text = part(willing.mail("m1"))
    assert "A member answered you in “Decorative work on a bell rope”." in text
    assert "Tomás Quiñones" in text


def test_the_offered_question_is_one_to_answer(willing: World) -> None:
    """Open, public, without an answer, in a space the reader writes in, and not by spam."""
    for number in ("m1", "m3"):
        willing.compose()
        assert "Which line for a first monkey’s fist?" in part(willing.mail(number))
    assert "monkey" not in part(willing.mail("m2"))  # writes nowhere near


@pytest.mark.parametrize(
    "change",
    [
        {"is_open": False},
        {"is_public": False},
        {"answer_count": 1},
        {"is_page": True},
        {"space_id": "s2"},
        {"author_member_id": member("m1")},
        {"author_member_id": None},
        {"url": "javascript:alert(1)"},
        {"title": "\u202e\n"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_conversation_is_not_offered(willing: World, change: dict[str, Any]) -> None:
    willing.threads[3] = {**willing.threads[3], **change}
    willing.compose()
    assert "monkey" not in part(willing.mail("m1"))


def test_a_question_by_spam_is_not_offered(willing: World) -> None:
    willing.flags["m5"] = "is_spam"
    willing.compose()
    assert "monkey" not in part(willing.mail("m1"))


def test_a_member_without_a_thread_has_a_page(willing: World) -> None:
    """There is always somewhere to go: the thread, else the member's page on the platform."""
    willing.compose()
    assert "Write to Jun’ichi\nhttps://knots.example.org/new-message?username=m4" in part(
        willing.mail("m3")
    )


def test_the_subject_names_nobody(willing: World) -> None:
    willing.compose()
    assert parsed(willing.mail("m1"))["Subject"] == "Knot Tyers: your letter, week 47"


def test_no_word_of_marketing(willing: World) -> None:
    willing.compose()
    for data in willing.files().values():
        assert not FORBIDDEN.search(part(data))


def test_a_letter_that_is_no_sample_does_not_say_so(world: World) -> None:
    from tests.digest.world import SENDER, unsampled

    world.everybody_says_yes()
    world.sender = unsampled(SENDER)
    world.compose()
    assert "sample" not in part(world.mail("m1")).lower()


def test_at_most_three_people(willing: World) -> None:
    """Whatever the recommender says."""
    willing.names["m6"], willing.emails["m6"] = "Fourth Person", None
    willing.say("m6", "yes", "match")
    willing.matches.append(match("m1", "m6", 4))
    willing.reasons.append(reason("m1", "m6", 1, "topic", "You both splice.", "Splices"))
    willing.compose()
    assert "Fourth Person" not in part(willing.mail("m1"))


@given(st.sets(st.text("0123456789abcdef", min_size=15, max_size=15), max_size=40))
def test_neighbours_have_different_openings(ids: set[str]) -> None:
    """Two letters side by side do not begin alike, and neither do two weeks of one member."""
    this = openings_of(ids, "2026-W47", of_words=ids)
    in_order = [this[member_id] for member_id in sorted(ids)]
    assert all(one != other for one, other in pairwise(in_order))
    for member_id in ids:
        assert openings_of([member_id], "2026-W47", of_words=ids) != openings_of(
            [member_id], "2026-W48", of_words=ids
        )


@given(st.sets(st.text("0123456789abcdef", min_size=15, max_size=15), max_size=40))
def test_no_letter_speaks_of_words_where_there_are_none(ids: set[str]) -> None:
    """Whom the reader meets for a place or a contact, no words of theirs led to."""
    assert OF_WORDS not in openings_of(ids, "2026-W47", of_words=()).values()


LONG_WORDS = "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 4


def test_never_more_than_180_words(willing: World) -> None:
    """Even when every name, title and sentence is as long as can be."""
    willing.names = dict.fromkeys(willing.names, LONG_WORDS)
    willing.threads = [thread(t["thread_id"], LONG_WORDS, answer_count=0) for t in willing.threads]
    willing.reasons = [
        {**row, "sentence": LONG_WORDS, "overlap": LONG_WORDS, "thread_title": LONG_WORDS}
        for row in willing.reasons
    ]
    willing.compose()
    for data in willing.files().values():
        assert 20 < count_words(part(data)) <= MOST_WORDS


@pytest.mark.browser
def test_a_browser_shows_it_on_a_phone(willing: World, chromium_path: str, tmp_path: Path) -> None:
    """At 390 pixels nothing runs out of the page, in light and dark, and text has contrast."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    willing.compose()
    page_file = tmp_path / "letter.html"
    page_file.write_text(part(willing.mail("m1"), "html"), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": 390, "height": 800},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(page_file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            assert Axe().run(page).response["violations"] == []
            page.close()
        browser.close()
