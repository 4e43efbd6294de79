"""One simulated year, told as JSON: python -m tests.simulation MEMBERS WEEKS EFFECT SEED [HELD].

The long runs that docs/simulation.md tells of; the tests run a short one of the same.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.simulation.figures import told
from tests.simulation.world import Plan, World
from tests.simulation.year import begun


def main(members: int, weeks: int, effect: float, seed: int, held_out: float = 0.0) -> None:
    """Nothing; a line of JSON after every thirteen weeks, and one at the end."""
    started = time.process_time()
    world = World(Plan(consenting=members, effect=effect, seed=seed))
    with TemporaryDirectory() as folder, begun(world, Path(folder), held_out=held_out) as year:
        while len(year.issues) < weeks:
            year.live(min(13, weeks - len(year.issues)))
            found = told(year) | {"cpu_seconds": round(time.process_time() - started)}
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(*(float(one) if "." in one else int(one) for one in sys.argv[1:]))  # type: ignore[arg-type]
