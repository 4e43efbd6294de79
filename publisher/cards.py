"""What to paste on the page elsewhere for each spotlight and story: a few lines and a picture.

The picture is 1200 × 630, the size social sites cut nothing from: paper, two slips that cross, who
it is about and the title; drawn as SVG, and handed on as PNG, for those sites take no SVG. It holds
what the page of the site holds, for the same people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from publisher.colours import replaced
from publisher.facts import CommunityInfo, Spotlight, Story
from publisher.private_text import beginning, plain
from publisher.raster import SUFFIX

WIDTH, HEIGHT = 1200, 630
_LETTERS_IN_A_LINE = 26
_WIDE_LETTERS_IN_A_LINE = 15
"""Of scripts whose letters fill a square."""
_MOST_LINES = 4
_PAPER, _INK, _QUIET = "#F7F3EA", "#2A2320", "#6B5F58"
_MARK = (
    ("#1F5B57", "M1 1.4 20 0 19.4 19.2 0 20Z"),
    ("#A63F2B", "M12.6 8.4 32 7.6 31.2 28 13.2 27.2Z"),
    ("#6B3350", "M12.6 8.4 19.7 8.1 19.4 19.2 12.9 19.5Z"),
)
# The shapes of theme/static/mark.svg, in its units.


@dataclass(frozen=True)
class PasteCard:
    """A text and a picture to paste."""

    file: str
    """The picture, below the office."""
    title: str
    text: str
    svg: str
    """The picture as it is drawn."""


def paste_cards(
    spotlights: Iterable[Spotlight], stories: Iterable[Story], community: CommunityInfo
) -> tuple[PasteCard, ...]:
    """A card for each approved spotlight and each story, the newest first of each."""
    return (
        *(_of_spotlight(each, community) for each in spotlights if each.approved_at),
        *(_of_story(each, community) for each in stories),
    )


def _of_spotlight(spotlight: Spotlight, community: CommunityInfo) -> PasteCard:
    said = next((text for each in spotlight.answers if (text := _plain(each.html))), "")
    lines = [spotlight.title, "", _plain(spotlight.body), f"“{beginning(said)}”" if said else ""]
    path = f"spotlights/{spotlight.person.slug}.html"
    return PasteCard(
        file=f"cards/spotlight-{spotlight.person.slug}.{SUFFIX}",
        title=spotlight.title,
        text=_text(lines, path, community),
        svg=picture(spotlight.title, (spotlight.person.name,), community),
    )


def _of_story(story: Story, community: CommunityInfo) -> PasteCard:
    lines = [story.title, "", _plain(story.body), story.both]
    for person, words in ((story.one, story.one_words), (story.other, story.other_words)):
        lines.append(f"{person.name}: “{beginning(_plain(words))}”")
    return PasteCard(
        file=f"cards/story-{story.slug}.{SUFFIX}",
        title=story.title,
        text=_text(lines, f"stories/{story.slug}.html", community),
        svg=picture(story.title, (story.one.name, story.other.name), community),
    )


def picture(title: str, names: tuple[str, ...], community: CommunityInfo) -> str:
    """The card as SVG; every word in it is escaped."""
    wide = sum(east_asian_width(sign) in "WF" for sign in title)
    lines = wrap(title, _LETTERS_IN_A_LINE if wide < len(title) / 3 else _WIDE_LETTERS_IN_A_LINE)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1].rstrip('.,;: ')}…"]
    said = Markup("").join(
        Markup('<tspan x="90" dy="{}">{}</tspan>').format(0 if at == 0 else 76, line)
        for at, line in enumerate(lines)
    )
    mark = Markup("").join(
        Markup('<path fill="{}" d="{}"/>').format(replaced(colour, community.colour), shape)
        for colour, shape in _MARK
    )
    label = " · ".join((*names, community.name))
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"'
            ' viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
            '<rect width="{w}" height="{h}" fill="{paper}"/>'
            '<g transform="translate(90 80) scale(4.2)">{mark}</g>'
            '<text x="90" y="300" font-family="Georgia, \'Noto Serif\', serif" font-size="64"'
            ' fill="{ink}">{said}</text>'
            '<text x="90" y="572" font-family="system-ui, \'Noto Sans\', sans-serif"'
            ' font-size="28" fill="{quiet}">{below}</text></svg>\n'
        ).format(
            w=WIDTH, h=HEIGHT, label=f"{title}. {label}", paper=_PAPER, mark=mark, ink=_INK,
            said=said, quiet=_QUIET, below=beginning(label, length=70),
        )
    )  # fmt: skip


def _text(lines: Iterable[str], path: str, community: CommunityInfo) -> str:
    address = f"{community.site_url}/{path}" if community.site_url else ""
    text = "\n\n".join(line for line in (*lines, address) if line)
    return text


def _plain(html: str) -> str:
    return plain(escape(Markup(html).striptags()).unescape())
