"""LinkedIn's archive: what it holds of others beyond their names is dropped; odd rows are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.platforms.linkedin_people import person_id
from importers.records import Account, Message, Record, Tie
from importers.sources import linkedin

SAMPLES = Path(__file__).parent
ARCHIVE = SAMPLES / "archive" / "input" / "Complete_LinkedInDataExport_11-10-2026.zip"


def records(path: Path) -> list[Record]:
    return list(linkedin.read(ExportFile(path=path, name=path.name, sha256="0" * 64)))


def test_what_must_be_dropped_is_nowhere() -> None:
    """Words of messages and invitations, employers, the birthdate, the address and the postcode."""
    everything = repr([one for path in ARCHIVE.glob("*.csv") for one in records(path)])
    for dropped in ("private", "Glaze Ltd", "1990", "1 Kiln Lane", "1234", "from nobody"):
        assert dropped not in everything


def test_the_owner_goes_by_one_id_in_all_files() -> None:
    ties = [one for one in records(ARCHIVE / "Connections.csv") if isinstance(one, Tie)]
    assert {one.from_id for one in ties} == {"owner"}
    messages = [one for one in records(ARCHIVE / "messages.csv") if isinstance(one, Message)]
    assert all("owner" in (one.sender_id, *one.recipient_ids) for one in messages)


def test_connections_and_messages_know_a_person_by_one_id() -> None:
    connected = {one.to_id for one in records(ARCHIVE / "Connections.csv") if isinstance(one, Tie)}
    written = {
        one.sender_id for one in records(ARCHIVE / "messages.csv") if isinstance(one, Message)
    }
    assert {"ruth-okoro-12", "name:uma reyes"} <= connected & written


@pytest.mark.parametrize(
    ("url", "name", "expected"),
    [
        ("https://www.linkedin.com/in/Ana-Lima-1/", "Ana", "ana-lima-1"),
        ("https://www.linkedin.com/in/tom%C3%A1s?trk=x", None, "tomás"),
        ("", "Ana  LIMA", "name:ana lima"),
        (None, None, None),
    ],
)
def test_people_are_known_by_their_profile_else_by_name(
    url: str | None, name: str | None, expected: str | None
) -> None:
    assert person_id(url, name) == expected


def test_a_share_with_its_lines_in_quotes_reads_as_it_was_written() -> None:
    texts = [getattr(one, "text", None) for one in records(ARCHIVE / "Shares.csv")]
    assert "First line\n\nabout kilns & cones" in texts


def test_common_headers_are_refused_when_another_column_stands_beside(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Date,Link,Message,Author\n2026-01-01,x,y,z\n")
    assert not linkedin.identify(ExportFile(path=path, name="log.csv", sha256="0" * 64))


@pytest.mark.parametrize(
    ("born", "expected"), [("Mar 3, 2010", True), ("Mar 3, 1990", False), ("Mar 3", None)]
)
def test_age_is_worked_out_and_the_birthdate_dropped(
    born: str, expected: bool | None, tmp_path: Path
) -> None:
    path = tmp_path / "Profile.csv"
    header = "First Name,Last Name,Birth Date,Headline,Summary,Industry"
    path.write_text(f'{header}\nVera,Lund,"{born}",,,\n')
    name = "Basic_LinkedInDataExport_11-10-2026.zip/Profile.csv"
    (account,) = linkedin.read(ExportFile(path=path, name=name, sha256="0" * 64))
    assert isinstance(account, Account)
    assert account.is_minor is expected
    assert born not in repr(account)
