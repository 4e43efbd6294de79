"""What spammers and collectors leave behind: links that many share, praise for any page."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sample import words
from sample.conversation import Conversation, Turn
from sample.moments import END
from sample.people import Person
from sample.written import Post, Thread

ON_THREADS = 170
BY_COLLECTOR = 70


def add_spam(threads: list[Thread], people: list[Person], rng: Random) -> None:
    """Put spam comments under threads and blog posts, and collectors' words on walls."""
    spammers = [p for p in people if p.part == "spammer"]
    collectors = [p for p in people if p.part == "collector"]
    open_threads = [t for t in threads if t.talk.kind in ("problem", "blog", "show", "intro")]
    for number in range(ON_THREADS):
        thread = rng.choice(open_threads)
        spammer = spammers[number % len(spammers)]
        at = max(thread.talk.at, spammer.joined_at) + timedelta(days=rng.expovariate(1 / 20) + 0.1)
        if at < END:
            thread.posts.append(spam_post(spammer.number, at, number, rng))
            thread.posts.sort(key=lambda post: post.at)
    for collector in collectors:
        for owner in rng.sample([p for p in people if p.part == "member"], BY_COLLECTOR):
            visited = _after_both(collector, owner, rng)
            if visited is not None:
                threads.append(_wall(collector.number, owner.number, visited, rng))


def spam_post(author: int, at: datetime, number: int, rng: Random) -> Post:
    """One spam comment: praise that fits any page, and a link that others leave as well."""
    lists = words.lists("spam")
    which = number % len(lists["goods"])
    goods, host = lists["goods"][which], lists["hosts"][which]
    praise = rng.choice(lists["praise"])
    link = f'<a href="http://{host}/{goods.replace(" ", "-")}">{goods}</a>'
    kind = rng.randrange(3)
    html = {0: f"{praise} {link}", 1: f"{link} {link} {link}", 2: praise}[kind]
    # At the end of a comment that says nothing, the link hides in the signature.
    if kind == 2:
        html += f"<br />{link}"
    text = f"{praise} {goods} http://{host}/{goods.replace(' ', '-')}" if kind != 1 else goods
    moment = at - timedelta(microseconds=at.microsecond)
    return Post(author, moment, text, is_spam=True, html=f"<p>{html}</p>")


def _after_both(one: Person, other: Person, rng: Random) -> datetime | None:
    start = max(one.joined_at, other.joined_at)
    at = start + (END - start) * rng.random()
    return None if END - start < timedelta(days=2) else at - timedelta(microseconds=at.microsecond)


def _wall(visitor: int, owner: int, at: datetime, rng: Random) -> Thread:
    talk = Conversation("wall", owner, at, turns=[Turn(visitor, at, "collects", to=owner)])
    text = rng.choice(words.lists("spam")["collectors"])
    return Thread(talk, "", "", [Post(visitor, at, text, owner)])
