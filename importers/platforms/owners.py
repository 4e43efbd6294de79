"""Whose export it is, where the export does not say so itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable

OWNER = "owner"
"""The native id of the one who exported, in formats whose files do not state it."""


def common_party(conversations: Iterable[Collection[str]]) -> str | None:
    """The one who takes part in every conversation, so in whose export they lie.

    None when nobody does, or several: somebody who writes with a single other one.
    """
    common: set[str] | None = None
    for parties in conversations:
        common = set(parties) if common is None else common.intersection(parties)
        if not common:
            return None
    return next(iter(common)) if common and len(common) == 1 else None
