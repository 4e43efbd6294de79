"""The way from no consent to letters, as docs/first-weeks.md says it: counted, then walked."""

from __future__ import annotations

import csv
import os
import re
import shlex
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

import line
import tasks
from tests.conftest import ROOT
from tests.house.handmade import Home
from tests.house.test_from_no_consent import answers

PAGE = (ROOT / "docs" / "first-weeks.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (\./do .*?|python3 .*|export .*)(?:\s+#.*)?$", PAGE, re.MULTILINE)
PASTES = re.findall(r"^- `(en-[a-z-]+\.txt)` into", PAGE, re.MULTILINE)
WORDS = ("yes", "Yes please!", "ja graag", "oui", "Sí", "Ja, gerne")


def answer(handle: str, link: str, word: str) -> EmailMessage:
    """What a mail program sends when a member follows their link."""
    to, _, subject = link.removeprefix("mailto:").partition("?subject=")
    written = EmailMessage()
    written["From"] = f"{handle}@mail.example.org"
    written["To"] = to
    written["Subject"] = unquote(subject)
    written["Message-ID"] = f"<{handle}.1@mail.example.org>"
    written["Date"] = "Mon, 16 Nov 2026 10:00:00 +0000"
    written.set_content(f"{word}\n")
    return written


def test_at_most_twenty_five_commands_and_pastes() -> None:
    """All that is typed or pasted, also other ways to do the same, the week after, and sending."""
    assert 10 <= len(COMMANDS) + len(PASTES) <= 25
    assert len(PASTES) == 3


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("./do")])
def test_every_command_is_one(command: str) -> None:
    """The task is there, and takes the flags."""
    _, name, *rest = shlex.split(command)
    task = tasks.namespace[name]
    flags = {flag for argument in task.get_arguments() for flag in argument.names}
    named = {part[2:].replace("-", "_") for part in rest if part.startswith("--")}
    assert {flag.replace("-", "_").rstrip("_") for flag in flags} >= named


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("COMMUNIS_FULL"), reason="two builds of the whole sample")
def test_the_sample_without_consents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set up, built, asked; thirty answer by their own link; the first letters wait."""
    monkeypatch.setenv("COMMUNIS_REPLY_KEYS", "a:" + "7e" * 32)
    home = Home.make(tmp_path / "home", "mending-table")
    line.write_sample(home.folder)
    (home.exports / line.SAMPLE).rename(home.exports / "table")
    for left in home.exports.glob("sample-*.json"):
        left.unlink()
    for people in (home.exports / "table").rglob("people.csv"):
        people.unlink()
    typed = 0

    def run(*command: str) -> str:
        nonlocal typed
        typed += 1
        done = home.run(*command)
        assert done.code == 0, done.text
        return done.text

    sample = yaml.load((ROOT / "sample" / "community.yaml").read_text("utf-8"), yaml.BaseLoader)
    given = {
        "name": sample["community"]["name"], "id": "mending-table", "overwrite": "yes",
        "time_zone": sample["community"]["time_zone"], "manager.name": "Noor Adriaanse",
        "manager.email": "noor@bench.example.org", "postal_address": "Postbus 1, Utrecht",
        "assume_public": "yes",
    }  # fmt: skip
    (tmp_path / "answers.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    run("setup", "--answers", str(tmp_path / "answers.yaml"),
        "--community", str(home.folder / "community.yaml"))  # fmt: skip
    typed += 2  # the key, made and exported
    assert "letters: 0" in run("build") or not home.letters("mending-table")
    run("invite")
    typed += 3  # the pastes
    run("invite", "--asked")
    sheet = home.build_folder("mending-table") / "invitations" / "1" / "one-by-one.csv"
    rows = list(csv.DictReader(sheet.read_text(encoding="utf-8").splitlines()))
    members = [row for row in rows if row["handle"]]
    willing = members[:: len(members) // 30][:30]
    assert len(willing) == 30
    box = answers(
        tmp_path,
        *(answer(row["handle"], row["yes by mail"], WORDS[n % len(WORDS)])
          for n, row in enumerate(willing)),
    )  # fmt: skip
    told = run("week", "--replies", box, "--no-serve")
    assert "replies: 30 done" in told
    assert typed <= 25
    written = home.letters("mending-table")
    # Of thirty drawn from everybody, most have nobody to meet among the thirty yet.
    assert len(written) >= 5, told
    assert f"week: {len(written)} letters of" in told
    assert "nothing was sent" in told
