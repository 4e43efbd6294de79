"""One member's work worth passing on, for each reader another."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from digest.permissions import Permissions
from digest.plain import plain, safe_link

_DRAWN_FROM = 6
"""Of so many works, the best that suit the reader, one is drawn."""


@dataclass(frozen=True)
class PassingOn:
    """The works of an issue."""

    works: tuple[dict[str, Any], ...]
    named_in: Mapping[str, str]
    """By thread whose title says its author's name: that author."""

    @classmethod
    def read(
        cls, works: pa.Table, *, hidden: Iterable[str], named_in: Mapping[str, str]
    ) -> PassingOn:
        """works: `Material.works`. hidden: threads not to be shown."""
        hidden = frozenset(hidden)
        kept = [
            row
            for row in works.to_pylist()
            if row["thread_id"] not in hidden
            and safe_link(row["thread_url"])
            and plain(row["thread_title"])
        ]
        return cls(tuple(kept), named_in)

    def to(
        self,
        reader: str,
        issue: str,
        permissions: Permissions,
        *,
        language: str,
        spaces: Collection[str],
        besides: Collection[str],
        is_known: Collection[tuple[str, str]],
    ) -> dict[str, Any] | None:
        """A work of somebody else in the reader's language, from a space of theirs if there is one.

        besides: threads and members the letter names already. is_known: (member, thread) pairs of
        who wrote where.
        """
        suiting = [
            row
            for row in self.works
            if row["author_member_id"] not in (reader, None)
            and row["thread_id"] not in besides
            and row["author_member_id"] not in besides
            and row["language"] in (None, language)
            and (reader, row["thread_id"]) not in is_known
            and (reader, row["author_member_id"]) not in permissions.apart
            and (row["thread_id"] not in self.named_in or self.may_name(row, permissions))
        ]
        near = [row for row in suiting if row["space_id"] in spaces]

        def lot(row: Mapping[str, Any]) -> str:
            return hashlib.sha256(f"{issue} {reader} {row['thread_id']}".encode()).hexdigest()

        return min((near or suiting)[:_DRAWN_FROM], key=lot, default=None)

    def may_name(self, row: Mapping[str, Any], permissions: Permissions) -> bool:
        """Whether the work's author may be named with it."""
        return permissions.may(
            row["author_member_id"], "author of open conversations and quotations"
        )
