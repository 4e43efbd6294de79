"""The process that reads untrusted files: started by `importers.read`, limited, without network.

Run as `python -m importers.reading.worker`; it takes orders on its standard input and answers on
its standard output, in the messages of `importers.reading.wire`.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import pyarrow as pa

from importers.errors import ExportProblem, ImportersError
from importers.identify import find_importers, identify
from importers.importer import ExportFile, Importer, Rows
from importers.reading.describing import describe
from importers.reading.gate import Gate
from importers.reading.limits import Limits
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.sandbox import allow_cpu_seconds, limit_this_process
from importers.reading.tables import Gathering
from importers.reading.wire import file_from_message, moment_from, receive, send, send_batch
from importers.records import Message, Record, Skipped

MOST_NOTES = 20
"""Lines of one kind for one file; the rest are counted."""
LONGEST_LINE = 1000
"""Characters of a line to a person."""


def work(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Nothing; reads files until there are no more orders."""
    first = receive(orders)
    if not isinstance(first, dict):
        return
    limits = Limits(**first["limits"])
    # Before the limits: the modules' own files and maps are not the exports' fault.
    find_importers()
    _look_for_cycles_rarely()
    send(answers, {"is_offline": limit_this_process(limits)})
    while isinstance(order := receive(orders), dict):
        file = file_from_message(order["file"])
        allow_cpu_seconds(limits.cpu_seconds)
        if order["do"] == "identify":
            send(answers, _identify(file))
        elif order["do"] == "propose":
            send(answers, _propose(file))
        else:
            now = moment_from(order["now"])
            assert now is not None
            reading = _Reading(
                file,
                order["importer"],
                order["source"],
                now,
                with_messages=order.get("with_messages", False),
            )
            reading.run(answers)


def _look_for_cycles_rarely() -> None:
    """Nothing; of the many small things that reading makes, hardly any refers to itself."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _identify(file: ExportFile) -> dict[str, Any]:
    """Who reads the file and what it states about itself; or why nobody reads it."""
    try:
        name = identify(file)
        importer = find_importers()[name]
        stated = importer.exported_at(file)
        return {
            "importer": name,
            "platform": _platform(importer, file),
            "instance": importer.instance(file),
            "exported_at": stated.isoformat() if stated else None,
            "also_known_as": _also_known_as(importer, file),
        }
    except ImportersError as problem:
        return {"error": _one_line(str(problem))}
    except OSError as error:
        return {"error": _one_line(f"{file.name}: {_cannot_be_opened(error)}")}
    except MemoryError:
        return {"error": f"{file.name}: {_OUT_OF_MEMORY}"}
    except Exception as error:  # A bug must cost one file, not the week's run.
        return {"error": _bug_line(file.name, error)}


def _propose(file: ExportFile) -> dict[str, Any]:
    """What can be said of the file beyond who reads it; or why that failed."""
    try:
        return describe(file)
    except ImportersError as problem:
        return {"why_none": _one_line(str(problem))}
    except OSError as error:
        return {"why_none": _one_line(f"{file.name}: {_cannot_be_opened(error)}")}
    except MemoryError:
        return {"why_none": f"{file.name}: {_OUT_OF_MEMORY}"}
    except Exception as error:  # A bug must cost one file, not the manager's answer.
        return {"why_none": _bug_line(file.name, error)}


def _platform(importer: Importer, file: ExportFile) -> str:
    """The importer's platform; one that reads logs of several lets the file's mapping name it."""
    platform = getattr(importer, "platform", None)
    return str(platform(file)) if platform else importer.PLATFORM


def _also_known_as(importer: Importer, file: ExportFile) -> list[str]:
    """Other names of the instance that the file states, from an importer that can tell."""
    also_known_as = getattr(importer, "also_known_as", None)
    return list(also_known_as(file)) if also_known_as else []


_OUT_OF_MEMORY = "needs more memory than reading may take; export it in smaller parts"


def _cannot_be_opened(error: OSError) -> str:
    why = error.strerror or type(error).__name__
    return f"cannot be read from the disk ({why}); copy it into the exports again"


def _one_line(text: str) -> str:
    """The text as it may be printed: an export's words in it can neither steer nor break it."""
    line = plain_line(text) or ""
    if len(line) <= LONGEST_LINE:
        return line
    # What was found may be long; what to do about it stands at the end.
    return f"{line[: LONGEST_LINE // 2].rstrip()} … {line[-LONGEST_LINE // 3 :].lstrip()}"


def _bug_line(name: str, error: Exception) -> str:
    traceback.print_exc()
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
    return _one_line(
        f"{name}: cannot be read ({type(error).__name__}: {str(error)[:200]}, at {where}); "
        "this is a mistake in the importer, please report it with this line"
    )


class _Reading:
    """One file on its way from the importer to the parent, counted."""

    def __init__(
        self,
        file: ExportFile,
        importer: str,
        source: str,
        now: datetime,
        *,
        with_messages: bool,
    ) -> None:
        self._with_messages = with_messages
        self._file = file
        self._importer = find_importers()[importer]
        self._gathering = Gathering(source)
        self._gate = Gate(now)
        self._skipped: Counter[str] = Counter()
        self._notes: list[str] = []
        self._said: Counter[str] = Counter()
        self._error: str | None = None

    def run(self, answers: IO[bytes]) -> None:
        try:
            for record in self._records():
                if isinstance(record, Rows):
                    for ready in self._gathering.add_rows(record.table, record.columns):
                        self._send(answers, *ready)
                elif full := self._gathering.add(record):
                    self._send(answers, *full)
        except ExportProblem as problem:
            self._stop(str(problem))
        except OSError as error:
            self._stop(f"{self._file.name}: {_cannot_be_opened(error)}")
        except MemoryError:
            self._stop(f"{self._file.name}: {_OUT_OF_MEMORY}")
        except Exception as error:  # A bug must cost one file, not the week's run.
            self._stop(_bug_line(self._file.name, error))
        try:
            for last in self._gathering.rest():
                self._send(answers, *last)
        except MemoryError:
            self._stop(f"{self._file.name}: {_OUT_OF_MEMORY}")
        except Exception as error:  # Likewise: what was gathered last cannot be kept.
            self._stop(_bug_line(self._file.name, error))
        send(answers, self._report())

    def _stop(self, line: str) -> None:
        """Half a file is worth having: its problem is then a note, not an error."""
        line = _one_line(line)
        if self._gathering.counts or self._skipped:
            self._notes.append(line)
        else:
            self._error = line

    def _send(self, answers: IO[bytes], table: str, rows: pa.RecordBatch) -> None:
        passed = self._gate.passed(table, rows)
        if passed.num_rows:
            send_batch(answers, table, passed)

    def _records(self) -> Iterator[Record | Rows]:
        read = getattr(self._importer, "read_in_bulk", self._importer.read)
        for record in read(self._file):
            if isinstance(record, Skipped):
                self._skipped[record.reason] += 1
                if record.detail:
                    place = f"{record.place}: " if record.place else ""
                    self._note(record.reason, f"{self._file.name}: {place}{record.detail}")
            elif isinstance(record, Note):
                self._note("note", f"{self._file.name}: {record.line}")
            elif isinstance(record, Message) and not self._with_messages:
                self._skipped["private"] += 1
            else:
                yield record

    def _note(self, kind: str, line: str) -> None:
        self._said[kind] += 1
        if self._said[kind] <= MOST_NOTES:
            self._notes.append(_one_line(line))

    def _report(self) -> dict[str, Any]:
        notes = list(self._notes)
        notes += [
            f"{self._file.name}: {count - MOST_NOTES} more of the kind '{kind}'"
            for kind, count in self._said.items()
            if count > MOST_NOTES
        ]
        if count := self._gate.impossible_count:
            notes.append(f"{self._file.name}: counts of astronomical size are left out: {count}")
        if count := self._gate.absurd_count:
            notes.append(
                _one_line(
                    f"{self._file.name}: {count} moments are before 1980 or still to "
                    f"come and count as unknown, the first in {self._gate.first_absurd}"
                )
            )
        return {
            "skipped": dict(sorted((self._skipped + self._gate.skipped).items())),
            "notes": notes,
            "error": self._error,
        }


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
