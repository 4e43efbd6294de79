"""One open conversation for each letter: one chosen for its reader, else one of their corner."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from digest.permissions import Permissions
from digest.plain import plain, safe_link
from recommender.wording import names_member

_DRAWN_FROM = 3
"""Of so many, the best chosen for a reader, one is drawn: they wait for all of them."""


@dataclass(frozen=True)
class Offers:
    """The conversations that wait for an answer, and which spaces each reader knows."""

    waiting: dict[str, list[dict[str, Any]]]
    """By space: thread_id, author_member_id, title, url; oldest thread id first."""
    spaces: dict[str, list[str]]
    """By reader."""
    written_in: frozenset[tuple[str, str]]
    """(member_id, thread_id) of the readers."""
    chosen: dict[str, list[dict[str, Any]]]
    """By reader: what the recommender chose for them, with is_newcomer; the best first."""
    languages: Mapping[str, str | None]
    """By thread, where known."""

    @classmethod
    def read(
        cls,
        threads: pa.Table,
        member_threads: pa.Table,
        *,
        chosen: pa.Table,
        languages: Mapping[str, str | None],
        readers: Collection[str],
        silent: Collection[str],
        names: Mapping[str, str | None],
    ) -> Offers:
        """What can be offered.

        threads: thread_id, space_id, author_member_id, title, url, answer_count, is_public,
        is_open, is_page. member_threads: member_id, thread_id. chosen: `Material.to_answer`.
        silent: members whose threads are not offered to anybody (spam, barred, departed, team).
        names: display names by member; a thread whose title or address names its author is not
        offered either.
        """
        theirs = member_threads.select(["member_id", "thread_id"])
        theirs = theirs.filter(pc.is_in(theirs["member_id"], pa.array(list(readers), pa.string())))
        placed = theirs.join(threads.select(["thread_id", "space_id"]), "thread_id")
        placed = placed.group_by(["member_id", "space_id"]).aggregate([])
        spaces: dict[str, list[str]] = {}
        for row in placed.to_pylist():
            if row["space_id"] is not None:
                spaces.setdefault(row["member_id"], []).append(row["space_id"])
        open_threads = threads.filter(
            pc.and_kleene(
                pc.and_kleene(threads["is_open"], threads["is_public"]),
                pc.and_kleene(pc.equal(threads["answer_count"], 0), pc.invert(threads["is_page"])),
            )
        )
        waiting: dict[str, list[dict[str, Any]]] = {}
        fitting: dict[str, dict[str, Any]] = {}
        for row in open_threads.sort_by("thread_id").to_pylist():
            author = row["author_member_id"]
            if names_member(row["title"], row["url"], names.get(author)):
                continue
            if author and author not in silent and safe_link(row["url"]) and plain(row["title"]):
                waiting.setdefault(row["space_id"], []).append(row)
                fitting[row["thread_id"]] = row
        chosen_by: dict[str, list[dict[str, Any]]] = {}
        for row in chosen.to_pylist():
            if thread := fitting.get(row["thread_id"]):
                found = thread | {"is_newcomer": row["is_newcomer"]}
                chosen_by.setdefault(row["member_id"], []).append(found)
        return cls(
            waiting=waiting,
            spaces={member_id: sorted(found) for member_id, found in spaces.items()},
            written_in=frozenset(
                zip(theirs["member_id"].to_pylist(), theirs["thread_id"].to_pylist(), strict=True)
            ),
            chosen=chosen_by,
            languages=languages,
        )

    def offer(
        self,
        reader_id: str,
        issue: str,
        permissions: Permissions,
        *,
        language: str,
        besides: Collection[str],
    ) -> dict[str, Any] | None:
        """A thread for the reader to answer, or None; spread so that not all get the same.

        language: the reader's; what is known to be in another is not offered. besides: threads the
        letter names already.
        """

        def is_for_them(thread: dict[str, Any]) -> bool:
            return (
                thread["thread_id"] not in besides
                and self.languages.get(thread["thread_id"]) in (None, language)
                and thread["author_member_id"] != reader_id
                and (reader_id, thread["thread_id"]) not in self.written_in
                and (reader_id, thread["author_member_id"]) not in permissions.apart
            )

        def lot(thread: dict[str, Any]) -> str:
            drawn = f"{issue} {reader_id} {thread['thread_id']}"
            return hashlib.sha256(drawn.encode()).hexdigest()

        chosen = list(filter(is_for_them, self.chosen.get(reader_id, ())))
        newcomers = [thread for thread in chosen if thread["is_newcomer"]]
        if chosen:
            return newcomers[0] if newcomers else min(chosen[:_DRAWN_FROM], key=lot)
        choices = [
            thread
            for space_id in self.spaces.get(reader_id, [])
            for thread in filter(is_for_them, self.waiting.get(space_id, []))
        ]
        return min(choices, key=lot, default=None)
