"""Which language a text on a page is in, so that it is read aloud and hyphenated as its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

ENOUGH_LETTERS = 26
"""Of shorter texts the identifier is wrong too often: “Beginner in Haarlem” came out as German."""
ENOUGH_WORDS = 4
"""So many different common words of a language settle it without the identifier."""
COMMON_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "en": "the and of that you with this have what would your there from they which been "
            "could about when their some them then than other after how our should were is it to "
            "for not but my if i we has had where because out who",
            "nl": "het een niet ik je dat zijn voor naar ook aan bij nog wel heb deze wij uit geen "
            "maar dit hoe moet kunt zou werd jij hij zij haar onze meer toen heeft mijn dan",
            "de": "und ich nicht mit auf für ist auch sich wie noch wir der dass aber oder wenn "
            "habe nur mir kann sind bei nach zum zur einen einer sehr schon mein keine war",
            "fr": "les une est pas pour dans avec sur mais qui nous plus cette vous je et il des "
            "ai suis mon sans fait c quand aussi tout très être aux chez",
            "es": "los las con pero muy más está hay yo cuando para por también esto porque sin "
            "y mi tiene desde fue este hace puede así donde sobre ya",
        }.items()
    }
)
"""Of the languages a page can be in; none has four of them with another language in common."""

_SAMPLE = 160
_WORD = re.compile(r"[^\W\d_]+")


def lang_filter(page_language: str) -> Callable[..., Markup]:
    """The template filter that writes a lang attribute for a text in another language."""
    common = COMMON_WORDS[page_language]
    nothing = Markup("")

    def lang(text: str, beside: str = "") -> Markup:
        """` lang="nl"`, or nothing when the text is in the page's language or too short to tell.

        beside: words in the same language, which help to tell that of a short title.
        """
        sample = f"{text} {beside}".strip()[:_SAMPLE]
        # Most texts are in the page's language and need no identifier, which is slow to load.
        if len(common.intersection(_WORD.findall(sample.lower()))) >= ENOUGH_WORDS:
            return nothing
        if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
            return nothing
        told = _identified(sample)
        return nothing if told == page_language else Markup(' lang="{}"').format(told)

    return lang


def _identified(sample: str) -> str:
    from analytics.derived.post_languages import language

    return language(sample)
