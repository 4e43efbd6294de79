"""Every true thing that could be said of a pair, worked out anew from the posts in the warehouse.

Nothing of how reasons are chosen is used here, only how they are worded: who wrote where and when,
who talked with whom and what threads are about is counted again, post by post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import pyarrow as pa

from analytics.warehouse import Warehouse
from recommender.wording import (
    SAYINGS,
    is_question,
    names_member,
    shortened,
    title_words,
    topic_words,
)

POSTS = """
    select posts.member_id, posts.thread_id, posts.created_at
    from marts.posts
    inner join marts.threads using (thread_id)
    where posts.is_counted and posts.is_public and threads.is_public
        and posts.member_id is not null and posts.created_at is not null
"""
THREADS = """
    select thread_id, title, url, author_member_id
    from marts.threads
    where is_public and len(coalesce(title, '')) > 0
"""
TOPICS = """
    select thread_topics.thread_id, topics.topic_id, topics.label
    from marts.thread_topics
    inner join marts.topics using (topic_id)
    where topics.is_shareable
"""
TEXTS = """
    select posts.member_id, texts.text
    from marts.posts
    inner join staging.post_texts as texts using (post_id)
    where posts.is_counted and posts.is_public and posts.member_id is not null
"""
TALKS = """
    select from_member_id, to_member_id, created_at
    from marts.talks
    where is_between_members and is_public
"""
MEMBERS = "select member_id, display_name, location, is_matchable from marts.members"

Said = tuple[str, str | None]
"""A sentence, and the thread it shows."""


@dataclass
class Written:
    """One member's public posts in one thread."""

    moments: list[datetime] = field(default_factory=list)

    @property
    def first(self) -> datetime:
        return min(self.moments)

    @property
    def last(self) -> datetime:
        return max(self.moments)


class Recount:
    """The public facts of a warehouse, and what is true of two members."""

    def __init__(self, warehouse: Warehouse) -> None:
        as_of = warehouse.value("select as_of from meta.parameters")
        assert isinstance(as_of, datetime)
        self.as_of = as_of
        self.rows = {
            name: warehouse.frame(query).to_pylist()
            for name, query in {
                "posts": POSTS,
                "threads": THREADS,
                "topics": TOPICS,
                "talks": TALKS,
                "texts": TEXTS,
                "members": MEMBERS,
            }.items()
        }

    @cached_property
    def members(self) -> dict[str, dict[str, Any]]:
        return {row["member_id"]: row for row in self.rows["members"]}

    @cached_property
    def threads(self) -> dict[str, dict[str, Any]]:
        return {row["thread_id"]: row for row in self.rows["threads"]}

    @cached_property
    def written(self) -> dict[str, dict[str, Written]]:
        found: dict[str, dict[str, Written]] = defaultdict(lambda: defaultdict(Written))
        for row in self.rows["posts"]:
            found[row["member_id"]][row["thread_id"]].moments.append(row["created_at"])
        return found

    @cached_property
    def about(self) -> dict[str, dict[str, str]]:
        """Per topic, the threads about it and its label."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self.rows["topics"]:
            found[row["topic_id"]][row["thread_id"]] = row["label"]
        return found

    @cached_property
    def topics_of(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows["topics"]:
            found[row["thread_id"]].add(row["topic_id"])
        return found

    @cached_property
    def last_talk(self) -> dict[str, dict[str, datetime]]:
        found: dict[str, dict[str, datetime]] = defaultdict(dict)
        for row in self.rows["talks"]:
            pair = row["from_member_id"], row["to_member_id"]
            for one, other in (pair, pair[::-1]):
                at = found[one].get(other, row["created_at"])
                found[one][other] = max(at, row["created_at"])
        return found

    def name(self, member: str) -> str:
        return " ".join((self.members[member]["display_name"] or "").split()) or "this member"

    def is_old(self, *moments: datetime) -> bool:
        return self.as_of - min(moments) > timedelta(days=365)

    def year(self, moment: datetime) -> str:
        return f" back in {moment.year}" if self.is_old(moment) else ""

    def is_sayable(self, thread: str, *pair: str) -> bool:
        """A public title that names nobody but one of the two."""
        row = self.threads.get(thread)
        if row is None:
            return False
        author = row["author_member_id"]
        known = self.members.get(author, {}).get("display_name")
        return author in pair or not names_member(row["title"], row["url"], known)

    def title(self, thread: str) -> str:
        return title_words(self.threads[thread]["title"])

    def true_of(self, reader: str, candidate: str, introducers: Iterable[str] = ()) -> set[Said]:
        """All that may be said to the reader about the candidate, in all its ways."""
        found: set[Said] = set()
        for kind, words, thread in (
            *self._threads(reader, candidate),
            *self._topics(reader, candidate),
            *self._questions(reader, candidate),
            *self._contacts(reader, candidate, set(introducers)),
            *self._places(reader, candidate),
        ):
            every = {"name": self.name(candidate), "when": "", "yours": ""} | words
            found |= {(way.format(**every), thread) for way in SAYINGS[kind]}
        return found

    def _threads(self, reader: str, candidate: str) -> Iterator[tuple[str, dict[str, str], str]]:
        mine, theirs = self.written[reader], self.written[candidate]
        for thread in mine.keys() & theirs.keys():
            if not self.is_sayable(thread, reader, candidate):
                continue
            author = self.threads[thread]["author_member_id"]
            own = mine[thread].first if author == reader else mine[thread].last
            other = theirs[thread].first if author == candidate else theirs[thread].last
            words = {"title": self.title(thread), "yours": self.year(own), "when": self.year(other)}
            kind = {reader: "thread, yours", candidate: "thread, theirs"}.get(author)
            yield (
                kind or ("thread" if self.year(own) == self.year(other) else "thread, old"),
                words,
                thread,
            )

    def _on(self, member: str, topic: str) -> dict[str, Written]:
        """What a member wrote about a topic, by thread."""
        return {
            thread: written
            for thread, written in self.written[member].items()
            if thread in self.about[topic]
        }

    def _shared(self, reader: str, candidate: str) -> set[str]:
        held = [
            {topic for thread in self.written[one] for topic in self.topics_of[thread]}
            for one in (reader, candidate)
        ]
        return held[0] & held[1]

    def _topics(
        self, reader: str, candidate: str
    ) -> Iterator[tuple[str, dict[str, str], str | None]]:
        for topic in self._shared(reader, candidate):
            mine, theirs = self._on(reader, topic), self._on(candidate, topic)
            label = next(iter(self.about[topic].values()))
            lasts = [max(one.last for one in of.values()) for of in (mine, theirs)]
            shown = [thread for thread in theirs if self.is_sayable(thread, reader, candidate)]
            if "," in label:
                words_of_both = self._words(reader, label) & self._words(candidate, label)
                for two, thread in self._two(
                    mine, {t: theirs[t] for t in shown}, reader, candidate
                ):
                    for word in words_of_both:
                        yield "same words", two | {"word": word}, thread
                continue
            for two, thread in self._two(mine, {t: theirs[t] for t in shown}, reader, candidate):
                if self.title(thread) == two["full"]:
                    continue
                same = two["yours"] and two["yours"] == two["when"]
                kind = f"topic, two threads{', same year' if same else ''}"
                yield kind, two | {"topic": topic_words(label)}, thread
            words = {"topic": topic_words(label), "yours": self.year(lasts[0])}
            for thread in shown:
                dated = {"title": self.title(thread), "when": self.year(theirs[thread].last)}
                kind = "topic"
                if self.is_old(*lasts, theirs[thread].last):
                    same = words["yours"] == dated["when"]
                    kind = "topic, same year" if same else "topic, old"
                yield kind, words | dated, thread
            if any(thread not in shown for thread in theirs):
                kind = "topic, no thread, old" if self.is_old(*lasts) else "topic, no thread"
                yield kind, words | {"when": self.year(min(lasts))}, None

    def _words(self, member: str, label: str) -> set[str]:
        """The words of a label that the member wrote somewhere in public."""
        wrote = self.vocabulary[member]
        return {word.strip() for word in label.split(",") if word.strip().casefold() in wrote}

    @cached_property
    def vocabulary(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows["texts"]:
            found[row["member_id"]] |= set(re.findall(r"\w+", row["text"].casefold()))
        return found

    def _two(
        self, mine: dict[str, Written], theirs: dict[str, Written], reader: str, candidate: str
    ) -> Iterator[tuple[dict[str, str], str]]:
        """A thread of each."""
        for own in mine:
            if not self.is_sayable(own, reader, candidate):
                continue
            for thread in theirs:
                if thread != own:
                    yield (
                        {
                            "own": shortened(self.title(own), 40),
                            "full": self.title(own),
                            "yours": self.year(mine[own].last),
                            "title": self.title(thread),
                            "when": self.year(theirs[thread].last),
                        },
                        thread,
                    )

    def _questions(self, reader: str, candidate: str) -> Iterator[tuple[str, dict[str, str], str]]:
        for topic in self._shared(reader, candidate):
            label = next(iter(self.about[topic].values()))
            asked = {
                one: {
                    thread: written
                    for thread, written in self._on(one, topic).items()
                    if thread in self.threads and is_question(self.threads[thread]["title"])
                }
                for one in (reader, candidate)
            }
            for own, mine in asked[reader].items():
                for thread, theirs in asked[candidate].items():
                    began = [
                        self.threads[where]["author_member_id"] == who
                        for where, who in ((own, reader), (thread, candidate))
                    ]
                    if began[0] == began[1] or not self.is_sayable(thread, reader, candidate):
                        continue
                    words = {
                        "topic": topic_words(label),
                        "title": self.title(thread),
                        "yours": self.year(mine.first if began[0] else mine.last),
                        "when": self.year(theirs.first if began[1] else theirs.last),
                    }
                    yield "asked" if began[0] else "asks", words, thread

    def _contacts(
        self, reader: str, candidate: str, introducers: set[str]
    ) -> Iterator[tuple[str, dict[str, str], None]]:
        mine, theirs = self.last_talk[reader], self.last_talk[candidate]
        for contact in (mine.keys() & theirs.keys()) - {reader, candidate}:
            if not self.members[contact]["is_matchable"]:
                continue
            words = {"yours": self.year(mine[contact]), "when": self.year(theirs[contact])}
            age = ""
            if self.is_old(mine[contact], theirs[contact]):
                age = ", same year" if words["yours"] == words["when"] else ", old"
            yield f"contact, unnamed{age}", words, None
            if contact in introducers:
                yield f"contact{age}", words | {"contact": self.name(contact)}, None

    def _places(self, reader: str, candidate: str) -> Iterator[tuple[str, dict[str, str], None]]:
        places = [
            " ".join((self.members[one]["location"] or "").split()) for one in (reader, candidate)
        ]
        if places[0] and places[0].casefold() == places[1].casefold():
            yield "place", {"place": places[1]}, None


def wrong_reasons(
    warehouse: Warehouse, reasons: pa.Table, introducers: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The reasons that are not true of their pair, or show another thread than the one named.

    introducers: who may be named as known to both.
    """
    recount, named = Recount(warehouse), set(introducers)
    wrong = []
    for row in reasons.to_pylist():
        said = recount.true_of(row["member_id"], row["candidate_id"], named)
        thread = recount.threads.get(row["thread_id"])
        shown = row["thread_title"], row["thread_url"]
        is_shown_right = thread is None or shown == (thread["title"], thread["url"])
        if (row["sentence"], row["thread_id"]) not in said or not is_shown_right:
            wrong.append(row)
    return wrong
