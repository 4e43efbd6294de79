"""The signs of spam that only the community as a whole shows: who stands where, what is copied."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

import pyarrow as pa

from analytics.spam.copies import groups, signature
from analytics.spam.signs import FEW, READ_CHARACTERS
from analytics.spam.texts import LINK, host_of, scripts_of, unmasked, words_of
from analytics.spam.written import Author, Written, rows_of
from analytics.stop_words import STOP_WORDS

MANY = 3
LONG_TEXT = 60
"""Letters; shorter texts are repeated by honest people: thanks, congratulations, slogans."""
FIRST_POSTS = 2
ESTABLISHED_POSTS, ESTABLISHED_DAYS = 5, 3
PILLAR_POSTS, PILLAR_DAYS = 30, 10
PUBLIC = 5
"""So many people, and so many of its pages, make a place everybody's."""
SERIES = timedelta(days=30)
"""Openings of one author further apart are the issues of a series."""
BURST_POSTS, BURST_THREADS = 5, 4
BURST_SPAN = timedelta(minutes=10)
RARE_SCRIPT = 0.02
SCRIPT_LETTERS = 12
WORD_LETTERS = 4

TELLING = frozenset(
    {"wares", "praise with a link", "selling words", "hidden letters", "code of a robot"}
)
"""Signs that make a link beside them a seller's."""
COMMON = frozenset().union(*STOP_WORDS.values())

Signs = dict[str, set[str]]
"""post_id: signs."""


def standing(authors: Mapping[str, Author]) -> dict[str, set[str]]:
    """Author: signs of their place: established members, pillars, those who are answered."""
    found: dict[str, set[str]] = {}
    is_answering = any(author.answered_by for author in authors.values())
    for name, author in authors.items():
        signs = found[name] = set[str]()
        plain = [post for post in author.posts if not post.signs & TELLING and post.letters]
        talking = [post for post in plain if not post.links]
        days = len({post.created_at.date() for post in plain if post.created_at is not None})
        is_talking = 2 * len(talking) >= len(author.posts) or len(author.answered_by) >= MANY
        if len(plain) >= PILLAR_POSTS and days >= PILLAR_DAYS and is_talking:
            signs.add("pillar")
        elif len(plain) >= ESTABLISHED_POSTS and days >= ESTABLISHED_DAYS and is_talking:
            signs.add("established")
        if len(author.answered_by) >= 2:
            signs.add("answered by members")
        elif is_answering and not author.answered_by and len(author.posts) >= MANY:
            signs.add("never answered")
    return found


def is_known(signs: Iterable[str]) -> bool:
    """Whether an author of this standing belongs to the community."""
    return not {"established", "pillar"}.isdisjoint(signs)


def signs_of_conduct(authors: Mapping[str, Author], place: Mapping[str, set[str]]) -> Signs:
    """What links in first posts, bursts, and links everywhere give away."""
    found: Signs = defaultdict(set)
    for name, author in authors.items():
        if is_known(place[name]):
            continue
        for post in author.posts[:FIRST_POSTS]:
            if post.links:
                found[post.post_id].add("first posts")
        for post in _in_bursts(author.posts):
            found[post.post_id].add("burst")
        linking = [post for post in author.posts if post.links]
        telling = [post for post in linking if post.signs & TELLING]
        if (
            len(linking) >= MANY
            and 2 * len(linking) >= len(author.posts)
            and 2 * len(telling) >= len(linking)
        ):
            for post in linking:
                found[post.post_id].add("nothing but links")
    return found


def signs_of_shared_links(authors: Mapping[str, Author], place: Mapping[str, set[str]]) -> Signs:
    """What it says that others lead to the same place, or one author does again and again."""
    familiar = _public_hosts(authors)
    sharers: dict[str, set[str]] = defaultdict(set)
    of_host: Counter[str] = Counter()
    telling_of_host: Counter[str] = Counter()
    for name, author in authors.items():
        for post in author.posts:
            hosts = set(map(host_of, post.links))
            if is_known(place[name]):
                familiar |= hosts
                continue
            of_host.update(hosts)
            if post.signs & TELLING:
                telling_of_host.update(hosts)
            for link in post.links:
                sharers[link].add(name)
    found: Signs = defaultdict(set)
    for name, author in authors.items():
        if is_known(place[name]):
            continue
        threads_of = _threads_of_links(author.posts)
        for post in author.posts:
            strange = [link for link in post.links if host_of(link) not in familiar]
            if strange:
                found[post.post_id].add("unfamiliar link")
            if post.letters - sum(map(len, post.links)) < FEW and any(
                len(sharers[link]) >= MANY for link in strange
            ):
                found[post.post_id].add("same link by many newcomers")
            if any(
                telling_of_host[host] >= 2 and 2 * telling_of_host[host] >= of_host[host]
                for host in map(host_of, strange)
            ):
                found[post.post_id].add("link that goes with wares")
            if any(len(threads_of[host_of(link)]) >= MANY for link in strange) or any(
                len(threads_of[link]) >= MANY for link in post.links
            ):
                found[post.post_id].add("same link in many threads")
    return found


def signs_of_copies(
    frames: Mapping[str, pa.Table],
    posts: Mapping[str, Written],
    place: Mapping[str, set[str]],
) -> Signs:
    """What it says that many newcomers, or one author in many threads, say nearly the same."""
    copied, signatures, exact = [], [], []
    for post_id, text in rows_of(frames["staging.post_texts"], "post_id", "text"):
        post = posts.get(post_id)
        if post is not None and post.letters >= LONG_TEXT and not is_known(place[post.author]):
            words = words_of(unmasked(LINK.sub(" ", text[:READ_CHARACTERS])))
            if sum(map(len, words)) >= LONG_TEXT and len(words) >= 2:
                copied.append(post)
                signatures.append(signature(words))
                exact.append(hash_of(words))
    found: Signs = defaultdict(set)
    _note_copies(found, copied, exact, "same text by many")
    _note_copies(found, copied, groups(signatures), "nearly the same text by many")
    return found


def hash_of(words: Sequence[str]) -> str:
    """The words run together: spelling and spacing do not hide a copy."""
    return "".join(words)


def signs_of_scripts(frames: Mapping[str, pa.Table], posts: Mapping[str, Written]) -> Signs:
    """The posts written in letters that hardly anybody writes here."""
    total: Counter[str] = Counter()
    foreign: dict[str, str] = {}
    for post_id, text in rows_of(frames["staging.post_texts"], "post_id", "text"):
        scripts = scripts_of((text or "")[:READ_CHARACTERS])
        most = max(scripts, key=lambda script: scripts[script], default="")
        if most and scripts[most] >= SCRIPT_LETTERS and post_id in posts:
            total[most] += 1
            foreign[post_id] = most
    found: Signs = defaultdict(set)
    for post_id, script in foreign.items():
        if total[script] < RARE_SCRIPT * total.total() or (
            # In a community of a few posts one is not rare by its share.
            total[script] == 1 and total.total() > MANY
        ):
            found[post_id].add("another script")
            if posts[post_id].links:
                found[post_id].add("another script with a link")
    return found


def signs_of_threads(
    frames: Mapping[str, pa.Table], posts: Mapping[str, Written], candidates: Iterable[str]
) -> Signs:
    """The candidates among the replies that share no word with what they reply to."""
    asked = {post_id for post_id in candidates if posts[post_id].kind != "opening"}
    threads = {posts[post_id].thread_id for post_id in asked} - {None}
    said: dict[str | None, dict[str, str]] = {thread: {} for thread in threads}
    for thread_id, title in rows_of(frames["staging.threads"], "thread_id", "title"):
        if thread_id in threads and title:
            for word in content_words(title):
                said[thread_id][word] = ""
    of_asked: dict[str, frozenset[str]] = {}
    for post_id, text in rows_of(frames["staging.post_texts"], "post_id", "text"):
        post = posts.get(post_id)
        if post is None or post.thread_id not in threads:
            continue
        words = content_words((text or "")[:READ_CHARACTERS])
        if post_id in asked:
            of_asked[post_id] = words
        if post.signs & TELLING or "praise for any page" in post.signs:
            # What one robot says is no word of the thread for the next.
            continue
        by_word = said[post.thread_id]
        for word in words:
            by_word[word] = post.author if by_word.get(word, post.author) == post.author else ""
    found: Signs = defaultdict(set)
    for post_id, words in of_asked.items():
        post = posts[post_id]
        others = {word for word, author in said[post.thread_id].items() if author != post.author}
        if len(words) >= 2 and len(others) >= MANY and not words & others:
            found[post_id].add("no word of the thread")
    return found


def content_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(
        word
        for word in words_of(unmasked(LINK.sub(" ", text)))
        if len(word) >= WORD_LETTERS and word not in COMMON
    )


def _note_copies(
    found: Signs, posts: Sequence[Written], belongs: Sequence[object], by_many: str
) -> None:
    authors: dict[object, set[str]] = defaultdict(set)
    copies: dict[tuple[object, str], list[Written]] = defaultdict(list)
    for post, group in zip(posts, belongs, strict=True):
        authors[group].add(post.author)
        copies[group, post.author].append(post)
    is_everywhere = {
        key: len({post.thread_id for post in found}) >= MANY and not _is_series(found)
        for key, found in copies.items()
    }
    for post, group in zip(posts, belongs, strict=True):
        if len(authors[group]) >= MANY:
            found[post.post_id].add(by_many)
        if is_everywhere[group, post.author]:
            found[post.post_id].add(
                "same text with a link in many threads"
                if post.links
                else "same text in many threads"
            )


def _is_series(posts: Sequence[Written]) -> bool:
    """Whether these are openings that one author wrote at long intervals."""
    moments = sorted(post.created_at for post in posts if post.created_at is not None)
    return all(post.kind == "opening" for post in posts) and (
        len(moments) > 1 and (moments[-1] - moments[0]) / (len(moments) - 1) > SERIES
    )


def _public_hosts(authors: Mapping[str, Author]) -> set[str]:
    """Where many go, each to something else there: picture stores, newspapers, code."""
    goers: dict[str, set[str]] = defaultdict(set)
    pages: dict[str, set[str]] = defaultdict(set)
    for name, author in authors.items():
        for post in author.posts:
            if not post.signs & TELLING:
                for link in post.links:
                    goers[host_of(link)].add(name)
                    pages[host_of(link)].add(link)
    return {
        host
        for host in goers
        if len(goers[host]) >= PUBLIC and len(pages[host]) >= max(PUBLIC, len(goers[host]) / 2)
    }


def _threads_of_links(posts: Iterable[Written]) -> dict[str, set[str | None]]:
    """Link or host: the threads in which it stands."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for post in posts:
        for link in post.links:
            found[host_of(link)].add(post.thread_id)
            found[link].add(post.thread_id)
    return found


def _in_bursts(posts: Sequence[Written]) -> list[Written]:
    """Those of an author's posts that came faster, to more threads, than one can read."""
    # An export that knows days only puts a whole day's posts at midnight.
    dated = [
        (post.created_at, post)
        for post in posts
        if post.created_at is not None and (post.created_at.hour or post.created_at.minute)
    ]
    found: dict[str, Written] = {}
    first = 0
    for last in range(len(dated)):
        while dated[last][0] - dated[first][0] > BURST_SPAN:
            first += 1
        run = [post for _, post in dated[first : last + 1]]
        if len(run) >= BURST_POSTS and len({post.thread_id for post in run}) >= BURST_THREADS:
            found.update((post.post_id, post) for post in run)
    return list(found.values())
