"""Invitations: what is asked, of whom, once; and whose yes would open most."""

from __future__ import annotations

import csv
import re
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pytest

from digest.codes import Signed
from digest.errors import BadInvitation
from digest.inviting import (
    FOR_ONE,
    LANGUAGES,
    TEXTS,
    Asker,
    Prepared,
    editions_in,
    prepare,
    texts_in,
)
from digest.openings import openings
from ledger.errors import DecisionRefused
from ledger.purposes import PURPOSES
from publisher.asked import asked_rows
from tests.conftest import ROOT
from tests.digest.letterbox import MANAGER, NAMES, NOW, Letterbox, account, address
from tests.digest.test_letter import FORBIDDEN

CONTENT = ROOT / "content"
LETTERS = ("match", "digest")
ASKER = Asker(
    community_name="Knot Tyers",
    manager_name="Ilse Vermaak",
    manager_email=MANAGER,
    profile_questions={"May we introduce you to others?": ("digest", "match")},
)
WORDS_OF_YES_AND_NO = {
    "en": ("yes", "no"),
    "nl": ("ja", "nee"),
    "de": ("ja", "nein"),
    "fr": ("oui", "non"),
    "es": ("sí", "no"),
}


def members(**changed: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "member_id": f"m-{name}",
                "account_id": account(name),
                "display_name": called,
                "handle": name,
                "email": address(name),
                "language": "pt" if name == "tomas" else "en",
                "account_url": f"https://knots.example.org/u/{name}",
                "is_matchable": True,
                **changed.get(name, {}),
            }
            for name, called in NAMES.items()
        ]
    )


def accounts() -> pa.Table:
    return pa.Table.from_pylist(
        [{"account_id": account(name), "member_id": f"m-{name}"} for name in NAMES]
    )


def prepared(box: Letterbox, folder: Path, *purposes: str, **changed: Any) -> Prepared:
    """The invitation; content: the folder with its texts. changed: a member's own values."""
    content = changed.pop("content", CONTENT)
    return prepare(
        ledger=box.ledger,
        members=members(**changed),
        member_accounts=accounts(),
        codes=box.codes,
        asker=ASKER,
        purposes=purposes or LETTERS,
        content=content,
        folder=folder,
        now=NOW,
    )


def rows_of(found: Prepared) -> list[dict[str, str]]:
    sheet = (found.folder / "one-by-one.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(sheet.splitlines()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_says_what_is_asked_and_how_to_answer(language: str) -> None:
    """What for, how to say yes and no by one word, whom to write to, and that it is asked once."""
    texts = texts_in(CONTENT, language, asker=ASKER, purposes=LETTERS, number=3)
    yes, no = WORDS_OF_YES_AND_NO[language]
    assert set(texts) == {*TEXTS, FOR_ONE}
    for name in TEXTS:
        assert f"{yes} 3" in texts[name], name
        assert MANAGER in texts[name], name
    for name in ("message", "thread"):
        assert f"{no} 3" in texts[name], name
        assert texts[name].count("\n- ") == len(LETTERS), name
        assert "May we introduce you to others?" in texts[name], name
    for name, text in texts.items():
        assert "Knot Tyers" in text or "Ilse Vermaak" in text, name
        assert not FORBIDDEN.search(text.replace("rank", "")), name
        assert not re.search(r"  |\n\n\n|\$(?!name)", text), name
    assert "$name" in texts[FOR_ONE]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_each_purpose_is_told_in_each_language(language: str, purpose: str) -> None:
    """Exactly the one asked for; a profile question about something else is not named."""
    text = texts_in(CONTENT, language, asker=ASKER, purposes=[purpose], number=1)["message"]
    assert text.count("\n- ") == 1
    assert "May we introduce you" not in text


def test_the_words_of_the_texts_are_words_we_read(box: Letterbox) -> None:
    """What each language tells members to write is understood when it comes back."""
    for name, (yes, no) in zip(NAMES, WORDS_OF_YES_AND_NO.values(), strict=True):
        box.mails.clear()
        number = box.invite(*LETTERS, who=(name,))
        box.receive("", sender=name, signed=False, subject=f"{yes.capitalize()} {number}")
        assert [one.invitation for one in box.read().waiting] == [number]
        box.receive("", sender=name, signed=False, subject=f"“{no} {number}”")
        box.read()
        assert box.answers(name) == {"match": "no", "digest": "no"}


def test_files_to_paste(box: Letterbox, tmp_path: Path) -> None:
    """Four texts in five languages, for the manager's eyes only; the same again gives the same."""
    found = prepared(box, tmp_path / "invitations")
    assert len(found.files) == 21
    before = {name: (found.folder / name).read_bytes() for name in found.files}
    assert all(stat.S_IMODE((found.folder / n).stat().st_mode) == 0o600 for n in found.files)
    again = prepared(box, tmp_path / "invitations")
    assert again == found
    assert {name: (found.folder / name).read_bytes() for name in again.files} == before
    assert found.languages == {"en": 4, "pt": 1}


def test_links_prove_whose_yes_it_is(box: Letterbox, tmp_path: Path) -> None:
    """Each member's own link leads to a yes that needs nobody to accept it."""
    found = prepared(box, tmp_path, jun={"display_name": "=cmd()|x", "email": None})
    rows = rows_of(found)
    assert [row["handle"] for row in rows] == list(NAMES)
    assert rows[-1]["name"] == "'=cmd()|x"
    link = rows[0]["yes by mail"]
    assert box.codes.read_all(link) == {Signed(account("bron"), found.number)}
    to, _, subject = link.removeprefix("mailto:").partition("?subject=")
    box.receive("", sender="bron", signed=False, subject=unquote(subject), To=to)
    box.read()
    assert box.answers() == {"match": "yes", "digest": "yes"}


def test_a_long_address_has_the_code_in_the_subject(box: Letterbox, tmp_path: Path) -> None:
    """Where the code does not fit behind a plus sign, the yes is proven all the same."""
    long = "the-one-who-answers-for-the-knots@knots.example.org"
    found = prepare(
        ledger=box.ledger,
        members=members(),
        member_accounts=accounts(),
        codes=box.codes,
        asker=Asker(community_name="K", manager_name="I", manager_email=long, profile_questions={}),
        purposes=["circle"],
        content=CONTENT,
        folder=tmp_path,
        now=NOW,
    )
    first = rows_of(found)[0]
    subject = unquote(first["yes by mail"].partition("?subject=")[2])
    box.receive("", sender="bron", signed=False, subject=subject)
    box.read()
    assert box.answers() == {"circle": "yes"}


def test_everybody_is_asked_once(box: Letterbox, tmp_path: Path) -> None:
    """Who was asked, or has answered, is not asked again; who came since is."""
    box.receive("stop", sender="sefa")
    box.read()
    newcomer = {"jun": {"is_matchable": False}}
    first = prepared(box, tmp_path, **newcomer)
    assert set(first.to_ask) == {account(name) for name in ("bron", "tomas", "kaveh")}
    assert (first.asked_before, first.answered) == (0, 1)
    assert box.ledger.record_asked(first.number, first.to_ask, now=NOW) == 3
    assert box.ledger.record_asked(first.number, first.to_ask, now=NOW) == 0
    second = prepared(box, tmp_path)
    assert (second.number, second.to_ask) == (first.number + 1, (account("jun"),))
    assert (second.asked_before, second.answered) == (3, 1)
    other = prepared(box, tmp_path, "story")
    assert len(other.to_ask) == 5


def test_what_was_asked_stays_as_it_was(box: Letterbox, tmp_path: Path) -> None:
    """The texts are kept, and cannot be changed once they are out."""
    found = prepared(box, tmp_path)
    box.ledger.record_asked(found.number, found.to_ask, now=NOW)
    kept = box.ledger.invitation(found.number)
    assert kept is not None
    assert (found.folder / "nl-thread.txt").read_text(encoding="utf-8") in kept.texts
    with pytest.raises(DecisionRefused, match="invitation 1 is out since 2026-11-18 and stays"):
        box.ledger.keep_invitation(found.number, LETTERS, "other words", now=NOW)
    with pytest.raises(DecisionRefused, match="there is no invitation 9"):
        box.ledger.record_asked(9, [], now=NOW)


def test_people_without_an_address_are_counted_and_named(box: Letterbox, tmp_path: Path) -> None:
    """Of those to ask, a number; of those who said yes, the page where the manager can write."""
    nowhere = {name: {"email": None} for name in ("bron", "kaveh")}
    found = prepared(box, tmp_path, **nowhere)
    assert found.without_address == 2
    number = box.invite(*LETTERS)
    box.receive("yes", invitation=number)
    box.read()
    found = prepared(box, tmp_path, **nowhere)
    assert found.unreached == (("Bronwen Achterberg", "https://knots.example.org/u/bron"),)
    assert found.without_address == 1


def test_no_keys_no_links(box: Letterbox, tmp_path: Path) -> None:
    """The texts can be pasted before any key was made."""
    found = prepare(
        ledger=box.ledger,
        members=members(),
        member_accounts=accounts(),
        codes=None,
        asker=ASKER,
        purposes=LETTERS,
        content=CONTENT,
        folder=tmp_path,
        now=NOW,
    )
    assert "one-by-one.csv" not in found.files


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("# thread", "# thraed", "the part '# thread' is missing or empty; there must be: why, "),
        ("digest: ", "digset: ", "below '# purposes' nothing says what 'digest' allows"),
        ("match, 2: ", "match, 3: ", "'match, 3': the newest words are 2"),
        ("$manager, $community", "$boss", "'boss' is nothing we can fill in; known: $address, "),
        ("$manager, $community", "5 $", "is nothing we can fill in"),
    ],
)
def test_a_text_changed_by_hand_that_lacks_something(
    before: str, after: str, complaint: str, tmp_path: Path
) -> None:
    """One line that names the file."""
    text = (CONTENT / "invitations" / "en.md").read_text(encoding="utf-8")
    (tmp_path / "invitations").mkdir()
    (tmp_path / "invitations" / "en.md").write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInvitation, match=re.escape(complaint)) as problem:
        texts_in(tmp_path, "en", asker=ASKER, purposes=LETTERS, number=1)
    assert "en.md" in str(problem.value)


def test_a_text_of_older_words_asks_for_what_these_say(box: Letterbox, tmp_path: Path) -> None:
    """In one language it is enough: nobody tells which a member read. The number is not pasted."""
    shutil.copytree(CONTENT / "invitations", tmp_path / "content" / "invitations")
    assert editions_in(tmp_path / "content", ["match", "circle"]) == {"match": 2, "circle": 1}
    file = tmp_path / "content" / "invitations" / "fr.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("match, 2: ", "match: "), encoding="utf-8")
    assert editions_in(tmp_path / "content", ["match", "circle"]) == {"match": 1, "circle": 1}
    now = prepared(box, tmp_path / "now")
    then = prepared(box, tmp_path / "then", content=tmp_path / "content")
    assert then.number == now.number + 1
    kept = {each.number: each.editions["match"] for each in box.ledger.invitations()}
    assert kept == {now.number: 2, then.number: 1}
    pasted = (now.folder / "en-message.txt").read_text(encoding="utf-8")
    assert "\n- you may be named in another member" in pasted


def test_from_asked_to_yes(box: Letterbox, tmp_path: Path) -> None:
    """Of five asked: one yes to all, one to a part, one no, two silent, who count as no."""
    found = prepared(box, tmp_path)
    box.ledger.record_asked(found.number, found.to_ask, now=NOW)
    box.receive("yes", sender="bron", invitation=found.number)
    box.receive("no", sender="tomas", invitation=found.number)
    box.read()
    for purpose, name in (("match", "sefa"), ("story", "jun")):
        box.ledger.set_consent(
            account(name),
            [purpose],
            "yes",
            source="profile",
            wording=None,
            said_at=NOW - timedelta(days=1),
            is_in_person=False,
            now=NOW,
        )
    (row,) = asked_rows(
        box.ledger.invitations(),
        box.ledger.invited(),
        box.ledger.member_consents(accounts()),
        {account(name): f"m-{name}" for name in NAMES},
        {"m-tomas": address("tomas")},
    )
    assert (row.asked, row.yes, row.partly, row.no, row.silent) == (5, 1, 1, 1, 2)
    assert row.yes_without_address == 1


def test_whose_yes_would_open_most() -> None:
    """Worked by hand: b's yes opens two at once, c's one, d's none without others; n said no."""
    pairs = [("a", "b"), ("b", "a"), ("w", "b"), ("a", "c"), ("c", "d"), ("d", "b"), ("d", "n")]
    matches = pa.table({"member_id": [r for r, _ in pairs], "candidate_id": [c for _, c in pairs]})
    found = openings(matches, willing={"a", "w"}, refusing={"n"})
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        ("b", 2, 1),
        ("c", 1, 1),
        ("d", 0, 2),
    ]
    assert openings(matches.slice(0, 0), willing=set(), refusing=set()).num_rows == 0
