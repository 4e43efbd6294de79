"""The five languages of a letter: each says all, with the same words in it, and is understood."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from digest.letter import Letter, Link, Meeting
from digest.phrases import LANGUAGES, Phrases, linked, phrases, with_bold
from digest.plain import cut
from digest.rendering import render_text
from digest.reply_words import understood
from digest.trimming import length, trimmed
from digest.words import MOST_WORDS, count_words
from recommender.wording import LANGUAGES as SAYABLE
from recommender.wording import SAYINGS, said

_WORD = re.compile(r"\{(\w+)\}")


def fields(language: str) -> dict[str, Any]:
    return msgspec.structs.asdict(phrases(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_each_thing_with_the_same_words(language: str) -> None:
    """No name or title is lost in translation, and every linked part stays linked."""
    english, other = fields("en"), fields(language)
    for name, phrase in english.items():
        ours = phrase if isinstance(phrase, tuple) else (phrase,)
        theirs = other[name] if isinstance(phrase, tuple) else (other[name],)
        words = {word for each in ours for word in _WORD.findall(each)}
        for each in theirs:
            assert set(_WORD.findall(each)) <= words, (name, each)
            assert each.count("[") == each.count("]") == ours[0].count("["), (name, each)
            assert each.count("*") == ours[0].count("*"), (name, each)
            assert ("{title}" in each) is ("{title}" in ours[0]), (name, each)


def test_letters_are_written_in_the_languages_that_reasons_are_said_in() -> None:
    assert LANGUAGES == SAYABLE


@pytest.mark.parametrize("language", [each for each in SAYABLE if each != "en"])
@pytest.mark.parametrize("kind", SAYINGS)
def test_each_reason_is_said_in_each_language(language: str, kind: str) -> None:
    """Two ways, as in English, with the same words; the two sides of a pair differ."""
    names = {word for way in SAYINGS[kind] for word in _WORD.findall(way)} - {"yours", "when"}
    words: dict[str, Any] = {name: f"<{name}>" for name in names}
    dated: dict[str, Any] = words | {"yours": 2021, "when": 2022}
    sides = [said(kind, pair[0], pair[1], language, **dated) for pair in ("ab", "ba")]
    assert len(set(sides)) == 2
    for sentence in sides:
        for name, word in words.items():
            # English says some reasons without the name in one of its two ways.
            is_needed = all(f"{{{name}}}" in way for way in SAYINGS[kind])
            assert sentence.count(word) in ((1,) if is_needed else (0, 1))
        assert sentence.endswith(".")
        assert "  " not in sentence
    plain = said(kind, "a", "b", language, **words)
    assert not re.search(r"20\d\d|  | \.$", plain)
    assert plain not in (said(kind, "a", "b", "en", **words),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_a_letter_tells_to_reply_with_are_understood(language: str) -> None:
    """Each bold word in the footer does what it says when it comes back."""
    footer = with_bold(phrases(language).footer, date="x", name="Ana")
    bold = [bit.words for bit in footer if bit.is_bold]
    assert [understood(word).said[0].word for word in bold] == ["less", "pause", "stop", "not"]


def test_a_day_is_said_as_people_say_it() -> None:
    day = date(2026, 3, 4)
    assert [phrases(each).day(day) for each in LANGUAGES] == [
        *("4 March 2026", "4 maart 2026", "4. März 2026", "4 mars 2026", "4 de marzo de 2026"),
    ]


def test_brackets_in_somebodys_words_link_nothing() -> None:
    link = linked("Worth a look: [“{title}”]", "https://x.example", title="a [b] {c} *d*")
    assert link == Link("Worth a look: ", "“a [b] {c} *d*”", "", "https://x.example")


def full(words: int) -> Letter:
    """A letter with everything in it, each part of so many words."""
    text = " ".join(["word"] * words)

    def link(name: str) -> Link:
        return Link(f"{name} ", text, "", "https://x.example")

    meeting = Meeting(
        name="Ana Lopes", sentence=text, overlap="word", question=link("question"),
        distance=text, introducer=text, note=text, thread=link("thread"),
    )  # fmt: skip
    greeted = replace(meeting, thread=None, hello=link("hello"))
    return Letter(
        language="en", subject="x", greeting="Dear Ana,", came_of_it=link("came"), opening=text,
        meetings=(meeting, meeting, greeted), card_opening=text, card=meeting,
        open_thread=link("open"), work=link("work"), lines=(text,), signature="Ilse",
        footer=with_bold("Reply with *stop*."), community_name="Knots", postal_address="Cais 4",
        site_url="", sample="",
    )  # fmt: skip


@pytest.mark.parametrize("words", range(1, 12))
def test_a_letter_is_trimmed_to_180_words_and_not_further(words: int) -> None:
    """What it says least of all goes first; what still fits comes back."""
    letter = full(words)
    short, is_cut = trimmed(letter)
    assert length(short) <= MOST_WORDS
    assert len(short.meetings) == 3
    if length(letter) <= MOST_WORDS:
        assert short == letter
    elif not is_cut:
        assert short.lines == letter.lines
        assert short.came_of_it or length(short) + words + 1 > MOST_WORDS
        assert not short.work or short.open_thread


@pytest.mark.parametrize("words", [1, 4, 9])
def test_words_are_counted_as_they_are_read(words: int) -> None:
    """The length without rendering is that of the text part."""
    letter = full(words)
    assert length(letter) == count_words(render_text(letter))


def test_a_language_with_a_phrase_missing_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="missing required field"):
        msgspec.convert({"note": "x"}, Phrases)


@pytest.mark.parametrize(
    ("title", "is_cut"),
    [
        ("What we wished for in our first spring with the bees (October 2026)", "with the bees…"),
        ("One two (three) four five six seven eight nine ten eleven twelve thirteen", "twelve…"),
        ("(All of it in one bracket that goes on and on and on and on)", "and on and…"),
    ],
)
def test_a_title_that_is_cut_opens_no_bracket(title: str, is_cut: str) -> None:
    assert cut(title, 12).endswith(is_cut)
