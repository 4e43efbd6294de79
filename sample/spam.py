"""What spammers and collectors leave behind, and honest posts that look like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from random import Random

from sample import words
from sample.conversation import Conversation, Turn
from sample.moments import END
from sample.people import Person
from sample.written import Post, Thread

ON_THREADS = 170
BY_COLLECTOR = 70
CAMPAIGNS = 3
"""So many sellers share the spammers; each has its goods, its host and its habits."""
BURST = 6
LOOK_ALIKES = {"thanks": 40, "shops": 24, "gatherings": 6, "photos": 14, "languages": 12}
"""How many honest posts of each kind that a rule could take for spam."""

CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")
KINDS = {
    "praise and link": 6, "links": 3, "signature": 4, "call": 3, "story": 2, "foreign": 2,
    "masked": 2, "contact": 2, "copy": 3,
}  # fmt: skip
"""Sorts of comments, and how often each is chosen."""
LINES = {"story": "stories", "foreign": "foreign", "contact": "contacts"}
BORROWED = str.maketrans("aeopc", "аеорс")
"""Cyrillic letters that look like these."""


@dataclass(frozen=True)
class Campaign:
    """What a seller sells, where, and the text that its robots copy."""

    goods: str
    host: str
    copied: str


def add_spam(threads: list[Thread], people: list[Person], rng: Random) -> None:
    """Put spam comments under threads and blog posts, and collectors' words on walls.

    Beside them stand honest posts that look like spam: thanks, shops, gatherings, photographs.
    """
    spammers = [p for p in people if p.part == "spammer"]
    collectors = [p for p in people if p.part == "collector"]
    open_threads = [t for t in threads if t.talk.kind in ("problem", "blog", "show", "intro")]
    selling = campaigns(rng)
    for number in range(ON_THREADS):
        thread = rng.choice(open_threads)
        spammer = spammers[number % len(spammers)]
        at = max(thread.talk.at, spammer.joined_at) + timedelta(days=rng.expovariate(1 / 20) + 0.1)
        if at < END:
            _put(thread, spam_post(spammer.number, at, number % len(spammers), rng, selling))
    for spammer in rng.sample(spammers, 2):
        _burst(open_threads, spammer, rng)
    honest = Random(rng.random())
    said: set[str] = set()
    for kind, count in LOOK_ALIKES.items():
        for _ in range(count):
            _look_alike(kind, open_threads, people, said, honest)
    for collector in collectors:
        for owner in rng.sample([p for p in people if p.part == "member"], BY_COLLECTOR):
            visited = _after_both(collector, owner, rng)
            if visited is not None:
                threads.append(_wall(collector.number, owner.number, visited, rng))


def spam_post(author: int, at: datetime, number: int, rng: Random, selling: list[Campaign]) -> Post:
    """One spam comment of the campaign that the number belongs to, of any kind."""
    campaign = selling[number % len(selling)]
    link = f"http://{campaign.host}/{campaign.goods.replace(' ', '-')}"
    text, html = _said(rng.choices(list(KINDS), list(KINDS.values()))[0], campaign, link, rng)
    moment = at - timedelta(microseconds=at.microsecond)
    return Post(author, moment, text, is_spam=True, html=f"<p>{html}</p>")


def campaigns(rng: Random) -> list[Campaign]:
    """Who sells what this time."""
    lists = words.lists("spam")
    return [
        Campaign(
            chosen(goods, rng),
            f"{'-'.join(rng.sample(lists['host_words'], 2))}{rng.randrange(100)}.example",
            chosen(rng.choice(lists["praise"]), rng),
        )
        for goods in rng.sample(lists["goods"], CAMPAIGNS)
    ]


def chosen(text: str, rng: Random) -> str:
    """The text with one of each {a|b} taken."""
    return CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)


def _said(kind: str, campaign: Campaign, link: str, rng: Random) -> tuple[str, str]:
    """A comment as plain words, and as it stands in markup."""
    lists = words.lists("spam")
    goods = campaign.goods
    called = f'<a href="{link}">{goods}</a>'
    praise = chosen(rng.choice(lists["praise"]), rng)
    if kind == "praise and link":
        return f"{praise} {goods} {link}", f"{escape(praise)} {called}"
    if kind == "links":
        return goods, f"{called} {called} {called}"
    if kind == "signature":
        # At the end of a comment that says nothing, the link hides in the signature.
        return f"{praise}\n{goods} {link}", f"{escape(praise)}<br />{called}"
    if kind == "copy":
        return f"{campaign.copied} {link}", f"{escape(campaign.copied)} {called}"
    line = chosen(rng.choice(lists[LINES.get(kind, "calls")]), rng)
    if kind not in LINES:
        line = f"{goods}! {line}"
    line = line.replace("{goods}", goods).replace("{name}", campaign.host.split(".")[0])
    if kind == "masked":
        line = _masked(line, rng)
    return line.replace("{link}", link), escape(line).replace("{link}", called)


def _masked(line: str, rng: Random) -> str:
    """The line with letters borrowed or hidden between, so that no list of words finds them."""
    head, place, tail = line.partition("{link}")
    if rng.random() < 0.5:
        return head.translate(BORROWED) + place + tail
    return re.sub(r"(?<=[a-z]{2})(?=[a-z]{2})", "\u200b", head) + place + tail


def _burst(threads: list[Thread], spammer: Person, rng: Random) -> None:
    """Praise in many threads within a few minutes, without any link."""
    start = spammer.joined_at + (END - spammer.joined_at) * rng.uniform(0.1, 0.8)
    there = [thread for thread in threads if thread.talk.at < start]
    at = start - timedelta(microseconds=start.microsecond)
    for thread in rng.sample(there, min(BURST, len(there))):
        praise = chosen(rng.choice(words.lists("spam")["praise"]), rng)
        at += timedelta(seconds=rng.randrange(20, 70))
        _put(
            thread, Post(spammer.number, at, praise, is_spam=True, html=f"<p>{escape(praise)}</p>")
        )


def _look_alike(
    kind: str, threads: list[Thread], people: list[Person], said: set[str], rng: Random
) -> None:
    """One honest post of this kind; a gathering is announced in two threads.

    said: by others before; two people never say the same.
    """
    lists = words.lists("spam")
    thread = rng.choice(threads)
    last = max([thread.talk.at, *(post.at for post in thread.posts)])
    at = last + timedelta(hours=rng.uniform(1, 60))
    at -= timedelta(microseconds=at.microsecond)
    is_new = kind == "photos"
    able = [
        p for p in people
        if p.part == "member" and p.joined_at < at < p.quiet_after and (p.rate == 0.0) == is_new
    ]  # fmt: skip
    if not able or at >= END:
        return
    person = rng.choice(able)
    host = rng.choice(lists["photo_hosts" if is_new else "shops_hosts"])
    text = chosen(rng.choice(lists[kind]), rng)
    text = text.replace("{host}", host).replace("{town}", person.town)
    text = text.replace("{first}", people[thread.talk.author].first)
    if text in said:
        return
    said.add(text)
    language = _language(text) if kind == "languages" else "en"
    _put(thread, Post(person.number, at, text, language=language))
    if kind == "gatherings":
        other = rng.choice([t for t in threads if t.talk.at < at and t is not thread])
        _put(other, Post(person.number, at + timedelta(minutes=4), text, language=language))


def _language(text: str) -> str:
    """The language of one of the thanks in four of them, by what stands in it alone."""
    signs = {"спасибо": "ru", "非常": "zh", "شكرا": "ar", "merci": "fr"}
    return next(code for sign, code in signs.items() if sign in text)


def _put(thread: Thread, post: Post) -> None:
    thread.posts.append(post)
    thread.posts.sort(key=lambda written: written.at)


def _after_both(one: Person, other: Person, rng: Random) -> datetime | None:
    start = max(one.joined_at, other.joined_at)
    at = start + (END - start) * rng.random()
    return None if END - start < timedelta(days=2) else at - timedelta(microseconds=at.microsecond)


def _wall(visitor: int, owner: int, at: datetime, rng: Random) -> Thread:
    talk = Conversation("wall", owner, at, turns=[Turn(visitor, at, "collects", to=owner)])
    text = rng.choice(words.lists("spam")["collectors"])
    return Thread(talk, "", "", [Post(visitor, at, text, owner)])
