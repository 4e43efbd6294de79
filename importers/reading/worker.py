"""The process that reads untrusted files: started by `importers.read`, limited, without network.

Run as `python -m importers.reading.worker`; it takes orders on its standard input and answers on
its standard output, in the messages of `importers.reading.wire`.
"""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

import msgspec

from importers.errors import ExportProblem, ImportersError
from importers.identify import find_importers, identify
from importers.importer import ExportFile, Importer
from importers.reading.limits import Limits
from importers.reading.moments import is_sensible
from importers.reading.notes import Note
from importers.reading.sandbox import allow_cpu_seconds, limit_this_process
from importers.reading.tables import PAST_MOMENTS, Gathering
from importers.reading.wire import file_from_message, moment_from, receive, send, send_batch
from importers.records import Record, Skipped

MOST_NOTES = 20
"""Lines of one kind for one file; the rest are counted."""


def work(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Nothing; reads files until there are no more orders."""
    first = receive(orders)
    if not isinstance(first, dict):
        return
    limits = Limits(**first["limits"])
    # Before the limits: the modules' own files and maps are not the exports' fault.
    find_importers()
    send(answers, {"is_offline": limit_this_process(limits)})
    while isinstance(order := receive(orders), dict):
        file = file_from_message(order["file"])
        allow_cpu_seconds(limits.cpu_seconds)
        if order["do"] == "identify":
            send(answers, _identify(file))
        else:
            now = moment_from(order["now"])
            assert now is not None
            reading = _Reading(file, order["importer"], order["source"], now)
            reading.run(answers)


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
        }
    except ImportersError as problem:
        return {"error": str(problem)}
    except MemoryError:
        return {"error": f"{file.name}: {_OUT_OF_MEMORY}"}
    except Exception as error:  # A bug must cost one file, not the week's run.
        return {"error": _bug_line(file.name, error)}


def _platform(importer: Importer, file: ExportFile) -> str:
    """The importer's platform; one that reads logs of several lets the file's mapping name it."""
    platform = getattr(importer, "platform", None)
    return str(platform(file)) if platform else importer.PLATFORM


_OUT_OF_MEMORY = "needs more memory than reading may take; export it in smaller parts"


def _bug_line(name: str, error: Exception) -> str:
    traceback.print_exc()
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}"
    return (
        f"{name}: cannot be read ({type(error).__name__}: {str(error)[:200]}, at {where}); "
        "this is a mistake in the importer, please report it with this line"
    )


class _Reading:
    """One file on its way from the importer to the parent, counted."""

    def __init__(self, file: ExportFile, importer: str, source: str, now: datetime) -> None:
        self._file = file
        self._importer = find_importers()[importer]
        self._now = now
        self._gathering = Gathering(source)
        self._skipped: Counter[str] = Counter()
        self._notes: list[str] = []
        self._said: Counter[str] = Counter()
        self._absurd: list[str] = []
        self._error: str | None = None

    def run(self, answers: IO[bytes]) -> None:
        try:
            for record in self._records():
                if full := self._gathering.add(record):
                    send_batch(answers, *full)
        except ExportProblem as problem:
            self._stop(str(problem))
        except MemoryError:
            self._stop(f"{self._file.name}: {_OUT_OF_MEMORY}")
        except Exception as error:  # A bug must cost one file, not the week's run.
            self._stop(_bug_line(self._file.name, error))
        for table, batch in self._gathering.rest():
            send_batch(answers, table, batch)
        send(answers, self._report())

    def _stop(self, line: str) -> None:
        """Half a file is worth having: its problem is then a note, not an error."""
        if self._gathering.counts or self._skipped:
            self._notes.append(line)
        else:
            self._error = line

    def _records(self) -> Iterator[Record]:
        for record in self._importer.read(self._file):
            if isinstance(record, Note):
                self._note("note", f"{self._file.name}: {record.line}")
            elif isinstance(record, Skipped):
                self._skipped[record.reason] += 1
                if record.detail:
                    place = f"{record.place}: " if record.place else ""
                    self._note(record.reason, f"{self._file.name}: {place}{record.detail}")
            else:
                yield self._with_sensible_moments(record)

    def _note(self, kind: str, line: str) -> None:
        self._said[kind] += 1
        if self._said[kind] <= MOST_NOTES:
            self._notes.append(line)

    def _with_sensible_moments(self, record: Record) -> Record:
        """The record, an absurd moment made unknown."""
        absurd: dict[str, None] = {}
        for name in PAST_MOMENTS[type(record)]:
            value = getattr(record, name)
            if value is not None and not is_sensible(value, now=self._now):
                absurd[name] = None
                native_id = getattr(record, "native_id", None) or "?"
                self._absurd.append(f"{type(record).__name__.lower()} {native_id}: {value.date()}")
        return msgspec.structs.replace(record, **absurd) if absurd else record

    def _report(self) -> dict[str, Any]:
        notes = list(self._notes)
        notes += [
            f"{self._file.name}: {count - MOST_NOTES} more of the kind '{kind}'"
            for kind, count in self._said.items()
            if count > MOST_NOTES
        ]
        if self._absurd:
            notes.append(
                f"{self._file.name}: {len(self._absurd)} moments are before 1980 or still to come "
                f"and count as unknown, the first in {self._absurd[0]}"
            )
        return {
            "skipped": dict(sorted(self._skipped.items())),
            "notes": notes,
            "error": self._error,
        }


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
