"""What the manager's decisions say of other posts, word by word.

A word weighs the logarithm of how much oftener decided spam holds it than decided good posts do;
both are drawn towards how often the community says it, so that one decision teaches what is rare
in it and nothing about "bread". What a post gets is the mean of its words, times the most that
decisions may say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

DRAWN = 5.0
"""So many imagined posts, as the community writes them, stand beside the decided ones."""
LARGEST = 1.0
"""No word weighs more than this."""
MOST = 8.0
FEWEST_WORDS = 6
"""A post of fewer words counts as one of so many: two words in common are no likeness."""
COMMON_FROM, COMMON_POSTS = 0.05, 20
"""Words in more posts than this share, and than so many, say nothing."""

Tokens = frozenset[str]
"""What is compared: words, hosts, signs."""


def word_weights(
    spam: Iterable[Tokens], good: Iterable[Tokens], counts: Mapping[str, int], posts: int
) -> dict[str, float]:
    """Token: its weight, for the tokens of decided posts; above 0 speaks for spam.

    counts: in how many of all the posts each of them stands.
    """
    in_spam, spams = _counted(spam)
    in_good, goods = _counted(good)
    weights = {}
    for token in sorted({*in_spam, *in_good}):
        share = counts[token] / posts
        if share > COMMON_FROM and counts[token] > COMMON_POSTS:
            continue
        odds = (in_spam[token] + DRAWN * share) / (spams + DRAWN)
        against = (in_good[token] + DRAWN * share) / (goods + DRAWN)
        weights[token] = max(-LARGEST, min(LARGEST, math.log(odds / against)))
    return weights


def learnt(tokens: Tokens, weights: Mapping[str, float]) -> float:
    """What is added to the log odds of a post with these tokens."""
    if not tokens:
        return 0.0
    found = sum(weights.get(token, 0.0) for token in sorted(tokens))
    return MOST * max(-1.0, min(1.0, found / max(FEWEST_WORDS, len(tokens))))


def _counted(documents: Iterable[Tokens]) -> tuple[Counter[str], int]:
    counts: Counter[str] = Counter()
    total = 0
    for tokens in documents:
        counts.update(tokens)
        total += 1
    return counts, total
