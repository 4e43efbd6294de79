"""Which words a reply is read as, by hand: each word in each language, and what is none."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.reply_words import understood
from digest.vocabulary import PHRASES, folded

WORDS = {
    "less": [
        *("Less", "less often, please.", "MINDER", "Graag minder vaak!", "weniger"),
        *("Bitte seltener.", "Moins", "moins souvent, s’il vous plaît", "menos"),
        "Por favor, con menos frecuencia",
    ],
    "pause": [
        *("Pause", "pause, please", "Pauze", "even niet", "pausieren", "Pause bitte."),
        *("une pause", "En pause, merci", "Pausa", "una pausa, por favor"),
    ],
    "stop": [
        *("STOP", "Please stop.", "unsubscribe", "stop!!!", "Hello Ilse, please stop", "Stoppen"),
        *("afmelden aub", "geen mail meer", "Stopp", "bitte abmelden", "keine E-Mails mehr!"),
        *("Arrêtez", "ARRETER", "me désabonner", "Basta", "darme de baja, por favor"),
        "no más correos",
    ],
    "not this topic": [
        *("not this topic", "wrong topic", "niet dit onderwerp", "falsches Thema"),
        *("Nicht dieses Thema!", "pas ce sujet", "mauvais sujet", "no este tema"),
        "tema equivocado",
    ],
    "we talked": [
        *("We talked!", "we’ve talked", "we hebben elkaar gesproken", "we praatten"),
        *("Wir haben gesprochen.", "wir haben geredet", "Nous avons parlé", "on s’est parlé"),
        *("hablamos", "Ya hemos hablado."),
    ],
    "thanks": [
        *("Thanks!", "thank you", "Bedankt", "dank je", "Danke schön", "Vielen Dank!", "Merci"),
        *("merci beaucoup", "Gracias", "muchas gracias"),
    ],
    "yes": [
        *("Yes", "yes please", "YES!", "Yes, Ilse", "Ja", "ja graag", "Gerne, danke", "ja, gern"),
        *("Oui", "oui, volontiers", "Sí", "si", "claro que sí", "Dear Ilse, yes"),
    ],
    "no": [
        *("No", "no thanks", "No, thank you.", "not interested", "I don’t want this", "nee"),
        *("Nee, bedankt", "liever niet", "Nein", "nein danke", "kein Interesse", "Non"),
        *("non merci", "pas intéressée", "no gracias", "mejor no", "no, Ilse"),
    ],
    "unwelcome": [
        *("Unwelcome", "this was unwelcome", "ongewenst", "niet gewenst", "Unerwünscht"),
        *("nicht erwünscht", "indésirable", "malvenu", "no deseado", "indeseado"),
    ],
}


@pytest.mark.parametrize(
    ("word", "line"), [(word, line) for word, lines in WORDS.items() for line in lines]
)
def test_each_word_in_each_language(word: str, line: str) -> None:
    """The word is understood, and nothing is left over, whatever stands around it politely."""
    found = understood(f"{line}\n\nBronwen", ["Bronwen Achterberg", "Ilse Vermaak"])
    assert [said.word for said in found.said] == [word]
    assert found.rest == ""


@pytest.mark.parametrize(
    ("line", "word", "name"),
    [
        ("not Kaveh", "not", "kaveh"),
        ("Not Kaveh Rostami, please", "not", "kaveh rostami please"),
        ("niet Kaveh", "not", "kaveh"),
        ("geen Kaveh", "not", "kaveh"),
        ("Nicht Kaveh.", "not", "kaveh"),
        ("pas Tomás", "not", "tomas"),
        ("no Tomás", "not", "tomas"),
        ("no con Tomás", "not", "tomas"),
        ("we talked with Sefa", "we talked", "sefa"),
        ("gesproken met Sefa", "we talked", "sefa"),
        ("gesprochen mit Sefa", "we talked", "sefa"),
        ("j’ai parlé avec Sefa", "we talked", "sefa"),
        ("hablé con Sefa", "we talked", "sefa"),
        ("unwelcome: Kaveh", "unwelcome", "kaveh"),
        ("ongewenst Kaveh", "unwelcome", "kaveh"),
        ("unerwünscht Kaveh", "unwelcome", "kaveh"),
        ("indésirable : Kaveh", "unwelcome", "kaveh"),
        ("no deseado Kaveh", "unwelcome", "kaveh"),
        ("Thanks, Kaveh", "thanks", "kaveh"),
        ("nominate: Kaveh Rostami", "nominate", "kaveh rostami"),
        ("I'd like to nominate Kaveh, please", "nominate", "kaveh"),
        ("Ik nomineer Kaveh van der Meer", "nominate", "kaveh van der meer"),
        ("Nominiere Kaveh, danke", "nominate", "kaveh"),
        ("Je nomine Kaveh pour sa patience", "nominate", "kaveh"),
        ("Propongo a Kaveh porque escucha", "nominate", "kaveh"),
    ],
)
def test_words_about_somebody(line: str, word: str, name: str) -> None:
    """The name behind a word is kept, folded."""
    (said,) = understood(line).said
    assert (said.word, said.name) == (word, name)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("nominate Kaveh: drew me the splice, twice", "drew me the splice, twice"),
        ("nominate Kaveh because of the splice", "because of the splice"),
        ("nominate Kaveh", ""),
        ("nominate Kaveh, please", ""),
    ],
)
def test_a_nomination_keeps_its_reason(line: str, why: str) -> None:
    """As it was written; a please is none."""
    (said,) = understood(line).said
    assert said.why == why


@pytest.mark.parametrize(
    "text",
    [
        "I had to stop at the third splice, it slipped again.",
        "No, what I meant was the other knot. Thanks for asking.",
        "Yes and no: it depends on the rope.",
        "Less is more, as my teacher said about whippings.",
        "Why don’t we pause here and look at the drawing?",
        "Thanks to Kaveh I finally finished the mat, and here is a picture of it for everybody.",
        "Ich habe gestern nicht aufgehört zu lachen.",
        "Oui mais seulement en été, quand je suis au port.",
        "Sí, pero solo si mi nombre no aparece.",
        "I wonder whom you will nominate next, Kaveh perhaps?",
        "",
        "> stop",
    ],
)
def test_sentences_are_not_words(text: str) -> None:
    """A word inside a sentence is a sentence, for the manager to read."""
    assert understood(text).said == ()
    assert understood(text).rest == text


def test_a_yes_with_a_condition_is_not_a_yes() -> None:
    """Whatever is added to a yes may take it back, so a person reads it."""
    found = understood("Yes\nbut only if my village is not named.")
    assert found.said == ()
    assert "my village" in found.rest


def test_a_no_with_more_is_still_a_no() -> None:
    """The no holds, and the manager reads the rest."""
    found = understood("No\nI am too busy this year, perhaps later.")
    assert [said.word for said in found.said] == ["no"]
    assert found.rest.startswith("I am too busy")


def test_no_weighs_more_than_yes() -> None:
    """Of both in one mail, the no counts."""
    assert [said.word for said in understood("yes\nno").said] == ["no"]


def test_several_words_one_below_the_other() -> None:
    """Two lines, two words."""
    found = understood("Hallo Ilse,\n\nminder\nniet Kaveh\n\nGroeten,\nBronwen", ["Bronwen"])
    assert [(said.word, said.name) for said in found.said] == [("less", ""), ("not", "kaveh")]
    assert found.rest == ""


def test_numbers_and_days() -> None:
    """A yes may name its invitation, a pause its end."""
    assert understood("yes 3").said[0].number == 3
    assert understood("Ja 12!").said[0].number == 12
    assert understood("pause until 2027-01-15").said[0].until == date(2027, 1, 15)
    assert understood("Pauze tot 2027-01-15").said[0].until == date(2027, 1, 15)
    assert understood("pause until 2027-02-31").said == ()


def test_what_may_be_a_no_is_marked() -> None:
    """A no in words of their own is read first."""
    assert understood("Could you kindly remove me from whatever this is?").may_be_a_no
    assert understood("Ich möchte keine weiteren Briefe von euch.").may_be_a_no
    assert not understood("The bell rope turned out well.").may_be_a_no


def test_no_phrase_says_two_things() -> None:
    """Each phrase, folded, belongs to one word in whatever language."""
    words_of: dict[str, set[str]] = {}
    for word, by_language in PHRASES.items():
        assert sorted(by_language) == ["de", "en", "es", "fr", "nl"], word
        for phrases in by_language.values():
            for phrase in phrases:
                words_of.setdefault(folded(phrase), set()).add(word)
    assert {phrase: words for phrase, words in words_of.items() if len(words) > 1} == {}


@pytest.mark.parametrize(
    "text", ["no " * 200_000, "please " * 100_000, "stop " * 100_000, "\n" * 500_000]
)
def test_long_texts_are_read_in_time(text: str) -> None:
    """Nothing a mail holds keeps the reader busy for long."""
    started = time.monotonic()
    understood(text)
    assert time.monotonic() - started < 5


@given(st.text(max_size=300))
def test_quoted_lines_say_nothing(text: str) -> None:
    """Whatever is quoted, no word of it counts."""
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert understood(quoted).said == ()


@given(st.text(max_size=200))
def test_nothing_anybody_writes_is_a_yes_but_a_yes(text: str) -> None:
    """Any text below a yes leaves it to the manager, unless it is a name or a farewell."""
    found = understood(f"yes\nif {text}")
    assert "yes" not in [said.word for said in found.said]
