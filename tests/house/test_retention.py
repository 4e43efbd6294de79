"""What was kept long enough is taken away, and nothing else."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ledger import Ledger, QueuedMail
from retention import Kept, take_away

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
KEPT = Kept(letters=26, replies=12, about=4, addresses=52)


def queue(ledger: Ledger, build: Path, issue: str, at: datetime, *states: str) -> Path:
    """A letter of an issue, brought through the states; its file."""
    ledger.queue_mail(
        issue,
        QueuedMail(
            account_id="a", address="a@mail.example.org", message_id=f"<{issue}@x>",
            file_name="a.eml", content_sha256="x", planned_at=at,
        ),
        now=at,
    )  # fmt: skip
    for state in states:
        ledger.change_mail(issue, "a", state, detail="said 250 to a", now=at)  # type: ignore[arg-type]
    file = build / "outbox" / issue / "a.eml"
    file.parent.mkdir(parents=True)
    file.write_text("Dear A")
    return file


def write(path: Path, weeks: int) -> Path:
    """A file that is so many weeks old."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("words")
    then = (NOW - timedelta(weeks=weeks)).timestamp()
    os.utime(path, (then, then))
    os.utime(path.parent, (then, then))
    return path


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return tmp_path / "build"


def test_what_is_old_goes_and_what_is_not_stays(build: Path, tmp_path: Path) -> None:
    """Letters that left, answers, pages about a member, addresses; that letters left is kept."""
    with Ledger.open(tmp_path / "ledger.sqlite", "few-hives") as ledger:
        older, old = NOW - timedelta(weeks=60), NOW - timedelta(weeks=30)
        gone = [
            queue(ledger, build, "2025-W41", older, "sending", "sent"),
            queue(ledger, build, "2026-W18", old, "withdrawn"),
            write(build / "replies" / "old.txt", 13),
            write(build / "about" / "m1" / "about.json", 5),
        ]
        stay = [
            queue(ledger, build, "2026-W19", old),
            queue(ledger, build, "2026-W20", old, "sending", "unknown"),
            queue(ledger, build, "2026-W47", NOW - timedelta(weeks=1), "sending", "sent"),
            write(build / "replies" / "new.txt", 11),
        ]
        assert take_away(build, ledger, KEPT, NOW) == {
            "issues of letters": 2, "files of replies": 1, "folders of about": 1,
            "addresses of letters": 1,
        }  # fmt: skip
        assert not any(path.exists() for path in gone)
        assert all(path.exists() for path in stay)
        mails = {row["issue"]: row for row in ledger.mails().to_pylist()}
        assert (mails["2025-W41"]["state"], mails["2025-W41"]["address"]) == ("sent", None)
        assert mails["2026-W18"]["address"] == "a@mail.example.org"
        assert take_away(build, ledger, KEPT, NOW) == {}


def test_zero_is_for_ever(build: Path, tmp_path: Path) -> None:
    """Nothing is taken away that the manager wants to keep."""
    with Ledger.open(tmp_path / "ledger.sqlite", "few-hives") as ledger:
        at = NOW - timedelta(weeks=600)
        files = [
            queue(ledger, build, "2015-W20", at, "sending", "sent"),
            write(build / "replies" / "old.txt", 600),
        ]
        assert take_away(build, ledger, Kept(0, 0, 0, 0), NOW) == {}
        assert all(file.exists() for file in files)
