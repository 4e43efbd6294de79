"""`week`: the newest exports taken, everything built, and nothing sent."""

from __future__ import annotations

from pathlib import Path

import pytest

import line
from tests.house.handmade import Home, write_forum, write_network, write_people


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A network that was built once."""
    home = Home.make(tmp_path_factory.mktemp("week") / "home")
    write_network(home.exports / "net", days=40)
    write_people(home.exports)
    home.build()
    return home


@pytest.fixture(scope="module")
def told(home: Home, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the week said, with a folder in which all kinds of things lie."""
    downloads = tmp_path_factory.mktemp("downloads")
    write_network(downloads, days=62)
    write_forum(downloads / "board", days=20)
    (downloads / "ning-discussions-old.json").write_bytes(
        (home.exports / "net" / "ning-discussions.json").read_bytes()
    )
    (downloads / "holiday.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"x" * 99)
    (downloads / "invoice.txt").write_text("You owe us 12 euros.")
    done = home.run("week", "--from", str(downloads), "--no-serve")
    assert done.code == 0, done.text
    assert sorted(path.name for path in downloads.iterdir()) == [
        "board", "holiday.jpg", "invoice.txt", "ning-discussions-old.json",
        "ning-discussions.json", "ning-members.json",
    ]  # fmt: skip
    return done.text


def test_new_exports_are_put_beside_their_like(home: Home, told: str) -> None:
    """One more file in the network's folder, a folder of its own for the forum, no invoice."""
    names = sorted(path.name for path in (home.exports / "net").iterdir())
    assert len(names) == 3
    assert names[0].endswith("-ning-discussions.json")
    assert (home.exports / "board" / "topics.jsonl").exists()
    assert not list(home.exports.rglob("invoice*"))
    assert not list(home.exports.rglob("holiday*"))
    assert "ning-discussions-old.json: left, imported before" in told
    assert "invoice" not in told


def test_they_are_one_network(home: Home, told: str) -> None:
    """The new file continues the old one: the same members, more conversations."""
    with line.opened(line.find_place(home=home.folder)) as (warehouse, _):
        rows = warehouse.frame(
            "select source, count(*) as threads from raw.threads group by source order by source"
        ).to_pylist()
    assert rows[-1] == {"source": "ning:net", "threads": 31}


def test_it_stops_before_sending(home: Home, told: str) -> None:
    """Letters wait, and the next two commands are named."""
    assert "nothing was sent" in told
    assert "./do send --dry-run" in told
    with line.opened(line.find_place(home=home.folder)) as (_, ledger):
        assert set(ledger.mails()["state"].to_pylist()) == {"queued"}


def test_a_second_time_takes_nothing(home: Home, told: str, tmp_path: Path) -> None:
    """What is there already is not copied again."""
    write_network(tmp_path / "downloads", days=62)
    done = home.run("week", "--from", str(tmp_path / "downloads"), "--no-serve")
    assert done.code == 0, done.text
    assert done.text.count("left, imported before") == 2
    assert "copied to" not in done.text


def test_a_folder_that_is_not_there(home: Home, tmp_path: Path) -> None:
    """One line, and nothing is built."""
    done = home.run("week", "--from", str(tmp_path / "nowhere"), "--no-serve")
    assert done.code == 1
    assert "no such folder; --from names where your browser saves" in done.text


def test_it_is_the_first_command_after_setup(tmp_path: Path) -> None:
    """Without any exports yet: those in the downloads are the first."""
    home = Home.make(tmp_path / "home")
    write_network(tmp_path / "downloads", days=40)
    done = home.run("week", "--from", str(tmp_path / "downloads"), "--no-serve")
    assert done.code == 0, done.text
    assert done.text.count("copied to") == 2
    assert (home.build_folder() / "office" / "index.html").exists()
