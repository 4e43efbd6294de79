"""The templates' sentences, said in the community's language with what is put into them escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import Environment
from markupsafe import Markup, escape

from publisher.catalogs import Catalog

_PLACE = re.compile(r"%\((\w+)\)s|%%")


def speak(env: Environment, sentences: Catalog) -> None:
    """Nothing; `_()` and `{% trans %}` of the templates say the catalog's sentences from now on."""
    env.policies["ext.i18n.trimmed"] = True
    said = _said(sentences)
    # What the extension would install looks each sentence up and parses it at every use.
    env.globals.update(gettext=said, _=said)
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # set by jinja2.ext.i18n


def _said(sentences: Catalog) -> Callable[..., Markup]:
    parts: dict[str, list[str]] = {}

    def said(sentence: str, **values: object) -> Markup:
        """The sentence with the values in their places; its own markup is the theme's."""
        try:
            split = parts[sentence]
        except KeyError:
            split = parts[sentence] = _PLACE.split(sentences.gettext(sentence))
        if len(split) == 1:
            return Markup(split[0])
        return Markup(
            "".join(
                part if not at % 2 else "%" if part is None else escape(values[part])
                for at, part in enumerate(split)
            )
        )

    return said
