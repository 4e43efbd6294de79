"""What is no longer needed, taken away: how long each kind of thing is kept.

Runs with every build. The ledger's counts and decisions stay; addresses and words go.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from ledger import Ledger
from ledger.mails import FINAL_STATES


@dataclass(frozen=True)
class Kept:
    """Weeks for which things are kept; 0: for ever."""

    letters: int
    replies: int
    about: int
    addresses: int


def take_away(build: Path, ledger: Ledger, kept: Kept, now: datetime) -> dict[str, int]:
    """How many of each kind were taken away, by kind; kinds without any are left out."""
    gone = {
        "issues of letters": _letters(build / "outbox", ledger, _before(kept.letters, now)),
        "files of replies": _old_files(build / "replies", _before(kept.replies, now)),
        "folders of about": _old_files(build / "about", _before(kept.about, now)),
        "addresses of letters": 0,
    }
    if before := _before(kept.addresses, now):
        gone["addresses of letters"] = ledger.drop_addresses(before=before)
    return {kind: count for kind, count in gone.items() if count}


def _before(weeks: int, now: datetime) -> datetime | None:
    return now - timedelta(weeks=weeks) if weeks else None


def _letters(outbox: Path, ledger: Ledger, before: datetime | None) -> int:
    """Issues whose letters have all left, or never will, and were planned before the moment."""
    if before is None or not outbox.is_dir():
        return 0
    by_issue: dict[str, bool] = {}
    for row in ledger.mails().to_pylist():
        is_over = row["state"] in FINAL_STATES and row["planned_at"] < before
        by_issue[row["issue"]] = by_issue.get(row["issue"], True) and is_over
    over = [outbox / issue for issue, is_over in by_issue.items() if is_over]
    found = [folder for folder in over if folder.is_dir()]
    for folder in found:
        shutil.rmtree(folder)
    return len(found)


def _old_files(folder: Path, before: datetime | None) -> int:
    if before is None or not folder.is_dir():
        return 0
    found = [path for path in folder.iterdir() if path.stat().st_mtime < before.timestamp()]
    for path in found:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return len(found)
