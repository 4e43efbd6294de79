"""What a process took, told in its last line; imports nothing heavy, so that it costs nothing."""

from __future__ import annotations

import json
import resource


def report_cost() -> None:
    """Nothing; prints what this process and those it started took, for `pairs.run_once`."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime
    print(json.dumps({"cpu": cpu, "memory": (own.ru_maxrss + started.ru_maxrss) / 1024}))
