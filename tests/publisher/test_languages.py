"""Which texts of a page are marked as another language."""

from __future__ import annotations

import pytest

from analytics.derived.post_languages import language
from publisher.languages import COMMON_WORDS, lang_filter

TEXTS = {
    "en": "I would like to know what you think of the old radio that my father left in the shed.",
    "nl": "Ik heb een oude radio van mijn vader, maar hij doet het niet meer. Wie weet hoe?",
    "de": "Ich habe noch ein altes Radio von meinem Vater, aber es geht nicht mehr. Wer weiß?",
    "fr": "Je ne sais pas pourquoi la radio de mon père ne va plus, mais elle est très belle.",
    "es": "Hay una radio de mi padre que ya no funciona, y me gustaría saber por qué está así.",
    "pt": "Tenho um rádio do meu pai que já não funciona, mas gostaria de saber como posso mudar.",
    "it": "Ho una vecchia radio di mio padre che non funziona più, ma vorrei sapere come mai.",
    "da": "Jeg har en gammel radio fra min far, men den virker ikke mere. Hvem ved hvorfor det er?",
    "sv": "Jag har en gammal radio från min far, men den fungerar inte längre. Vem vet varför?",
    "ca": "Tinc una ràdio vella del meu pare que ja no funciona, però m'agradaria saber per què.",
}


@pytest.mark.parametrize("page", sorted(COMMON_WORDS))
@pytest.mark.parametrize("text", sorted(TEXTS))
def test_a_text_is_marked_exactly_where_it_is_another_language(page: str, text: str) -> None:
    """Common words settle what they settle as the identifier would."""
    said = language(TEXTS[text][:160])
    marked = lang_filter(page)(TEXTS[text])
    assert marked == ("" if said == page else f' lang="{said}"')


def test_no_two_languages_have_enough_words_in_common() -> None:
    """Else a text could be settled as either."""
    names = sorted(COMMON_WORDS)
    shared = [
        (one, other, sorted(COMMON_WORDS[one] & COMMON_WORDS[other]))
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if len(COMMON_WORDS[one] & COMMON_WORDS[other]) >= 4
    ]
    assert shared == []


def test_a_short_text_is_not_marked() -> None:
    """Nobody can tell what it is."""
    assert lang_filter("nl")("Beginner in Haarlem") == ""
