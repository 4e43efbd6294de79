"""Columns of texts, looked at as a whole."""

from __future__ import annotations

import struct

import pyarrow as pa

from importers.reading.text import is_clean

_PLAIN = b"\t\n" + bytes(range(0x20, 0x7F))
_OFFSET = struct.Struct("=i")


def has_unclean(texts: pa.StringArray) -> bool:
    """Whether `clean_text` might change a text of the column; False is certain."""
    rest = _bytes_of(texts).translate(None, _PLAIN)
    # Plain ASCII left out, whole characters are what remains: none of its bytes is part of one.
    return bool(rest) and not is_clean(rest.decode())


def _bytes_of(texts: pa.StringArray) -> bytes:
    """All its texts, one behind the other."""
    if not len(texts):
        return b""
    _, offsets, characters = texts.buffers()
    if offsets is None or characters is None:
        return b""
    (begin,) = _OFFSET.unpack_from(offsets, _OFFSET.size * texts.offset)
    (end,) = _OFFSET.unpack_from(offsets, _OFFSET.size * (texts.offset + len(texts)))
    return bytes(characters.slice(begin, end - begin).to_pybytes())
