"""What is wrong in a YAML file that a person edits, as one line that says where and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
import yaml


def explained(
    path: Path, tree: yaml.Node | None, values: object, message: str, kind: type[msgspec.Struct]
) -> str:
    """One line out of msgspec's message, which ends in the place: - at `$.a.b`.

    kind: what the file should be.
    """
    what, _, place = message.partition(" - at `")
    steps = re.findall(r"[^.\[\]`]+", place.removeprefix("$"))
    unknown = re.search(r"unknown field `([^`]*)`", what)
    if unknown:
        allowed = _keys_allowed(kind, steps)
        key = ".".join([*steps, unknown[1]])
        near = (
            difflib.get_close_matches(unknown[1], allowed, n=1)
            or [".".join(there) for there in _places(kind) if there[-1] == unknown[1]][:1]
        )
        meant = f" (did you mean {near[0]!r}?)" if near else ""
        line = line_of(tree, [*steps, unknown[1]])
        return f"{path}:{line}: {key}: unknown key{meant}; allowed here: {', '.join(allowed)}"
    missing = re.search(r"missing required field `([^`]*)`", what)
    if missing:
        key = ".".join([*steps, missing[1]])
        return f"{path}:{line_of(tree, steps)}: {key}: not found; this key is needed"
    found = values
    for step in steps:
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit():
            found = found[int(step)]
    expected = _expectation(_type_at(kind, steps), what, found)
    where = f"{path}:{line_of(tree, steps)}: {'.'.join(steps)}"
    return f"{where}: found {'nothing' if found is None else repr(found)}; {expected}"


def repeated_key(path: Path, tree: yaml.Node | None) -> str | None:
    """A line about a key that stands twice in one place, where YAML would drop the first; None."""
    for key, first, second in _repeated(tree):
        return (
            f"{path}:{second}: {key}: stands in line {first} already, and only one would count; "
            "put both together"
        )
    return None


def line_of(tree: yaml.Node | None, steps: list[str]) -> int:
    """The line, from 1, where a place stands in the file; the nearest part above when it is new."""
    node, line = tree, 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
    return line


def not_yaml(path: Path, problem: yaml.YAMLError) -> str:
    """Where the file cannot be read as YAML, and what mostly helps."""
    mark = getattr(problem, "problem_mark", None)
    said = getattr(problem, "problem", None) or "not readable as YAML"
    where = f":{mark.line + 1}" if mark else ""
    if "'\\t'" in said:
        helps = "indent with blanks, not with tabs"
    else:
        helps = (
            "expected `key: value` lines, indented alike, with a blank behind the colon; a value "
            "that holds a colon itself goes in quotes; look at the line above as well"
        )
    return f"{path}{where}: {said}; {helps}"


def _repeated(node: yaml.Node | None) -> Iterator[tuple[str, int, int]]:
    """Each key that stands twice in one mapping, with both lines."""
    if isinstance(node, yaml.MappingNode):
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if str(key.value) in lines:
                yield str(key.value), lines[str(key.value)], line
            lines[str(key.value)] = line
            yield from _repeated(value)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _repeated(part)


def _expectation(kind: Any, what: str, found: object) -> str:
    """What is allowed at a place, from its type where it is a choice, else from the message."""
    if get_origin(kind) is Literal:
        return f"allowed: {', '.join(map(str, get_args(kind)))}"
    expected = re.search(r"Expected `([^`]*)`", what)
    words = {
        "int": "a whole number",
        "float": "a number",
        "str": "text",
        "bool": "true or false",
        "array": "a list",
        "object": "keys with values",
    }
    if not expected:
        return what[0].lower() + what[1:]
    names = [words.get(name.strip(), name.strip()) for name in expected[1].split("|")]
    return f"allowed: {' or '.join(names)}{_hint(names, found)}"


def _hint(names: list[str], found: object) -> str:
    if names == ["a list"] and isinstance(found, str):
        parts = ", ".join(part.strip() for part in found.split(","))
        return f", such as [{parts}]"
    if names == ["text"] and found is None:
        return "; behind a blank, # begins a remark unless the text is in quotes"
    if names == ["text"] and isinstance(found, (int, float)):
        return f', in quotes: "{found}"'
    return ""


def _type_at(kind: Any, steps: list[str]) -> Any:
    """The declared type at a place; None where nothing is declared."""
    for step in steps:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            kind = next((f.type for f in msgspec.structs.fields(kind) if f.name == step), None)
        elif get_origin(kind) in (tuple, dict):
            kind = get_args(kind)[-1 if get_origin(kind) is dict and step != "key" else 0]
    return kind


def _keys_allowed(kind: Any, steps: list[str]) -> list[str]:
    there = _type_at(kind, steps)
    if isinstance(there, type) and issubclass(there, msgspec.Struct):
        return [field.name for field in msgspec.structs.fields(there)]
    return []


def _places(kind: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key below, by the way that leads to it."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for field in msgspec.structs.fields(kind):
            yield (*above, field.name)
            yield from _places(field.type, (*above, field.name))
