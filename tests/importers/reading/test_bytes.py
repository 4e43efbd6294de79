"""Plain and gzipped files, whole and damaged, in the encodings that exports come in."""

from __future__ import annotations

import gzip
from collections import deque
from pathlib import Path

import pytest

from importers.errors import ExportProblem, TooLarge
from importers.reading.bytes import find_encoding, head, open_bytes, open_text, text_chunks
from importers.reading.limits import Limits

MIB = 1024 * 1024


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_head_reads_inside_a_gzip(tmp_path: Path) -> None:
    path = written(tmp_path / "a", gzip.compress(b"0123456789"))
    assert head(path, 4) == b"0123"
    assert head(written(tmp_path / "b", b"0123456789"), 4) == b"0123"


def test_cut_gzip_gives_its_good_bytes_and_then_says_where_it_ends(tmp_path: Path) -> None:
    content = b"".join(b"%d\n" % number for number in range(200_000))
    path = written(tmp_path / "cut.gz", gzip.compress(content)[:-2000])
    pieces: list[str] = []
    with pytest.raises(ExportProblem, match=r"^cut\.gz: byte \d+ unpacked: the gzip ends early"):
        pieces.extend(text_chunks(path))
    got = "".join(pieces).encode()
    assert content.startswith(got)
    assert len(got) > len(content) / 2


def test_gzip_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path / "bomb.gz", gzip.compress(bytes(80 * MIB), 9))
    with pytest.raises(TooLarge, match=r"bomb\.gz: swells more than 200-fold"):
        deque(text_chunks(path), maxlen=0)


def test_gzip_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "big.gz", gzip.compress(bytes(3 * MIB)))
    with (
        open_bytes(path, name="exports/big.gz", limits=Limits(unpacked_bytes=2 * MIB)) as stream,
        pytest.raises(TooLarge, match=r"^exports/big\.gz: holds more than 2 MiB unpacked"),
    ):
        stream.read()


@pytest.mark.parametrize(
    ("content", "name", "note"),
    [
        pytest.param("Zoë".encode(), "utf-8", None, id="utf-8"),
        pytest.param("Zoë".encode("utf-8-sig"), "utf-8-sig", None, id="byte order mark"),
        pytest.param("Zoë".encode("utf-16"), "utf-16", None, id="utf-16"),
        pytest.param(
            "Amanhã não há café".encode("latin-1"),
            "cp1252",
            "not UTF-8; read as cp1252, so look at an accented name or two",
            id="latin-1",
        ),
        pytest.param(
            "Привет всем, сегодня мы учимся вязать носки и варежки".encode("cp1251"),
            "cp1251",
            "not UTF-8; read as cp1251, so look at an accented name or two",
            id="cyrillic",
        ),
        pytest.param(
            "Zoë, Anaïs, Loïc, Maëlle".encode() + b"\xff",
            "utf-8",
            "some characters are damaged (not UTF-8); they show as �",
            id="utf-8 with one broken byte",
        ),
        pytest.param("Zoë".encode()[:-1], "utf-8", None, id="cut inside a character"),
    ],
)
def test_encoding_is_found_and_a_guess_is_said(
    tmp_path: Path, content: bytes, name: str, note: str | None
) -> None:
    encoding = find_encoding(written(tmp_path / "text", content))
    assert encoding.name == name
    assert encoding.note() == note


def test_text_keeps_its_line_ends(tmp_path: Path) -> None:
    stream, encoding = open_text(written(tmp_path / "text", b"a\r\nb\n"))
    with stream:
        assert stream.read() == "a\r\nb\n"
    assert not encoding.is_guess


def test_head_of_a_gzip_that_was_cut(tmp_path: Path) -> None:
    """A short one too is told by what is left of it."""
    text = b"".join(b'{"number": %d}\n' % (number * number) for number in range(20_000))
    path = tmp_path / "log.jsonl.gz"
    path.write_bytes(gzip.compress(text)[:4000])
    found = head(path)
    assert len(found) > 4000
    assert text.startswith(found)
