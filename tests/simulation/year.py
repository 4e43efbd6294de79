"""Week after week of the real line on a simulated community.

Each week the world writes the next export, a log in JSON lines; the line loads it, analyses,
recommends and composes as for any community; the letters are noted as sent, and the world hears of
those that arrived. Only the site and the office are left out.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pyarrow as pa

import line
from analytics.build import analyse
from analytics.came_of import CameOf
from analytics.snapshot import TABLES
from analytics.warehouse import Warehouse
from ledger import Ledger
from publisher.rows import issue_of
from recommender.pace import Pace
from recommender.recommend import Recommendations
from tests.simulation.words import TOPICS
from tests.simulation.world import START, World, Written

LOST = 0.02
"""Of the letters: the server refuses them for good."""
SETTINGS = """\
community:
  id: simulated
  name: The Simulated Bench
  time_zone: UTC
  site_url: https://bench.example.org
  postal_address: The Simulated Bench, Postbus 1, 3500 AA Utrecht
  manager:
    name: Noor Adriaanse
    email: noor@bench.example.org
activity_logs:
  - file: "week-*.jsonl"
    platform: bench
    visibility: public
    columns:
      post_id: id
      author: by
      author_name: name
      author_email: mail
      thread: thread
      title: title
      space: space
      kind: kind
      reply_to: to
      created_at: at
      text: text
recommender:
  held_out: {held_out}
  floor: {floor}
"""


@dataclass(frozen=True)
class Sent:
    """One pair of an issue as its letters told it, and the truth about it."""

    issue: str
    pair: tuple[int, int]
    read_by: frozenset[int]
    chance: float
    """That the two talk within 28 days."""
    alone: float
    """The same, had nobody told them of each other."""


@dataclass(frozen=True)
class Issued:
    """What one issue found, as the manager would see it."""

    issue: str
    pace: Pace
    lists: Mapping[int, tuple[int, ...]]
    """Whose letter tells of whom."""
    alone: Mapping[int, str]
    """Who read of nobody, and the reason."""
    lost: frozenset[int]
    """Whose letter did not arrive."""
    dropped: frozenset[int] = frozenset()
    """Who was matched and got no letter, because no reason was worth writing."""


@dataclass
class Year:
    """A simulated community, its files, and what was done so far."""

    world: World
    place: line.Place
    warehouse: Warehouse
    ledger: Ledger
    sent: list[Sent] = field(default_factory=list)
    issues: list[Issued] = field(default_factory=list)
    week: int = 0

    def live(self, weeks: int) -> None:
        """Nothing; so many weeks more have passed, each with its export and its issue."""
        for _ in range(weeks):
            self.export_week()
            self._issue()

    def outcomes(self) -> pa.Table:
        """What came of each introduction; see `analytics.outcomes`."""
        return line.introduction_outcomes(self.warehouse, self.ledger)

    def came_of(self) -> CameOf:
        """What came of the introductions, as the line counts it."""
        return line.outcomes_so_far(self.warehouse, self.ledger)

    def _issue(self) -> None:
        """The week's run of the line, up to the letters that arrived."""
        place, warehouse, ledger = self.place, self.warehouse, self.ledger
        line.load_exports(place, warehouse, ledger, _silent)
        as_of = self.world.now - timedelta(minutes=1)
        analysed = analyse(
            warehouse,
            line.parameters(place.settings, as_of),
            line.decisions(ledger),
            wanted=WANTED,
        )
        line.record_imported_consents(place, warehouse, ledger)
        line.record_outcomes(warehouse, ledger, analysed.as_of)
        who = line.people_of(warehouse, ledger, analysed.as_of)
        found = line.recommend_issue(place, warehouse, ledger, analysed, who)
        line.compose_issue(place, warehouse, ledger, analysed, found, who)
        issue = issue_of(analysed.as_of, "UTC")
        self._keep(issue, found, self._deliver(issue))

    def _keep(self, issue: str, found: Recommendations, lost: frozenset[int]) -> None:
        number = {
            row["member_id"]: number_of(row["account_id"])
            for row in line.member_accounts(self.warehouse).to_pylist()
        }
        lists: dict[int, tuple[int, ...]] = {}
        for row in self.ledger.proposals(issue=issue).to_pylist():
            if row["state"] in ("sent", "failed"):
                reader = number_of(row["account_id"])
                lists[reader] = (*lists.get(reader, ()), number_of(row["candidate_account_id"]))
        matched = {number[row["member_id"]] for row in found.matches.to_pylist()}
        alone = {number[row["member_id"]]: row["reason"] for row in found.unmatched.to_pylist()}
        self.issues.append(
            Issued(issue, found.pace, lists, alone, lost, frozenset(matched - lists.keys()))
        )

    def _deliver(self, issue: str) -> frozenset[int]:
        """Whose letters were lost; those who got one know of the people in it."""
        arrived, missing = {}, set()
        with self.ledger.transaction():
            for mail in self.ledger.mails(issue).to_pylist():
                account, at = mail["account_id"], mail["planned_at"]
                lost = self.world.letters_rng.random() < LOST
                self.ledger.change_mail(issue, account, "sending", now=at)
                self.ledger.change_mail(issue, account, "failed" if lost else "sent", now=at)
                if lost:
                    missing.add(number_of(account))
                else:
                    arrived[account] = at
        read: dict[tuple[int, int], set[int]] = {}
        for row in self.ledger.proposals(issue=issue).to_pylist():
            if row["state"] == "sent":
                reader, candidate = (
                    number_of(row[name]) for name in ("account_id", "candidate_account_id")
                )
                self.world.introduce(reader, candidate, arrived[row["account_id"]])
                read.setdefault((min(reader, candidate), max(reader, candidate)), set()).add(reader)
        for pair, readers in sorted(read.items()):
            self.sent.append(
                Sent(
                    issue,
                    pair,
                    frozenset(readers),
                    self.world.talk_chance(*pair, readers),
                    self.world.talk_chance(*pair, ()),
                )
            )
        return frozenset(missing)

    def export_week(self) -> None:
        """Nothing; one week more has passed, and its log lies with the exports."""
        posts = self.world.pass_week()
        self.week += 1
        write_log(self.place.exports[0] / f"week-{self.week:03}.jsonl", posts, self.world.names)


WANTED = (*TABLES, "derived.member_accounts", "staging.accounts", "staging.messages")
"""What matches and letters are made from; pages and figures have tables of their own."""


@contextmanager
def begun(
    world: World, folder: Path, *, held_out: float = 0.0, floor: float = 0.0
) -> Iterator[Year]:
    """The world with its history written, before its first issue."""
    exports = folder / "exports"
    exports.mkdir(parents=True)
    settings = folder / "community.yaml"
    settings.write_text(SETTINGS.format(held_out=held_out, floor=floor), encoding="utf-8")
    place = line.find_place(community=settings, exports=[exports], home=folder)
    history = list(world.posts)
    for _ in range(world.plan.history_weeks):
        history += world.pass_week()
    history = sorted({post.number: post for post in history}.values(), key=lambda post: post.at)
    write_log(exports / "week-000.jsonl", history, world.names)
    write_consents(exports / "people.csv", world)
    with line.opened(place) as (warehouse, ledger):
        yield Year(world, place, warehouse, ledger)


def write_log(file: Path, posts: list[Written], names: list[str]) -> None:
    """Nothing; the file holds one line of JSON a post."""
    with file.open("w", encoding="utf-8") as out:
        for post in posts:
            row = {
                "id": f"p{post.number}",
                "by": handle(post.author),
                "name": names[post.author],
                "mail": f"{handle(post.author)}@members.example",
                "thread": f"t{post.thread}",
                "title": post.title,
                "space": TOPICS[post.topic][0],
                "kind": "opening" if post.parent is None else "reply",
                "to": f"p{post.parent}" if post.parent else None,
                "at": post.at.isoformat(),
                "text": post.text,
            }
            out.write(json.dumps(row) + "\n")


def write_consents(file: Path, world: World) -> None:
    """Nothing; a fixed part of the members said yes to being introduced, before all began."""
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["handle", "purposes", "date"])
        for member in world.consenting:
            rows.writerow([handle(member), "match;digest", START.date().isoformat()])


def handle(member: int) -> str:
    return f"member{member:04}"


def number_of(account_id: str) -> int:
    """The member an account is of, such as bench:simulated:member0012."""
    return int(account_id.rpartition("member")[2])


def _silent(what: str) -> None:
    """Nothing is told while weeks pass."""
