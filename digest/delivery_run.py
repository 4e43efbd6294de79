"""One run: letters handed to a mail server one by one, each at most once.

Before the server hears of a mail, the disk holds that this one and the next few may leave; then it
is noted as *sending*. What the server answers is noted together with the next mail's *sending*.
These notes do not wait for the disk each time: a killed process loses none of them, and if the
machine stops, all that were promised stand in the ledger as mails that may have left.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from digest.delivery_smtp import Answer, Connection
from digest.errors import CannotConnect
from digest.hours import Hours
from digest.last_look import LastLook, Objection
from digest.mail_server import Server
from digest.pacing import Clock, Pace
from digest.verdicts import verdict
from ledger import Ledger
from ledger.mails import MailState
from ledger.runs import Run, this_boot

_FIRST_RETRY = timedelta(minutes=15)
_LONGEST_RETRY = timedelta(hours=6)
AT_ONCE = 10
"""So many letters are promised at once: so many may be unknown after the machine stopped."""
_BREAKS = 3
"""So many lost connections without a mail between them, and the run stops."""
_POLICY_SHARE = 0.05

Tell = Callable[[str], None]


@dataclass
class Sending:
    """One run of an issue."""

    issue: str
    ledger: Ledger
    clock: Clock
    server: Server
    return_path: str
    run: Run
    pace: Pace
    look: LastLook
    tell: Tell | None = None
    only: frozenset[str] | None = None
    """The accounts whose letters may leave; None: all of them."""
    hours: Hours | None = None
    """By whose clocks letters leave only by day; None: at any hour."""
    tried: int = 0
    refused_as_policy: int = 0
    breaks: int = 0

    def __post_init__(self) -> None:
        """Nothing is open, nothing is promised, and nothing is left to note."""
        self._promised: set[str] = set()
        self._connection: Connection | None = None
        self._unnoted: tuple[dict[str, Any], Answer] | None = None
        self._queue: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def go_on(self, *, is_patient: bool) -> None:
        """Nothing; all that could leave has left, or the run says why it stopped."""
        try:
            while True:
                self._fill_queue()
                self._empty_queue()
                next_try_at = self.next_try_at()
                if not is_patient or self.run.detail or next_try_at is None:
                    break
                self._hang_up()
                self.clock.sleep(max(0.0, (next_try_at - self.clock.now()).total_seconds()))
        finally:
            self._hang_up()

    def _waiting(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ledger.mails(self.issue).to_pylist()
        return [
            row
            for row in rows
            if row["state"] in ("queued", "deferred")
            and (self.only is None or row["account_id"] in self.only)
        ]

    def _fill_queue(self) -> None:
        now = self.clock.now()
        self._queue = OrderedDict(
            (row["account_id"], row) for row in self._waiting() if self._due_at(row, now) <= now
        )

    def next_try_at(self) -> datetime | None:
        """When the first of those that wait for a moment may leave; None: none of them does."""
        now = self.clock.now()
        due = [(row, self._due_at(row, now)) for row in self._waiting()]
        return min((at for row, at in due if row["next_try_at"] or at > now), default=None)

    def _due_at(self, row: dict[str, Any], now: datetime) -> datetime:
        at: datetime = row["next_try_at"] or now
        return self.hours.leaves_at(row, max(at, now)) if self.hours else at

    def _empty_queue(self) -> None:
        while True:
            is_connected = self._connection is not None and self._connection.is_open
            with self.ledger.transaction(is_synced=not self._promised):
                self._note_answer()
                taken = None if self.run.detail else self._take(is_connected=is_connected)
            if taken is None:
                return
            if isinstance(taken, float):
                if taken:
                    self.clock.sleep(taken)
            elif is_connected and self._connection is not None:
                self._hand_over(*taken, self._connection)
            else:
                self._connect()

    def _take(self, *, is_connected: bool) -> tuple[dict[str, Any], bytes] | float | None:
        """The next mail, noted as sending if there is a connection; or how long to wait for it.

        What may not leave any more is noted on the way. None: there is no mail left.
        """
        while self._queue:
            now = self.clock.now()
            account_id, domain, wait = self._next(now)
            if wait:
                return wait
            if self._due_at(self._queue[account_id], now) > now:
                # Evening has come meanwhile where the reader is.
                del self._queue[account_id]
                continue
            row = self.ledger.mail(self.issue, account_id)
            # Somebody else may have taken it out meanwhile.
            if row and row["state"] in ("queued", "deferred"):
                seen = self.look.look(row, now)
                if isinstance(seen, bytes):
                    if is_connected:
                        if account_id not in self._promised and self._promised:
                            # Not to be promised in a write that does not wait for the disk.
                            self._promised = set()
                            return 0.0
                        self._promise(account_id)
                        del self._queue[account_id]
                        self.pace.note(domain, now)
                        self._change(row, "sending", None)
                    return row, seen
                self._keep(row, seen)
            del self._queue[account_id]
        return None

    def _next(self, now: datetime) -> tuple[str, str, float]:
        """The account and the domain of the next mail, and how long it has to wait."""
        first_to: dict[str, tuple[float, str]] = {}
        for account_id, row in self._queue.items():
            domain = domain_of(row["address"])
            if domain not in first_to:
                wait = self.pace.seconds_until(domain, now)
                if not wait:
                    return account_id, domain, wait
                first_to[domain] = wait, account_id
        domain = min(first_to, key=lambda each: first_to[each][0])
        wait, account_id = first_to[domain]
        return account_id, domain, wait

    def _read_ahead(self) -> None:
        """Nothing; while the server takes a mail, the next one is read."""
        if self._queue:
            now = self.clock.now()
            account_id, _, wait = self._next(now)
            if not wait:
                self.look.read_ahead(self._queue[account_id], now)

    def _promise(self, account_id: str) -> None:
        """Nothing; the letter, and those next in the queue, may leave from now on."""
        if account_id not in self._promised:
            few = AT_ONCE if this_boot() else 1
            others = (account for account in self._queue if account != account_id)
            self._promised = {account_id, *islice(others, few - 1)}
            self.ledger.promise(self.issue, sorted(self._promised))
        self._promised.discard(account_id)

    def _hand_over(self, row: dict[str, Any], data: bytes, connection: Connection) -> None:
        # While this transaction is open nobody can say no, so none can fall between.
        with self.ledger.transaction():
            if not self.look.has_heard_all():
                objection = self.look.unwanted(row, self.clock.now())
                if objection:
                    self._keep(row, objection)
                    return
            self.look.note_left(row["account_id"])
            self.tried += 1
            lost = connection.begin(self.return_path, row["address"])
        answer = lost or connection.finish(row["address"], data, meanwhile=self._read_ahead)
        self._unnoted = (row, answer)

    def _note_answer(self) -> None:
        if self._unnoted is None:
            return
        row, answer = self._unnoted
        self._unnoted = None
        said = verdict(answer.stage, answer.answer)
        detail = None if said.state == "sent" else f"{answer.stage}: {answer.words}"
        now = self.clock.now()
        next_try_at = None
        if said.state == "deferred":
            retry: timedelta = min(_FIRST_RETRY * 2 ** min(row["tries"], 10), _LONGEST_RETRY)
            next_try_at = now + retry
        self._change(row, said.state, detail, next_try_at)
        if said.suppresses:
            self.ledger.suppress_address(
                row["address"], source="refused", detail=detail or "", now=now
            )
        if said.state in ("deferred", "failed"):
            self.look.note_stayed(row["account_id"])
        self.refused_as_policy += said.is_policy
        self.breaks = self.breaks + 1 if answer.is_break else 0
        self._stop_if_hopeless(detail)
        if self.tell:
            self.tell(f"{self.tried} tried, {len(self._queue)} to go")

    def _stop_if_hopeless(self, detail: str | None) -> None:
        refused = self.refused_as_policy
        if refused > max(1, _POLICY_SHARE * self.tried):
            self.run.detail = (
                f"{refused} of {self.tried} refused as policy, more than 5 %: it is us, not them; "
                f"ask whoever runs the mail server, which said: {detail}"
            )
        elif self.breaks >= _BREAKS:
            self.run.detail = f"{self.breaks} connections lost in a row; the last: {detail}"

    def _connect(self) -> None:
        try:
            self._connection = Connection.open(self.server)
        except CannotConnect as problem:
            self.run.detail = str(problem)

    def _hang_up(self) -> None:
        with self.ledger.transaction():
            self._note_answer()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _keep(self, row: dict[str, Any], objection: Objection) -> None:
        self._change(row, objection.state, objection.detail)
        if objection.state == "withdrawn":
            self.look.outbox.remove(row["file_name"])

    def _change(
        self,
        row: Mapping[str, Any],
        state: MailState,
        detail: str | None,
        next_try_at: datetime | None = None,
    ) -> None:
        self.ledger.change_mail(
            self.issue,
            # Who was forgotten meanwhile has another name here; the mail is the same.
            self.ledger.account_of(row["message_id"]) or row["account_id"],
            state,
            detail=detail,
            next_try_at=next_try_at,
            now=self.clock.now(),
        )


def domain_of(address: str | None) -> str:
    """What stands behind the @, in small letters."""
    return (address or "").rpartition("@")[2].casefold()
