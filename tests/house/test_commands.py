"""Every command that the office and the documentation name is one that its task takes."""

from __future__ import annotations

import re
import shlex
from html import unescape
from pathlib import Path

import pytest
from invoke.exceptions import ParseError
from invoke.parser import Parser

from tasks import namespace

ROOT = Path(__file__).resolve().parent.parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def refused(command: str) -> str:
    """Why the tasks would not take the command; empty when they would."""
    words = shlex.split(command, comments=True)[1:]
    if len(words) == 1 and words[0] in namespace.task_names:
        return ""  # The task is called by its name, without saying what it needs.
    if words[0] in ("TASK", "--list", "--help"):
        return ""
    try:
        found = Parser(contexts=namespace.to_contexts()).parse_argv(words)
    except ParseError as why:
        return f"{command}: {why}"
    return f"{command}: {found.unparsed}" if found.unparsed else ""


def test_a_command_nobody_takes_is_refused() -> None:
    assert refused("./do letters somebody --approve")
    assert refused("./do dance")
    assert not refused("./do letters --member 'ana lima' --approve")


def test_every_command_of_the_office_is_taken(sample_home: Path) -> None:
    """On each page, also those a manager copies for one member."""
    codes = (
        " ".join(unescape(re.sub(r"<[^>]+>", "", code)).split())
        for page in (sample_home / "build").glob("*/office/*.html")
        for code in re.findall(r"(?s)<code[^>]*>(.*?)</code>", page.read_text(encoding="utf-8"))
    )
    commands = {code for code in codes if code.startswith("./do ")}
    tasks = {command.split()[1] for command in commands}
    assert {"letters", "desk", "people", "why", "spotlight"} <= tasks
    assert [why for each in sorted(commands) if (why := refused(each.replace("…", "x")))] == []


@pytest.mark.parametrize("file", DOCS, ids=lambda file: file.name)
def test_every_command_of_the_documentation_is_taken(file: Path) -> None:
    """In code spans and in blocks of lines."""
    text = file.read_text(encoding="utf-8")
    spans = re.findall(r"`(\./do [^`\n]+)`", text)
    lines = re.findall(r"^\s*(\./do .+)$", text, re.MULTILINE)
    assert [why for each in (*spans, *lines) if (why := refused(each))] == []
