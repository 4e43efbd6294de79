"""What somebody has to say of their own craft: on the bench, kept, learned, lent, spoilt."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sample import words
from sample.slots import sentence

Draw = Callable[[str, list[str]], str]
"""Draws a line of a bank by the bank's name, without repeating itself too soon."""

MADE_UP = 0.6
"""How often such a sentence is made of pieces instead of taken from the craft's own."""


def own_words(kind: str, craft: words.Craft, draw: Draw, rng: Random) -> str:
    """A sentence or two of one kind: benches, taught, kept, tools, failed or tips.

    For benches it is a thing and its state, without a capital; otherwise whole sentences.
    """
    given = {
        "benches": " | ".join(craft.benches),
        "taught": craft.taught,
        "kept": craft.kept,
        "tools": craft.tools,
        "failed": craft.failed,
        "tips": craft.tips,
    }[kind]
    if kind == "tips" or craft.name == "repair cafés" or rng.random() > MADE_UP:
        return draw(f"{kind} {craft.name}", [given])
    pieces = words.lists("selves")

    def piece(name: str) -> str:
        line = draw(f"selves {name}", pieces[name])
        return line.replace("{relative}", rng.choice(pieces["relatives"]))

    a, _, the = rng.choice(craft.things).partition(" / ")
    if kind == "benches":
        return f"{a} {piece('bench_states')}"
    if kind == "kept":
        return f"{piece('kept_heads').replace('{A}', sentence(a))} {piece('kept_details')}"
    if kind == "taught":
        return f"{piece('teachers')} {piece('sayings')}"
    if kind == "tools":
        return f"{piece('tool_heads')} {piece('tool_reasons')}"
    return piece("failures").replace("{the}", the)
