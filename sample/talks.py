"""Who spoke to whom, as the files tell it: the sample's own account of its talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sample.fans import Fan
from sample.page import PAGE, PagePost
from sample.people import Person
from sample.written import Thread


@dataclass(frozen=True)
class Talk:
    """One address: by account ids such as `ning:2k7x…`."""

    one: str
    other: str
    at: datetime
    is_strict: bool


def ning(person: Person) -> str:
    """The account id of a member of the network."""
    return f"ning:{person.key}"


def ning_talks(threads: Iterable[Thread], people: list[Person]) -> list[Talk]:
    """Talk on the network, spam and collectors included; in the order of time."""
    found = []
    for thread in threads:
        is_wall = thread.talk.kind == "wall"
        for post in thread.posts:
            named = post.to is not None and post.way != "none"
            to = post.to if named and post.to is not None else thread.talk.author
            if to != post.author:
                one, other = ning(people[post.author]), ning(people[to])
                found.append(Talk(one, other, post.at, named or is_wall))
    return sorted(found, key=lambda talk: talk.at)


def page_talks(posts: Iterable[PagePost], fans: list[Fan]) -> list[Talk]:
    """Talk between people below the page's posts; what is said to the page is left out."""
    found = []
    for post in posts:
        written = [said for said in post.thread.posts if not said.is_spam]
        for said in written:
            if said.about is None or said.author == PAGE:
                continue
            to = written[said.about].author
            if to not in (PAGE, said.author):
                one, other = fans[said.author].facebook_id, fans[to].facebook_id
                found.append(Talk(f"facebook:{one}", f"facebook:{other}", said.at, True))
    return sorted(found, key=lambda talk: talk.at)


def post_counts(threads: Iterable[Thread], *, since: datetime | None = None) -> Counter[int]:
    """How much each member wrote on the network, walls included."""
    counts: Counter[int] = Counter()
    for thread in threads:
        if thread.talk.kind != "wall" and (since is None or thread.talk.at >= since):
            counts[thread.talk.author] += 1
        counts.update(post.author for post in thread.posts if since is None or post.at >= since)
    return counts
