"""A publication is killed at many of its steps while somebody reads: no page is missing or half.

Two versions of a site take turns. Forty steps with `invoke test --full`, else a few of them; always
those at the end, where the new site gets its name and the link is turned.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from publisher import publish, swap
from publisher.rows import SiteRows
from tests.conftest import ROOT
from tests.killed import touches_of
from tests.publisher import mending_table
from tests.publisher.conftest import Press

STEPS = {"open", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir",
         "subprocess.Popen"}  # fmt: skip
POINTS = 40 if os.environ.get("COMMUNIS_FULL") else 8
AT_THE_END = POINTS // 2


def show(press: Press, rows: SiteRows) -> None:
    """The rows' site is shown."""
    publish(
        rows,
        community=mending_table.COMMUNITY,
        build=press.build,
        output=press.output,
        content=press.content,
        theme=press.theme,
    )


@pytest.mark.slow
def test_no_page_is_missing_or_half_and_no_crawl_is_mixed(tmp_path: Path) -> None:
    """Killed before each of many steps; what is shown is whole, and the next publication works."""
    versions = []
    for name in ("one", "other"):
        reference = Press(tmp_path / name)
        rows = reference.rows(mending_table.Warehouse(titles={"t5": f"Bulbs of {name}"}))
        show(reference, rows)
        versions.append((reference.output.resolve(), rows))
    press = Press(tmp_path / "read")
    show(press, versions[0][1])
    steps = touches_of(partial(show, press, versions[1][1]), str(press.folder), STEPS)
    assert steps > 2 * POINTS
    before = [1 + number * (steps - AT_THE_END) // (POINTS - AT_THE_END)
              for number in range(POINTS - AT_THE_END)]  # fmt: skip
    points = [*before, *range(steps - AT_THE_END + 1, steps + 1)]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.publisher.reading_process",
         str(press.output), *(str(site) for site, _ in versions)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as reader:  # fmt: skip
        killed = 0
        for number, point in enumerate(points):
            rows = versions[number % 2][1]
            work = partial(show, press, rows)
            killed += not touches_of(work, str(press.folder), STEPS, kill_at=point)
            shown = swap.shown_site(press.output)
            assert shown is not None
        said, _ = reader.communicate()
    seen = json.loads(said)
    assert seen["problems"] == []
    assert killed >= POINTS // 2
    assert seen["reads"] > 0
    assert seen["crawls"] > 0
    show(press, versions[1][1])
    shown = swap.shown_site(press.output)
    for page in versions[1][0].rglob("*.html"):
        assert shown is not None
        assert (shown / page.relative_to(versions[1][0])).read_bytes() == page.read_bytes()
    assert not list(press.build.glob("*-partial"))
