"""The whole sample: a community made up from a seed, written as its platforms would export it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sample.conversation import Conversation
from sample.events import events
from sample.facebook_files import write_daily, write_export, write_feed
from sample.facts import facts
from sample.fans import PAGE_ID, fans, with_ways
from sample.figures import figures
from sample.groups import Group
from sample.html_words import HOST
from sample.kept_figures import by_period, languages, talks_between, written_in
from sample.life import live
from sample.moments import END
from sample.newsletter import FILE as NEWSLETTER
from sample.newsletter import subscribers, write_newsletter
from sample.ning_archive import NingArchive
from sample.page import page_posts
from sample.people import LISTED, Person, people
from sample.people_csv import write_people_csv
from sample.planned import plan
from sample.plants import plant
from sample.profiles import profiles
from sample.rows import metric_rows
from sample.spam import add_spam
from sample.talks import ning, ning_talks, page_talks, post_counts
from sample.telling import Teller
from sample.texts import texts, write_texts
from sample.truth import truth
from sample.written import Post, write_down

LIST_FOLDER = "mending-table-news"
FORM = 4
"""Of the files together; what is written in an older form is written anew."""


@dataclass(frozen=True)
class SampleSummary:
    """What was written, for the one line that is printed."""

    folder: Path
    files: tuple[Path, ...]
    members: int
    fans: int
    threads: int
    posts: int
    page_posts: int
    comments: int
    ends_at: datetime


def write(
    folder: Path,
    *,
    seed: int = 2024,
    truth_file: Path | None = None,
    facts_file: Path | None = None,
    texts_folder: Path | None = None,
) -> SampleSummary:
    """Write the sample community's exports into a folder; the same seed gives the same bytes.

    truth_file: what was planted, for tests; beside the folder unless told otherwise, because
    nothing in the folder may give it away. facts_file: what no export can say (who blocked whom,
    who asked for a pause, who approved which text), for the ledger; beside it as well.
    texts_folder: where the spotlights, the story and the circle go; without one they are not
    written.
    """
    cast = people(_rng(seed, "people"))
    plants = plant(cast, _rng(seed, "plants"))
    life = live(cast, plants, _rng(seed, "life"))
    teller = Teller(cast, _rng(seed, "words"))
    threads = write_down(life.conversations, teller)
    gatherings = events(cast, plants, teller, _rng(seed, "events"))
    walls = _group_walls(life.groups, cast, teller, _rng(seed, "group walls"))
    crowd = fans(cast, _rng(seed, "fans"))
    page_teller = Teller(
        [fan.person for fan in crowd], _rng(seed, "page words"), after=teller, is_page=True
    )
    page = page_posts(crowd, plants, threads, page_teller, _rng(seed, "page"))
    add_spam(threads, cast, _rng(seed, "spam"))
    every = [*threads, *(event.thread for event in gatherings)]
    counts = post_counts(every)
    lately = post_counts(every, since=END - timedelta(days=90))
    comments = Counter(said.author for post in page for said in post.thread.posts)
    crowd = with_ways(crowd, comments, counts, _rng(seed, "ways"))
    answers = profiles(
        cast, crowd, counts, lately, plants.remembered,
        comments,
        teller, _rng(seed, "profiles"),
    )  # fmt: skip

    ning_folder, page_folder, list_folder = folder / HOST, folder / PAGE_ID, folder / LIST_FOLDER
    for place in (ning_folder, page_folder, list_folder):
        place.mkdir(parents=True, exist_ok=True)
    files = (
        ning_folder / "mending-table-archive.zip",
        page_folder / "page-feed.json",
        page_folder / "mending-table-page-export.zip",
        page_folder
        / "Facebook Insights Data Export (Page Level) - The Mending Table - 2026-11-15.csv",
        folder / "people.csv",
        list_folder / NEWSLETTER,
    )
    NingArchive(cast, _rng(seed, "archive")).write(
        files[0],
        profiles=answers,
        threads=threads,
        groups=life.groups,
        events=gatherings,
        group_walls=walls,
    )
    write_feed(files[1], page, crowd, _rng(seed, "feed"))
    write_export(files[2], crowd)
    write_daily(files[3], crowd, page, _rng(seed, "daily"))
    write_people_csv(files[4], answers.paper, cast)
    listed = subscribers(cast, crowd, _rng(seed, "subscribers"))
    write_newsletter(files[5], listed, _rng(seed, "newsletter"))

    talks = [*ning_talks(every, cast), *page_talks(page, crowd)]
    planted = truth(cast, crowd, plants, answers, every, talks, counts)
    planted["spam_posts"] += [p.native_id for post in page for p in post.thread.posts if p.is_spam]
    made = plan(cast, crowd, threads, gatherings, page, walls, answers.declared,
                {group.key: group for group in life.groups})  # fmt: skip
    planted |= {
        "figures": figures(made),
        "rows": metric_rows(made),
        "activity": by_period(made),
        "languages": languages(made),
        "talks": talks_between(made),
        **written_in(made),
    }
    _write_json(truth_file or folder.parent / f"{folder.name}-truth.json", planted)
    told = facts(cast, plants, answers, _rng(seed, "facts"))
    numbers = {ning(person): person.number for person in cast}
    written = texts(
        cast,
        plants,
        answers,
        active={number for number, count in lately.items() if count},
        apart=[(numbers[each["by"]], numbers[each["of"]]) for each in told["blocks"]],
    )
    if texts_folder:
        write_texts(texts_folder, written)
    _write_json(
        facts_file or folder.parent / f"{folder.name}-facts.json",
        {**told, "approvals": written.approvals, "form": FORM, "seed": seed},
    )
    return SampleSummary(
        folder=folder,
        files=files,
        members=LISTED,
        fans=len(crowd) - 1,
        threads=sum(thread.talk.kind != "wall" for thread in threads),
        posts=sum(counts.values()),
        page_posts=len(page),
        comments=sum(len(post.thread.posts) for post in page),
        ends_at=END,
    )


def _rng(seed: int, part: str) -> Random:
    """A generator for one part, so that a change in one leaves the others as they are."""
    return Random(f"{seed} {part}")


def _group_walls(
    groups: list[Group], cast: list[Person], teller: Teller, rng: Random
) -> dict[str, list[Post]]:
    """A few words of members on the walls of the open groups."""
    walls: dict[str, list[Post]] = {}
    for group in groups:
        if group.is_private or group.craft is None:
            continue
        posts = []
        for number in rng.sample(group.members, min(len(group.members), rng.randint(4, 9))):
            person = cast[number]
            start = max(group.created_at, person.joined_at)
            until = min(person.quiet_after, END)
            if start < until:
                at = start + (until - start) * rng.random()
                at -= timedelta(microseconds=at.microsecond)
                talk = Conversation("group wall", number, at, craft=group.craft)
                posts.append(Post(number, at, teller.remark(talk, "group_walls")))
        walls[group.key] = sorted(posts, key=lambda post: post.at)
    return walls


def _write_json(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
