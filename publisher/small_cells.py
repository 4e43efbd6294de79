"""Figures that say nothing about any few people."""

from __future__ import annotations

STEP = 5


def public_count(count: int | None, *, smallest: int = STEP) -> int | None:
    """The count rounded to five, or None when it is unknown or covers fewer than `smallest`.

    Rounded, because two exact totals a week apart would tell who came in between.
    """
    if count is None or count < smallest:
        return None
    return max(STEP, (count + STEP // 2) // STEP * STEP)


def shown_count(count: int | None, *, smallest: int) -> int | None:
    """The public count; the count itself where a cell may be of one, as in the office."""
    return count if smallest <= 1 else public_count(count, smallest=smallest)


def public_parts(
    total: int | None, part: int | None, *, smallest: int = STEP
) -> tuple[int | None, int | None, int | None]:
    """The total, one part and its rest: the parts are shown only when both are large enough.

    A part below `smallest` could be worked out from the total and the rest, so both go. The rest is
    the difference of the two rounded figures, so that the three add up and tell nothing more.
    """
    shown = public_count(total, smallest=smallest)
    if shown is None or total is None or part is None or min(part, total - part) < smallest:
        return shown, None, None
    rounded = public_count(part, smallest=smallest)
    return shown, rounded, shown - (rounded or 0)


def public_pairs(count: int | None, *, smallest: int = STEP) -> int | None:
    """The count of pairs rounded to five, or None when so few people could make them up.

    Four people make up to six pairs, so that only seven pairs are surely of five people.
    """
    if count is None or count <= (smallest - 1) * (smallest - 2) // 2:
        return None
    return public_count(count, smallest=1)


def public_share(total: int | None, part: int | None, *, smallest: int = STEP) -> int | None:
    """The part in percent of the total, of rounded figures and itself rounded to five percent.

    None where the total, the part or the rest is about fewer than `smallest`.
    """
    shown, rounded, _ = public_parts(total, part, smallest=smallest)
    if not shown or rounded is None:
        return None
    return min(95, max(5, (round(100 * rounded / shown) + 2) // 5 * 5))


def public_split(parts: tuple[int | None, ...], *, smallest: int = STEP) -> tuple[int | None, ...]:
    """Parts of one whole, each rounded to five; small ones are None, and never just one of them.

    One missing part could be worked out from the others and the whole, so the smallest of the
    others goes with it.
    """
    shown = [public_count(part, smallest=smallest) for part in parts]
    hidden = [place for place, part in enumerate(shown) if part is None]
    if len(hidden) == 1 and len(parts) > 1:
        others = [place for place in range(len(parts)) if place != hidden[0]]
        shown[min(others, key=lambda place: (parts[place] or 0, place))] = None
    return tuple(shown)
