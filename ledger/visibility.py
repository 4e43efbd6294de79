"""Who appears where, written down once: for code to ask and for docs/privacy.md to show.

A place needs certain purposes (`PLACES`). What else is known about a person can only take away
(`VISIBILITY`): of several states the strictest answer holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal, cast

Shown = Literal["yes", "unnamed", "counted", "no"]
"""yes: by name, or gets it. unnamed: the words may stay, as those of "a member".
counted: only inside a figure of five people or more. no: not at all."""

STRICTNESS: tuple[Shown, ...] = ("yes", "unnamed", "counted", "no")

PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "is matched": ("match",),
        "gets the letter": ("match", "digest"),
        "named in another's letter": ("match",),
        "welcome page": ("welcome page",),
        "spotlight": ("spotlight",),
        "author of open conversations and quotations": ("directory and topics",),
        "circle": ("circle",),
        "story": ("story",),
        "directory and topics": ("directory and topics",),
        "introducer": ("introducer",),
        "search engines": ("search engines",),
        "report": (),
    }
)
"""Each place, and the purposes it needs a yes to, all of them."""

STATES: Mapping[str, str] = MappingProxyType(
    {
        "no answer": "never asked, or never answered",
        "yes": "said yes to all the place needs",
        "no": "said no to something the place needs",
        "letters paused": "wants no letters for a while; still introduced to others",
        "introductions paused": "wants to meet nobody new for a while; still on pages",
        "blocked": "one of the two blocked the other: seen from that other's side",
        "barred": "banned or suspended by the platform",
        "departed": "left, deleted or anonymous",
        "minor": "under age, or flagged so",
        "memorial": "has died and is remembered",
        "spam": "judged to be spam by a rule or the manager",
        "erased": "asked to be forgotten",
        "team": "staff, moderators, the page itself",
    }
)

# One word per place, in the order of PLACES.
_ROWS: Mapping[str, str] = MappingProxyType(
    {
        #                        matched    named in  spotlight  circle directory   search
        #                            letter     welcome    author     story introducer  report
        "no answer":            "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "yes":                  "yes yes yes yes yes yes      yes yes yes yes yes counted",
        "no":                   "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "letters paused":       "yes no  yes yes yes yes      yes yes yes yes yes counted",
        "introductions paused": "no  yes no  yes yes yes      yes yes yes no  yes counted",
        "blocked":              "no  yes no  yes yes yes      no  no  yes no  yes counted",
        "barred":               "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "departed":             "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "minor":                "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "memorial":             "no  no  no  no  no  unnamed  no  no  no  no  no  counted",
        "spam":                 "no  no  no  no  no  no       no  no  no  no  no  no",
        "erased":               "no  no  no  no  no  no       no  no  no  no  no  no",
        "team":                 "no  no  no  yes no  yes      no  no  yes no  yes counted",
    }
)  # fmt: skip

VISIBILITY: Mapping[str, Mapping[str, Shown]] = MappingProxyType(
    {
        state: MappingProxyType(dict(zip(PLACES, cast("list[Shown]", row.split()), strict=True)))
        for state, row in _ROWS.items()
    }
)
"""What each state allows in each place."""


def shown(place: str, *, consented: Collection[str], states: Collection[str] = ()) -> Shown:
    """What a place may show of a person.

    consented: the purposes with a yes in force. states: what else is known, from STATES.
    """
    answer = "yes" if set(PLACES[place]) <= set(consented) else "no answer"
    return max((VISIBILITY[state][place] for state in (answer, *states)), key=STRICTNESS.index)


def visibility_markdown() -> str:
    """The whole table as docs/privacy.md holds it: a row per state, a column per place."""
    lines = [
        "| state | " + " | ".join(PLACES) + " |",
        "|---" * (len(PLACES) + 1) + "|",
        "| *needs a yes to* | " + " | ".join(", ".join(p) or "-" for p in PLACES.values()) + " |",
    ]
    lines += [
        f"| {state} | " + " | ".join(VISIBILITY[state][place] for place in PLACES) + " |"
        for state in STATES
    ]
    return "\n".join(lines) + "\n"
