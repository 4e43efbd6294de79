"""Posts that disagree, and posts that are rude: told from their words in five languages.

The signs are few on purpose: much disagreement has none of them. They set one long thread before
another; nobody is judged by them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from analytics.models import Column

INPUTS = {"staging.post_texts": ("post_id", "text")}
GRAIN = ("post_id",)
COLUMNS = {
    "post_id": Column(pa.string(), "a post that disagrees or is rude"),
    "is_disagreeing": Column(pa.bool_(), "says that it sees something otherwise"),
    "is_rude": Column(pa.bool_(), "attacks a person, not what they said"),
}

READ_CHARACTERS = 400
"""Whoever disagrees, or is rude, is so at the beginning; a whole manual need not be read."""

_DISAGREEING = (
    # English
    r"i\s+(?:would\s+|have\s+to\s+|must\s+|respectfully\s+)?disagree",
    r"i\s+beg\s+to\s+differ",
    r"i\s+(?:don'?t|do\s+not)\s+(?:quite\s+|entirely\s+|really\s+)?(?:agree|think\s+so)\b",
    r"i\s+see\s+it\s+(?:a\s+little\s+|quite\s+|rather\s+|very\s+)?differently",
    r"(?:half|partly)\s+agreed",
    r"not\s+(?:so\s+sure|sure\s+(?:i\s+agree|about\s+that)|convinced)",
    r"on\s+the\s+contrary",
    r"that(?:'s|\s+is)\s+not\s+(?:true|right|correct)",
    r"you(?:'re|\s+are)\s+(?:wrong|mistaken)",
    r"(?:yes|true|agreed|sure),?\s+but\b",
    r"(?:a\s+)?word\s+of\s+caution",
    r"one\s+warning",
    r"with\s+(?:all\s+)?(?:due\s+)?respect\s+(?:to|but)",
    r"that\s+can\s+go\s+wrong",
    r"careful\s+there",
    r"you\s+(?:have\s+)?changed\s+my\s+mind",
    # Dutch
    r"(?:ben\s+ik|ik\s+ben)\s+het\s+(?:er\s+)?niet\s+(?:helemaal\s+)?(?:mee\s+)?eens",
    r"ik\s+zie\s+(?:het|dat)\s+(?:iets\s+|een\s+beetje\s+)?anders",
    r"ja,?\s+maar\b",
    r"voorzichtig\s+daarmee",
    # German
    r"ich\s+sehe\s+(?:das|es)\s+(?:ein\s+wenig\s+|etwas\s+)?anders",
    r"(?:das\s+)?sehe\s+ich\s+(?:ein\s+wenig\s+|etwas\s+)?anders",
    r"anderer\s+meinung",
    r"ich\s+widerspreche",
    r"ja,?\s+aber\b",
    # French
    r"pas\s+(?:tout\s+à\s+fait\s+)?d['’]accord",
    r"je\s+(?:le\s+)?vois\s+(?:ça\s+|cela\s+|les\s+choses\s+)?(?:un\s+peu\s+)?autrement",
    r"oui,?\s+mais\b",
    # Spanish
    r"no\s+estoy\s+(?:del\s+todo\s+)?de\s+acuerdo",
    r"(?:yo\s+)?lo\s+veo\s+(?:un\s+poco\s+)?(?:diferente|distinto|de\s+otra\s+manera)",
    r"no\s+lo\s+veo\s+así",
    r"sí,?\s+pero\b",
)
DISAGREEING = re.compile(rf"(?<!if you )\b(?:{'|'.join(_DISAGREEING)})")

_RUDE = (
    r"idiots?",
    r"morons?",
    r"you(?:'re|\s+are)\s+(?:an?\s+)?(?:stupid|liar|pathetic|clueless|disgrace|fool)",
    r"shut\s+(?:the\s+\w+\s+)?up(?!\s+to)",
    r"fuck\s+(?:you|off)",
    r"piss\s+off",
    r"bullshit",
    r"assholes?",
    r"dumbass",
    r"klootzak",
    r"hou\s+je\s+(?:bek|mond)",
    r"arschloch",
    r"halt\s+(?:die|deine)\s+(?:fresse|klappe)",
    r"(?:voll)?idioten?",
    r"connards?",
    r"ta\s+gueule",
    r"imbéciles?",
    r"gilipollas",
    r"idiotas?",
    r"cállate",
)
STEMS = (
    *("disagree", "differ", "agree", "think so", "convinced", "so sure", "not sure", "contrary"),
    *("not true", "not right", "not correct", "wrong", "mistaken", "caution", "warning", "respect"),
    *("careful there", "my mind", "eens", "anders", "voorzichtig", "anderer meinung"),
    *("widerspreche", "accord", "autrement", "de acuerdo", "veo"),
    *("yes, but", "yes but", "true, but", "true but", "agreed, but", "sure, but", "sure but"),
    *("ja, maar", "ja maar", "ja, aber", "ja aber", "oui, mais", "oui mais", "sí, pero", "sí pero"),
)
RUDE_STEMS = (
    *("idiot", "moron", "stupid", "liar", "pathetic", "clueless", "disgrace", "fool", "shut"),
    *("fuck", "piss", "bullshit", "asshole", "dumbass", "klootzak", "hou je", "arsch", "halt d"),
    *("connard", "gueule", "imbécile", "gilipollas", "cállate"),
)
"""Most posts have none of these letters, and the patterns take a hundred times as long."""

RUDE = re.compile(rf"\b(?:{'|'.join(_RUDE)})\b")


def derive(frames: Mapping[str, pa.Table], parameters: Mapping[str, Any]) -> pa.Table:
    """The posts whose words disagree or are rude; all others are absent."""
    table = frames["staging.post_texts"]
    rows = [
        (post_id, disagrees, rude)
        for post_id, text in zip(
            table["post_id"].to_pylist(), table["text"].to_pylist(), strict=True
        )
        for beginning in [text[:READ_CHARACTERS].lower()]
        for disagrees, rude in [(is_disagreeing(beginning), is_rude(beginning))]
        if disagrees or rude
    ]
    return pa.table(
        [
            pa.array([row[place] for row in rows], column.type)
            for place, column in enumerate(COLUMNS.values())
        ],
        names=list(COLUMNS),
    )


def is_disagreeing(text: str) -> bool:
    """Whether the words, in lower case, say that somebody sees it otherwise."""
    return any(stem in text for stem in STEMS) and bool(DISAGREEING.search(text))


def is_rude(text: str) -> bool:
    """Whether the words, in lower case, attack a person."""
    return any(stem in text for stem in RUDE_STEMS) and bool(RUDE.search(text))
