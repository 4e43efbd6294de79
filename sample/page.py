"""The Facebook page: what it posts, and who answers whom below."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sample import words
from sample.conversation import Conversation, Turn
from sample.fans import Fan
from sample.moments import END, PAGE_FOUNDED, answered_at
from sample.plants import Plants
from sample.slots import Slots, sentence
from sample.society import Society
from sample.spam import spam_post
from sample.telling import Teller
from sample.written import Post, Thread

PAGE = 0

KINDS = {"question": 34, "tip": 22, "photo": 17, "cafe": 13, "forum": 14}
"""Of a hundred posts, how many are of each kind."""

POSTS = 352
SPAM = 75
COMMENTS = (4, 9, 12, 14, 14, 13, 11, 9, 6, 4, 2, 1, 1)
"""How often a post has none, two, four… first comments."""


@dataclass
class PagePost:
    """A post of the page with what was said below it."""

    thread: Thread
    kind: str
    likes: int = 0
    shares: int = 0
    comment_likes: list[int] = field(default_factory=list)


def page_posts(
    fans: list[Fan], plants: Plants, forum: list[Thread], teller: Teller, rng: Random
) -> list[PagePost]:
    """All posts of the page in the order of time.

    forum: the network's threads, some of which the page passes on.
    """
    fan_of = {fan.member: fan.number for fan in fans if fan.member is not None}
    never = [
        (fan_of[one], fan_of[other], since)
        for one, other, since in plants.never()
        if one in fan_of and other in fan_of
    ]
    society = Society([fan.person for fan in fans], rng, never)
    writer = _Page(society, teller, forum, rng)
    span = END - PAGE_FOUNDED - timedelta(hours=8)
    moments = sorted(
        PAGE_FOUNDED + timedelta(seconds=int(span.total_seconds() * rng.random()))
        for _ in range(POSTS)
    )
    posts = []
    today = -1
    for at in moments:
        number = (at.date() - PAGE_FOUNDED.date()).days + (PAGE_FOUNDED.date() - _founded()).days
        for passed in range(max(today + 1, 0), number + 1):
            society.begin_day(passed)
        today = number
        posts.append(writer.post(at))
    _spam(posts, fans, rng)
    for post in posts:
        count = len(post.thread.posts)
        post.likes = int(rng.lognormvariate(2.4, 0.7)) + count
        post.shares = int(rng.expovariate(1 / 3))
        post.comment_likes = [int(rng.expovariate(1 / 1.6)) for _ in range(count)]
    return posts


def _founded() -> datetime.date:  # type: ignore[valid-type]
    from sample.moments import FOUNDED

    return FOUNDED.date()
