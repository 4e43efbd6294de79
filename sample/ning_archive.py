"""The archive as the Ning Network Archiver writes it, with the faults it is known for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from random import Random
from typing import Any

from sample import words
from sample.archive import write_zip
from sample.events import Event
from sample.groups import Group
from sample.html_words import HOST, comment_html, paragraphs
from sample.moments import END
from sample.people import LISTED, Person
from sample.profiles import Profiles
from sample.slots import sentence
from sample.written import Post, Thread

NETWORK = "6543210"
FOLDER = "mending-table-archive"
BATCH = 180
"""The archiver writes so many records at a time and forgets the comma between two batches."""

Record = dict[str, Any]

LEVELS = {"owner": "owner member", "admin": "admin member"}
STATES = {"suspended": "suspended", "left": "left", "pending": "pending"}


class NingArchive:
    """Turns people, groups, threads and events into the archiver's records."""

    def __init__(self, people: list[Person], rng: Random) -> None:
        self.people = people
        self.rng = rng
        self._number = 1000

    def id(self, kind: str) -> str:
        """The next id of a kind; numbers grow and have gaps."""
        self._number += self.rng.randrange(1, 40)
        return f"{NETWORK}:{kind}:{self._number}"

    def write(
        self,
        path: Path,
        *,
        profiles: Profiles,
        threads: list[Thread],
        groups: list[Group],
        events: list[Event],
        group_walls: Mapping[str, list[Post]],
    ) -> None:
        """Write the ZIP; threads and posts learn their native ids."""
        group_ids = {group.key: self.id("Group") for group in groups}
        walls: dict[int, list[Post]] = {}
        kinds: dict[str, list[tuple[datetime, Record]]] = {
            "discussions": [], "blogs": [], "photos": [], "notes": _notes(self),
        }  # fmt: skip
        for thread in sorted(threads, key=lambda t: (t.talk.at, t.talk.author)):
            if thread.talk.kind == "wall":
                walls.setdefault(thread.talk.author, []).extend(thread.posts)
                continue
            kind = {"blog": "blogs", "photo": "photos"}.get(thread.talk.kind, "discussions")
            kinds[kind].append((thread.talk.at, self._thread(kind, thread, group_ids)))
        kinds["blogs"] += _drafts(self)
        kinds["groups"] = [
            (g.created_at, self._group(g, group_ids[g.key], group_walls.get(g.key, [])))
            for g in groups
        ]
        kinds["events"] = [(e.thread.talk.at, self._event(e)) for e in events]
        kinds["members"] = [
            (p.joined_at, self._member(p, profiles, walls.get(p.number, [])))
            for p in self.people[:LISTED]
        ]
        entries: dict[str, bytes] = {}
        for kind in sorted(kinds):
            records = [record for _, record in _newest_first(kinds[kind])]
            faults = self.rng.randrange(2**31)
            entries[f"{FOLDER}/ning-{kind}.json"] = _malformed(records, Random(faults))
            if kind != "events":
                local = [_local(record, kind) for record in records]
                entries[f"{FOLDER}/ning-{kind}-local.json"] = _malformed(local, Random(faults))
        entries[f"{FOLDER}/ning-videos.json"] = b"([])"
        write_zip(path, entries)

    def _thread(self, kind: str, thread: Thread, group_ids: Mapping[str, str]) -> Record:
        talk = thread.talk
        made = {"discussions": "Topic", "blogs": "BlogPost", "photos": "Photo"}[kind]
        place = {"discussions": "forum/topics", "blogs": "profiles/blogs", "photos": "photo"}[kind]
        thread.native_id = self.id(made)
        record: Record = {
            "id": thread.native_id,
            "contributorName": self.people[talk.author].key,
            "title": escape(thread.title),
            "description": self._opening(thread, kind),
            "createdDate": stamp(talk.at),
            "updatedDate": stamp(max([talk.at, *(post.at for post in thread.posts)])),
            "url": f"https://{HOST}/{place}/{_slug(thread)}",
        }
        if kind == "discussions":
            if talk.group is not None:
                record["groupId"] = group_ids[talk.group]
            else:
                record["category"] = category(thread)
        elif kind == "blogs":
            record["publishStatus"] = "publish"
            record["publishTime"] = stamp(talk.at)
        else:
            record["photoUrl"] = (
                f"https://api.ning.example/files/{thread.native_id[-5:]}.jpg?width=600"
            )
        record["comments"] = self._comments(thread.posts)
        return record

    def _opening(self, thread: Thread, kind: str) -> str:
        html = paragraphs(thread.opening)
        if kind == "blogs" and self.rng.random() < 0.14:
            # Pasted from a word processor; repairing the file blindly would damage such a post.
            return f"<style>p.MsoNormal{{margin:0cm}}{{}}</style>{html}"
        return html

    def _comments(self, posts: Iterable[Post]) -> list[Record]:
        records = []
        for post in posts:
            post.native_id = self.id("Comment")
            records.append(
                {
                    "id": post.native_id,
                    "contributorName": self.people[post.author].key,
                    "description": comment_html(post, self.people),
                    "createdDate": stamp(post.at),
                }
            )
        return records[::-1]

    def _group(self, group: Group, group_id: str, wall: list[Post]) -> Record:
        return {
            "id": group_id,
            "contributorName": self.people[group.founder].key,
            "title": escape(group.title),
            "description": paragraphs(group.description),
            "createdDate": stamp(group.created_at),
            "updatedDate": stamp(group.created_at),
            "groupPrivacy": "private" if group.is_private else "public",
            "allowInvitations": "N" if group.is_private else "Y",
            "allowInvitationRequests": "Y",
            "members": [
                {
                    "contributorName": self.people[number].key,
                    "fullName": self.people[number].name,
                    "status": "admin" if number == group.founder else "member",
                }
                for number in group.members
                if self.people[number].joined_at < END
            ],
            "comments": self._comments(wall),
        }

    def _event(self, event: Event) -> Record:
        talk = event.thread.talk
        event.thread.native_id = self.id("Event")
        return {
            "id": event.thread.native_id,
            "contributorName": self.people[talk.author].key,
            "title": escape(event.thread.title),
            "description": paragraphs(event.thread.opening),
            "createdDate": stamp(talk.at),
            "updatedDate": stamp(talk.at),
            "startDate": stamp(event.starts_at),
            "endDate": stamp(event.ends_at),
            "location": sentence(event.venue),
            "city": event.town,
            "organizedBy": self.people[talk.author].name,
            "url": f"https://{HOST}/events/{event.thread.native_id.rsplit(':')[-1]}",
            "isPrivate": "N",
            "attendees": [
                {"contributorName": self.people[number].key, "attendeeStatus": status}
                for number, status in event.guests
            ],
            "comments": self._comments(event.thread.posts),
        }

    def _member(self, person: Person, profiles: Profiles, wall: list[Post]) -> Record:
        answers = profiles.answers.get(person.number, {})
        record: Record = {
            "contributorName": person.key,
            "fullName": person.name,
            # The archiver leaves a slash behind some addresses.
            "email": person.email + ("/" if person.number % 17 == 3 else ""),
            "createdDate": stamp(person.joined_at),
            "level": LEVELS.get(person.part, "member"),
            "state": STATES.get(person.part, "active"),
            "location": person.town,
            "country": person.country,
            "url": f"https://{HOST}/profile/{person.key}",
            "profilePhoto": f"https://api.ning.example/files/{person.key}.jpg?width=48&height=48",
            # Without an answer it is an empty list, else an object.
            "profileQuestions": {escape(q): a for q, a in answers.items()} or [],
            "comments": self._comments(sorted(wall, key=lambda post: post.at)),
        }
        if person.born is not None:
            record["birthdate"] = person.born.isoformat()
        return record


def category(thread: Thread) -> str:
    """The forum's category in which a thread stands."""
    talk = thread.talk
    if talk.language != "en":
        return words.tongues()[talk.language].space
    if talk.kind == "intro":
        return "Say hello"
    if talk.kind == "wanted":
        return "Wanted and to give"
    if talk.craft is not None:
        return sentence(talk.craft)
    return "Around the table"


def stamp(moment: datetime) -> str:
    """A moment as Ning writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _slug(thread: Thread) -> str:
    plain = unicodedata.normalize("NFKD", thread.title).encode("ascii", "ignore").decode()
    folded = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"{folded or 'thread'}-{thread.native_id.rsplit(':')[-1]}"


def _newest_first(dated: list[tuple[datetime, Record]]) -> list[tuple[datetime, Record]]:
    return sorted(dated, key=lambda entry: (entry[0], entry[1]["contributorName"]), reverse=True)


def _local(record: Record, kind: str) -> Record:
    """The twin whose pictures lie in the archive's own folders."""
    twin = dict(record)
    for key in ("photoUrl", "profilePhoto"):
        if key in twin:
            twin[key] = f"{kind}/{twin[key].rsplit('/', 1)[-1]}"
    return twin


def _malformed(records: list[Record], rng: Random) -> bytes:
    """The records as the archiver writes them: in brackets and in batches without commas."""
    parts = ["(["]
    for number, record in enumerate(records):
        text = json.dumps(record, ensure_ascii=number % 3 == 0, separators=(",", ":"))
        if number % 97 == 41:
            # A control character within a string, as it was typed.
            text = text.replace("</p><p>", "</p>\x0b<p>", 1).replace(". ", ".\t", 1)
        if number and number % BATCH == 0:
            parts.append(rng.choice(("", "]", "] ")))
        elif number:
            parts.append(",")
        parts.append(text)
    parts.append(rng.choice(("])", "]])", "])\n")))
    return "".join(parts).encode()


def noted_at(owner: Person) -> list[datetime]:
    """When the owner wrote each of the network's notes."""
    return [
        owner.joined_at + timedelta(days=1 + 60 * number, hours=3)
        for number, _ in enumerate(words.lists("notes")["titles"])
    ]


def _notes(archive: NingArchive) -> list[tuple[datetime, Record]]:
    texts = words.lists("notes")
    return [
        (
            at,
            {
                "id": archive.id("Note"),
                "contributorName": archive.people[0].key,
                "title": escape(title),
                "description": paragraphs(body),
                "createdDate": stamp(at),
                "updatedDate": stamp(at),
            },
        )
        for title, body, at in zip(
            texts["titles"], texts["bodies"], noted_at(archive.people[0]), strict=True
        )
    ]


def _drafts(archive: NingArchive) -> list[tuple[datetime, Record]]:
    """Blog posts that were never published, and must never be shown."""
    drafts = []
    for number, person in enumerate(p for p in archive.people if p.part == "helper"):
        if number >= 3:
            break
        at = person.joined_at + timedelta(days=200 + 31 * number)
        drafts.append(
            (
                at,
                {
                    "id": archive.id("BlogPost"),
                    "contributorName": person.key,
                    "title": "Draft, do not read yet",
                    "description": "<p>Half a thought about glue. The other half tomorrow.</p>",
                    "createdDate": stamp(at),
                    "updatedDate": stamp(at),
                    "publishStatus": "draft",
                    "comments": [],
                },
            )
        )
    return drafts
