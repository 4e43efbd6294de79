"""Nobody stands on a page, in the feed or in a letter without a yes for that very place.

Who said what comes from the truth of the sample and the written table of who appears where; the
pages are read here in another way than the publisher's own scan reads them.
"""

from __future__ import annotations

import email.policy
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import line
from analytics.warehouse import Warehouse
from ledger import PURPOSES, Ledger, purpose_column
from ledger.visibility import shown
from line import Place

PLACE_OF_PURPOSE = {"match": "is matched", "digest": "gets the letter"}
STATES_IN_TRUTH = {
    "minors": "minor",
    "left": "departed",
    "suspended": "barred",
    "memorial": "memorial",
    "team": "team",
    "spammers": "spam",
}
NAMED_ON = {
    "index.html": ("welcome page", "spotlight"),
    "report.html": ("spotlight",),
    "feed.atom": ("welcome page", "spotlight"),
    "sitemap.xml": ("search engines",),
    "spotlights": ("spotlight",),
    "welcomes": ("welcome page", "directory and topics"),
}
"""The places a file or folder of the site is; all others name nobody."""

LONGEST_NAME = 6
"""Words."""

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD = re.compile(r"\w+")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Somebody:
    """A member as the exports and the truth have them."""

    member_id: str
    names: frozenset[str]
    keys: frozenset[str]
    """Handles and native ids that are no ordinary words."""
    emails: frozenset[str]
    consented: frozenset[str]
    states: frozenset[str]

    def may_stand(self, place: str) -> bool:
        return shown(place, consented=self.consented, states=self.states) == "yes"


class Book:
    """Who goes by a name, a handle, an id or an address; accents and case left aside."""

    def __init__(self, people: Mapping[str, Somebody]) -> None:
        self.people = people
        self.by_words: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.by_key: dict[str, set[str]] = defaultdict(set)
        for member_id, person in people.items():
            for name in person.names:
                for words in spellings(name):
                    if len(words) > 1:
                        self.by_words[words].add(member_id)
            for key in person.keys:
                self.by_key[key.casefold()].add(member_id)

    def found(self, text: str) -> Iterator[tuple[str, frozenset[str]]]:
        """Every name and id in the text, with all members who go by it."""
        for reading in {text, html.unescape(text), unquote(html.unescape(text))}:
            for bare in (reading, TAG.sub(" ", reading)):
                for words in spellings(bare):
                    for at, word in enumerate(words):
                        if word in self.by_key:
                            yield word, frozenset(self.by_key[word])
                        for length in range(2, LONGEST_NAME + 1):
                            several = words[at : at + length]
                            if several in self.by_words:
                                yield " ".join(several), frozenset(self.by_words[several])

    def strangers(self, text: str, may_stand: Callable[[Somebody], bool]) -> set[str]:
        """The names and ids in the text of which nobody who goes by them may stand there."""
        return {
            name
            for name, members in self.found(text)
            if not any(may_stand(self.people[member]) for member in members)
        }


def spellings(text: str) -> set[tuple[str, ...]]:
    """The words of a text, as they are, without accents, and as addresses of pages write them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return {
        tuple(WORD.findall(unicodedata.normalize("NFKC", text.casefold()))),
        tuple(WORD.findall(bare)),
        tuple(WORD.findall(bare.encode("ascii", "ignore").decode())),
    }


@pytest.fixture(scope="session")
def book(
    sample_warehouse: Warehouse,
    sample_truth: dict[str, Any],
    sample_facts: dict[str, Any],
    sample_place: Place,
    member_of: dict[str, str],
) -> Book:
    """Every member of the sample, but for the names the settings themselves state."""
    consented: dict[str, set[str]] = defaultdict(set)
    refused: dict[str, set[str]] = defaultdict(set)
    states: dict[str, set[str]] = defaultdict(set)
    for account, said in sample_truth["consents"].items():
        for purpose, answer in said.items():
            (consented if answer == "yes" else refused)[member_of[account]].add(purpose)
    for key, state in STATES_IN_TRUTH.items():
        for account in sample_truth[key]:
            if account in member_of:
                states[member_of[account]].add(state)
    for pause in sample_facts["pauses"]:
        states[member_of[pause["account"]]].add("letters paused")
    community = sample_place.settings.community
    own_words = {community.name, community.manager.name}
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in sample_warehouse.frame(
        "select member_id, name, handle, native_id, lower(email) as email "
        "from raw.accounts inner join derived.member_accounts using (account_id)"
    ).to_pylist():
        mine = found[row["member_id"]]
        if row["name"] and row["name"] not in own_words:
            mine["names"].add(row["name"])
        for key in (row["handle"], row["native_id"]):
            if key and len(key) > 8 and any(sign.isdigit() for sign in key):
                mine["keys"].add(key)
        if row["email"] and row["email"] != community.manager.email:
            mine["emails"].add(row["email"])
    return Book(
        {
            member_id: Somebody(
                member_id,
                frozenset(mine["names"]),
                frozenset(mine["keys"]),
                frozenset(mine["emails"]),
                frozenset(consented[member_id] - refused[member_id]),
                frozenset(states[member_id]),
            )
            for member_id, mine in found.items()
        }
    )


def site_files(place: Place) -> dict[str, str]:
    """The text of every file of the shown site, by its path; the path itself is read too."""
    site = place.output.resolve()
    return {
        str(path.relative_to(site)): f"{path.relative_to(site)}\n"
        + path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.parts[len(site.parts)] != "theme"
    }


@dataclass(frozen=True)
class Letter:
    """A letter in the outbox, as its reader's program decodes it."""

    path: Path

    @property
    def member_id(self) -> str:
        return self.path.stem

    @cached_property
    def message(self) -> EmailMessage:
        parsed = BytesParser(policy=email.policy.default).parsebytes(self.path.read_bytes())
        assert isinstance(parsed, EmailMessage)
        return parsed

    def parts(self) -> Iterator[str]:
        """Each header, the plain text and the HTML."""
        for name, value in self.message.items():
            yield f"{name}: {value}"
        for part in self.message.walk():
            if not part.is_multipart():
                yield part.get_content()


@pytest.fixture(scope="session")
def letters(sample_place: Place) -> list[Letter]:
    found = [Letter(path) for path in sorted(sample_place.outbox.rglob("*.eml"))]
    assert len(found) > 50
    return found


def test_the_sample_has_names_to_hide(book: Book) -> None:
    """Else all that follows would hold of an empty book."""
    silent = [p for p in book.people.values() if not p.consented and p.names]
    assert len(silent) > 1000
    assert len(book.by_words) > 2000
    assert book.strangers("<b>Noor</b> told Fabienne Hautec&oelig;ur", lambda one: False) >= {
        "fabienne hautecœur"
    }


def test_what_members_said_arrives_as_they_said_it(
    sample_place: Place,
    sample_warehouse: Warehouse,
    sample_ledger: Ledger,
    sample_truth: dict[str, Any],
    book: Book,
) -> None:
    """Every purpose of every member, as the truth and the table of who appears where have it."""
    as_of = sample_warehouse.frame("select as_of from meta.parameters")["as_of"][0].as_py()
    wrong = []
    for row in line.people_of(sample_warehouse, sample_ledger, as_of).to_pylist():
        person = book.people[row["member_id"]]
        for purpose in PURPOSES:
            place = PLACE_OF_PURPOSE.get(purpose, purpose)
            is_open = shown(place, consented=PURPOSES, states=person.states) == "yes"
            may = purpose in person.consented and is_open
            if row[purpose_column(purpose)] != may:
                wrong.append((sorted(person.names), purpose, sorted(person.states), may))
    assert wrong == []
    assert sum(len(said) for said in sample_truth["consents"].values()) > 1000


def test_pages_name_only_those_who_said_yes_to_the_place(sample_place: Place, book: Book) -> None:
    """Names in text, links, attributes, comments and in the names of files."""
    found = {}
    for name, text in site_files(sample_place).items():
        places = NAMED_ON.get(name, NAMED_ON.get(name.split("/")[0], ()))
        strangers = book.strangers(
            text,
            lambda one, places=places: any(map(one.may_stand, places)),  # type: ignore[misc]
        )
        if strangers:
            found[name] = strangers
    assert found == {}


def test_pages_do_name_those_who_said_yes(sample_place: Place, book: Book) -> None:
    """The reader above sees names at all."""
    named = {
        name
        for path, text in site_files(sample_place).items()
        if path.startswith("welcomes/")
        for name, _ in book.found(text)
    }
    assert len(named) >= 5


def test_search_engines_are_kept_from_pages_that_name_others(
    sample_place: Place, book: Book
) -> None:
    """A page naming somebody without a yes to search engines says noindex."""
    checked = 0
    for name, text in site_files(sample_place).items():
        if name.endswith(".html") and book.strangers(text, lambda p: p.may_stand("search engines")):
            checked += 1
            assert re.search(r'<meta name="robots" content="noindex', text), name
    assert checked > 10


def test_no_page_holds_an_address(sample_place: Place, book: Book) -> None:
    own = sample_place.settings.community.manager.email
    found = {
        name: left
        for name, text in site_files(sample_place).items()
        if (left := set(EMAIL.findall(unquote(html.unescape(text)))) - {own})
    }
    assert found == {}


def test_letters_name_only_those_they_introduce(
    sample_warehouse: Warehouse, letters: list[Letter], book: Book
) -> None:
    """Its reader, the people matched with the reader, and who said yes to introducing."""
    matched: dict[str, set[str]] = defaultdict(set)
    for row in sample_warehouse.frame(
        "select member_id, candidate_id from matches.matches"
    ).to_pylist():
        matched[row["member_id"]].add(row["candidate_id"])
    found = {}
    for letter in letters:
        reader = letter.member_id

        def may_stand(one: Somebody, reader: str = reader) -> bool:
            return (
                one.member_id == reader
                or (
                    one.member_id in matched[reader]
                    and one.may_stand("is matched")
                    and one.may_stand("named in another's letter")
                )
                or one.may_stand("introducer")
            )

        strangers = {name for part in letter.parts() for name in book.strangers(part, may_stand)}
        # Where a letter comes from and whom it is for is told by the ids in its links.
        if strangers - {reader}:
            found[reader] = strangers
    assert found == {}


def test_letters_go_to_their_reader_alone_and_hold_no_other_address(
    sample_place: Place, letters: list[Letter], book: Book
) -> None:
    own = sample_place.settings.community.manager.email
    for letter in letters:
        reader = book.people[letter.member_id]
        assert reader.may_stand("gets the letter"), letter.path.name
        assert letter.message["To"].addresses[0].addr_spec.casefold() in reader.emails
        assert len(letter.message["To"].addresses) == 1
        assert not {"cc", "bcc"} & {name.casefold() for name in letter.message}
        everywhere = {
            address
            for part in letter.parts()
            if not part.startswith(("To:", "Message-ID:"))
            for address in EMAIL.findall(unquote(html.unescape(part)))
        }
        assert everywhere <= {own}, letter.path.name


def test_letters_of_a_place_name_its_two_sides(
    sample_warehouse: Warehouse, letters: list[Letter], book: Book
) -> None:
    """Every match of a reader with a letter is named in it: the reader above misses nothing."""
    names = {
        row["member_id"]: row["display_name"]
        for row in sample_warehouse.frame(
            "select member_id, display_name from marts.members"
        ).to_pylist()
    }
    rows = sample_warehouse.frame("select member_id, candidate_id from matches.matches").to_pylist()
    by_reader = {letter.member_id: letter for letter in letters}
    pairs = [row for row in rows if row["member_id"] in by_reader]
    assert len(pairs) > 100
    for row in pairs:
        plain = next(by_reader[row["member_id"]].message.iter_parts()).get_content()
        assert names[row["candidate_id"]] in plain
