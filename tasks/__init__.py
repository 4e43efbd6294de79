"""The tasks of communis. Each says what is wanted and tells, in one line a thing, what was done.

The work is in the rooms; `line/` calls them in their order.
"""

from __future__ import annotations

import sys
from pathlib import Path

from invoke.collection import Collection

# Invoke puts the folder of a tasks.py on the path, not the one that a tasks/ lies in; so without
# this the rooms would be found from the checkout only.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tasks.building import build, inspect, sample, setup, undo
from tasks.choosing import choices
from tasks.deploying import deploy
from tasks.developing import check, goldens, test
from tasks.introducing import evaluate, recommend, why
from tasks.keeping import ledger_adopt, ledger_backup, ledger_export, ledger_restore
from tasks.looking import desk, office, serve
from tasks.mailing import digest, doctor, invite, letters, replies, send
from tasks.members import about, consent, forget, people, spam
from tasks.supplying import audit, sbom
from tasks.texts import approve, circle, spotlight, story
from tasks.weekly import week

namespace = Collection(
    setup, build, week, inspect, recommend, evaluate, digest, letters, send, doctor, invite,
    replies, choices, consent, about, forget, people, spam, approve, spotlight, story, circle, why,
    sample, serve, office, desk, deploy, undo, check, test, goldens, audit, sbom,
    ledger=Collection(ledger_backup, ledger_restore, ledger_export, ledger_adopt),
)  # fmt: skip
