"""The tasks of communis. Each says what is wanted and tells, in one line a thing, what was done.

The work is in the rooms; `line.py` calls them in their order.
"""

from __future__ import annotations

from invoke.collection import Collection

from tasks.building import build, inspect, sample, setup, undo
from tasks.developing import check, goldens, test
from tasks.introducing import evaluate, recommend, why
from tasks.looking import office, serve
from tasks.mailing import digest, doctor, invite, ledger_adopt, ledger_backup, replies, send
from tasks.members import consent, forget, people, spam

namespace = Collection(
    setup, build, inspect, recommend, evaluate, digest, send, doctor, invite, replies, consent,
    forget, people, spam, why, sample, serve, office, undo, check, test, goldens,
    ledger=Collection(ledger_backup, ledger_adopt),
)  # fmt: skip  # fmt: skip
