"""A drawing as a picture that every site takes: SVG to PNG, without a browser.

The letters are those of Source Serif Pro, so the same drawing gives the same bytes on every
machine; for scripts which it does not have the machine's own fonts are asked.
"""

from __future__ import annotations

import re

try:
    import font_source_serif_pro
    import resvg_py
except ImportError:  # Some machines have no wheel: there a drawing stays a drawing.
    resvg_py = None  # type: ignore[assignment, unused-ignore]

SUFFIX = "svg" if resvg_py is None else "png"
"""What the names of pictures end in here."""

_FONT = "Source Serif Pro"
_OTHER_SCRIPTS = re.compile(r"[^\u0000-\u052f\u1e00-\u20cf\u2100-\u22ff]")


def png(svg: str) -> bytes:
    """The drawing as PNG; empty where nothing here can draw."""
    if resvg_py is None:
        return b""
    drawn: bytes = resvg_py.svg_to_bytes(
        svg_string=svg,
        # To look through the machine's fonts takes longer than to draw.
        skip_system_fonts=_OTHER_SCRIPTS.search(svg) is None,
        font_files=[font_source_serif_pro.font_files_ttf["SourceSerifPro"]],
        font_family=_FONT,
        serif_family=_FONT,
        sans_serif_family=_FONT,
    )
    return drawn
