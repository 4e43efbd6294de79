"""A community of any size out of a seed: an activity log in JSON lines, and its settings.

A few write most, most write little; everybody has one to three interests, each a space with words
of its own; who opens a thread is answered by others of that space, most often somebody answers one
of the last few posts. Degrees, thread sizes and activity have the long tails of real forums.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

START = datetime(2021, 11, 1, tzinfo=UTC)
END = datetime(2026, 11, 22, tzinfo=UTC)
SECONDS = int((END - START).total_seconds())
COMMON_WORDS = (
    "the and you for that with this have are was not but they from what there when your can said "
    "about would them some could other into than then now look only come over think also back "
    "after use two how our work first well way even new want because any these give day most us "
    "has had his her its who did get may been made where much before must through very old tell"
)
"""English words, so that a language can be told."""
SYLLABLES_OF_WORDS = (
    "ba be bo da de do fa fi fo ga go ka ke ko la le li lo ma me mi mo na ne ni no pa pe po ra re "
    "ri ro sa se si so ta te ti to va ve vi wa we wi za ze"
)
OWN_WORDS = 120
"""Of each space."""
SETTINGS = """\
community:
  id: {name}
  name: A made community
  description: Made out of a seed, to measure with.
  time_zone: UTC
  site_url: https://made.example.org
  join_url: https://made.example.org/join
  postal_address: Nowhere 1
  manager:
    name: Mo Maker
    email: mo@made.example.org
assume_public: true
activity_logs:
  - file: "*.jsonl"
    columns:
      post_id: id
      author: author
      author_name: name
      thread: thread
      title: title
      space: space
      kind: kind
      reply_to: reply_to
      created_at: created_at
      text: text
"""


@dataclass(frozen=True)
class Posts:
    """Posts in the order of their threads, each column with one value per post."""

    author: Ints
    thread: Ints
    space: Ints
    answers: Ints
    """The post replied to, by its place; -1 for an opening."""
    second: Ints
    """Since START."""


def made_posts(members: int, talks: int, seed: int) -> Posts:
    """About so many talks between so many members; nobody answers themselves."""
    random = np.random.default_rng(seed)
    spaces = 12 + int(1.2 * np.sqrt(members))
    # A few spaces are large: sizes fall with the square root of the place.
    popular = 1 / np.sqrt(np.arange(1, spaces + 1))
    kinds = random.choice(spaces, size=(members, 3), p=popular / popular.sum())
    kept = np.arange(3) < random.integers(1, 4, members)[:, None]
    loudness = random.lognormal(0, 1.6, members)
    lists = [_voices(np.flatnonzero(((kinds == space) & kept).any(axis=1)), loudness)
             for space in range(spaces)]  # fmt: skip
    sizes = _thread_sizes(random, talks)
    threads = len(sizes)
    space_weight = np.array([total[-1] if len(total) else 0.0 for _, total in lists])
    space_of = random.choice(spaces, size=threads, p=space_weight / space_weight.sum())
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    thread = np.repeat(np.arange(threads), sizes)
    space = space_of[thread]
    author = np.zeros(len(thread), dtype=np.int64)
    for number, (who, total) in enumerate(lists):
        rows = np.flatnonzero(space == number)
        author[rows] = (
            who[np.searchsorted(total, random.random(len(rows)) * total[-1])] if len(who) else 0
        )
    # Whoever is in a thread comes back: half of the replies are by one of the first four.
    place = np.arange(len(thread)) - first[thread]
    back = (random.random(len(thread)) < 0.5) & (place > 3)
    author[back] = author[first[thread[back]] + random.integers(0, 4, int(back.sum()))]
    reach = np.minimum(place, random.geometric(0.35, len(thread)))
    answers = np.where(place > 0, np.arange(len(thread)) - reach, -1)
    own = (answers >= 0) & (author == author[np.maximum(answers, 0)])
    answers[own & (place > 1)] = first[thread[own & (place > 1)]]
    begun = np.sort((SECONDS * random.random(threads) ** 0.6).astype(np.int64))
    gaps = random.exponential(5 * 3600, len(thread)).astype(np.int64) + 60
    gaps[first] = 0
    waited = np.cumsum(gaps)
    second = np.minimum(begun[thread] + waited - waited[first][thread], SECONDS - 1)
    return Posts(author, thread, space, answers, second)


def _voices(who: Ints, loudness: Floats) -> tuple[Ints, Floats]:
    return who, np.cumsum(loudness[who])


def _thread_sizes(random: np.random.Generator, talks: int) -> Ints:
    """Posts of each thread: some nobody answers, a few go on for hundreds."""
    sizes = 1 + np.minimum(random.lognormal(1.5, 1.1, 40 + talks // 4), 800).astype(np.int64)
    # About one post in eight answers its own author or opens a thread, and is no talk.
    return np.asarray(sizes[: 1 + np.searchsorted(np.cumsum(0.9 * (sizes - 1)), talks)])


def write_community(folder: Path, *, members: int, talks: int, seed: int = 1) -> Path:
    """The settings file; the log lies in `exports/` beside it."""
    exports = folder / "exports"
    exports.mkdir(parents=True, exist_ok=True)
    log = exports / "log.jsonl"
    with log.open("w", encoding="utf-8") as lines:
        for row in rows_of(made_posts(members, talks, seed), members, seed):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    # The moment of an export that states none is that of its file.
    os.utime(log, (END.timestamp(), END.timestamp()))
    settings = folder / "community.yaml"
    settings.write_text(SETTINGS.format(name=f"made-{members}"), encoding="utf-8")
    return settings


def rows_of(posts: Posts, members: int, seed: int) -> Iterator[dict[str, Any]]:
    """The rows of the log; everybody is named at least once."""
    random = np.random.default_rng([seed, 1])
    names = [f"{_word(random)} {_word(random)}".title() for _ in range(members)]
    spaces = int(posts.space.max()) + 1
    usual = COMMON_WORDS.split()
    words = [[_word(random) for _ in range(OWN_WORDS)] for _ in range(spaces)]
    lengths = np.minimum(3 + random.lognormal(2.3, 0.8, len(posts.author)), 200).astype(int)
    # Two words in five are the space's own, the frequent ones far more often.
    is_own = random.random(int(lengths.sum())) < 0.4
    own = np.minimum(random.geometric(0.03, len(is_own)) - 1, OWN_WORDS - 1).tolist()
    common = np.minimum(random.geometric(0.03, len(is_own)) - 1, len(usual) - 1).tolist()
    is_own_list, at = is_own.tolist(), 0
    titles: dict[int, str] = {}
    moments = posts.second.tolist()
    for number, (author, thread, space, answers) in enumerate(
        zip(
            posts.author.tolist(), posts.thread.tolist(), posts.space.tolist(),
            posts.answers.tolist(), strict=True,
        )
    ):  # fmt: skip
        until = at + int(lengths[number])
        mine = words[space]
        said = [
            mine[own[place]] if is_own_list[place] else usual[common[place]]
            for place in range(at, until)
        ]
        at = until
        if answers < 0:
            titles = {thread: " ".join(said[:5]).capitalize()}
        yield {
            "id": f"p{number}",
            "author": f"member{author}",
            "name": names[author],
            "thread": f"t{thread}",
            "title": titles[thread],
            "space": f"{words[space][0]} {words[space][1]}",
            "kind": "opening" if answers < 0 else "reply",
            "reply_to": f"p{answers}" if answers >= 0 else None,
            "created_at": f"{START + timedelta(seconds=moments[number]):%Y-%m-%dT%H:%M:%SZ}",
            "text": " ".join(said).capitalize() + ".",
        }


def _word(random: np.random.Generator) -> str:
    return "".join(random.choice(SYLLABLES_OF_WORDS.split(), int(random.integers(2, 5))))
