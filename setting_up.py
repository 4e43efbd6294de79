"""A first community.yaml, question by question; each answer is held to what settings.py allows."""

from __future__ import annotations

import difflib
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from digest.vocabulary import folded
from settings import TEMPLATE, Community, Settings, SettingsError, read_settings

Ask = Callable[[str], str]
Tell = Callable[[str], None]

_YES = ("yes", "y", "true", "ja", "oui", "si", "sí")
_NO = ("no", "n", "false", "nee", "nein", "non")
_NOTHING = "-"
"""Typed where a default is shown and nothing is meant."""
MOST_TRIES = 5


@dataclass(frozen=True)
class Question:
    """One thing to ask, and where in the file its answer stands."""

    key: str
    """In an answers file, and in community.yaml below `community` where it has no dot."""
    words: str
    hint: str = ""
    default: str = ""
    kind: str = "text"
    """text, list (separated by commas) or yes-no."""
    is_needed: bool = False


QUESTIONS = (
    Question("name", "What is your community called?", "as visitors read it", is_needed=True),
    Question("id", "A short name for its folders?", "lower-case letters, digits and dashes"),
    Question("description", "Who are you, in a sentence or two?", "stands on the home page"),
    Question("time_zone", "In which time zone do you live?", "such as Europe/Amsterdam", "UTC"),
    Question("manager.name", "Whose name stands below the letters?", "a person’s", is_needed=True),
    Question("manager.email", "Where do their answers go?", "one address", is_needed=True),
    Question("postal_address", "Your postal address?", "the law asks for it below every letter"),
    Question("site_url", "Where will the site live?", "such as https://friends.example.org"),
    Question("join_url", "Where does somebody new sign up?", "a link"),
    Question("team", "Who is staff or moderator?", "handles, separated by commas", kind="list"),
    Question("fence.spaces", "Which groups are never to be used or shown?", "their names, "
             "separated by commas: health, grief, conflict", kind="list"),
    Question("assume_public", "Where an export does not say: were all its threads public?",
             "yes or no", "no", kind="yes-no"),
    Question("private_messages", "May who wrote whom privately, never the words, be read, to leave "
             "out pairs who talk already?", "yes or no", "no", kind="yes-no"),
    Question("consent_question", "Is there a profile question whose answer says whether somebody "
             "wants to be introduced by letter?", "its exact words; empty: none"),
    Question("manager.plus_addresses", "Does mail to your address with +test before the @ reach "
             "you? Send yourself one", "yes: then answers prove whose they are", "no",
             kind="yes-no"),
)  # fmt: skip
_YES_NO = tuple(question.key for question in QUESTIONS if question.kind == "yes-no")


@dataclass(frozen=True)
class Written:
    """What setup did."""

    path: Path
    settings: Settings
    kept: Path | None = None
    """Where the file that was there before lies now."""
    left_out: tuple[str, ...] = ()
    """Parts of that file which setup does not ask for: to be copied over by hand."""


def set_up(
    path: Path,
    *,
    ask: Ask,
    tell: Tell,
    answers: Mapping[str, object] | None = None,
) -> Written | None:
    """The community.yaml that the answers make, at `path`; None when it was to stay as it is.

    ask: puts a line to the manager and gives back what they typed. answers: by key, instead of
    asking; what it leaves out keeps its default, and a file that is there is only written over
    with `overwrite: yes`. A file written over is kept beside it.
    Raises SettingsError for an answer in `answers` that is not allowed, or a key it does not know.
    """
    known = {question.key for question in QUESTIONS} | {"overwrite"}
    for key in sorted(set(answers or {}) - known):
        near = difflib.get_close_matches(key, known, n=1)
        meant = f" (did you mean {near[0]!r}?)" if near else ""
        raise SettingsError(
            f"answers: {key}: unknown{meant}; there are: {', '.join(sorted(known))}"
        )
    if path.exists() and not _may_overwrite(path, ask, answers):
        return None
    given = _defaults(path)
    for question in QUESTIONS:
        if question.key == "id" and not given.get("id"):
            given["id"] = _as_id(str(given["name"]))
        given[question.key] = (
            _answered(question, given, answers) if answers is not None
            else _asked(question, given, ask, tell)
        )  # fmt: skip
    left_out = _left_out(path)
    kept = _keep(path)
    path.write_text(as_yaml(given), encoding="utf-8")
    return Written(path, read_settings(path), kept, left_out)


def answers_in(file: Path) -> dict[str, object]:
    """The answers in a YAML file of keys and values. Raises SettingsError when it is none."""
    try:
        # As text, so that yes, no and numbers stay what the manager wrote.
        found = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise SettingsError(f"{file}: not there, or not YAML in UTF-8") from None
    if not isinstance(found, dict):
        raise SettingsError(f"{file}: expected `key: answer` lines")
    return {str(key): value for key, value in found.items()}


def as_yaml(given: Mapping[str, str | tuple[str, ...] | bool]) -> str:
    """The whole file, with a word on each part; the values quoted, so that none is misread."""

    def text(key: str) -> str:
        value = given.get(key, "")
        return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)

    lines = [
        "# The one file you edit. Every key is explained in docs/settings.md; what you leave out",
        "# keeps its default. A mistake is answered with its line and what is allowed there.",
        "",
        "community:",
        *(
            f"  {key}: {text(key)}"
            for key in ("id", "name", "description", "time_zone", "site_url", "join_url")
        ),
        f"  postal_address: {text('postal_address')}",
        "  manager:",
        f"    name: {text('manager.name')}",
        f"    email: {text('manager.email')}",
        *(["    plus_addresses: true"] if given.get("manager.plus_addresses") is True else []),
        "",
        "# Staff and moderators that the exports do not mark.",
        f"team: {text('team')}",
        "",
        "# What is never evidence for an introduction and never shown.",
        "fence:",
        f"  spaces: {text('fence.spaces')}",
        "  words: []",
        "",
        "# Whether threads count as public where an export does not say.",
        f"assume_public: {text('assume_public')}",
        "",
        "# Whether who wrote whom privately is read, never the words, to leave out pairs who talk.",
        f"private_messages: {text('private_messages')}",
        "",
        "# Profile questions whose answers say yes or no to a purpose.",
    ]
    if given.get("consent_question"):
        lines += [
            "consent_questions:",
            f"  - question: {text('consent_question')}",
            "    purposes: [match, digest]",
            '    "yes": ["yes"]           # the answers that mean so, as your platform shows them',
            '    "no": ["no"]',
        ]
    else:
        lines.append("consent_questions: []")
    return "\n".join(lines) + "\n"


def _asked(
    question: Question, given: dict[str, str | tuple[str, ...] | bool], ask: Ask, tell: Tell
) -> str | tuple[str, ...] | bool:
    default = given.get(question.key, question.default)
    shown = _shown(default)
    keeps = f"Enter keeps {shown!r}, {_NOTHING} empties it" if shown else ""
    hint = "; ".join(filter(None, [question.hint, keeps]))
    for _ in range(MOST_TRIES):
        typed = ask(f"{question.words} ({hint}) " if hint else f"{question.words} ").strip()
        try:
            return _checked(question, "" if typed == _NOTHING else typed or shown, given)
        except SettingsError as problem:
            tell(str(problem))
    raise SettingsError(f"{question.key}: no answer that is allowed; nothing was written")


def _answered(
    question: Question,
    given: dict[str, str | tuple[str, ...] | bool],
    answers: Mapping[str, object],
) -> str | tuple[str, ...] | bool:
    found = answers.get(question.key, given.get(question.key, question.default))
    if isinstance(found, (list, tuple)):
        found = ", ".join(map(str, found))
    return _checked(question, _shown(found) if isinstance(found, bool) else str(found), given)


def _checked(
    question: Question, typed: str, given: dict[str, str | tuple[str, ...] | bool]
) -> str | tuple[str, ...] | bool:
    """The answer as the file holds it, when settings.py takes the file with it."""
    typed = " ".join(typed.split())
    value: str | tuple[str, ...] | bool = typed
    if question.kind == "list":
        value = tuple(part.strip() for part in typed.split(",") if part.strip())
    elif question.kind == "yes-no":
        if typed.casefold() not in (*_YES, *_NO):
            raise SettingsError(f"{question.key}: found {typed!r}; allowed: yes or no")
        value = typed.casefold() in _YES
    elif question.is_needed and not typed:
        raise SettingsError(f"{question.key}: nothing found; this one is needed")
    # What was not asked yet must not be the mistake.
    fine = {"id": "a", "name": "a", "manager.email": "a@b.example", "time_zone": "UTC"}
    so_far = {key: answer for key, answer in given.items() if answer != ""}
    tried = {**fine, **so_far, question.key: value}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "community.yaml"
        file.write_text(as_yaml(tried), encoding="utf-8")
        try:
            read_settings(file)
        except SettingsError as problem:
            raise SettingsError(re.sub(r"^.*?\.yaml:\d+: ", "", str(problem))) from None
    return value


def _defaults(path: Path) -> dict[str, str | tuple[str, ...] | bool]:
    """What stands in the file that is there already, or what we would begin with."""
    given: dict[str, str | tuple[str, ...] | bool] = {
        question.key: () if question.kind == "list" else question.default
        for question in QUESTIONS
        if question.kind != "yes-no"
    }
    given |= dict.fromkeys(_YES_NO, False)
    try:
        found = read_settings(path)
    except SettingsError:
        return given
    community = found.community
    if community.id == TEMPLATE:
        return given
    return {
        **given,
        **{
            key: getattr(community, key)
            for key in ("id", "name", "description", "time_zone", "site_url", "join_url")
        },
        "postal_address": community.postal_address,
        "manager.name": community.manager.name,
        "manager.email": community.manager.email,
        "manager.plus_addresses": community.manager.plus_addresses,
        "team": found.team,
        "fence.spaces": found.fence.spaces,
        "assume_public": found.assume_public,
        "private_messages": found.private_messages,
    }


def _left_out(path: Path) -> tuple[str, ...]:
    """The parts of the file at `path` that were written by hand and that setup does not ask for."""
    try:
        found = read_settings(path)
    except SettingsError:
        return ()
    asked = {"community", "team", "fence", "assume_public", "private_messages"}
    changed = [
        field.name
        for field in msgspec.structs.fields(Settings)
        if field.name not in asked and getattr(found, field.name) != field.default
    ]
    changed += [
        f"community.{name}"
        for name in ("language", "colour", "choices_url")
        if getattr(found.community, name) != getattr(Community(id="", name=""), name)
    ]
    return (*changed, *(["fence.words"] if found.fence.words else []))


def _may_overwrite(path: Path, ask: Ask, answers: Mapping[str, object] | None) -> bool:
    if answers is not None:
        return str(answers.get("overwrite", "no")).casefold() in _YES
    typed = ask(f"{path.name} is there already. Write over it? (a copy is kept; Enter keeps it) ")
    return typed.strip().casefold() in _YES


def _keep(path: Path) -> Path | None:
    """Where the file lies that is about to be written over; no earlier copy is lost."""
    if not path.exists():
        return None
    number = 1
    while (kept := path.with_name(f"{path.stem}-before-{number}{path.suffix}")).exists():
        number += 1
    kept.write_bytes(path.read_bytes())
    return kept


def _as_id(name: str) -> str:
    ascii_only = "".join(char for char in folded(name) if char.isascii())
    return "-".join(ascii_only.split())[:40].strip("-") or "my-place"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
