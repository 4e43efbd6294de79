"""Who may see a forum's spaces, out of the permissions in its dump."""

from __future__ import annotations

from collections.abc import Iterable

from importers.records import Visibility


class Rights:
    """Who may see which space, as far as the dump says it.

    A space without a word of its own on a group follows the space it lies in; what the engine
    grants a group everywhere stands under the space None.
    """

    def __init__(self, *, guests: str, members: str) -> None:
        self._groups = (guests, members)
        self._parents: dict[str, str | None] = {}
        self._may_see: dict[tuple[str | None, str], bool] = {}
        self._locked: set[str] = set()

    def put(self, space_id: str, parent_id: str | None, *, is_locked: bool = False) -> None:
        """Nothing; the space is known, and whether a password or a switch closes it to all."""
        self._parents[space_id] = parent_id
        if is_locked:
            self._locked.add(space_id)

    def say(self, space_id: str | None, group: str | None, *, may_see: bool) -> None:
        """Nothing; the group may see the space, or may not."""
        if group in self._groups:
            self._may_see[space_id, group] = may_see

    def knows(self, space_id: str, group: str) -> bool:
        """Whether anything was said of the group in this very space."""
        return (space_id, group) in self._may_see

    def visibility(self, space_id: str | None) -> Visibility:
        """Public, members or private; unknown without a word on guests."""
        if space_id is None:
            return "unknown"
        way = self._way_up(space_id)
        if not self._locked.isdisjoint(way):
            return "private"
        guests, members = (self._nearest(way, group) for group in self._groups)
        if guests is None:
            return "private" if members is False else "unknown"
        if guests:
            return "public"
        # Registered members may see what nothing denies them.
        return "private" if members is False else "members"

    def _nearest(self, way: Iterable[str], group: str) -> bool | None:
        for space_id in (*way, None):
            if (space_id, group) in self._may_see:
                return self._may_see[space_id, group]
        return None

    def _way_up(self, space_id: str) -> list[str]:
        way: dict[str, None] = {}
        step: str | None = space_id
        while step is not None and step not in way:
            way[step] = None
            step = self._parents.get(step)
        return list(way)
