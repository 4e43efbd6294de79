"""A community's own colour in place of the theme's teal, made dark or light enough to be read.

Only the lightness is moved, in Oklab (Björn Ottosson, A perceptual color space for image
processing, 2020), so that the hue a community knows stays its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from publisher.errors import BadColour

READABLE = 4.5
"""Contrast of text that anybody can read: WCAG 2.2, 1.4.3."""

Rgb = tuple[float, float, float]
"""Red, green and blue, 0 to 1."""


@dataclass(frozen=True)
class Ground:
    """What lies under the colour by day or by night, as the stylesheet has it."""

    theirs: str
    """The colour that the community's replaces."""
    papers: tuple[str, ...]
    """Everything that links and marks stand on."""
    tint: str
    """The first slip's tint, which takes the community's hue."""


LIGHT = Ground("#1F5B57", ("#F7F3EA", "#FFFDF8", "#F6E4DA"), "#E6EAE1")
DARK = Ground("#7CC4B8", ("#1D1A1B", "#272324", "#372928"), "#26302F")


def replaced(sheet: str, colour: str) -> str:
    """The stylesheet or picture with the community's colour for the theme's, by day and by night.

    colour: `#RRGGBB`; empty leaves the theme's own. Raises BadColour for anything else.
    """
    if not colour:
        return sheet
    for ground in (LIGHT, DARK):
        tint = tinted(colour, ground)
        own = readable(colour, (*ground.papers, tint))
        for theirs, ours in ((ground.theirs, own), (ground.tint, tint)):
            sheet = re.sub(re.escape(theirs), ours, sheet, flags=re.IGNORECASE)
    return sheet


def readable(colour: str, papers: tuple[str, ...], contrast: float = READABLE) -> str:
    """The colour, moved no further in lightness than it takes to be read on all papers.

    Both ways are tried; black on light papers and white on dark ones always do.
    """
    lightness, *hue = _to_oklab(_rgb(colour))
    steps = sorted(range(101), key=lambda step: abs(step / 100 - lightness))
    tried = (colour, *(_hex(_from_oklab((step / 100, hue[0], hue[1]))) for step in steps))
    return next(each for each in tried if min(ratio(each, paper) for paper in papers) >= contrast)


def tinted(colour: str, ground: Ground) -> str:
    """The tint of a slip in the colour's hue, as light or dark as the theme's own."""
    lightness, *_ = _to_oklab(_rgb(ground.tint))
    _, green_red, blue_yellow = _to_oklab(_rgb(colour))
    return _hex(_from_oklab((lightness, green_red * 0.12, blue_yellow * 0.12)))


def ratio(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _rgb(colour: str) -> Rgb:
    if not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
        raise BadColour(colour)
    red, green, blue = (int(colour[a:b], 16) / 255 for a, b in pairwise((1, 3, 5, 7)))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(min(1, max(0, part)) * 255):02X}" for part in rgb)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (_linear(part) for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _curved(part: float) -> float:
    part = min(1, max(0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _to_oklab(rgb: Rgb) -> Rgb:
    red, green, blue = (_linear(part) for part in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(lab: Rgb) -> Rgb:
    lightness, green_red, blue_yellow = lab
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        _curved(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _curved(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _curved(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )
