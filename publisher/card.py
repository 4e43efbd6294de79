"""The mark as pictures for places that take no SVG: the social card, and the sign on a phone.

Two slips of paper and what they share, filled by hand: three convex shapes need no library.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from publisher.colours import replaced

if TYPE_CHECKING:
    import numpy as np

    Picture = np.ndarray[Any, Any]

SIGN = 180
CARD = (1200, 630)
"""Width and height that social sites cut nothing from."""
_FINE = 4
"""Each pixel is the mean of so many by so many."""
_PAPER, _TEAL, _BRICK, _PLUM = "#F7F3EA", "#1F5B57", "#A63F2B", "#6B3350"
# The shapes of theme/static/mark.svg, in its units.
_MARK = (
    (_TEAL, ((1, 1.4), (20, 0), (19.4, 19.2), (0, 20))),
    (_BRICK, ((12.6, 8.4), (32, 7.6), (31.2, 28), (13.2, 27.2))),
    (_PLUM, ((12.6, 8.4), (19.7, 8.1), (19.4, 19.2), (12.9, 19.5))),
)
_WIDE, _HIGH = 32, 28


@cache
def card(colour: str = "") -> bytes:
    """The social card, a PNG: the mark on paper. colour: the community's own, or empty."""
    return _png(_drawn(*CARD, scale=11.5, colour=colour))


@cache
def sign(colour: str = "") -> bytes:
    """The sign for a phone's home screen, a PNG."""
    return _png(_drawn(SIGN, SIGN, scale=4.4, colour=colour))


def _drawn(width: int, height: int, *, scale: float, colour: str) -> Picture:
    """The picture, height × width × 3 bytes; scale: pixels to a unit of the mark."""
    import numpy as np

    picture = np.empty((height, width, 3), np.float32)
    picture[:] = _colour(_PAPER)
    wide, high = round(_WIDE * scale), round(_HIGH * scale)
    left, top = (width - wide) // 2, (height - high) // 2
    part = picture[top : top + high, left : left + wide]
    rows, columns = np.ogrid[0 : high * _FINE, 0 : wide * _FINE]
    x = (columns.astype(np.float32) + 0.5) / (_FINE * scale)
    y = (rows.astype(np.float32) + 0.5) / (_FINE * scale)
    for name, corners in _MARK:
        inside = np.ones((high * _FINE, wide * _FINE), bool)
        for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
            # Right of every edge, going round with the clock.
            inside &= (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
        share = inside.reshape(high, _FINE, wide, _FINE).mean(axis=(1, 3), dtype=np.float32)
        part += (_colour(replaced(name, colour)) - part) * share[..., None]
    return np.asarray(np.rint(picture), np.uint8)


def _colour(name: str) -> Picture:
    import numpy as np

    return np.array([int(name[at : at + 2], 16) for at in (1, 3, 5)], np.float32)


def _png(picture: Picture) -> bytes:
    """The picture as a PNG: W3C, Portable Network Graphics, third edition."""
    import numpy as np

    height, width, _ = picture.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
