"""A community without what members asked not to be introduced by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa

from recommender.snapshot import Snapshot
from recommender.wording import LONGEST_OVERLAP, shortened, topic_words


def without_topics(snapshot: Snapshot, is_wanted: Callable[[str, str], bool]) -> Snapshot:
    """The snapshot in which a member does not hold a topic they want nothing of.

    is_wanted: whether a member, by id, did not refuse a topic, as letters call it.
    """
    held = snapshot.member_topics
    pairs = zip(held["member_id"].to_pylist(), held["label"].to_pylist(), strict=True)
    keep = [
        not label or is_wanted(member, shortened(topic_words(label), LONGEST_OVERLAP))
        for member, label in pairs
    ]
    return replace(snapshot, member_topics=held.filter(pa.array(keep, pa.bool_())))
