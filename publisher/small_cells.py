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
