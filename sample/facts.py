"""What no export can say, and the ledger must know: blocks, pauses, a quarrel."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from sample.moments import END
from sample.people import Person
from sample.plants import Plants
from sample.profiles import Profiles
from sample.talks import ning

PAUSED = 8
BLOCKS = 3


def facts(
    people: list[Person], plants: Plants, profiles: Profiles, rng: Random
) -> dict[str, list[dict[str, Any]]]:
    """Blocks and pauses by account id, each with the moment at which it was said."""
    willing = sorted(n for n, said in profiles.consents.items() if said.get("match") == "yes")
    one, other, at = plants.quarrel
    blocks = [(other, one, at + timedelta(days=1))]
    for _ in range(BLOCKS):
        first, second = rng.sample(willing, 2)
        blocks.append((first, second, END - timedelta(days=rng.randrange(20, 300))))
    return {
        "blocks": [
            {"by": ning(people[a]), "of": ning(people[b]), "said_at": at.isoformat()}
            for a, b, at in blocks
        ],
        "pauses": [
            {
                "account": ning(people[number]),
                "until": (END + timedelta(days=rng.randrange(10, 70))).isoformat(),
                "said_at": (END - timedelta(days=rng.randrange(2, 30))).isoformat(),
            }
            for number in rng.sample(willing, PAUSED)
        ],
        "remembered": [{"account": ning(people[plants.remembered])}],
    }
