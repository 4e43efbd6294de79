"""What a letter holds beside the people: what came of it, questions, introducers, works, a card."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.calling import called, given_name
from digest.errors import BadLines
from digest.hello import message_link
from digest.last_words import question_in
from digest.lines import Lines, lines_for
from ledger import Ledger
from tests.digest.test_letter import parsed, part
from tests.digest.world import LATER, NOW, World, account, match, member, reason, thread

LATELY = NOW - timedelta(days=2)


def told(world: World, number: str = "m1") -> str:
    world.compose()
    return part(world.mail(number))


def spoken(number: str, thread_id: str, title: str, **values: Any) -> dict[str, Any]:
    return {
        "member_id": member(number),
        "thread_id": thread_id,
        "thread_title": title,
        "thread_url": f"https://knots.example.org/t/{thread_id}",
        "author_member_id": member(number),
        "created_at": LATELY,
        "is_opening": True,
        "text": "I have a question. Which needle?",
        **values,
    }


def answer(by: str, thread_id: str, **values: Any) -> dict[str, Any]:
    return {
        "member_id": member("m1"),
        "from_member_id": member(by),
        "thread_id": thread_id,
        "thread_title": f"Thread {thread_id}",
        "thread_url": f"https://knots.example.org/t/{thread_id}",
        "created_at": LATELY,
        "is_thanks": False,
        **values,
    }


def work(author: str, **values: Any) -> dict[str, Any]:
    return {
        "thread_id": "w1",
        "thread_title": "A bell rope for the harbour",
        "thread_url": "https://knots.example.org/t/w1",
        "space_id": "s1",
        "author_member_id": member(author),
        "language": "en",
        **values,
    }


# What came of the reader's words


def test_a_thank_you_is_told_before_an_answer(willing: World) -> None:
    willing.answers = [answer("m2", "a1"), answer("m5", "a2", is_thanks=True)]
    assert "Ola thanked you in “Thread a2”.\nhttps://knots.example.org/t/a2" in told(willing)


def test_thanks_of_somebody_unnamed_are_told_without_the_name(willing: World) -> None:
    willing.say("m5", "no", "match", at=LATER)
    willing.answers = [answer("m5", "a2", is_thanks=True)]
    text = told(willing)
    assert "A member thanked you in “Thread a2”." in text
    assert "Ola" not in text.partition("Sefa")[0]


def test_several_answers_in_a_thread_are_told_as_several(willing: World) -> None:
    willing.answers = [answer("m5", "a1"), answer("m2", "a1")]
    assert "Ola and others answered you in “Thread a1”." in told(willing)


def test_what_came_before_the_last_letter_is_not_told_again(willing: World) -> None:
    """The last letter was two weeks ago; who never had one hears of four weeks."""
    willing.answers = [answer("m5", "a1", created_at=NOW - timedelta(days=20))]
    assert "answered you" not in told(willing)


def test_thanks_in_a_reply_reach_whom_they_are_for(willing: World) -> None:
    willing.answers = []
    willing.ledger.record_feedback(
        account(member("m2")),
        "thanks",
        other_account_id=account(member("m1")),
        source="reply",
        said_at=LATELY,
        now=LATELY,
    )
    assert "Tomás Quiñones sends you thanks." in told(willing)


def test_an_answer_by_somebody_kept_apart_is_not_told(willing: World) -> None:
    willing.ledger.record_blocks(
        [(account(member("m5")), account(member("m1")))], source="manager", now=SAID
    )
    willing.answers = [answer("m5", "a1", is_thanks=True)]
    assert "Thread a1" not in told(willing)


SAID = datetime(2026, 11, 1, tzinfo=UTC)


# A question worth asking


def test_a_question_comes_from_their_own_last_words(willing: World) -> None:
    willing.last_words = [spoken("m2", "q1", "A splice for wire")]
    willing.say("m2", "no", "directory and topics", at=LATER)
    text = told(willing)
    assert "“A splice for wire”" in text
    assert "https://knots.example.org/t/q1" in text
    assert "Which needle?" not in text


def test_their_own_words_need_a_yes_to_quotations(willing: World) -> None:
    willing.last_words = [
        spoken(
            "m2", "q1", "A splice for wire", text="Hello. which needle? Which needle do you use?"
        )
    ]
    assert "“Which needle do you use?”" in told(willing)
    willing.say("m2", "no", "directory and topics", at=LATER)
    text = told(willing)
    assert "Which needle do you use?" not in text
    assert "“A splice for wire”" in text


def test_what_they_asked_in_the_thread_itself_is_asked_there(willing: World) -> None:
    """A question about the thread the reason names is no second link to it."""
    willing.last_words = [spoken("m2", "t1", "How do you keep an eye splice from slipping?")]
    text = told(willing)
    assert text.count("https://knots.example.org/t/t1") == 1


def test_a_title_that_names_a_third_person_is_not_asked_about(willing: World) -> None:
    willing.threads.append(thread("q1", "Ola, from Porto"))
    willing.last_words = [spoken("m2", "q1", "Ola, from Porto", author_member_id=member("m5"))]
    assert "from Porto" not in told(willing)


def test_a_hidden_thread_is_not_asked_about(willing: World) -> None:
    willing.threads.append(thread("q1", "Quietly", is_public=False))
    willing.last_words = [spoken("m2", "q1", "Quietly")]
    assert "Quietly" not in told(willing)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello all.\n\nWhich needle do you use?", "Which needle do you use?"),
        ("Which needle does Farid use?", None),
        ("@farid which needle do you use?", None),
        ("Which one?", None),
        ("No question here.", None),
        (None, None),
        ("Is https://example.org good?", None),
        ("Shall I wait?", "Shall I wait?"),
        (" ".join(["Why"] + ["so"] * 20) + "?", None),
    ],
)
def test_a_quoted_question_is_short_and_names_nobody(text: str | None, found: str | None) -> None:
    assert question_in(text) == found


# Who could introduce the two


def introduced(by: str) -> dict[str, Any]:
    return {
        "member_id": member("m1"),
        "candidate_id": member("m2"),
        "introducer_id": member(by),
    }


def test_who_could_introduce_them_is_named_with_a_yes(willing: World) -> None:
    willing.introducers = [introduced("m5")]
    willing.answers = []
    paragraph = told(willing).partition("Tomás Quiñones")[2].partition("\n\n")[0]
    assert "Ola" in paragraph
    proposals = willing.ledger.proposals(issue=willing.issue).to_pylist()
    assert {p["introducer_account_id"] for p in proposals} == {None, account(member("m5"))}
    willing.say("m5", "no", "introducer", at=LATER)
    assert willing.compose().written == (member("m1"),)
    assert "Ola" not in part(willing.mail("m1")).partition("Tomás Quiñones")[2].partition("\n\n")[0]


def test_nobody_introduces_somebody_they_are_kept_apart_from(willing: World) -> None:
    willing.ledger.record_veto(
        account(member("m5")), account(member("m2")), source="manager", now=SAID
    )
    willing.introducers = [introduced("m5")]
    willing.answers = []
    assert "Ola" not in told(willing).partition("Tomás Quiñones")[2].partition("\n\n")[0]


# Somebody to answer, and something to pass on


def test_the_chosen_question_comes_first(willing: World) -> None:
    willing.threads.append(thread("n1", "My first knot slips", space_id="s9", answer_count=0))
    willing.to_answer = [{"member_id": member("m1"), "thread_id": "n1", "is_newcomer": True}]
    text = told(willing)
    assert "“My first knot slips”\nhttps://knots.example.org/t/n1" in text
    assert "monkey" not in text


def test_a_chosen_question_that_was_answered_is_not_offered(willing: World) -> None:
    willing.threads.append(thread("n1", "My first knot slips", answer_count=1))
    willing.to_answer = [{"member_id": member("m1"), "thread_id": "n1", "is_newcomer": True}]
    assert "My first knot slips" not in told(willing)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Which twine for a cold frame?", "asks"),
        ("Hello from Lagos", "waits for a first word|nobody has written back"),
    ],
)
def test_a_newcomers_hello_is_no_question(willing: World, title: str, said: str) -> None:
    """Nobody is told that somebody asks who only says hello."""
    willing.threads.append(thread("n1", title, answer_count=0, space_id="s9"))
    willing.to_answer = [{"member_id": member("m1"), "thread_id": "n1", "is_newcomer": True}]
    (line,) = [line for line in told(willing).splitlines() if title in line]
    assert re.search(said, line)


def test_where_to_join_them_stands_behind_the_reason(willing: World) -> None:
    """The question leads to another conversation, so 'there' must not come after it."""
    willing.last_words = [spoken("m2", "t9", "A toggle that swells")]
    lines = told(willing).splitlines()
    reason = next(n for n, line in enumerate(lines) if line.startswith("You asked how to keep"))
    assert lines[reason + 2] == "https://knots.example.org/t/t1"
    assert "A toggle that swells" in lines[reason + 3]


@pytest.mark.parametrize(
    ("besides", "people"), [([], ["m2", "m3"]), (["m4"], ["m2", "m3", "m4"])], ids=["same", "more"]
)
def test_of_three_who_share_only_the_same_two_are_named(
    willing: World, besides: list[str], people: list[str]
) -> None:
    """A third would make a list of it; what else is shared counts before."""
    willing.matches = [match("m1", other, n) for n, other in enumerate(("m2", "m3", "m4"), start=1)]
    willing.reasons = [
        reason("m1", other, 1, "topic", f"You and {other} have “rope” in common.", "Rope")
        for other in ("m2", "m3", "m4")
    ] + [
        reason("m1", other, 2, "topic", "You both write of “wet rope”.", "Wet rope")
        for other in besides
    ]
    willing.compose()
    found = willing.ledger.proposals(issue=willing.issue).to_pylist()
    assert [row["candidate_account_id"] for row in found] == [account(member(m)) for m in people]


def test_nothing_to_answer_in_a_language_the_letter_is_not_in(willing: World) -> None:
    """Known to be another: not offered, the next is; where nobody knows, it may be theirs."""
    willing.threads.append(thread("n1", "Mijn eerste knoop glipt", answer_count=0))
    willing.to_answer = [{"member_id": member("m1"), "thread_id": "n1", "is_newcomer": False}]
    willing.thread_languages = [{"thread_id": "n1", "language": "nl"}]
    text = told(willing)
    assert "Mijn eerste" not in text
    assert "monkey" in text


def test_a_work_names_its_author_with_a_yes(willing: World) -> None:
    willing.works = [work("m5")]
    assert "A bell rope for the harbour" in (text := told(willing, "m2"))
    assert "Ola" in text
    willing.say("m5", "no", "directory and topics", at=LATER)
    assert member("m2") in willing.compose().written
    text = part(willing.mail("m2"))
    assert "A bell rope for the harbour" in text
    assert "Ola" not in text


@pytest.mark.parametrize(
    "change",
    [
        {"author_member_id": member("m2")},
        {"language": "nl"},
        {"thread_url": "javascript:alert(1)"},
        {"thread_title": "\u202e"},
    ],
    ids=("their own", "another language", "no link", "no title"),
)
def test_another_work_is_not_passed_on(willing: World, change: dict[str, Any]) -> None:
    willing.works = [work("m5", **change)]
    assert "bell rope for the harbour" not in told(willing, "m2")


# The first letter


def test_a_first_letter_shows_the_readers_own_card(world: World) -> None:
    """As others would see it, with at most two people beside it."""
    world.everybody_says_yes()
    world.at_home = [
        {
            "member_id": member("m1"),
            "label": "Splices",
            "thread_id": "t1",
            "thread_title": "How do you keep an eye splice from slipping?",
            "thread_url": "https://knots.example.org/t/t1",
        }
    ]
    text = told(world)
    card = text.partition("Others would read of you like this; if it is wrong, tell me:\n\n")[2]
    assert card.startswith("Bronwen Achterberg – Splices\n")
    assert "Tomás Quiñones –" in text
    assert "Sefa Tuimavave" not in text
    assert "Jun’ichi Okabe –" in text  # the one far away
    assert "Others would read of you" in part(world.mail("m1"), "html")


@pytest.mark.parametrize(
    ("locations", "card"),
    [
        ({"m1": "Lagos"}, "Bronwen Achterberg – Lagos\nBronwen says Lagos is home.\n"),
        ({}, "Bronwen Achterberg\nSo far there is nothing of yours that others could read here.\n"),
    ],
    ids=["where they live", "nothing"],
)
def test_the_card_of_who_has_written_nothing(
    world: World, locations: dict[str, str], card: str
) -> None:
    """What others could read of them is where they live; else that there is nothing is said."""
    world.everybody_says_yes()
    world.locations = locations
    assert f"if it is wrong, tell me:\n\n{card}" in told(world)


def test_a_later_letter_does_not(willing: World) -> None:
    assert "Others would read of you" not in told(willing)


# The manager's own lines


def test_the_managers_lines_stand_before_the_name(willing: World) -> None:
    willing.lines = Lines({"": ("It snowed here.", "The ropes froze."), "nl": ("Sneeuw.",)})
    willing.languages = {"m2": "nl"}
    assert "It snowed here.\n\nThe ropes froze.\n\nIlse Vermaak\n" in told(willing)
    assert "Sneeuw.\n\nIlse Vermaak" in part(willing.mail("m2"))


def test_other_lines_touch_only_letters_that_wait(willing: World) -> None:
    willing.compose()
    willing.lines = Lines({"": ("It snowed here.",)})
    assert set(willing.compose().written) == {member("m1"), member("m2"), member("m3")}
    assert willing.compose().written == ()


def test_lines_are_those_of_the_week(tmp_path: Path) -> None:
    """The newest of the seven days; a file of another week, or of another name, is left alone."""
    for name, text in (
        ("2026-11-16.md", "Too old."),
        ("2026-11-17.md", "Older."),
        ("2026-11-22.md", "Newer.\n\nIn two\nlines."),
        ("2026-11-22.nl.md", "Nieuwer."),
        ("2026-11-24.md", "Too new."),
        ("2026-13-44.md", "No day."),
        ("notes.md", "Mine."),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = lines_for(tmp_path, NOW.date() + timedelta(days=2))
    assert found.in_language("en") == ("Newer.", "In two lines.")
    assert found.in_language("nl") == ("Nieuwer.",)
    assert lines_for(tmp_path / "nowhere", NOW.date()) == Lines()


def test_lines_too_long_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-11-22.md").write_text("word " * 41, encoding="utf-8")
    with pytest.raises(
        BadLines, match=r"2026-11-22.md: 41 words; a letter has room for 40 of yours"
    ):
        lines_for(tmp_path, NOW.date() + timedelta(days=2))


def test_lines_in_a_language_of_no_letter_are_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-11-22.it.md").write_text("Ciao.", encoding="utf-8")
    with pytest.raises(BadLines, match=r"no letter is written in 'it'; expected one of en, nl, de"):
        lines_for(tmp_path, NOW.date() + timedelta(days=2))


# How often, and not about what


@pytest.mark.parametrize(
    ("frequency", "last", "waits"),
    [
        ("weekly", "2026-W46", False),
        ("fortnightly", "2026-W46", True),
        ("fortnightly", "2026-W45", False),
        ("monthly", "2026-W44", True),
        ("monthly", "2026-W43", False),
        ("monthly", "2025-W47", False),
    ],
)
def test_a_letter_comes_as_often_as_it_is_wanted(
    world: World, frequency: Any, last: str, waits: bool
) -> None:
    world.everybody_says_yes()
    world.had_a_letter("m1", last)
    world.ledger.record_frequency(
        account(member("m1")), frequency, source="reply", said_at=SAID, now=SAID
    )
    found = world.compose()
    assert (found.not_yet == (member("m1"),)) is waits
    assert (member("m1") in found.written) is not waits
    assert world.file("m1").exists() is not waits
    if waits:
        assert "less often" in found.why[member("m1")]
        assert "getting a note" not in part(world.mail("m2"))


def test_less_takes_a_letter_back_that_waits(world: World) -> None:
    world.everybody_says_yes()
    world.had_a_letter("m1", "2026-W46")
    world.compose()
    world.ledger.record_frequency(
        account(member("m1")), "fortnightly", source="reply", said_at=NOW, now=NOW
    )
    assert world.compose().withdrawn == (member("m1"),)


def said_no_to(ledger: Ledger, topic: str) -> None:
    ledger.record_feedback(
        account(member("m1")),
        "not this topic",
        detail=topic,
        source="reply",
        said_at=NOW,
        now=NOW,
    )


def test_not_this_topic_gives_another_reason(willing: World) -> None:
    said_no_to(willing.ledger, "Splices that hold in wet rope")
    text = told(willing)
    assert "You both wrote in “Wet rope”." in text
    assert "Splices that hold" not in text


def test_not_this_topic_without_another_reason_is_no_introduction(willing: World) -> None:
    said_no_to(willing.ledger, "Net making")
    assert "Jun’ichi Okabe" not in told(willing)
    assert "Jun’ichi Okabe" in part(willing.mail("m3"))


def test_not_this_topic_touches_a_letter_that_waits(willing: World) -> None:
    willing.compose()
    said_no_to(willing.ledger, "net making")
    assert willing.compose().written == (member("m1"),)
    assert "Jun’ichi" not in part(willing.mail("m1"))


@pytest.mark.parametrize("whose", ["m1", "m4"])
def test_an_interest_that_is_not_theirs_touches_a_letter_that_waits(
    willing: World, whose: str
) -> None:
    """The reader's, or that of whom the letter names: neither is introduced by it."""
    willing.compose()
    assert "Jun’ichi" in part(willing.mail("m1"))
    willing.ledger.refuse_interest(
        account(member(whose)), "Net Making", source="consent task", said_at=NOW, now=NOW
    )
    willing.compose()
    assert "Jun’ichi" not in part(willing.mail("m1"))


# In the reader's language and zone


LANGUAGES = ("en", "nl", "de", "fr", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_written_in_the_readers_language(willing: World, language: str) -> None:
    willing.languages = {"m1": language}
    text = told(willing)
    greeting = {"en": "Dear", "nl": "Beste", "de": "Guten Tag", "fr": "Bonjour", "es": "Hola,"}
    assert text.startswith(f"{greeting[language]} Bronwen")
    assert f'<html lang="{language}">' in part(willing.mail("m1"), "html")
    assert "{" not in text
    assert "[" not in text


def test_a_chosen_language_counts_before_the_written_one(willing: World) -> None:
    willing.languages = {"m1": "de"}
    willing.ledger.record_choice(
        account(member("m1")), "language", "fr", source="consent task", said_at=SAID, now=SAID
    )
    assert told(willing).startswith("Bonjour Bronwen,")


def test_a_language_of_no_letter_is_the_communitys(willing: World) -> None:
    willing.languages = {"m1": "tr"}
    assert told(willing).startswith("Dear Bronwen,")


def test_a_letter_leaves_at_the_readers_own_hour(willing: World) -> None:
    willing.ledger.record_choice(
        account(member("m1")), "time zone", "Asia/Tokyo", source="consent task",
        said_at=SAID, now=SAID,
    )  # fmt: skip
    willing.compose()
    assert parsed(willing.mail("m1"))["Date"] == "Mon, 23 Nov 2026 08:00:00 +0900"
    assert parsed(willing.mail("m2"))["Date"] == "Mon, 23 Nov 2026 08:00:00 +0000"


# How people are called, and where a hello goes


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Luz Ferreira", "Luz"),
        ("Jun’ichi Okabe", "Jun’ichi"),
        ("Siân Mary Whelan", "Siân"),
        ("سامي صباغ", "سامي"),
        ("Ola", "Ola"),
        ("The Kettle Man", "The Kettle Man"),
        ("Dr. Ana Lopes", "Dr. Ana Lopes"),
        ("A. Lopes", "A. Lopes"),
        ("kaveh rostami", "kaveh rostami"),
        ("REPAIR TEAM", "REPAIR TEAM"),
        ("Repair Café Porto Centro Norte", "Repair Café Porto Centro Norte"),
        ("x1 y2", "x1 y2"),
    ],
)
def test_a_given_name_is_used_where_it_is_one(name: str, given: str) -> None:
    assert given_name(name) == given


def test_two_of_one_given_name_are_called_in_full() -> None:
    assert called("Volker Rössner", ["Volker Bittrich", "Volker Rössner"]) == "Volker Rössner"


@pytest.mark.parametrize(
    ("account_id", "handle", "page", "link"),
    [
        ("discourse:h:ana", "ana", "https://h.example/u/ana", "https://h.example/new-message?username=ana"),
        ("discourse:h:ana", "ana", "https://h.example/f/u/ana", "https://h.example/f/new-message?username=ana"),
        ("discourse:h:x", "a&b", "https://h.example/u/x", "https://h.example/new-message?username=a%26b"),
        ("ning:h:x", "ana", "https://h.example/u/x", None),
        ("discourse:h:x", None, "https://h.example/u/x", None),
        ("discourse:h:x", "ana", "javascript:/u/x", None),
        ("discourse:h:x", "ana", None, None),
    ],
)  # fmt: skip
def test_a_hello_opens_an_empty_message(
    account_id: str, handle: str | None, page: str | None, link: str | None
) -> None:
    assert message_link(account_id, handle, page) == link
