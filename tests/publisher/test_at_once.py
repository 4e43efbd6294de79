"""Many things done by several processes come to what one process would make of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from publisher.at_once import at_once
from publisher.errors import ProcessLost

TWO_CORES = pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one core: nothing is done apart")


def doubled(part: Sequence[int]) -> list[int]:
    return [2 * each for each in part]


@pytest.mark.parametrize("count", [0, 1, 2, 7, 500])
def test_everything_is_done_once_and_in_order(count: int) -> None:
    """However many there are, also fewer than processes."""
    made = at_once(doubled, range(count), fewest=2)
    assert [each for part in made for each in part] == [2 * number for number in range(count)]


def test_few_things_are_done_in_one_part() -> None:
    """No process is worth its beginning then."""
    assert at_once(len, range(5), fewest=6) == [5]


@TWO_CORES
def test_what_another_process_raises_is_raised_here() -> None:
    """With its own words."""

    def fail_at_the_end(part: Sequence[int]) -> None:
        if 99 in part:
            raise ValueError("99 cannot be done")

    with pytest.raises(ValueError, match="99 cannot be done"):
        at_once(fail_at_the_end, range(100), fewest=2)


@TWO_CORES
def test_a_process_that_is_killed_is_no_silent_gap(tmp_path: Path) -> None:
    """Its part is not taken for empty."""
    parent = os.getpid()

    def die(part: Sequence[int]) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessLost, match="a part of the work ended without a word"):
        at_once(die, range(100), fewest=2)
