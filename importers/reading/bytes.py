"""Bytes and text out of a plain or gzipped file, counted, with the encoding found and said."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO, cast

from charset_normalizer import from_bytes

from importers.errors import ExportProblem, TooLarge
from importers.reading.limits import MIB, Limits

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
CHUNK = 1 * MIB

# What communities' exports are written in, besides UTF-8; without the list, short Western texts
# are taken for one of the dozens of old Macintosh and IBM code pages.
OLD_ENCODINGS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r", "shift_jis",
    "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip

_WESTERN = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒŠŽßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšž“”„‘’‚–—…€£«»°ºª¿¡·§©®™´•\u00a0"
)


PIECE = 4096
"""So many bytes of a broken gzip at most are lost before the place where it broke."""


def head(path: Path, size: int = 65536) -> bytes:
    """The first bytes of a file, unpacked when it is gzipped; what can be had of a broken one."""
    found = b""
    with suppress(ExportProblem), open_bytes(path) as stream:
        while len(found) < size and (piece := stream.read(min(PIECE, size - len(found)))):
            found += piece
    return found


def is_gzip(path: Path) -> bool:
    """Whether the file's bytes are gzipped, told from its first two."""
    with path.open("rb") as stream:
        return stream.read(2) == GZIP_MAGIC


def open_bytes(path: Path, *, name: str | None = None, limits: Limits | None = None) -> BinaryIO:
    """A stream of the file's bytes, unpacked when it is gzipped.

    Reading raises TooLarge when a gzip swells past the limits, and ExportProblem when the gzip
    ends early or is damaged; all bytes before that place have been handed out by then.
    """
    limits = limits or Limits()
    if not is_gzip(path):
        return path.open("rb")
    packed = _GunzippedBytes(path, name or path.name, limits)
    return io.BufferedReader(packed, buffer_size=CHUNK)


class _GunzippedBytes(io.RawIOBase):
    """A gzip's content, counted while it is inflated."""

    def __init__(self, path: Path, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._packed_bytes = max(1, path.stat().st_size)
        self._stream = gzip.GzipFile(path, "rb")
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read1(len(view))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise ExportProblem(
                self._name,
                "the gzip ends early or is damaged here; everything before it was read. "
                "Export or copy the file again",
                place=f"byte {self._count} unpacked",
            ) from error
        self._count += len(data)
        refuse_bomb(self._name, self._count, self._packed_bytes, self._limits)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def refuse_bomb(name: str, unpacked: int, packed: int, limits: Limits) -> None:
    """Nothing; raises TooLarge when a packed file has swollen past the limits."""
    if unpacked > limits.unpacked_bytes:
        raise TooLarge(
            name,
            f"holds more than {limits.unpacked_bytes // MIB} MiB unpacked, the most we read; "
            "export in smaller parts",
        )
    if unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * packed:
        raise TooLarge(
            name,
            f"swells more than {limits.ratio}-fold when unpacked, as no honest export does; "
            "not read. Unpack it yourself if you trust it",
        )


@dataclass(frozen=True)
class Encoding:
    """How the file's bytes become text."""

    name: str
    """As Python knows it: utf-8-sig, utf-8, utf-16, cp1252."""
    is_guess: bool = False
    """Not UTF-8: the encoding that fits best; or UTF-8 with damaged characters."""

    def note(self) -> str | None:
        """One line for a person when the choice was a guess."""
        if not self.is_guess:
            return None
        if self.name.startswith("utf-8"):
            return "some characters are damaged (not UTF-8); they show as �"
        return f"not UTF-8; read as {self.name}, so look at an accented name or two"


def find_encoding(path: Path) -> Encoding:
    """The encoding of a text file: UTF-8 whenever its bytes are, else the best guess."""
    with open_bytes(path) as stream:
        start = _some_more(stream, 4)
        if start.startswith(codecs.BOM_UTF8):
            name = "utf-8-sig"
        elif start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Encoding("utf-16")
        else:
            name = "utf-8"
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = start
        previous = b""
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return _guess_encoding(name, previous + chunk + _some_more(stream, CHUNK))
            previous = chunk
            chunk = _some_more(stream, CHUNK)
    return Encoding(name)


def _some_more(stream: BinaryIO, size: int) -> bytes:
    """The next bytes; none where a gzip is damaged, which is said when its text is read."""
    try:
        return stream.read(size)
    except ExportProblem:
        return b""


def _guess_encoding(utf8_name: str, sample: bytes) -> Encoding:
    """The best guess for bytes of which some are not UTF-8."""
    decoded = sample.decode("utf-8", errors="replace")
    damaged = decoded.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(character > "\x7f" for character in decoded) - damaged
    if whole > 3 * damaged:
        # UTF-8 with a few broken bytes; reading all of it as cp1252 would garble every accent.
        return Encoding(utf8_name, is_guess=True)
    if _is_western(sample.decode("cp1252", errors="replace")):
        return Encoding("cp1252", is_guess=True)
    best = from_bytes(sample, cp_isolation=OLD_ENCODINGS).best()
    return Encoding(best.encoding if best else "cp1252", is_guess=True)


def _is_western(text: str) -> bool:
    """Whether a text read as cp1252 looks written in it.

    Guessing by frequency needs more text than a small export has: it takes a lone ã for a Romanian
    ă. Read as cp1252, other encodings give signs that Western texts hardly use, or whole words of
    accented letters.
    """
    foreign = [character for character in text if character > "\x7f"]
    western = sum(character in _WESTERN for character in foreign)
    adjacent = sum(one > "\x7f" and other > "\x7f" for one, other in pairwise(text))
    return western >= 0.95 * len(foreign) and adjacent <= 0.2 * len(foreign)


def text_chunks(
    path: Path, *, name: str | None = None, limits: Limits | None = None
) -> Iterator[str]:
    """The file's text piece by piece; a damaged gzip gives all its good bytes, then raises."""
    encoding = find_encoding(path)
    decoder = codecs.getincrementaldecoder(encoding.name)(errors="replace")
    with open_bytes(path, name=name, limits=limits) as stream:
        # read1, not read: read loses what it has gathered when a later piece is damaged.
        while data := cast(io.BufferedReader, stream).read1(CHUNK):
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)


def open_text(
    path: Path, *, name: str | None = None, limits: Limits | None = None
) -> tuple[TextIO, Encoding]:
    """The file as text with its line ends left as they are, and the encoding it was read with."""
    encoding = find_encoding(path)
    stream = io.TextIOWrapper(
        open_bytes(path, name=name, limits=limits),
        encoding=encoding.name,
        errors="replace",
        newline="",
    )
    return cast(TextIO, stream), encoding
