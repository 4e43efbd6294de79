"""A small community written by hand: a network, a forum, a question site and a page."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from invoke.program import Program

import line
import tasks

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = (
    "Ada Quill", "Bram Osier", "Cleo Fennel", "Dirk Yarrow", "Edda Sorrel", "Finn Tansy",
    "Gwen Teasel", "Hugo Bracken", "Iris Madder", "Jory Sedge", "Kaia Rowan", "Lars Alder",
)  # fmt: skip
CRAFTS = ("weaving", "radios", "clocks", "bicycles", "pottery")
WORDS = (
    "spindle", "solder", "pendulum", "saddle", "glaze", "warp", "antenna", "escapement", "kiln",
    "derailleur", "shuttle", "capacitor", "mainspring", "spoke", "slip", "bench", "vise", "chisel",
)  # fmt: skip
LATECOMERS = ("Mona Vetch", "Nils Burdock")
SETTINGS = """\
community:
  id: {id}
  name: The Long Bench
  time_zone: Europe/Amsterdam
  site_url: https://bench.example.org
  join_url: https://bench.example.org/join
  postal_address: The Long Bench, Postbus 1, 3500 AA Utrecht
  manager:
    name: Noor Adriaanse
    email: noor@bench.example.org
assume_public: true
"""


@dataclass(frozen=True)
class Run:
    """What a task said, and how it ended."""

    code: int
    text: str

    @property
    def lines(self) -> list[str]:
        """The lines that say something."""
        return [line for line in self.text.splitlines() if line.strip()]

    def one_line(self, part: str) -> str:
        """The only line that holds the part; fails when there is none or several."""
        found = [line for line in self.lines if part in line]
        assert len(found) == 1, f"{len(found)} lines hold {part!r} in:\n{self.text}"
        return found[0]


@dataclass(frozen=True)
class Home:
    """A folder with exports, settings, build, ledger and output of its own."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, community_id: str = "long-bench") -> Home:
        """A home with settings and an empty exports folder."""
        (folder / "exports").mkdir(parents=True)
        (folder / "community.yaml").write_text(SETTINGS.format(id=community_id), encoding="utf-8")
        return cls(folder)

    @property
    def exports(self) -> Path:
        return self.folder / "exports"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def site(self) -> Path:
        """The site shown now."""
        return self.output.resolve(strict=True)

    def build_folder(self, community_id: str = "long-bench") -> Path:
        return self.folder / "build" / community_id

    def page(self, path: str) -> str:
        """A page of the site shown now."""
        return (self.site / path).read_text(encoding="utf-8")

    def whole_site(self) -> str:
        """Every page of the site shown now, one after the other."""
        return "\n".join(
            file.read_text(encoding="utf-8") for file in sorted(self.site.rglob("*.html"))
        )

    def letters(self, community_id: str = "long-bench") -> dict[str, bytes]:
        """The letters in the outbox, by issue and file name."""
        outbox = self.build_folder(community_id) / "outbox"
        return {
            str(file.relative_to(outbox)): file.read_bytes()
            for file in sorted(outbox.rglob("*.eml"))
        }

    def run(self, *arguments: str) -> Run:
        """One task, as the command line runs it, in this process.

        A traceback is a failure of the test: it is not caught.
        """
        said = io.StringIO()
        code = 0
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):
            patch.setattr(line, "HOME", self.folder)
            # The default was taken from HOME when the function was made.
            patch.setitem(line.find_place.__kwdefaults__ or {}, "home", self.folder)
            try:
                Program(namespace=tasks.namespace).run(["communis", *arguments])
            except SystemExit as end:
                code = int(end.code or 0)
        return Run(code, said.getvalue())

    def build(self, *arguments: str) -> Run:
        """A build that must succeed."""
        done = self.run("build", *arguments)
        assert done.code == 0, done.text
        return done


def shown(home: Home) -> str:
    """Where the output's link points to."""
    return os.readlink(home.output)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def native_id(name: str) -> str:
    """The id of a member in the network."""
    return "2" + name.split()[0].lower()


def moment(days: float) -> datetime:
    """So many days after the first thread."""
    return START + timedelta(days=days)


def stamp(days: float) -> str:
    return moment(days).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def sentence(chance: random.Random, craft: str) -> str:
    words = chance.sample(WORDS, 7)
    return f"About {craft}: the {' '.join(words)} on my table, and {craft} again."


def write_network(folder: Path, *, days: int, latecomers: int = 0) -> None:
    """A network's archive: a discussion every other day up to `days`, and its members.

    latecomers: so many join at the end, and comment on old discussions from day 61 on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    people = [(name, -30.0 + place) for place, name in enumerate(NAMES)]
    people += [(name, days - 1.0) for name in LATECOMERS[:latecomers]]
    members = [
        {
            "contributorName": native_id(name),
            "fullName": name,
            "email": f"{native_id(name)}@mail.example.org",
            "createdDate": stamp(joined),
            "level": "member",
            "state": "active",
            "profileQuestions": {"What do you make?": CRAFTS[place % len(CRAFTS)]},
        }
        for place, (name, joined) in enumerate(people)
    ]
    discussions = [discussion(number, LATECOMERS[:latecomers]) for number in range(0, days, 2)]
    for name, rows in (("members", members), ("discussions", discussions)):
        text = "(" + json.dumps(rows) + ")"
        (folder / f"ning-{name}.json").write_text(text, encoding="utf-8")


def discussion(number: int, latecomers: Iterable[str]) -> dict[str, Any]:
    """One discussion: by one member, with comments by three others and by latecomers."""
    chance = random.Random(number)
    craft = CRAFTS[number // 2 % len(CRAFTS)]
    opener = NAMES[number // 2 % 3]
    # The others only meet below somebody's opening, so they do not know each other yet.
    others = chance.sample(NAMES[3:], 3)
    comments = [
        {
            "id": f"9:Comment:{number}{place}",
            "contributorName": native_id(name),
            "description": f"<p>{sentence(chance, craft)}</p>",
            "createdDate": stamp(number + place / 10),
        }
        for place, name in enumerate(others, start=1)
    ]
    comments += [
        {
            "id": f"9:Comment:{number}9{place}",
            "contributorName": native_id(name),
            "description": "<p>I read this only now.</p>",
            "createdDate": stamp(61 + number / 10 + place / 100),
        }
        for place, name in enumerate(latecomers)
    ]
    return {
        "id": f"9:Topic:{number}",
        "contributorName": native_id(opener),
        "title": f"A matter of {craft}, part {number}",
        "description": f"<p>{sentence(chance, craft)}</p>",
        "createdDate": stamp(number),
        "category": craft.title(),
        "url": f"https://bench.example.org/forum/topics/{number}",
        "comments": comments,
    }


def write_forum(folder: Path, *, days: int, counters: int = 0) -> None:
    """A Discourse archive with one topic a line; `counters` decides all that nobody dated."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(counters)
    topics = []
    for number in range(1, days, 4):
        users = [f"wood{(number // 4 + step) % 6}" for step in range(3)]
        posts = [
            {
                "id": number * 10 + place,
                "username": user,
                "name": f"Wood Worker {user[-1]}",
                "created_at": stamp(number + place / 10),
                "post_number": place,
                "reply_to_post_number": 1 if place == 2 else None,
                "cooked": f"<p>{sentence(random.Random(number * 10 + place), 'pottery')}</p>",
                "topic_id": number,
                "post_type": 1,
                "trust_level": chance.randrange(4),
                "actions_summary": [{"id": 2, "count": chance.randrange(1, 90)}],
                "reads": chance.randrange(900),
                "score": chance.random() * 50,
            }
            for place, user in enumerate(users, start=1)
        ]
        topics.append({
            "id": number,
            "title": f"Kiln diary {number}",
            "slug": f"kiln-diary-{number}",
            "category_id": 3,
            "tags": ["kiln"],
            "created_at": stamp(number),
            "posts_count": len(posts),
            "views": chance.randrange(9000),
            "like_count": chance.randrange(900),
            "posts": posts,
        })  # fmt: skip
    text = "".join(json.dumps(topic) + "\n" for topic in topics)
    (folder / "topics.jsonl").write_text(text, encoding="utf-8")


def write_questions(folder: Path, *, days: int, counters: int = 0) -> None:
    """A question site's dump; `counters` decides reputations, scores and views."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(counters)
    when = [moment(number).strftime("%Y-%m-%dT%H:%M:%S.000") for number in range(days)]
    users = [
        {
            "Id": number,
            "Reputation": chance.randrange(1, 9000),
            "CreationDate": when[0],
            "DisplayName": f"Asker {number}",
            "Views": chance.randrange(900),
            "UpVotes": chance.randrange(900),
            "DownVotes": chance.randrange(90),
        }
        for number in range(1, 5)
    ]
    posts = []
    for number in range(1, days - 1, 6):
        posts += [
            {
                "Id": number * 2,
                "PostTypeId": 1,
                "CreationDate": when[number],
                "Score": chance.randrange(90),
                "ViewCount": chance.randrange(9000),
                "Body": "<p>How do I true a wheel?</p>",
                "OwnerUserId": number % 4 + 1,
                "Title": f"How do I true a wheel, try {number}?",
                "Tags": "<wheels>",
                "AnswerCount": 1,
            },
            {
                "Id": number * 2 + 1,
                "PostTypeId": 2,
                "ParentId": number * 2,
                "CreationDate": when[number + 1],
                "Score": chance.randrange(90),
                "Body": "<p>Turn by turn.</p>",
                "OwnerUserId": (number + 1) % 4 + 1,
            },
        ]
    for root, rows in (("users", users), ("posts", posts)):
        body = "".join(
            "  <row " + " ".join(f"{key}={quoteattr(str(row[key]))}" for key in row) + " />\n"
            for row in rows
        )
        text = f'<?xml version="1.0" encoding="utf-8"?>\n<{root}>\n{body}</{root}>\n'
        (folder / f"{root.title()}.xml").write_text(text, encoding="utf-8")


def write_page(folder: Path, *, days: int, counters: int = 0) -> None:
    """A Facebook page's posts and comments; `counters` decides reactions and shares."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(counters)

    def counts(number: int) -> list[int]:
        return [chance.randrange(1, 900) for _ in range(number)]

    kinds = [f"num_{kind}" for kind in ("likes", "loves", "wows", "hahas", "sads", "angrys")]
    posts: list[list[object]] = []
    comments: list[list[object]] = []
    for number in range(2, days, 5):
        status = f"555666777_{number}"
        day = moment(number).strftime("%Y-%m-%d 12:00:00")
        posts.append(
            [status, f"Open table {number}", "", "status", "", day, *counts(3), *counts(6)]
        )
        for place in range(2):
            commenter = f"Fan {(number + place) % 5} Oakley"
            comments.append(
                [f"{number}_{place}", status, "", "Lovely, as ever.", commenter, day, *counts(7)]
            )
    post_columns = [
        "status_id", "status_message", "link_name", "status_type", "status_link",
        "status_published", "num_reactions", "num_comments", "num_shares", *kinds,
    ]  # fmt: skip
    comment_columns = [
        "comment_id", "status_id", "parent_id", "comment_message", "comment_author",
        "comment_published", "num_reactions", *kinds,
    ]  # fmt: skip
    write_csv(folder / "statuses.csv", post_columns, posts)
    write_csv(folder / "comments.csv", comment_columns, comments)


def write_people(folder: Path, purposes: str = "match;digest;directory and topics") -> None:
    """Yeses of everybody in the network but the last, written down by the manager."""
    rows: list[list[object]] = [
        [f"ning:{native_id(name)}", purposes, "2026-03-01", "yes"] for name in NAMES[:-1]
    ]
    write_csv(folder / "people.csv", ["handle", "purposes", "date", "answer"], rows)


def write_csv(path: Path, columns: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
