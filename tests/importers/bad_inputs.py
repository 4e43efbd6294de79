"""Bad inputs made from every sample, and the one way they are read and judged.

Each maker gives bytes; `Bench` writes them down, has them read by the real reading process, and
notes what must never be: a bug, a hang, an answer of several lines, an impossible moment, a file
where none may be.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from importers.errors import ReaderDied
from importers.identify import find_importers
from importers.importer import ExportFile
from importers.read import Batch, FileReport, read_exports
from importers.reading.limits import MIB, Limits
from importers.reading.reader import Reader
from importers.reading.tables import PLANNED
from importers.reading.text import clean_text
from importers.reading.wire import file_to_message
from tests.importers.golden import cases

NOW = datetime(2026, 11, 22, 3, 14, 15, 926535, UTC)
LIMITS = Limits(cpu_seconds=10)
"""A file that takes longer is answered with a line, which the bench counts as a hang."""
BUG = "mistake in the importer"
REMEDY = re.compile(
    r"\b(?:export|copy|take|download|unpack|open|save|look|ask|add|correct|remove|name|"
    r"give|choose|put|convert|make|see|check)\b",
    re.IGNORECASE,
)
SHOWN = frozenset([
    "name", "handle", "title", "text", "bio", "location", "country", "description", "place",
])  # fmt: skip
# Blanks, quotes, brackets, delimiters, a NUL, and the bytes that begin and break UTF-8 characters.
BAD_BYTES = b" \"'<>{}[],;&\\%=\n\x00\x1b\xc3\xff\xe2"
ABSURD_DAYS = (b"0000-00-00", b"0001-01-01", b"1970-01-01", b"9999-12-31", b"2038-01-19")
ABSURD_SECONDS = (b"0", b"-1", b"2147483647", b"9999999999999", b"4294967295")


@dataclass(frozen=True)
class Sample:
    """One file of a sample, with the importer that reads it."""

    source: str
    file: ExportFile
    data: bytes


def samples() -> list[Sample]:
    """Every file of every sample there is."""
    return [
        Sample(case.source, file, file.path.read_bytes())
        for case in cases()
        for file in case.files()
    ]


def peak_of(process: int) -> int:
    """The most bytes that a process has held, as the system knows it; 0 where it tells nobody."""
    status = Path(f"/proc/{process}/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(told.group(1)) * 1024 if told else 0


@dataclass
class Bench:
    """Where bad inputs are written, read and judged."""

    root: Path
    faults: list[str] = field(default_factory=list)
    """What must never be, each with the file it came of; kept in the folder for a look."""
    read: int = 0
    answers: list[str] = field(default_factory=list)
    """The error of each file that gave no row."""
    peak: int = 0
    """Bytes that the largest of the reading processes held at once."""
    _count: int = 0

    @property
    def work(self) -> Path:
        return self.root / "work"

    def file(self, sample: Sample, data: bytes, what: str) -> ExportFile:
        """The bytes as a file with the sample's name, told apart by what was done to it."""
        self._count += 1
        folder = self.root / "bad"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self._count:05}"
        path.write_bytes(data)
        name = f"{what}-{self._count}/{sample.file.name}"
        digest = hashlib.sha256(b"%d " % self._count + data).hexdigest()
        return ExportFile(path, name, digest, mappings=sample.file.mappings)

    def claimed(self, files: Iterable[ExportFile]) -> list[Batch]:
        """The rows of all files, each read by whichever importer claims it."""
        batches: list[Batch] = []
        for item in read_exports(
            files, default_instance="here", work=self.work, limits=LIMITS, now=NOW
        ):
            if isinstance(item, Batch):
                batches.append(item)
                self._judge_rows(item.table, item.rows)
            else:
                self._judge_report(item)
        return batches

    def forced(self, files: Iterable[tuple[ExportFile, str]]) -> None:
        """Nothing; each file was read by the importer beside it, whether that claims it or not."""
        reader = Reader(self.work, LIMITS)
        try:
            for file, importer in files:
                self._force(reader, file, importer)
        finally:
            reader.close()

    def check(self) -> None:
        """Nothing; fails with the first faults found, and when the child took too much memory."""
        assert not self.faults, f"{len(self.faults)} faults:\n" + "\n".join(self.faults[:12])
        assert self.peak < 1024 * MIB, f"the reading process took {self.peak // MIB} MiB"
        assert self.read

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Nothing; every reading process is asked for its peak before it ends."""
        close = Reader.close

        def asked(reader: Reader) -> None:
            if reader._process is not None:
                self.peak = max(self.peak, peak_of(reader._process.pid))
            close(reader)

        patch.setattr(Reader, "close", asked)

    def _force(self, reader: Reader, file: ExportFile, importer: str) -> None:
        order = {
            "do": "read",
            "file": file_to_message(file),
            "importer": importer,
            "source": "forced:here",
            "now": NOW.isoformat(),
        }
        try:
            for answer in reader.answers(order, file.name):
                if isinstance(answer, tuple):
                    self._judge_rows(*answer)
                    continue
                self.read += 1
                lines = [*answer["notes"], *filter(None, [answer["error"]])]
                self._judge_lines(f"{importer} on {file.name}", file.name, lines)
        except ReaderDied as death:
            self.faults.append(f"{importer} on {file.name}: {death}")

    def _judge_report(self, report: FileReport) -> None:
        self.read += 1
        if report.read != report.emitted + sum(report.skipped.values()):
            self.faults.append(f"{report.name}: does not add up")
        if report.error:
            self.answers.append(report.error)
            if not REMEDY.search(report.error.removeprefix(report.name)):
                self.faults.append(f"{report.name}: says not what to do: {report.error}")
        self._judge_lines(report.name, report.name, [*report.notes, *filter(None, [report.error])])

    def _judge_lines(self, what: str, name: str, lines: Iterable[str]) -> None:
        for line in lines:
            if BUG in line or "ended the reading process" in line or "processor time" in line:
                self.faults.append(f"{what}: {line}")
            # A line may be about the folder or archive that the file lies in.
            about = line.split(": ")[0]
            if not f"{name}/".startswith(f"{about}/") or line != " ".join(clean_text(line).split()):
                self.faults.append(f"{what}: is no plain line that begins with its file: {line!r}")

    def _judge_rows(self, table: str, rows: pa.RecordBatch) -> None:
        for name, column in zip(rows.schema.names, rows.columns, strict=True):
            if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
                for value in filter(None, column.to_pylist()):
                    self._judge_moment(f"{table}.{name}", value, is_plan=name in PLANNED)
            elif name in SHOWN:
                for value in filter(None, column.to_pylist()):
                    if value != clean_text(value):
                        self.faults.append(f"{table}.{name}: steers or hides: {value!r:.80}")

    def _judge_moment(self, what: str, value: Any, *, is_plan: bool) -> None:
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        latest = NOW + timedelta(days=366 * 21 if is_plan else 1)
        if not datetime(1980, 1, 1) <= moment.replace(tzinfo=None) <= latest.replace(tzinfo=None):
            self.faults.append(f"{what}: the impossible moment {value}")
        if moment.replace(tzinfo=UTC) == NOW:
            self.faults.append(f"{what}: now")


def foreign_importer(sample: Sample, choice: random.Random) -> str:
    """An importer that is not the sample's."""
    return choice.choice([name for name in find_importers() if name != sample.source])


def cuts(data: bytes, number: int) -> Iterator[bytes]:
    """The bytes cut at so many places, evenly spread."""
    for part in range(number):
        yield data[: len(data) * part // number]


def flipped(data: bytes, choice: random.Random) -> bytes:
    """Some single bits turned, or bytes replaced by those that mean something."""
    damaged = bytearray(data)
    for _ in range(choice.choice([1, 1, 2, 8, 32])):
        at = choice.randrange(len(damaged))
        if choice.random() < 0.5:
            damaged[at] ^= 1 << choice.randrange(8)
        else:
            damaged[at] = choice.choice(BAD_BYTES)
    return bytes(damaged)


def spliced(one: bytes, other: bytes, choice: random.Random) -> bytes:
    """The beginning of one file and the end of another."""
    return one[: choice.randrange(len(one))] + other[choice.randrange(len(other)) :]


def repeated(data: bytes, choice: random.Random) -> bytes:
    """A piece of the file once more, so that ids come twice."""
    begin, end = sorted(choice.randrange(len(data) + 1) for _ in range(2))
    return data[:end] + data[begin:]


def shortened(data: bytes, choice: random.Random) -> bytes:
    """The file without a piece of it."""
    begin = choice.randrange(len(data))
    return data[:begin] + data[begin + choice.randrange(1, 200) :]


def with_words(data: bytes, words: bytes, choice: random.Random, *, number: int = 3) -> bytes:
    """Some words in the file replaced by others."""
    places = list(re.finditer(rb"(?<![\w</&%\\])[A-Za-z]{4,}(?![\w:=\"'(])", data))
    for match in sorted(
        choice.sample(places, min(number, len(places))), key=lambda one: -one.start()
    ):
        data = data[: match.start()] + words + data[match.end() :]
    return data


def with_absurd_moments(data: bytes, choice: random.Random) -> bytes:
    """All days and Unix seconds replaced by what stands for none, or for the end of time."""
    data = re.sub(rb"(?<!\d)(?:19|20)\d\d-\d\d-\d\d", lambda _: choice.choice(ABSURD_DAYS), data)
    return re.sub(
        rb"(?<![\d\"'.-])1[0-9]{9}(?:000)?(?![\d.])", lambda _: choice.choice(ABSURD_SECONDS), data
    )


def mojibake(data: bytes, choice: random.Random) -> bytes:
    """The file as UTF-8 that was taken for Latin-1 and encoded again."""
    return data.decode("latin-1").encode()


def in_wide_letters(data: bytes, choice: random.Random) -> bytes:
    """The file as UTF-16, as Excel's Unicode text is."""
    return data.decode("utf-8", "replace").encode("utf-16")


def with_bad_bytes(data: bytes, choice: random.Random) -> bytes:
    """Bytes that are no UTF-8, NULs, halves of characters, put in between."""
    at = choice.randrange(len(data))
    bad = choice.choice(
        [b"\xff\xfe", b"\0", b"\xed\xa0\x80", b"\xc3", b"\xf0\x9f\x98", b"\x80" * 9]
    )
    return data[:at] + bad + data[at:]


def with_numbers(data: bytes, choice: random.Random) -> bytes:
    """A number in the file replaced by one that no column holds."""
    odd = choice.choice([b"-1", b"1e999", b"9" * 400, b"0.5", b"00", b"18446744073709551616"])
    places = list(re.finditer(rb"\d+", data))
    if not places:
        return data
    match = choice.choice(places)
    return data[: match.start()] + odd + data[match.end() :]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped, flipped, repeated, shortened, with_absurd_moments, mojibake, in_wide_letters,
    with_bad_bytes, with_numbers,
)  # fmt: skip


def looped(value: Any, *, one_id: bool) -> Any:
    """JSON in which every parent is the thing itself, or every id the same."""
    if isinstance(value, list):
        return [looped(part, one_id=one_id) for part in value]
    if not isinstance(value, dict):
        return value
    changed = {key: looped(part, one_id=one_id) for key, part in value.items()}
    own = changed.get("id")
    for key, part in changed.items():
        if isinstance(part, str | int) and re.search("parent|reply_to", key, re.IGNORECASE) and own:
            changed[key] = own
        elif one_id and key == "id" and isinstance(part, str | int):
            changed[key] = type(part)(7)
    return changed


def parsed(data: bytes) -> Any:
    """The JSON in the bytes; None when they are something else."""
    try:
        return json.loads(data.decode("utf-8"))
    except ValueError:
        return None
