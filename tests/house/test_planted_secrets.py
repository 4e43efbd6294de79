"""What must not be published, planted in exports in six encodings: none of it is in the site.

120 secrets run always, 1,000 with COMMUNIS_FULL=1; docs/privacy.md says what came of those.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from publisher.names import Account, NameBook
from publisher.scan import findings_in
from tests.house.handmade import SETTINGS, Home, stamp, write_csv
from tests.house.newcomers import LAST_DAY, Newcomer, write_archive, write_newcomers
from tests.house.secrets import ENCODINGS, Secret, found_in, readings, secrets

NUMBER = 1_000 if os.environ.get("COMMUNIS_FULL") else 120
TOPICS = ("weaving", "radios", "clocks", "pottery")
MORE_SETTINGS = """\
fence:
  words: [embargoed]
activity_logs:
  - file: staff-*.csv
    holds: posts
    columns: {post_id: id, author: who, thread: thread, title: title, created_at: at, text: said}
    visibility: private
"""
PUBLIC = ("name", "address", "telephone")
"""Kinds that stand in what members wrote in public; the others stand where nothing is public."""


@pytest.fixture(scope="module")
def planted() -> list[Secret]:
    return secrets(NUMBER)


@pytest.fixture(scope="module")
def home(planted: list[Secret], tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A community with the secrets in its exports, built."""
    home = Home.make(tmp_path_factory.mktemp("planted") / "home", "planted")
    settings = SETTINGS.format(id="planted") + MORE_SETTINGS
    (home.folder / "community.yaml").write_text(settings, encoding="utf-8")
    public = [each for each in planted if each.kind in PUBLIC]
    hidden = [each for each in planted if each.kind not in PUBLIC]
    said_no = [_refusing(at, each) for at, each in enumerate(planted)]
    newcomers = [_newcomer(at, each) for at, each in enumerate(public)]
    write_newcomers(home.exports / "network", newcomers, others=said_no)
    _write_hidden(home.exports, hidden)
    home.build()
    return home


def _newcomer(at: int, secret: Secret) -> Newcomer:
    """Who has the secret in six places, each in another encoding; a pebble says what is shown."""
    turns = iter(range(at, at + len(ENCODINGS)))
    topic = TOPICS[at % len(TOPICS)]

    def told(words: str) -> str:
        return words.format(secret=secret.written(next(turns)))

    return Newcomer(
        name=f"Pebble{at} Sand{at}",
        place=told(f"beyond {{secret}} of pebble{at}a"),
        bio=told(f"My pebble{at}b comes from {{secret}} and I make {topic}."),
        title=told(f"Who knows {{secret}} or pebble{at}c?"),
        words=told(f"In {topic} the pebble{at}d said {{secret}} and nothing came of it so far."),
        answer=told(
            f"We all do {topic} with pebble{at}e and {{secret}}, come along and bring your own."
        ),
        topic=topic if at % 7 else told(f"{topic} {{secret}}"),
    )


def _refusing(at: int, secret: Secret) -> dict[str, Any]:
    """A member who said no, with the secret as their name or in what is dropped while reading."""
    return {
        "contributorName": f"refusing{at}",
        "fullName": secret.text if secret.kind == "name" else f"Nobody{at} Nowhere{at}",
        "email": secret.text if secret.kind == "address" else f"refusing{at}@mail.example.org",
        "createdDate": stamp(LAST_DAY - 60),
        "birthdate": "1980-01-01",
        "profileQuestions": {
            "Password": secret.written(at),
            "Postcode": secret.written(at + 1),
            "About me": secret.text if secret.kind in ("name", "telephone") else "",
        },
    }


def _write_hidden(exports: Path, hidden: list[Secret]) -> None:
    """Secrets in a closed group, an unlisted topic, a log of the staff and behind a fence."""
    closed: list[dict[str, Any]] = []
    unlisted: list[dict[str, Any]] = []
    staff: list[list[object]] = []
    for at, secret in enumerate(hidden):
        said = [secret.written(turn) for turn in range(len(ENCODINGS))]
        words = " and ".join(said)
        where = at % 4
        if where in (0, 3):
            closed.append({
                "id": f"9:Topic:closed{at}",
                "contributorName": f"n{at % 20}",
                "groupId": "9:Group:1" if where == 0 else None,
                "title": f"Plan {said[at % 6]}" + (" embargoed" if where else ""),
                "description": f"<p>{words}{' embargoed' if where else ''}</p>",
                "createdDate": stamp(LAST_DAY - 3),
                "comments": [],
            })  # fmt: skip
        elif where == 1:
            unlisted.append({
                "id": 9000 + at, "title": f"Plan {said[at % 6]}", "slug": f"plan-{at}",
                "visible": False, "created_at": stamp(LAST_DAY - 3), "posts_count": 1,
                "posts": [{
                    "id": 90000 + at, "username": "wood1", "post_number": 1, "post_type": 1,
                    "created_at": stamp(LAST_DAY - 3), "topic_id": 9000 + at,
                    "cooked": f"<p>{words}</p>",
                }],
            })  # fmt: skip
        else:
            staff.append([at, f"keeper{at % 5}", at, f"Plan {said[at % 6]}", stamp(100), words])
    network = exports / "network"
    path = network / "ning-discussions.json"
    write_archive(network, "discussions", [*json.loads(path.read_text()[1:-1]), *closed])
    write_archive(
        network,
        "groups",
        [{
            "id": "9:Group:1", "contributorName": "n0", "title": "Keepers", "isPrivate": "Y",
            "groupPrivacy": "private", "createdDate": stamp(1), "members": [],
        }],
    )  # fmt: skip
    (exports / "forum").mkdir()
    lines = "".join(json.dumps(topic) + "\n" for topic in unlisted)
    (exports / "forum" / "topics.jsonl").write_text(lines, encoding="utf-8")
    write_csv(exports / "staff-1.csv", ["id", "who", "thread", "title", "at", "said"], staff)


def test_no_planted_secret_is_in_the_output(home: Home, planted: list[Secret]) -> None:
    """In no file, packed or not, however it is decoded."""
    assert found_in(home.site, planted) == {}


def test_what_stands_around_the_secrets_is_shown(home: Home, planted: list[Secret]) -> None:
    """Words of every place where a secret was planted are in the site, so nothing hid by itself."""
    shown = home.whole_site()
    public = sum(each.kind in PUBLIC for each in planted)
    for place in "abcde":
        pebbles = [at for at in range(public) if f"pebble{at}{place}" in shown]
        assert len(pebbles) >= public // 4, place


def test_a_secret_planted_by_hand_turns_the_scan_red(planted: list[Secret]) -> None:
    """Whom it names, or how to reach them, in each of the six encodings."""
    book = NameBook(
        [
            Account(f"m{at}", each.text, f"refusing{at}")
            for at, each in enumerate(planted)
            if each.kind == "name"
        ],
        {},
    )
    missed = [
        (each, name)
        for each in planted
        if each.kind in PUBLIC
        for name, written in ENCODINGS.items()
        if not findings_in(f"<html><body><p>Ask {written(each.text)} too.</p></body></html>",
                           book, ())
    ]  # fmt: skip
    assert missed == []


def test_looking_finds_what_is_there(tmp_path: Path, planted: list[Secret]) -> None:
    """Each secret, in each encoding, in a page."""
    for turn, name in enumerate(ENCODINGS):
        folder = tmp_path / name
        folder.mkdir()
        body = "".join(f"<p>So {each.written(turn)} is.</p>" for each in planted)
        (folder / "page.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        assert set(found_in(folder, planted)) == set(planted), name
    assert "a secret" in readings(b"<p>a <b>secret</b></p>")
