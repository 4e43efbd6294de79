"""Fifty members forgotten: no trace of them, also after old exports and old ledgers come back."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import line
from analytics.members import find_member
from analytics.warehouse import Warehouse
from forgetting import forget_member
from ledger import Ledger
from ledger.forgotten import SOMEBODY
from tests.house.handmade import CRAFTS, WORDS, Home, Run, stamp, write_csv

EVERYBODY = range(60)
FORGOTTEN = range(50)
TRACE = re.compile(r"(?:zq|quillon|canary|zebra)(\d\d)", re.IGNORECASE)
"""Each member's name, handle, address, page and words hold one of these with their number."""


def name(number: int) -> str:
    return f"Zq{number:02} Quillon{number:02}"


def handle(number: int) -> str:
    return f"canary{number:02}"


def address(number: int) -> str:
    return f"quillon{number:02}@mail.example.org"


def said(number: int, about: str) -> str:
    """Words that only this member writes."""
    words = " ".join(random.Random(number).sample(WORDS, 8))
    return f"My zebra{number:02} likes the {words} of {about} zebra{number:02}."


def others(number: int, thread: int) -> list[int]:
    return [(number + step * (thread % 7 + 1) + 1) % len(EVERYBODY) for step in range(4)]


def write_exports(folder: Path, *, more: str = "") -> None:
    """A network and a forum in which everybody quotes and mentions others. more: in every text."""
    folder.mkdir(parents=True, exist_ok=True)
    members = [
        {
            "contributorName": f"2{handle(number)}",
            "fullName": name(number),
            "email": address(number),
            "createdDate": stamp(number / 60),
            "level": "member",
            "state": "active",
            "location": f"near {name((number + 1) % len(EVERYBODY))}",
            "profileQuestions": {"What do you make?": f"{CRAFTS[number % 5]} with {name(0)}{more}"},
            "comments": [
                {
                    "id": f"9:Comment:w{number}",
                    "contributorName": f"2{handle((number + 2) % len(EVERYBODY))}",
                    "description": f"<p>Welcome, {name(number)}{more}</p>",
                    "createdDate": stamp(1 + number / 60),
                }
            ],
        }
        for number in EVERYBODY
    ]
    discussions = [network_thread(number, more) for number in EVERYBODY]
    for root, rows in (("members", members), ("discussions", discussions)):
        text = "(" + json.dumps(rows) + ")"
        (folder / f"ning-{root}.json").write_text(text, encoding="utf-8")
    topics = [forum_topic(number, more) for number in EVERYBODY]
    (folder / "topics.jsonl").write_text("".join(json.dumps(t) + "\n" for t in topics), "utf-8")
    write_csv(
        folder / "people.csv",
        ["handle", "email", "purposes", "date", "answer"],
        [
            [f"ning:2{handle(n)}" if n % 2 else "", "" if n % 2 else address(n),
             "match;digest;directory and topics;welcome page", "2026-03-01", "yes"]
            for n in EVERYBODY
        ],
    )  # fmt: skip


def network_thread(number: int, more: str) -> dict[str, Any]:
    craft = CRAFTS[number % len(CRAFTS)]
    comments = [
        {
            "id": f"9:Comment:{number}{other:02}",
            "contributorName": f"2{handle(other)}",
            "description": (
                f"<blockquote cite='{name(number)}'>{said(number, craft)}</blockquote>"
                f"<p>Dear Quillon{number:02}, @{handle(number)} and {name(other)}!</p>"
                f"<p>{said(number, craft)} as you said. {said(other, craft)}{more}</p>"
            ),
            "createdDate": stamp(number + place / 10),
        }
        for place, other in enumerate(others(number, number), start=1)
        if other != number
    ]
    return {
        "id": f"9:Topic:{number}",
        "contributorName": f"2{handle(number)}",
        "title": f"The {craft} of zebra{number:02}",
        "description": f"<p>{said(number, craft)}{more}</p>",
        "createdDate": stamp(number),
        "category": craft.title(),
        "url": f"https://bench.example.org/forum/topics/the-{craft}-of-zebra{number:02}",
        "comments": comments,
    }


def forum_topic(number: int, more: str) -> dict[str, Any]:
    users = [number, *(other for other in others(number, number + 3) if other != number)]
    posts = [
        {
            "id": 1000 + number * 10 + place,
            "username": handle(user),
            "name": name(user),
            "created_at": stamp(number + place / 10),
            "post_number": place,
            "reply_to_post_number": 1 if place > 1 else None,
            "cooked": (
                f"<aside class='quote' data-username='{handle(number)}'><blockquote>"
                f"{said(number, 'glaze')}</blockquote></aside><p>@{handle(number)} wrote to "
                f"{address(number)}: {said(user, 'glaze')}{more}</p>"
            ),
            "topic_id": 500 + number,
            "post_type": 1,
        }
        for place, user in enumerate(users, start=1)
    ]
    return {
        "id": 500 + number,
        "title": f"Kiln diary with {name((number + 1) % len(EVERYBODY))}",
        "slug": f"kiln-diary-with-zq{(number + 1) % len(EVERYBODY):02}",
        "category_id": 3,
        "tags": [f"zebra{number:02}"],
        "created_at": stamp(number),
        "posts_count": len(posts),
        "posts": posts,
    }


Cells = Iterator[tuple[str, str]]


def in_files(folder: Path, skip: Callable[[Path], bool] = lambda file: False) -> Cells:
    """Every file below a folder as text: Parquet decoded, letters decoded, all else as it is."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.is_symlink() or skip(file):
            continue
        yield "names of files", file.name
        if file.suffix == ".parquet":
            yield from ((f"{file}: {at}", cell) for at, cell in cells(pq.read_table(file)))
        elif file.suffix == ".eml":
            message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
            yield str(file), str(message["To"])
            for part in message.walk():
                if part.get_content_maintype() == "text":
                    yield str(file), part.get_content()
        else:
            yield str(file), file.read_bytes().decode("utf-8", "replace")


def cells(table: pa.Table) -> Cells:
    """Each value of each column, as text."""
    for column in table.column_names:
        for value in table[column].to_pylist():
            if value is not None:
                yield column, repr(value)


def in_ledger(path: Path) -> Cells:
    """Each value in the ledger's own file, read around our code and vacuumed; and its log."""
    opened = sqlite3.connect(path)
    opened.execute("vacuum")
    tables = [row[0] for row in opened.execute("select name from sqlite_master where type='table'")]
    for table in tables:
        for row in opened.execute(f"select * from {table}"):
            yield from ((f"ledger {table}", repr(value)) for value in row if value is not None)
    opened.close()
    for file in path.parent.iterdir():
        if file.is_file():
            yield str(file), file.read_bytes().decode("utf-8", "replace")


def traces(home: Home) -> dict[int, set[str]]:
    """Where each member is found, by number; everywhere but in the exports."""
    found: dict[int, set[str]] = {number: set() for number in EVERYBODY}

    def look(places: Iterable[tuple[str, str]]) -> None:
        for place, text in places:
            for match in TRACE.finditer(text):
                found[int(match[1])].add(place)

    with line.opened(line.find_place(home=home.folder)) as (warehouse, _):
        for table in warehouse.tables:
            look((f"{table}.{at}", c) for at, c in cells(warehouse.frame(f"select * from {table}")))
    database = "warehouse.duckdb"
    look(in_files(home.folder / "build", skip=lambda file: file.name.startswith(database)))
    look(in_ledger(home.folder / "var" / "long-bench" / "ledger.sqlite"))
    raw = (home.build_folder() / "cache" / database).read_bytes().decode("latin-1")
    look([("the warehouse's own bytes", raw)])
    return found


def gone(home: Home) -> dict[int, set[str]]:
    """Where the forgotten are found."""
    return {number: places for number, places in traces(home).items()
            if number in FORGOTTEN and places}  # fmt: skip


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backup") / "ledger-before.sqlite"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, backup: Path) -> tuple[Home, dict[int, int]]:
    """A home in which everybody is everywhere, and how many places hold each."""
    home = Home.make(tmp_path_factory.mktemp("forgetting") / "home")
    write_exports(home.exports / "net")
    home.build()
    assert len(home.letters()) > 40
    with line.opened(line.find_place(home=home.folder)) as (warehouse, ledger):
        write_more(home, warehouse, ledger)
    assert home.run("ledger.backup", "--to", str(backup)).code == 0
    return home, {number: len(places) for number, places in traces(home).items()}


def write_more(home: Home, warehouse: Warehouse, ledger: Ledger) -> None:
    """What only the ledger and the manager's private files say of people."""
    at = datetime.now(UTC)
    for number in EVERYBODY:
        mine, post = f"ning:net:2{handle(number)}", f"discourse:long-bench:{1000 + number * 10 + 1}"
        found = warehouse.value("select min(account_id) from raw.accounts where native_id = $n",
                                n=f"2{handle(number)}")  # fmt: skip
        mine = str(found or mine)
        post = str(warehouse.value("select min(post_id) from raw.posts where author_account_id=$a",
                                   a=mine) or post)  # fmt: skip
        ledger.record_spam("post", post, is_spam=False, note=f"by {name(number)}", now=at)
        ledger.record_address(mine, f"canary{number:02}@told.example.org", source="reply",
                              said_at=at, now=at)  # fmt: skip
        ledger.record_veto(mine, f"x{number}", source="reply", note=name(number), now=at)
        ledger.set_consent(
            f"other:{number}", ["match"], "yes", source="reply", wording=f"ask {name(number)}",
            said_at=at, is_in_person=True, now=at,
        )  # fmt: skip
    replies = home.build_folder() / "replies"
    replies.mkdir()
    paragraphs = [f"{name(n)} <{address(n)}>\n  nothing in it\n    hello\n" for n in EVERYBODY]
    (replies / "2026-05-01-100000.txt").write_text("\n".join(paragraphs), encoding="utf-8")


@pytest.fixture(scope="module")
def forgotten(before: tuple[Home, dict[int, int]]) -> tuple[Home, list[Run]]:
    """The home after fifty were forgotten, one after the other."""
    home, _ = before
    place = line.find_place(home=home.folder)
    done = [home.run("forget", f"discourse:{handle(0)}", "--later")]
    with line.opened(place) as (warehouse, ledger):
        for number in FORGOTTEN[1:]:
            for account in (f"discourse:{handle(number)}", f"ning:2{handle(number)}"):
                forget_member(place, warehouse, ledger, find_member(warehouse, account))
    done.append(home.run("forget", f"ning:2{handle(0)}"))
    return home, done


def test_everybody_was_everywhere(before: tuple[Home, dict[int, int]]) -> None:
    """The search finds each member in many places as long as nobody is forgotten."""
    assert min(before[1].values()) > 40


def test_no_trace_of_fifty(forgotten: tuple[Home, list[Run]]) -> None:
    """In no column, page, feed, letter, private file, log or byte of the warehouse or ledger."""
    home, done = forgotten
    assert [run.text for run in done if run.code] == []
    assert gone(home) == {}


def test_the_rest_is_there_and_adds_up(
    before: tuple[Home, dict[int, int]], forgotten: tuple[Home, list[Run]]
) -> None:
    """The other ten are where they were; no check fails, and each file's rows are accounted for."""
    home, _ = forgotten
    places = traces(home)
    assert all(places[number] for number in EVERYBODY if number not in FORGOTTEN)
    assert home.build().code == 0
    with line.opened(line.find_place(home=home.folder)) as (warehouse, ledger):
        assert warehouse.value("select count(*) from marts.members") == 20
        unaccounted = "select count(*) from raw.imports where read <> stored + merged + skipped"
        assert warehouse.value(unaccounted) == 0
        nobodys = "select count(*) from raw.posts where author_account_id is null"
        assert warehouse.value(nobodys) == 0
        texts = warehouse.frame("select text from raw.post_texts")["text"].to_pylist()
        assert sum(SOMEBODY in text for text in texts) > 10
        states = ledger.mails()["state"].to_pylist()
        assert len(states) > 40


def test_the_task_says_what_it_cannot_reach(forgotten: tuple[Home, list[Run]]) -> None:
    """The exports by name, the backup, copies of the site, the platform."""
    _, done = forgotten
    assert "still in the export ning-members.json" in done[-1].text.replace("net/", "")
    assert "still in the backup" in done[-1].text
    assert "feed readers and web archives" in done[-1].text


def test_the_task_names_accounts_of_the_same_name(forgotten: tuple[Home, list[Run]]) -> None:
    """Nothing joins the two, so each is forgotten by itself; the first names the other."""
    _, (first, second) = forgotten
    assert re.search(r"ning:\S*2canary00 bears the same name and stays", first.text)
    assert "bears the same name" not in second.text


def test_old_exports_bring_nobody_back(forgotten: tuple[Home, list[Run]]) -> None:
    """The same people in other files, read as new ones."""
    home, _ = forgotten
    write_exports(home.exports / "net" / "again", more=" Once more.")
    home.build()
    with line.opened(line.find_place(home=home.folder)) as (warehouse, _):
        assert warehouse.value("select count(*) from raw.post_texts where text like '%Once more%'")
    assert gone(home) == {}


def test_an_old_ledger_forgets_again(forgotten: tuple[Home, list[Run]], backup: Path) -> None:
    """The backup holds everybody; put back by the task, or by hand, it holds the ten."""
    home, _ = forgotten
    assert set(numbers(in_bytes(backup))) >= set(FORGOTTEN)
    restored = home.run("ledger.restore", "--read", str(backup))
    assert restored.code == 0, restored.text
    assert "again" in restored.text
    assert gone(home) == {}
    home.build()
    assert gone(home) == {}
    ledger = home.folder / "var" / "long-bench" / "ledger.sqlite"
    ledger.write_bytes(backup.read_bytes())
    home.build()
    assert gone(home) == {}


def in_bytes(file: Path) -> str:
    return file.read_bytes().decode("latin-1")


def numbers(text: str) -> set[int]:
    return {int(match[1]) for match in TRACE.finditer(text)}
