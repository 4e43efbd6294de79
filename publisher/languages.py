"""Which language a text on a page is in, so that it is read aloud and hyphenated as its own."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from analytics.derived.post_languages import language

ENOUGH_LETTERS = 26
"""Of shorter texts the identifier is wrong too often: “Beginner in Haarlem” came out as German."""


def lang_filter(page_language: str) -> Callable[..., Markup]:
    """The template filter that writes a lang attribute for a text in another language."""

    def lang(text: str, beside: str = "") -> Markup:
        """` lang="nl"`, or nothing when the text is in the page's language or too short to tell.

        beside: words in the same language, which help to tell that of a short title.
        """
        sample = f"{text} {beside}".strip()[:160]
        if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
            return Markup("")
        told = language(sample)
        return Markup("") if told == page_language else Markup(' lang="{}"').format(told)

    return lang
