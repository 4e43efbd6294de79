"""Nobody stands on a page, in the feed or in a letter without a yes for that very place.

Who said what comes from the truth of the sample and the written table of who appears where; the
pages are read here in another way than the publisher's own scan reads them.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

import pytest

import line
from analytics.warehouse import Warehouse
from digest.drafts import FIRST_PEOPLE
from ledger import PURPOSES, Ledger, purpose_column
from ledger.visibility import shown
from line import Place
from tests.house.reading import WORD, Book, Letter, Somebody, site_files

PLACE_OF_PURPOSE = {"match": "is matched", "digest": "gets the letter"}
Yes = tuple[str, ...]
"""Places of the written table, all of which somebody said yes to."""

ON_PAGE: Mapping[str, tuple[Yes, ...]] = {
    # Whom search engines may find, for these two may be listed.
    "index.html": tuple(
        (each, "search engines") for each in ("spotlight", "story", "welcome page")
    ),
    "report.html": (("spotlight", "search engines"),),
    "our-year.html": (("spotlight",), ("story",)),
    "feed.atom": (("welcome page",), ("spotlight",), ("story",)),
    "spotlights.atom": (("spotlight",),),
    "welcomes.atom": (("welcome page",),),
    "sitemap.xml": (("search engines",),),
    "ask/index.html": (),
    "ask": (("directory and topics",),),
    "people": (("directory and topics",),),
    "circles": (("circle",),),
    "stories": (("story",),),
    "spotlights": (("spotlight",),),
    "welcomes/index.html": (("welcome page",),),
    "welcomes": (("welcome page",), ("directory and topics",)),
}
"""Which yes lets somebody be named in a file, or in a folder's files; all others name nobody."""

QUOTATION = re.compile(r'<div class="letter">.*?</div>', re.DOTALL)
"""On a spotlight: somebody who was helped says so, named with a yes to the directory."""
HEAD = re.compile(r"<title>.*?</title>|<h1[^>]*>.*?</h1>", re.DOTALL)
FRAGMENT = re.compile(r"^pagefind_dcd(\{.*\})$", re.MULTILINE | re.DOTALL)

PLACE_OF_ROLE = {
    "candidate": "named in another's letter",
    "answerer": "named in another's letter",
    "contact": "introducer",
    "author": "author of open conversations and quotations",
}
"""What each one named in a letter said yes to, by what they are named as."""

SLIP = re.compile(r"<h2[^>]*>(.*?)</h2>", re.DOTALL)

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


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
        person = book.people.get(row["member_id"])
        if person is None:
            assert row["is_team"]  # The page itself, which everybody may name.
            continue
        for purpose in PURPOSES:
            place = PLACE_OF_PURPOSE.get(purpose, purpose)
            is_open = shown(place, consented=PURPOSES, states=person.states) == "yes"
            may = purpose in person.consented and is_open
            if row[purpose_column(purpose)] != may:
                wrong.append((sorted(person.names), purpose, sorted(person.states), may))
    assert wrong == []
    assert sum(len(said) for said in sample_truth["consents"].values()) > 1000


def test_pages_name_only_those_who_said_yes_to_the_place(sample_place: Place, book: Book) -> None:
    """Names in text, links, attributes, comments, in the names of files and in the search index."""
    found: dict[str, set[str]] = {}
    for name, text in site_files(sample_place).items():
        for part, needed in _parts(name, text):
            strangers = book.strangers(part, _may_stand(needed))
            if strangers:
                found.setdefault(name, set()).update(strangers)
    assert found == {}


@pytest.mark.parametrize("place", sorted(ON_PAGE))
def test_a_name_without_the_yes_of_the_place_is_found(
    place: str, sample_place: Place, book: Book
) -> None:
    """On a page of every kind: a member whose yeses are all but those that it needs."""
    needed = ON_PAGE[place]
    own = {purpose for several in needed for purpose in several}
    every = {purpose for several in ON_PAGE.values() for each in several for purpose in each}
    may = _may_stand(needed)
    texts = site_files(sample_place)
    path = next(name for name in reversed(texts) if name == place or name.startswith(f"{place}/"))
    strangers = [
        person
        for person in book.people.values()
        if not may(person) and any(person.may_stand(each) for each in every - own)
    ]
    told = 0
    for person in strangers[:50]:
        for name in person.names:
            alone = dict(book.found(name)).get(" ".join(WORD.findall(name.casefold())))
            if alone == frozenset({person.member_id}):
                parts = _parts(path, texts[path].replace("</main>", f"{html.escape(name)}</main>"))
                if "</main>" not in texts[path]:
                    parts = _parts(path, f"{texts[path]} {html.escape(name)}")
                told += 1
                assert any(book.strangers(part, _may_stand(yes)) for part, yes in parts), name
    assert told


def test_each_page_of_the_search_index_is_a_page(sample_place: Place) -> None:
    """So that what is said there is read by the rule of that page."""
    texts = site_files(sample_place)
    pages = [
        _page_of(text) for name, text in texts.items() if name.startswith("pagefind/fragment/")
    ]
    assert len(pages) == len(set(pages)) > 50
    assert set(pages) <= texts.keys()


def _parts(name: str, text: str) -> list[tuple[str, tuple[Yes, ...]]]:
    """A file in parts, each with the yeses one of which lets somebody be named there."""
    if name.startswith("pagefind/fragment/"):
        page = _page_of(text)
        # Its words stand there without the page's marks: quotations are not told apart.
        needed = _needed(page)
        is_spotlight = page.startswith("spotlights/") and page != "spotlights/index.html"
        return [(text, (*needed, ("directory and topics",)) if is_spotlight else needed)]
    if name.startswith("pagefind/"):
        return [(text, tuple({each for several in ON_PAGE.values() for each in several}))]
    needed = _needed(name)
    folder, _, file = name.partition("/")
    if folder == "spotlights" and file != "index.html":
        quoted = " ".join(QUOTATION.findall(text))
        return [
            (QUOTATION.sub(" ", text), needed),
            (quoted, (*needed, ("directory and topics",))),
        ]
    if folder == "welcomes" and file != "index.html":
        # The page is the newcomer's: others stand in it and never above it.
        return [(f"{name} {' '.join(HEAD.findall(text))}", (("welcome page",),)), (text, needed)]
    return [(text, needed)]


def _needed(name: str) -> tuple[Yes, ...]:
    return ON_PAGE.get(name, ON_PAGE.get(name.partition("/")[0], ()))


def _may_stand(needed: tuple[Yes, ...]) -> Callable[[Somebody], bool]:
    return lambda one: any(all(map(one.may_stand, several)) for several in needed)


def _page_of(fragment: str) -> str:
    """The path of the page that a fragment of the search index is about."""
    found = FRAGMENT.search(fragment)
    assert found, fragment[:80]
    url: str = json.loads(found[1])["url"]
    return f"{url}index.html"[1:] if url.endswith("/") else url[1:]


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
    sample_warehouse: Warehouse,
    sample_ledger: Ledger,
    sample_place: Place,
    member_of_account: dict[str, str],
    letters: list[Letter],
    book: Book,
) -> None:
    """Its reader, whom it introduces, and whom a part of it names who said yes to that part."""
    matched = _pairs(sample_warehouse)
    may_name: dict[str, set[str]] = defaultdict(set)
    roles: Counter[str] = Counter()
    for row in sample_ledger.mail_names(_issue(sample_place)).to_pylist():
        reader = member_of_account[row["account_id"]]
        named = member_of_account[row["named_account_id"]]
        role = row["role"]
        roles[role] += 1
        assert book.people[named].may_stand(PLACE_OF_ROLE[role]), (role, named)
        if role == "candidate":
            assert (reader, named) in matched
            assert book.people[named].may_stand("is matched")
        may_name[reader].add(named)
    assert set(PLACE_OF_ROLE) == set(roles)
    found: dict[str, set[str]] = {}
    for letter in letters:
        allowed = frozenset({letter.member_id, *may_name[letter.member_id]})

        def may_stand(one: Somebody, allowed: frozenset[str] = allowed) -> bool:
            return one.member_id in allowed

        strangers = {name for part in letter.parts() for name in book.strangers(part, may_stand)}
        if strangers:
            found[letter.member_id] = strangers
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


def test_letters_name_everybody_they_propose(
    sample_warehouse: Warehouse,
    sample_ledger: Ledger,
    sample_place: Place,
    member_of_account: dict[str, str],
    letters: list[Letter],
) -> None:
    """The ledger has as proposed exactly those the letters introduce, and each was a match."""
    matched = _pairs(sample_warehouse)
    proposed: dict[str, dict[str, int]] = defaultdict(dict)
    for row in sample_ledger.proposals(issue=_issue(sample_place)).to_pylist():
        assert row["withdrawn_at"] is None
        reader = member_of_account[row["account_id"]]
        proposed[reader][member_of_account[row["candidate_account_id"]]] = row["place"]
    pairs = {(reader, one) for reader, theirs in proposed.items() for one in theirs}
    assert pairs <= matched
    assert proposed.keys() == {letter.member_id for letter in letters}
    rows = sample_warehouse.frame("select member_id, display_name from marts.members").to_pylist()
    names = {row["member_id"]: row["display_name"] for row in rows}
    for letter in letters:
        # The last slip of a first letter is the reader's own card.
        headed = [html.unescape(each) for each in SLIP.findall(_html_of(letter))]
        assert headed.pop() == names[letter.member_id]
        theirs = sorted(proposed[letter.member_id].items(), key=lambda each: each[1])
        assert headed == [names[candidate] for candidate, _ in theirs], letter.path.name
    # A first letter has two people of the three found, and nearly all of those can be told of.
    wanted = sum(min(found, FIRST_PEOPLE) for found in Counter(one for one, _ in matched).values())
    assert len(pairs) >= 0.95 * wanted


def _html_of(letter: Letter) -> str:
    return [part.get_content() for part in letter.message.iter_parts()][1]  # type: ignore[no-any-return]


def _issue(place: Place) -> str:
    return next(path.name for path in place.outbox.iterdir() if path.is_dir())


def _pairs(warehouse: Warehouse) -> set[tuple[str, str]]:
    rows = warehouse.frame("select member_id, candidate_id from matches.matches").to_pylist()
    return {(row["member_id"], row["candidate_id"]) for row in rows}


@pytest.fixture(scope="module")
def member_of_account(sample_warehouse: Warehouse) -> dict[str, str]:
    """member_id by account_id."""
    rows = line.member_accounts(sample_warehouse).to_pylist()
    return {row["account_id"]: row["member_id"] for row in rows}
