"""An evaluation as tables: narrow enough for a terminal of 100 columns, or as Markdown.

Shares are × 100. What is not judged, for too few members with truth, stands in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from recommender.affinities import CHOSEN
from recommender.affinity_evaluation import TRUTHS, Affinity
from recommender.report import ENOUGH, POOLED, Evaluation, Result


@dataclass(frozen=True)
class Column:
    """One column: which figure, and how it is shown."""

    heading: str
    measure: str
    shown: str = "share"
    """share: × 100 with half its 95 % interval · ahead: the ranker's lead, × 100, with its 95 % ·
    plain: × 100 alone · count: as it is · ratio: with two decimals · fine: with three."""


@dataclass(frozen=True)
class Figures:
    """One table: a title, a heading, and a line for each algorithm."""

    title: str
    heading: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


VIEWS: tuple[tuple[str, str, tuple[Column, ...]], ...] = (
    (
        "open league: everybody with new contacts, ten places, no cap",
        "open",
        (
            Column("NDCG@10", "ndcg_at_10"),
            Column("ahead by", "ndcg_at_10", "ahead"),
            Column("recall@10", "recall_at_10"),
            Column("MRR", "mrr"),
        ),
    ),
    (
        "open league, NDCG@10 by kind of new contact",
        "open",
        (
            Column("two-way", "two_way_ndcg_at_10"),
            Column("far", "far_ndcg_at_10"),
            Column("not a hub", "non_hub_ndcg_at_10"),
            Column("ahead by", "non_hub_ndcg_at_10", "ahead"),
        ),
    ),
    (
        "capped league: who is active lately, three places, nobody in more than five lists",
        "capped",
        (
            Column("recall@3", "recall_at_3"),
            Column("ahead by", "recall_at_3", "ahead"),
            Column("hit@3", "hit_at_3"),
            Column("ahead by", "hit_at_3", "ahead"),
        ),
    ),
    (
        "capped league, two-way and far contacts",
        "capped",
        (
            Column("two-way hit@3", "two_way_hit_at_3"),
            Column("ahead by", "two_way_hit_at_3", "ahead"),
            Column("far hit@3", "far_hit_at_3"),
            Column("ahead by", "far_hit_at_3", "ahead"),
        ),
    ),
    (
        "capped league, precision@3 and hit@3 by kind of new contact",
        "capped",
        (
            Column("precision@3", "precision_at_3"),
            Column("strict hit@3", "strict_hit_at_3"),
            Column("no hub hit@3", "non_hub_hit_at_3"),
            Column("ahead by", "non_hub_hit_at_3", "ahead"),
        ),
    ),
    (
        "capped league, whom the places go to",
        "capped",
        (
            Column("people", "people_proposed", "count"),
            Column("least", "people_least", "count"),
            Column("coverage", "coverage", "ratio"),
            Column("Gini", "exposure_gini", "ratio"),
            Column("floor", "exposure_gini_floor", "ratio"),
            Column("most lists", "greatest_load", "count"),
            Column("filled", "places_filled", "plain"),
            Column("illegal", "illegal_places", "count"),
        ),
    ),
    (
        "capped league, what kind of places",
        "capped",
        (
            Column("far", "far_share", "plain"),
            Column("readers with far", "far_readers", "plain"),
            Column("mutual", "mutual_share", "plain"),
        ),
    ),
    (
        "open league, whom the places go to",
        "open",
        (
            Column("people", "people_proposed", "count"),
            Column("coverage", "coverage", "ratio"),
            Column("Gini", "exposure_gini", "ratio"),
            Column("floor", "exposure_gini_floor", "ratio"),
            Column("most lists", "greatest_load", "count"),
            Column("illegal", "illegal_places", "count"),
        ),
    ),
    (
        "chances given on the places shown",
        "capped",
        (
            Column("will talk: error", "calibration_error", "fine"),
            Column("Brier skill", "brier_skill", "fine"),
            Column("will answer: error", "two_way_calibration_error", "fine"),
            Column("Brier skill", "two_way_brier_skill", "fine"),
        ),
    ),
)
"""Title, league and columns of each table; what else is measured is in the JSON alone."""


def tables(evaluation: Evaluation) -> list[Figures]:
    """All tables, of the pooled figures; first how the splits compare, where there are several."""
    if not evaluation.results:
        return []
    split = evaluation.splits[-1]
    found = [_view(evaluation, title, league, columns, split) for title, league, columns in VIEWS]
    return [*_by_split(evaluation), *(table for table in found if table.lines)]


def affinity_table(figures: Sequence[Affinity]) -> Figures | None:
    """One table of how the affinities did; None where there was nothing to judge them by."""
    if not figures:
        return None
    found = {(figure.model, figure.truth): figure for figure in figures}
    truths = [truth for truth in TRUTHS if any(figure.truth == truth for figure in figures)]
    lines = [
        (model, *(text for truth in truths for text in _affinity_cells(found.get((model, truth)))))
        for model in dict.fromkeys(figure.model for figure in figures)
    ]
    heading = ("model", *(text for truth in truths for text in (TRUTHS[truth], "ahead by")))
    members = {truth: found[CHOSEN, truth].members for truth in truths}
    told = ", ".join(f"{members[truth]} members with {TRUTHS[truth]}" for truth in truths)
    return Figures(f"what members came to later, NDCG@10: {told}", heading, tuple(lines))


def _affinity_cells(figure: Affinity | None) -> tuple[str, str]:
    if figure is None:
        return "", ""
    value = f"{100 * figure.value:.1f} ±{50 * (figure.high - figure.low):.1f}"
    low, high = 100 * figure.behind_low, 100 * figure.behind_high
    ahead = f"{100 * figure.behind:+.1f} [{low:.1f}, {high:.1f}]" if figure.model != CHOSEN else ""
    if figure.members < ENOUGH:
        return f"({value})", f"({ahead})" if ahead else ""
    return value, ahead


def to_markdown(evaluation: Evaluation, affinities: Sequence[Affinity] = ()) -> str:
    """All tables as Markdown, each below its title in bold."""
    last = affinity_table(affinities)
    every = [*tables(evaluation), *([last] if last else [])]
    return "\n".join(_markdown(table) for table in every)


def _view(
    evaluation: Evaluation, title: str, league: str, columns: tuple[Column, ...], split: str
) -> Figures:
    figures = _of_split(evaluation, split)
    lines = []
    for algorithm in evaluation.algorithms:
        cells = [
            _cell(figures.get((algorithm, league, column.measure)), column.shown, evaluation.ours)
            for column in columns
        ]
        if any(cells):
            lines.append((algorithm, *cells))
    heading = ("algorithm", *(column.heading for column in columns))
    return Figures(f"{title}, {split}", heading, tuple(lines))


def _by_split(evaluation: Evaluation) -> list[Figures]:
    """One table for the two splits side by side; none when there is one only."""
    single = [split for split in evaluation.splits if split != POOLED]
    if len(single) < 2:
        return []
    found = []
    for first, second in pairwise(single):
        figures = [_of_split(evaluation, split) for split in (first, second)]
        lines = [
            (
                algorithm,
                *(
                    _cell(of.get((algorithm, "open", "ndcg_at_10")), shown, evaluation.ours)
                    for of in figures
                    for shown in ("share", "ahead")
                ),
            )
            for algorithm in evaluation.algorithms
            if (algorithm, "open", "ndcg_at_10") in figures[0]
        ]
        days = [f"{split[:10]}" for split in (first, second)]
        heading = ("algorithm", days[0], "ahead by", days[1], "ahead by")
        found.append(Figures("open league, NDCG@10 as of two moments", heading, tuple(lines)))
    return found


def _of_split(evaluation: Evaluation, split: str) -> dict[tuple[str, str, str], Result]:
    return {
        (row.algorithm, row.league, row.measure): row
        for row in evaluation.results
        if row.split == split
    }


def _cell(result: Result | None, shown: str, ours: str) -> str:
    """The text of one figure; empty when there is none."""
    if result is None or result.value is None:
        return ""
    if shown == "ahead":
        if result.algorithm == ours or result.behind_low is None or result.behind_high is None:
            return ""
        assert result.behind is not None
        low, high = 100 * result.behind_low, 100 * result.behind_high
        text = f"{100 * result.behind:+.1f} [{low:.1f}, {high:.1f}]"
    elif shown == "share":
        text = f"{100 * result.value:.1f}"
        if result.low is not None and result.high is not None:
            text += f" ±{50 * (result.high - result.low):.1f}"
    elif shown == "plain":
        text = f"{100 * result.value:.1f}"
    elif shown == "count":
        text = f"{result.value:.0f}"
    else:
        text = f"{result.value:.{3 if shown == 'fine' else 2}f}"
    return text if result.is_judged else f"({text})"


def _markdown(table: Figures) -> str:
    rows = [table.heading, ("---", *("---:" for _ in table.heading[1:])), *table.lines]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"**{table.title[0].upper()}{table.title[1:]}**\n\n{text}\n"
