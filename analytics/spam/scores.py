"""The log odds of every post, with the signs they are the sum of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa

from analytics.spam.community import (
    Signs,
    content_words,
    is_known,
    signs_of_conduct,
    signs_of_copies,
    signs_of_scripts,
    signs_of_shared_links,
    signs_of_threads,
    standing,
)
from analytics.spam.learning import Tokens, learnt, word_weights
from analytics.spam.signs import READ_CHARACTERS, signs_of_name, signs_of_profile
from analytics.spam.texts import host_of
from analytics.spam.weights import WEIGHTS, log_odds
from analytics.spam.written import Author, Written, authors_of, read_posts, rows_of

CANDIDATE_FROM = 1.0
"""Weights of a post's own signs from which it is compared with its thread."""
READ_LINKS = 200
BARRED = ("banned", "suspended")


class Score(NamedTuple):
    """What speaks for and against one post."""

    log_odds: float
    signs: frozenset[str]
    learnt: float
    """The part that the manager's decisions about others gave."""


def scores(
    frames: Mapping[str, pa.Table], decided: Mapping[tuple[str, str], bool]
) -> dict[str, Score]:
    """post_id: its score, for all posts that are not the team's or a bot's.

    decided: (account or post, id): whether it is spam; the posts learn from each other's.
    """
    ignored = frozenset(
        account_id
        for account_id, is_team, is_bot in rows_of(
            frames["staging.accounts"], "account_id", "is_team", "is_bot"
        )
        if is_team or is_bot
    )
    posts = {post.post_id: post for post in read_posts(frames, ignored)}
    authors = authors_of(frames, list(posts.values()))
    place = standing(authors)
    of_author = signs_of_accounts(frames, authors)
    by_sign: list[Signs] = [
        signs_of_conduct(authors, place),
        signs_of_shared_links(authors, place),
        signs_of_copies(frames, posts, place),
        signs_of_scripts(frames, posts),
    ]
    candidates = [
        post.post_id
        for post in posts.values()
        if not is_known(place[post.author])
        and sum(WEIGHTS[sign] for sign in post.signs) + bool(post.links) >= CANDIDATE_FROM
    ]
    by_sign.append(signs_of_threads(frames, posts, candidates))
    # Millions of posts have a few thousand different sets of signs between them.
    sets: dict[frozenset[str], frozenset[str]] = {}
    signs = {}
    for post in posts.values():
        together = post.signs.union(
            place[post.author],
            of_author.get(post.author, ()),
            *(found[post.post_id] for found in by_sign if post.post_id in found),
        )
        signs[post.post_id] = sets.setdefault(together, together)
    taught = _taught(frames, posts, signs, decided)
    usual = {found: Score(log_odds(found), found, 0.0) for found in sets}
    return {
        post_id: Score(usual[found].log_odds + taught[post_id], found, taught[post_id])
        if post_id in taught
        else usual[found]
        for post_id, found in signs.items()
    }


def signs_of_accounts(
    frames: Mapping[str, pa.Table], authors: Mapping[str, Author]
) -> dict[str, set[str]]:
    """Account: what its name, its profile and the community's moderation give away."""
    removed: Counter[str] = Counter(
        account for account in frames["staging.removed_posts"]["author_account_id"].to_pylist()
    )
    found: dict[str, set[str]] = {}
    for account_id, name, bio, state in rows_of(
        frames["staging.accounts"], "account_id", "display_name", "bio", "state"
    ):
        author = authors.get(account_id, Author())
        links = [link for post in author.posts[:READ_LINKS] for link in post.links]
        signs = signs_of_name(name or "", links) | signs_of_profile(bio)
        if state in BARRED:
            signs.add("barred")
        if removed[account_id] and removed[account_id] >= len(author.posts):
            signs.add("posts removed")
        if signs:
            found[account_id] = signs
    return found


def _taught(
    frames: Mapping[str, pa.Table],
    posts: Mapping[str, Written],
    signs: Mapping[str, frozenset[str]],
    decided: Mapping[tuple[str, str], bool],
) -> dict[str, float]:
    """post_id: what the decisions about other posts say of it; nothing while none is decided."""
    if not decided:
        return {}
    taught_by: dict[bool, list[Tokens]] = defaultdict(list)
    for post_id, tokens in _tokens(frames, posts, signs):
        post = posts[post_id]
        said = decided.get(("post", post_id), decided.get(("account", post.author)))
        if said is not None:
            taught_by[said].append(tokens)
    counted: Counter[str] = Counter()
    wanted = frozenset[str]().union(*taught_by[True], *taught_by[False])
    for _, tokens in _tokens(frames, posts, signs):
        counted.update(tokens & wanted)
    weights = word_weights(taught_by[True], taught_by[False], counted, len(posts))
    return {
        post_id: value
        for post_id, tokens in _tokens(frames, posts, signs)
        if (value := learnt(tokens, weights))
    }


def _tokens(
    frames: Mapping[str, pa.Table],
    posts: Mapping[str, Written],
    signs: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, Tokens]]:
    """Every post with its words, the hosts it leads to and its signs."""
    for post_id, text in rows_of(frames["staging.post_texts"], "post_id", "text"):
        post = posts.get(post_id)
        if post is not None:
            words = content_words((text or "")[:READ_CHARACTERS])
            yield (
                post.post_id,
                words.union(
                    (f"to {host_of(link)}" for link in post.links),
                    (f"sign {sign}" for sign in signs[post.post_id] if WEIGHTS[sign] > 0),
                ),
            )
