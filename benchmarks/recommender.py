"""The ten nearest people of everybody beside other ways to them, and all of `invoke recommend`.

`python -m benchmarks.recommender` makes communities out of a seed and prints medians.

The task of a pair, the same for both sides: read who talked with whom from one Parquet file; call
two members alike by the cosine of how often they addressed whom; for every member write the ten
most alike with whom they have not talked, with their scores. Ours is the product that every signal
of shared things is made of, `recommender.nearest.best_products`. implicit's CosineRecommender finds
each member's 60 nearest and those known are taken out of them, so where more than 50 of the 60 are
known its list is short. DuckDB does it all as one select. scikit-surprise's cosine looks only at
those whom both addressed, so it is a different score, and its cost alone is to be compared; it is
left out where its five tables of everybody by everybody take more than 8 GB. Whether the lists of
implicit and DuckDB are the same as ours is checked, but for equal scores.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.cost import report_cost
from benchmarks.made_community import made_posts, write_community
from benchmarks.pairs import Pair, compare, run_once, show

SIZES = {10_000: 200_000, 100_000: 3_000_000}
"""Members and about how many talks between them."""
WHOLE = {1_300: 40_000, 5_000: 150_000, 100_000: 3_000_000}
TOP = 10
NEAREST = 60
MOST_BYTES = 8_000_000_000
SEED = 1


def write_talks(path: Path, members: int, talks: int) -> None:
    """Nothing; who addressed whom and how often stands in the file."""
    posts = made_posts(members, talks, SEED)
    answers = posts.answers >= 0
    one, other = posts.author[answers], posts.author[posts.answers[answers]]
    key, times = np.unique((one * members + other)[one != other], return_counts=True)
    table = pa.table({"one": key // members, "other": key % members, "times": times * 1.0})
    pq.write_table(table.replace_schema_metadata({"members": str(members)}), path)


def matrix_of(path: Path) -> Any:
    """Who addressed (row) whom (column), how often."""
    from scipy import sparse

    table = pq.read_table(path)
    members = int(table.schema.metadata[b"members"])
    cells = table["one"].to_numpy(), table["other"].to_numpy()
    return sparse.csr_array((table["times"].to_numpy(), cells), shape=(members, members))


def ours(path: Path, to: Path) -> None:
    from scipy import sparse

    from recommender.algorithm import ordered
    from recommender.nearest import Open, best_products

    talk = matrix_of(path)
    members = talk.shape[0]
    length = np.sqrt(np.asarray((talk * talk).sum(axis=1)).reshape(-1))
    share = np.divide(1.0, length, out=np.zeros_like(length), where=length > 0)
    unit = sparse.csr_array(sparse.diags_array(share) @ talk)
    itself = sparse.eye_array(members, format="csr")
    barred = sparse.csr_array((talk + talk.T + itself).astype(bool).astype(np.float64))
    everybody = np.arange(members)
    best = best_products(unit, unit, everybody, Open(everybody >= 0, barred), TOP)
    reader, candidate, score, _ = ordered(best, everybody)
    _write(to, reader, candidate, score)


def by_implicit(path: Path, to: Path) -> None:
    from implicit.nearest_neighbours import CosineRecommender
    from scipy import sparse

    talk = matrix_of(path)
    members = talk.shape[0]
    model = CosineRecommender(K=NEAREST, num_threads=2)
    # It warns that its own weighting has changed the kind of matrix.
    with warnings.catch_warnings(action="ignore"):
        model.fit(sparse.csr_matrix(talk.T), show_progress=False)
    candidate, score = model.similar_items(np.arange(members), N=NEAREST)
    reader = np.repeat(np.arange(members), candidate.shape[1])
    candidate, score = candidate.reshape(-1).astype(np.int64), score.reshape(-1)
    known = sparse.csr_array(talk + talk.T)
    is_known = np.asarray(known[reader, np.maximum(candidate, 0)]).reshape(-1) > 0
    keep = (candidate >= 0) & (candidate != reader) & (score > 0) & ~is_known
    reader, candidate, score = reader[keep], candidate[keep], score[keep]
    first = np.arange(len(reader)) - np.searchsorted(reader, reader) < TOP
    _write(to, reader[first], candidate[first], score[first])


def by_duckdb(path: Path, to: Path) -> None:
    import duckdb

    with duckdb.connect(config={"threads": 2, "memory_limit": "8GB"}) as connection:
        connection.execute(
            """
            copy (
                with talk as (select * from read_parquet($path)),
                unit as (
                    select one, other, times / sqrt(sum(times * times) over (partition by one)) as w
                    from talk
                ),
                scored as (
                    select mine.one as reader, theirs.one as candidate,
                        sum(mine.w * theirs.w) as score,
                    from unit as mine
                    inner join unit as theirs using (other)
                    where mine.one <> theirs.one
                    group by all
                )
                select scored.* from scored
                anti join (
                    select one as reader, other as candidate from talk
                    union
                    select other, one from talk
                ) as known using (reader, candidate)
                qualify row_number() over (partition by reader order by score desc) <= $top
                order by reader, score desc
            ) to '$to' (format parquet)
            """.replace("$path", f"'{path}'")
            .replace("'$to'", f"'{to}'")
            .replace("$top", str(TOP))
        )


def by_surprise(path: Path, to: Path) -> None:
    from recommender.algorithms._surprise import graded, surprise, trainset

    talk = matrix_of(path)
    rows, columns, times = graded(talk)
    model = surprise.KNNBasic(sim_options={"name": "cosine", "user_based": True}, verbose=False)
    training = trainset(rows, columns, np.minimum(times, 5) / 5)
    model.fit(training)
    raw = np.array([int(training.to_raw_uid(inner)[1:]) for inner in training.all_users()])
    known = (talk + talk.T).tocsr()
    readers, candidates, scores = [], [], []
    for inner, reader in enumerate(raw.tolist()):
        line = np.array(model.sim[inner])
        line[inner] = 0
        line[np.isin(raw, known[[reader]].indices)] = 0
        best = np.argpartition(-line, TOP)[:TOP]
        best = best[line[best] > 0]
        readers.append(np.full(len(best), reader))
        candidates.append(raw[best])
        scores.append(line[best])
    _write(to, *map(np.concatenate, (readers, candidates, scores)))


SIDES: dict[str, Callable[[Path, Path], None]] = {
    "ours": ours,
    "implicit": by_implicit,
    "duckdb": by_duckdb,
    "surprise": by_surprise,
}


def _write(to: Path, reader: Any, candidate: Any, score: Any) -> None:
    pq.write_table(pa.table({"reader": reader, "candidate": candidate, "score": score}), to)


def check_same(folder: Path, members: int, peer: str) -> None:
    """Nothing; AssertionError when a member's scores are not the same from the first on."""
    found = {}
    for side in ("ours", peer):
        table = pq.read_table(folder / f"{members}-{side}.parquet")
        lists: dict[int, list[float]] = {}
        for reader, score in zip(
            table["reader"].to_pylist(), table["score"].to_pylist(), strict=True
        ):
            lists.setdefault(reader, []).append(score)
        found[side] = lists
    # implicit's list may be short, where most of the nearest are known.
    different = sum(
        not np.allclose(
            sorted(found["ours"].get(reader, []), reverse=True)[: len(scores)],
            sorted(scores, reverse=True),
            atol=1e-4,
        )
        for reader, scores in found[peer].items()
    )
    short = sum(len(lists) for lists in found["ours"].values()) - sum(
        len(lists) for lists in found[peer].values()
    )
    print(f"{peer}, {members:,}: {different} lists differ, {short} places short", file=sys.stderr)
    assert different <= len(found[peer]) / 1000


def recommend_all(folder: Path) -> None:
    """Nothing; the rehearsal of the community in the folder is written, from its exports on."""
    import pyarrow.csv as arrow_csv

    import line
    from analytics.snapshot import snapshot
    from recommender.recommend import recommend_out

    place = line.find_place(
        community=folder / "community.yaml", exports=[folder / "exports"], home=folder / "home"
    )

    def tell(told: str) -> None:
        print(told, file=sys.stderr)

    with line.opened(place) as (warehouse, ledger):
        line.load_exports(place, warehouse, ledger, tell)
        line.analyse_exports(place, warehouse, ledger, None, tell)
        table = recommend_out(
            snapshot(warehouse),
            league="capped",
            native_ids=line.native_ids(warehouse),
            seed=7,
            tell=tell,
        )
    arrow_csv.write_csv(table, folder / "out.csv")


def main() -> None:
    """Nothing; prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--members", type=int, action="append", choices=sorted({*SIZES, *WHOLE}))
    parser.add_argument("--only", choices=("pairs", "whole"))
    parser.add_argument("--peer", choices=sorted({*SIDES} - {"ours"}), action="append")
    parser.add_argument("--side", choices=(*SIDES, "whole"), help=argparse.SUPPRESS)
    parser.add_argument("--from", dest="read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side == "whole":
        recommend_all(chosen.read)
        report_cost()
    elif chosen.side:
        SIDES[chosen.side](chosen.read, chosen.to)
        report_cost()
    else:
        with TemporaryDirectory() as place:
            _all(Path(place), chosen)


def _all(folder: Path, chosen: argparse.Namespace) -> None:
    def is_wanted(members: int) -> bool:
        return chosen.members is None or members in chosen.members

    if chosen.only != "whole":
        pairs = []
        for members, talks in SIZES.items():
            if is_wanted(members):
                write_talks(folder / f"{members}.parquet", members, talks)
                pairs += _pairs(folder, members, chosen.peer or sorted({*SIDES} - {"ours"}))
        show(compare(pairs, rounds=chosen.rounds, said=_said))
    if chosen.only != "pairs":
        for members, talks in WHOLE.items():
            if is_wanted(members):
                made = folder / f"whole-{members}"
                write_community(made, members=members, talks=talks, seed=SEED)
                cost = run_once(("benchmarks.recommender", "--side", "whole", "--from", str(made)))
                _said(
                    f"all of recommend, {members:,} members: {cost.cpu:.0f} s of CPU, "
                    f"{cost.wall:.0f} s, {cost.memory:.0f} MiB"
                )
                shutil.rmtree(made)


def _pairs(folder: Path, members: int, peers: list[str]) -> list[Pair]:
    def side(which: str) -> tuple[str, ...]:
        read, to = folder / f"{members}.parquet", folder / f"{members}-{which}.parquet"
        return ("benchmarks.recommender", "--side", which, "--from", str(read), "--to", str(to))

    found = []
    for peer in peers:
        if peer == "surprise" and 5 * 8 * members**2 > MOST_BYTES:
            needed = 5 * 8 * members**2 / 1e9
            _said(f"surprise, {members:,}: left out, its tables take {needed:.0f} GB")
            continue
        check = partial(check_same, folder, members, peer) if peer != "surprise" else _nothing
        found.append(
            Pair(f"nearest ten beside {peer}, {members:,}", side("ours"), side(peer), check)
        )
    return found


def _nothing() -> None:
    """Nothing; the scores are others."""


def _said(told: str) -> None:
    print(told, file=sys.stderr)


if __name__ == "__main__":
    main()
