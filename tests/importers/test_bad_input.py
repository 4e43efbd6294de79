"""Bad inputs of every kind: one line each, no bug, no hang, no file, within the memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from importers.read import find_files
from importers.reading.files import SetAside
from tests.importers.bad_inputs import (
    MUTATIONS,
    Bench,
    Sample,
    cuts,
    flipped,
    foreign_importer,
    looped,
    parsed,
    samples,
    spliced,
    with_absurd_moments,
    with_words,
)

MUTANTS = 10_000 if os.environ.get("COMMUNIS_FULL") else 500
SAMPLES = [sample for sample in samples() if sample.data]
DEPTH = 2000


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """A bench; afterwards nothing but what the test made and the work folder may be there."""
    before = set(Path.cwd().iterdir())
    bench = Bench(tmp_path)
    bench.watch(monkeypatch)
    yield bench
    bench.check()
    assert {path.name for path in tmp_path.iterdir()} <= {"bad", "work", "exports"}
    unpacked = bench.work / "unpacked"
    assert not [path for path in bench.work.rglob("*") if unpacked not in (path, *path.parents)]
    assert not {path for path in set(Path.cwd().iterdir()) - before if path.suffix != ".pyc"}


def number_of_cuts(sample: Sample) -> int:
    is_row_file = sample.file.name.lower().endswith((".csv", ".sql", ".tsv"))
    return 100 if is_row_file or sample.source == "ning" else 10


def test_files_cut_short(bench: Bench) -> None:
    """Cut at a hundred places where rows are told apart by hand, at ten elsewhere."""
    bench.claimed(
        bench.file(sample, data, f"cut-{sample.source}")
        for sample in SAMPLES
        for data in cuts(sample.data, number_of_cuts(sample))
    )


@pytest.mark.slow
def test_mutants(bench: Bench) -> None:
    """Bits, bytes, pieces, numbers, moments and encodings, always the same ones by their seed."""
    choice = random.Random(2026)
    files, foreign = [], []
    for number in range(MUTANTS):
        sample = choice.choice(SAMPLES)
        mutation = choice.choice(MUTATIONS)
        data = mutation(sample.data, choice)
        file = bench.file(sample, data, f"{mutation.__name__}-{sample.source}")
        files.append(file)
        if number % 2:
            foreign.append((file, foreign_importer(sample, choice)))
        else:
            # Its own importer is no safer than a foreign one once the file is damaged.
            foreign.append((file, sample.source))
    bench.claimed(files)
    bench.forced(foreign)


def test_halves_of_two_files(bench: Bench) -> None:
    choice = random.Random(7)
    pairs = [choice.sample(SAMPLES, 2) for _ in range(100)]
    bench.claimed(
        bench.file(one, spliced(one.data, other.data, choice), f"{one.source}-{other.source}")
        for one, other in pairs
    )


def test_files_forced_on_importers_that_do_not_read_them(bench: Bench) -> None:
    """A foreign file is skipped or refused, never an error of another kind."""
    choice = random.Random(11)
    bench.forced(
        (bench.file(sample, sample.data, sample.source), foreign_importer(sample, choice))
        for sample in SAMPLES
        for _ in range(3)
    )


def test_absurd_moments(bench: Bench) -> None:
    """1970, 0000, 9999 and the last second of 2038 are unknown; the bench looks at each row."""
    choice = random.Random(13)
    bench.claimed(
        bench.file(sample, with_absurd_moments(sample.data, choice), sample.source)
        for sample in SAMPLES
        for _ in range(2)
    )


def test_words_that_steer_or_hide(bench: Bench) -> None:
    """Bidi, zero-width and tag characters stay in the original and nowhere else."""
    choice = random.Random(17)
    evil = "a\u202eb\u2066c\u200bd\u200de\U000e0041f\x07g".encode()
    batches = bench.claimed(
        bench.file(sample, with_words(sample.data, evil, choice, number=40), sample.source)
        for sample in SAMPLES
    )
    originals = "".join(
        text or ""
        for batch in batches
        if batch.table == "posts"
        for text in batch.rows["text_original"].to_pylist()
    )
    assert "\u202eb\u2066c\u200bd\u200de\U000e0041f" in originals


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(b"[quote]" * DEPTH, id="bbcode"),
        pytest.param(b"[b]" * DEPTH + b"x" + b"[/b]" * DEPTH, id="closed bbcode"),
        pytest.param(b"<div>" * DEPTH, id="HTML"),
        pytest.param(b"&lt;blockquote&gt;" * DEPTH, id="escaped HTML"),
        pytest.param(b"&gt; " * DEPTH + b"> " * DEPTH, id="quotation marks"),
        pytest.param(b"(" * DEPTH, id="brackets"),
        pytest.param(b"*" * DEPTH + b"_" * DEPTH + b"[" * DEPTH, id="Markdown"),
    ],
)
def test_two_thousand_levels_of_markup(bench: Bench, words: bytes) -> None:
    choice = random.Random(19)
    bench.claimed(
        bench.file(sample, with_words(sample.data, words, choice), sample.source)
        for sample in SAMPLES
    )


def test_two_thousand_levels_of_json(bench: Bench) -> None:
    """Nested where a value stood, and around the whole."""
    choice = random.Random(23)
    files = []
    for sample in SAMPLES:
        if parsed(sample.data) is None:
            continue
        deep = b'[{"id":' * DEPTH + b"1" + b"}]" * DEPTH
        places = [at for at, byte in enumerate(sample.data) if byte == ord(":")]
        for at in choice.sample(places, min(4, len(places))):
            data = sample.data[: at + 1] + deep + b"," + sample.data[at + 1 :]
            files.append(bench.file(sample, data, f"in-{sample.source}"))
        files.append(bench.file(sample, b"[" * DEPTH + sample.data, f"around-{sample.source}"))
        files.append(bench.file(sample, sample.data + deep, f"behind-{sample.source}"))
    bench.claimed(files)


def test_loops_and_ids_that_come_twice(bench: Bench) -> None:
    """Parents that are their own children, and one id for everything."""
    files = []
    for sample in SAMPLES:
        value = parsed(sample.data)
        for one_id in (False, True) if value is not None else ():
            data = json.dumps(looped(value, one_id=one_id)).encode()
            files.append(bench.file(sample, data, f"loop-{sample.source}"))
        files.append(bench.file(sample, sample.data * 2, f"twice-{sample.source}"))
    bench.claimed(files)


BILLION_LAUGHS = "".join(
    f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)
)


def test_xml_without_entities_or_files(bench: Bench) -> None:
    """Entities are never expanded, and no file is ever read for one."""
    choice = random.Random(29)
    files = []
    for sample in SAMPLES:
        if b"<" not in sample.data[:200] or not sample.file.name.endswith(
            (".xml", ".rss", ".atom")
        ):
            continue
        begin = sample.data.index(b"?>") + 2 if b"?>" in sample.data[:200] else 0
        for doctype in (
            f'<!DOCTYPE x [<!ENTITY l0 "ha">{BILLION_LAUGHS}]>',
            '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
            '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
            '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">',
        ):
            body = with_words(sample.data[begin:], b"&l9;", choice, number=20)
            data = sample.data[:begin] + doctype.encode() + body
            files.append(bench.file(sample, data, f"entities-{sample.source}"))
        deep = b"<a>" * DEPTH + b"</a>" * DEPTH
        middle = sample.data.rfind(b"\n", 0, len(sample.data) // 2)
        data = sample.data[:middle] + deep + sample.data[middle:]
        files.append(bench.file(sample, data, f"levels-{sample.source}"))
    assert files
    for batch in bench.claimed(files):
        words = str(batch.rows.to_pylist())
        assert "hahaha" not in words
        assert "root:" not in words


def test_quotes_that_never_close(bench: Bench) -> None:
    """One, or one a line, with megabytes behind it."""
    files = []
    for sample in SAMPLES:
        if not sample.file.name.lower().endswith((".csv", ".tsv")):
            continue
        for tail in (
            b'"' + (b"x, y" + b" " * 95 + b"\n") * 45_000,
            b'x","\n' * 100_000,
            b'"a\n' * 100_000,
        ):
            files.append(bench.file(sample, sample.data + tail, f"quote-{sample.source}"))
        if len(files) > 9:
            break
    assert files
    bench.claimed(files)


@pytest.mark.parametrize("source", ["discourse", "ning", "facebook_graph"])
def test_one_string_of_300_megabytes(bench: Bench, source: str) -> None:
    """Refused in a line, whichever way the platform's JSON is read."""
    sample = next(
        sample for sample in SAMPLES if sample.source == source and parsed(sample.data) is not None
    )
    at = sample.data.index(b'":') + 2
    end = sample.data.rindex(b'"')
    data = sample.data[:end] + b"x" * 300_000_000 + sample.data[end:]
    assert at < end
    bench.claimed([bench.file(sample, data, "long")])


def found(bench: Bench) -> list[Any]:
    """What the folder `exports` holds, found and read; what was refused is judged too."""
    files = list(find_files([bench.root / "exports"], work=bench.work))
    bench.claimed(files)
    return files


def zipped(entries: dict[str, bytes], *, link: str | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


def test_files_that_are_not_what_their_name_says(bench: Bench) -> None:
    exports = bench.root / "exports"
    (exports / "members.json").mkdir(parents=True)
    first = SAMPLES[0]
    (exports / "members.json" / "x.csv").write_bytes(
        b"\xff\xd8\xff\xe0\0\x10JFIF" + os.urandom(999)
    )
    (exports / "posts.json").write_bytes(zipped({"inner": first.data}))
    (exports / "people.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (exports / "old.sql").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    (exports / "line\nbreak\u202e.json").write_bytes(b"{}")
    (exports / "device").symlink_to("/dev/zero")
    (exports / "memory").symlink_to("/proc/self/mem")
    os.mkfifo(exports / "pipe.json")
    files = found(bench)
    assert "posts.json/inner" in [file.name for file in files]
    assert not [file.name for file in files if "\n" in file.name or "\u202e" in file.name]
    assert len(bench.answers) == 6


def test_bombs_and_traps_in_archives(bench: Bench) -> None:
    """Refused by the bytes that really come out, however deep they lie."""
    exports = bench.root / "exports"
    exports.mkdir()
    zeros = bytes(70 * 1024 * 1024)
    layer = {"0.json": b" " * 8_000_000}
    for _ in range(2):
        packed = zipped(layer)
        layer = {f"{number}.zip": packed + bytes([number]) for number in range(12)}
    (exports / "nested.zip").write_bytes(zipped(layer))
    (exports / "zeros.zip").write_bytes(zipped({"a.json": b"[" + zeros}))
    (exports / "zeros.json.gz").write_bytes(gzip.compress(b"[" + zeros * 2))
    (exports / "gzip in zip.zip").write_bytes(zipped({"a.json.gz": gzip.compress(zeros * 3, 9)}))
    (exports / "links.zip").write_bytes(
        zipped({f"../{number}": b"x" for number in range(50)}, link="link.json")
    )
    (exports / "names.zip").write_bytes(
        zipped({"C:\\x.json": b"x", "/x.json": b"x", "a\\..\\..\\b": b"x", "n" * 3000: b"x"})
    )
    chain = io.BytesIO()
    for _ in range(3000):
        info = tarfile.TarInfo("x")
        info.type = tarfile.GNUTYPE_LONGNAME
        chain.write(info.tobuf(tarfile.GNU_FORMAT))
    (exports / "chain.tar").write_bytes(chain.getvalue())
    files = found(bench)
    problems = [file.problem for file in files if isinstance(file, SetAside) and file.problem]
    swollen = [line.split(":")[0] for line in problems if "swells more than 200-fold" in line]
    assert swollen == ["gzip in zip.zip", "nested.zip", "zeros.json.gz", "zeros.zip"]
    assert sum(line.startswith("links.zip/") for line in problems) == 20
    assert "links.zip: 31 more entries were refused like these; look into it" in problems
    assert sum(line.startswith("names.zip/") for line in problems) == 4
    assert any(line.startswith("chain.tar: the archive is damaged") for line in problems)
    unpacked = sum(path.stat().st_size for path in bench.work.rglob("*") if path.is_file())
    assert unpacked < 80 * 1024 * 1024


def test_damaged_archives(bench: Bench) -> None:
    exports = bench.root / "exports"
    exports.mkdir()
    choice = random.Random(31)
    whole = zipped({sample.file.name: sample.data for sample in SAMPLES[:6]})
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        for sample in SAMPLES[:6]:
            info = tarfile.TarInfo(sample.file.name)
            info.size = len(sample.data)
            archive.addfile(info, io.BytesIO(sample.data))
    for number in range(60):
        data = choice.choice([whole, tar.getvalue(), gzip.compress(tar.getvalue(), mtime=0)])
        damaged = flipped(data, choice) if number % 2 else data[: choice.randrange(len(data))]
        (exports / f"{number}.zip").write_bytes(damaged)
    found(bench)
