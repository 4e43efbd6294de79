"""Who should meet: rehearsed, measured and explained."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow.csv as arrow_csv
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task
from rich.box import SIMPLE_HEAD
from rich.table import Table

import line
import telling
from analytics.members import find_member
from analytics.snapshot import snapshot
from recommender.recommend import recommend_out
from recommender.tables import Figures, affinity_table, tables, to_markdown
from tasks.running import console, flags, found_place, loaded, moment, say, step, told


@task(
    iterable=["exports"],
    help=flags(
        "community",
        "exports",
        "as_of",
        out="the CSV to write",
        league="capped or open",
        seed="for ties",
    ),
)
@told
def recommend(
    c: Context,
    out: str,
    community: str | None = None,
    exports: list[str] | None = None,
    as_of: str | None = None,
    league: str = "capped",
    seed: int = 7,
) -> None:
    """Write a rehearsal of the ranking to a CSV: member, candidate, rank, score, probability."""
    if league not in ("capped", "open"):
        raise Exit(f"--league: found {league!r}; allowed: capped, open", code=1)
    place = found_place(community, exports)
    with line.opened(place) as (warehouse, ledger):
        loaded(place, warehouse, ledger, as_of)
        with step("recommend"):
            table = recommend_out(
                snapshot(warehouse),
                league=league,
                native_ids=line.native_ids(warehouse),
                seed=int(seed),
                tell=lambda line: say(f"recommend: {line}"),
            )
    arrow_csv.write_csv(table, out)
    members = len(set(table["member"].to_pylist()))
    say(f"recommend: {members} members, {table.num_rows} rows, {league} league, seed {seed}: {out}")


@task(
    iterable=["exports"],
    help=flags(
        "community",
        "exports",
        "as_of",
        json_file="also write every figure as JSON",
        markdown="also write the tables as Markdown",
        seed="for the intervals",
    ),
)
@told
def evaluate(
    c: Context,
    community: str | None = None,
    exports: list[str] | None = None,
    as_of: str | None = None,
    json_file: str | None = None,
    markdown: str | None = None,
    seed: int = 7,
) -> None:
    """Measure every algorithm and the ranker on what came after two earlier moments."""
    place = found_place(community, exports)
    started = time.monotonic()
    with line.opened(place) as (warehouse, ledger):
        loaded(place, warehouse, ledger, as_of)
        with step("evaluate"):
            found, affinities = line.evaluated(warehouse, seed=int(seed))
    last = affinity_table(affinities)
    for figures in [*tables(found), *([last] if last else [])]:
        console.print(_shown(figures))
    if json_file:
        Path(json_file).write_text(found.to_json(affinities), encoding="utf-8")
        say(f"evaluate: every figure in {json_file}")
    if markdown:
        Path(markdown).write_text(to_markdown(found, affinities), encoding="utf-8")
        say(f"evaluate: the tables in {markdown}")
    say(f"evaluate: {time.monotonic() - started:.1f} s; x 100, ± half a 95 % interval by member;")
    say("in brackets: fewer than 150 members with new pairs, shown but not judged")


@task(
    help=flags(
        "community",
        one="an id, platform:handle, a handle or a name",
        other="the other member",
        on="as it was then, such as 2026-11-15, and what that issue proposed",
    )
)
@told
def why(
    c: Context, one: str, other: str, community: str | None = None, on: str | None = None
) -> None:
    """Tell why two members are, or are not, proposed to each other: scores, places and rows."""
    place = found_place(community, is_read=False)
    with line.opened(place) as (warehouse, ledger):
        pair = [find_member(warehouse, each) for each in (one, other)]
        if pair[0].member_id == pair[1].member_id:
            raise Exit(f"why: {one} and {other} are one member, {pair[0].choice}")
        with step("why"):
            found, proposals = line.explain_pair(
                place,
                warehouse,
                ledger,
                pair[0].member_id,
                pair[1].member_id,
                moment(on, place, "--on"),
            )
    called = {each.member_id: each.choice for each in pair}
    for told_line in telling.told_why(found, proposals, called):
        say(f"why: {told_line}")


def _shown(figures: Figures) -> Table:
    table = Table(
        title=figures.title, title_justify="left", box=SIMPLE_HEAD, show_edge=False,
        pad_edge=False, padding=(0, 1, 0, 0),
    )  # fmt: skip
    for number, name in enumerate(figures.heading):
        table.add_column(name, justify="right" if number else "left", no_wrap=True)
    for row in figures.lines:
        table.add_row(*row)
    return table
