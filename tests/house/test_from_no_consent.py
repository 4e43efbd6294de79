"""From no consent to the first letters: setup, invite, replies, and the next build."""

from __future__ import annotations

import csv
import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest

import asking
import line
from analytics.warehouse import Warehouse
from ledger import Ledger
from setting_up import set_up
from tests.house.handmade import NAMES, Home, native_id, write_network

ANSWERS = {
    "name": "The Long Bench",
    "id": "long-bench",
    "time_zone": "Europe/Amsterdam",
    "manager.name": "Noor Adriaanse",
    "manager.email": "noor@bench.example.org",
    "postal_address": "The Long Bench, Postbus 1, 3500 AA Utrecht",
    "assume_public": "yes",
    "overwrite": "yes",
}
ENVIRON = {"COMMUNIS_REPLY_KEYS": "a:" + "7e" * 32}
WORDS = ("yes", "Yes please!", "ja graag", "oui", "Sí", "Ja")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A network in which nobody has said anything, set up and built once."""
    home = Home.make(tmp_path_factory.mktemp("from-nothing") / "home")

    def never(_: str) -> str:
        raise AssertionError("nothing was to be asked")

    assert set_up(home.folder / "community.yaml", ask=never, tell=print, answers=ANSWERS)
    write_network(home.exports / "net", days=62)
    home.build()
    assert home.letters() == {}
    return home


@pytest.fixture
def opened(home: Home) -> Iterator[tuple[line.Place, Warehouse, Ledger]]:
    place = line.find_place(home=home.folder)
    with line.opened(place) as (warehouse, ledger):
        yield place, warehouse, ledger


def mail(name: str, link: str, word: str) -> EmailMessage:
    """What a mail program sends when a member follows their link, or writes by hand."""
    to, _, subject = link.removeprefix("mailto:").partition("?subject=")
    written = EmailMessage()
    written["From"] = f"{name} <{native_id(name)}@mail.example.org>"
    written["To"] = to
    written["Subject"] = unquote(subject)
    written["Message-ID"] = f"<{native_id(name)}.1@mail.example.org>"
    written["Date"] = "Mon, 04 May 2026 10:00:00 +0000"
    written.set_content(f"{word}\n\n{name.split()[0]}\n")
    return written


def answers(folder: Path, *mails: EmailMessage) -> str:
    box = mailbox.mbox(folder / "answers.mbox")
    for one in mails:
        box.add(one)
    box.close()
    return str(folder / "answers.mbox")


def test_the_whole_path(home: Home, tmp_path: Path) -> None:
    """Twelve are asked once; eight answer by their own link, two by hand, two say no."""
    place = line.find_place(home=home.folder)
    with line.opened(place) as (warehouse, ledger):
        prepared, problem = asking.prepare_invitation(
            place, warehouse, ledger, ("match", "digest"), environ=ENVIRON
        )
        assert (len(prepared.to_ask), problem) == (len(NAMES), None)
        ledger.record_asked(prepared.number, prepared.to_ask, now=datetime.now(UTC))
        told = asking.told_invitation(prepared, problem)
        assert "12 members to ask" in told[1]
        sheet = (prepared.folder / "one-by-one.csv").read_text(encoding="utf-8").splitlines()
        links = {row["name"]: row["yes by mail"] for row in csv.DictReader(sheet)}
        by_hand = "mailto:noor@bench.example.org?subject=yes%201"
        box = answers(
            tmp_path,
            *(mail(name, links[name], WORDS[n % len(WORDS)]) for n, name in enumerate(NAMES[:8])),
            *(mail(name, by_hand, "") for name in NAMES[8:10]),
            *(mail(name, by_hand.replace("yes", "no"), "") for name in NAMES[10:]),
        )
        found, left = asking.read_mailbox(place, warehouse, ledger, box, environ=ENVIRON)
        assert (len(found.obeyed), len(found.waiting), left) == (10, 2, None)
        assert asking.told_replies(found, left)[-1] == (
            "replies: 10 done, 2 wait, 0 for you, 0 read before, 0 came back, 0 by machines, "
            "0 not replies, 0 unreadable"
        )
        again, _ = asking.read_mailbox(
            place, warehouse, ledger, box, accept_unsigned=True, environ=ENVIRON
        )
        assert (len(again.obeyed), again.read_before) == (2, 10)
        (row,) = line.asked_so_far(warehouse, ledger)
        assert (row.asked, row.yes, row.no, row.silent) == (12, 10, 2, 0)
    home.build()
    office = (home.build_folder() / "office" / "people.html").read_text(encoding="utf-8")
    assert "From asked to yes" in office
    to = [
        data.partition(b"\nTo: ")[2].partition(b"\r\n")[0].decode()
        for data in home.letters().values()
    ]
    assert len(to) >= 7
    assert set(to) <= {f"{native_id(name)}@mail.example.org" for name in NAMES[:10]}
    for name in NAMES[10:]:
        assert not any(name.encode() in data for data in home.letters().values())


def test_without_a_key_there_are_texts_and_no_links(
    opened: tuple[line.Place, Warehouse, Ledger],
) -> None:
    """The manager can begin to ask; the line says how to make a key."""
    place, warehouse, ledger = opened
    prepared, problem = asking.prepare_invitation(place, warehouse, ledger, ("circle",), environ={})
    assert "one-by-one.csv" not in prepared.files
    assert any(
        "make one with: python3 -c" in told for told in asking.told_invitation(prepared, problem)
    )


def test_whose_yes_would_open_most(opened: tuple[line.Place, Warehouse, Ledger]) -> None:
    """A rehearsal for the office: everybody named may be asked, and nothing is kept of it."""
    place, warehouse, ledger = opened
    before = ledger.proposals().num_rows
    found = asking.whose_yes_opens_most(place, warehouse, ledger, "2026-W19")
    assert {one.name for one in found} <= set(NAMES)
    assert [one.opens_now for one in found] == sorted((o.opens_now for o in found), reverse=True)
    assert ledger.proposals().num_rows == before


def test_what_is_left_for_the_manager_is_kept(
    opened: tuple[line.Place, Warehouse, Ledger], tmp_path: Path
) -> None:
    """In a private file, the most pressing first, with what they wrote."""
    place, warehouse, ledger = opened
    code = line.reply_codes(place, warehouse, ENVIRON).code(
        str(warehouse.value("select min(account_id) from derived.member_accounts"))
    )
    link = f"mailto:noor+{code}@bench.example.org?subject=Re:%20letter"
    box = answers(tmp_path, mail("Ada Quill", link, "The clock runs again, see my bench."))
    found, file = asking.read_mailbox(place, warehouse, ledger, box, environ=ENVIRON)
    assert len(found.for_manager) == 1
    assert file is not None
    assert "The clock runs again" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
