"""The runs that send an issue: one at a time, and only from the ledger that is no copy.

Three things tell a copy. A backup says so itself. A ledger that was moved was made on another
host. And the file beside the ledger holds the epoch of the last run: a ledger that is behind it,
or that has sent and finds no such file, came from elsewhere.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from ledger.database import MOMENT
from ledger.errors import DecisionRefused, NotAdopted, RunUnderWay
from ledger.mails import Mails
from ledger.moments import to_text

RUNS = pa.schema(
    [
        ("issue", pa.string()),
        ("host", pa.string()),
        ("pid", pa.int64()),
        ("started_at", MOMENT),
        ("ended_at", MOMENT),
        ("ending", pa.string()),
        ("detail", pa.string()),
    ]
)

INTERRUPTED = "the run ended before the server's answer was noted"
POWER_LOST = "the machine stopped when this letter was about to leave, or had left"
_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass
class Run:
    """An open run; what stands here when it ends is kept."""

    started_at: datetime
    detail: str | None = None
    """Why it stopped early; None: it did all there was to do."""


class Runs(Mails):
    """The mails in a ledger, the runs that send them, and which copy of the ledger may send."""

    @contextmanager
    def sending(self, issue: str, *, host: str, clock: Callable[[], datetime]) -> Iterator[Run]:
        """The one open run of the issue, while the block runs.

        A run that was cut off is closed first; a mail it left half sent becomes unknown.
        Raises RunUnderWay when another process sends, NotAdopted when this ledger is a copy.
        """
        with _lock(self.database.path) as is_held:
            if not is_held:
                raise RunUnderWay(self.database.path, self._open_run())
            if reason := self.copied_because(host):
                raise NotAdopted(self.database.path, reason)
            with self.database.transaction():
                self._close_open(clock())
                self._begin(issue, host, clock())
            self._write_witness()
            run = Run(started_at=clock())
            ending = "broken"
            try:
                yield run
                ending = "stopped" if run.detail else "done"
            finally:
                with self.database.transaction():
                    self.promise(issue, ())
                    self._park_half_sent(clock())
                    self._end(ending, run.detail, clock())

    def promise(self, issue: str, account_ids: Iterable[str]) -> None:
        """Nothing; these letters may leave from now on, and no others.

        To be synced before the first of them leaves. What becomes of each may then be noted
        without waiting for the disk: if the machine stops, all that are promised count as unknown.
        """
        self.database.write("delete from promised_mails")
        for account_id in account_ids:
            self.database.write(
                "insert into promised_mails values (?, ?, ?)",
                [issue, account_id, this_boot() or "unknown"],
            )

    def copied_because(self, host: str) -> str | None:
        """Why this ledger must be taken for a copy that may not send; None when it is none."""
        epoch, is_copy, made_on = self.database.rows(
            "select epoch, is_copy, host from installation"
        )[0]
        if is_copy:
            return "it is a backup"
        if made_on != host:
            return f"it was made on {made_on!r}, and this is {host!r}"
        witness = self._witness()
        if witness is None:
            return "it has sent letters from another place" if epoch else None
        if witness > epoch:
            return "a newer one has sent letters from this place"
        return None

    def adopt(self, *, host: str, sent_through: str, now: datetime) -> None:
        """Nothing; this copy may send from now on, and no other one should.

        sent_through: the last issue that may have left from the ledger this is a copy of, such as
        '2026-W47'; what waits in it or before it is sent only after a person decided so.
        Raises DecisionRefused when the ledger is no copy, RunUnderWay while letters are sent.
        """
        with _lock(self.database.path) as is_held:
            if not is_held:
                raise RunUnderWay(self.database.path, self._open_run())
            if self.copied_because(host) is None:
                raise DecisionRefused("this ledger is no copy; it may send, nothing was changed")
            with self.database.transaction():
                self._close_open(now)
                self.database.write(
                    "update installation set host = ?, is_copy = 0, sent_through = ?,"
                    " epoch = max(epoch, ?) + 1",
                    [host, sent_through, self._witness() or 0],
                )
            self._write_witness()

    def close_cut_off_runs(self, now: datetime) -> int:
        """How many mails became unknown because the run that sent them was cut off.

        Nothing is done while a run is under way.
        """
        with _lock(self.database.path) as is_held, self.database.transaction():
            before = self._half_sent()
            if is_held:
                self._close_open(now)
            return before if is_held else 0

    def sent_through(self) -> str | None:
        """The last issue that may have left from another ledger; None: there never was one."""
        found: str | None = self.database.rows("select sent_through from installation")[0][0]
        return found

    def send_runs(self) -> pa.Table:
        """Every run, oldest first: issue, host, pid, started_at, ended_at, ending, detail.

        ending: 'done', 'stopped' with the reason in detail, 'broken'; null while it is open, and
        after it was cut off until the next one begins.
        """
        return self.database.table(
            RUNS,
            "select issue, host, pid, started_at, ended_at, ending, detail from send_runs"
            " order by send_run_id",
        )

    def others_version(self) -> int:
        """A value that changes whenever anybody but this connection has written to the ledger."""
        version: int = self.database.rows("pragma data_version")[0][0]
        return version

    def last_words(self) -> tuple[int, ...]:
        """A value that changes whenever somebody says something that may stop a mail."""
        tables = (
            *("consents", "pauses", "blocks", "vetoes", "tombstones", "suppressed_addresses"),
            *("feedback", "letter_frequencies", "refused_interests"),
        )
        newest = ", ".join(f"(select coalesce(max(rowid), 0) from {table})" for table in tables)
        return self.database.rows(f"select {newest}")[0]

    def _begin(self, issue: str, host: str, now: datetime) -> None:
        self.database.write(
            "insert into send_runs (issue, host, pid, started_at) values (?, ?, ?, ?)",
            [issue, host, os.getpid(), to_text(now)],
        )
        self.database.write("update installation set epoch = epoch + 1")

    def _close_open(self, now: datetime) -> None:
        self._park_promised(now)
        self._park_half_sent(now)
        self._end("broken", INTERRUPTED, now)

    def _end(self, ending: str, detail: str | None, now: datetime) -> None:
        self.database.write(
            "update send_runs set ended_at = ?, ending = ?, detail = ? where ended_at is null",
            [to_text(now), ending, detail],
        )

    def _park_half_sent(self, now: datetime) -> None:
        for issue, account_id in self.database.rows(
            "select issue, account_id from mails where state = 'sending'"
        ):
            self.change_mail(issue, account_id, "unknown", detail=INTERRUPTED, now=now)

    def _park_promised(self, now: datetime) -> None:
        """Nothing; what was promised before the machine was started anew may have left."""
        for issue, account_id in self._promised_before():
            self.change_mail(issue, account_id, "unknown", detail=POWER_LOST, now=now)
        self.database.write("delete from promised_mails")

    def _promised_before(self) -> list[tuple[str, str]]:
        return self.database.rows(
            "select p.issue, p.account_id from promised_mails p"
            " join mails m on m.issue = p.issue and m.account_id = p.account_id"
            " where m.state in ('queued', 'deferred') and (p.boot <> ?1 or p.boot = 'unknown')",
            [this_boot() or "unknown"],
        )

    def _half_sent(self) -> int:
        count: int = self.database.rows("select count(*) from mails where state = 'sending'")[0][0]
        return count + len(self._promised_before())

    def _open_run(self) -> str:
        found = self.database.rows(
            "select issue, pid, host, started_at from send_runs where ended_at is null"
        )
        if not found:
            return "the ledger is being adopted"
        issue, pid, host, started_at = found[0]
        return f"{issue} is being sent by process {pid} on {host!r} since {started_at[:16]}Z"

    def _witness(self) -> int | None:
        try:
            installation_id, epoch = _witness_file(self.database.path).read_text().split()
        except FileNotFoundError:
            return None
        own = self.database.rows("select installation_id from installation")[0][0]
        # The file of another ledger says nothing about this one.
        return int(epoch) if installation_id == own else None

    def _write_witness(self) -> None:
        installation_id, epoch = self.database.rows(
            "select installation_id, epoch from installation"
        )[0]
        target = _witness_file(self.database.path)
        unfinished = target.with_name(target.name + ".unfinished")
        with unfinished.open("w", encoding="ascii") as file:
            file.write(f"{installation_id} {epoch}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)


def this_boot() -> str | None:
    """What tells this start of the machine from others; None where the system does not say."""
    try:
        return _BOOT.read_text(encoding="ascii").strip() or None
    except OSError:
        return None


@contextmanager
def not_sending(ledger: Path) -> Iterator[None]:
    """A block in which no run sends from the ledger at this path. Raises RunUnderWay."""
    ledger.parent.mkdir(parents=True, exist_ok=True)
    with _lock(ledger) as is_held:
        if not is_held:
            raise RunUnderWay(ledger, "letters are being sent from this ledger")
        yield


def _witness_file(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + ".epoch")


@contextmanager
def _lock(ledger: Path) -> Iterator[bool]:
    """Whether this process holds the lock; the system lets go of it however the process ends."""
    # An SQLite file is a lock on every system, and its locks go with the process.
    holder = sqlite3.connect(
        ledger.with_name(ledger.name + ".lock"), isolation_level=None, timeout=0
    )
    try:
        try:
            holder.execute("begin exclusive")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
        holder.execute("rollback")
    finally:
        holder.close()
