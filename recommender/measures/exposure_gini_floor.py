"""How equally the places could go around at best: the floor of `exposure_gini`."""

from __future__ import annotations

from recommender.measure import Lists

NAME = "exposure_gini_floor"
LEAGUES = ("open", "capped")


def of_lists(lists: Lists) -> float:
    """The Gini coefficient if the places filled were shared out evenly among the matchable.

    Everybody in equally many lists, but for a remainder r of n people who stand in one more:
    r · (n − r) / (n · places). With fewer places than people that is the share of people left
    out. An even share never meets the cap unless every list does.
    """
    count, filled = len(lists.matchable), int((lists.places >= 0).sum())
    if not count or not filled:
        return 0.0
    more = filled % count
    return more * (count - more) / (count * filled)
