"""Posts that say thanks, told from their words in five languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {"staging.post_texts": ("post_id", "text")}
GRAIN = ("post_id",)
COLUMNS = {"post_id": Column(pa.string(), "a post that thanks somebody")}

THANKS = re.compile(
    r"\b(?:thanks|thank\s+you|thx|many\s+thanks|much\s+appreciated|bedankt|dank\s+(?:je|jullie|u)|"
    r"danke|vielen\s+dank|merci|gracias|te\s+lo\s+agradezco)\b",
)
STEMS = ("thank", "thx", "appreciated", "dank", "merci", "gracias", "agradezco")

NOT_YET = re.compile(
    r"\b(?:thanks|thank\s+you|merci|gracias|bedankt|danke|dank)\s+"
    r"(?:in\s+advance|alvast|bij\s+voorbaat|im\s+voraus|d['’]avance|por\s+adelantado|de\s+antemano)"
    r"|\b(?:no,?|nein,?|nee,?|non,?)\s+(?:thanks|thank\s+you|danke|bedankt|merci|gracias)"
    r"|\b(?:alvast|no\s+thanks\s+to|thanks\s+for\s+nothing)\b"
    # Somebody else does, or will: "the next one thanks you for it".
    r"|\bthanks\s+(?:you|us|me|him|her|them)\b|\b(?:will|would)\s+thank\s+you\b",
)
"""Thanks for what has not been done, and thanks that are none."""


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The posts in which somebody is thanked."""
    table = frames["staging.post_texts"]
    found = [
        post_id
        for post_id, text in zip(
            table["post_id"].to_pylist(), table["text"].to_pylist(), strict=True
        )
        if says_thanks(text)
    ]
    return pa.table({"post_id": pa.array(found, pa.string())})


def says_thanks(text: str) -> bool:
    """Whether the words thank for something that was done."""
    low = text.lower()
    # Most posts have none of these letters, and the patterns take a hundred times as long.
    if not any(stem in low for stem in STEMS):
        return False
    return bool(THANKS.search(NOT_YET.sub(" ", low)))
