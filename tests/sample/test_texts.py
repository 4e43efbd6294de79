"""The texts: varied, nobody's twice, and with every gap filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import pytest

from sample import words
from tests.sample.conftest import Written


def said(written: Written) -> Iterator[tuple[str, str]]:
    """(author, plain text) of every post by people who are no spammers, collectors or the page."""
    odd = {*written.truth["spammers"], *written.truth["collectors"]}
    for thread in [*written.threads, *written.ning["members"]]:
        if "title" in thread:
            yield thread["contributorName"], plain(thread["description"])
        for comment in thread["comments"]:
            if f"ning:{comment['contributorName']}" not in odd:
                yield comment["contributorName"], plain(comment["description"])
    for post in written.feed:
        for comment in post["comments"]["data"]:
            author = comment.get("from", {}).get("id", "")
            if f"facebook:{author}" not in odd and author != post["from"]["id"]:
                yield author, comment["message"]


def plain(html: str) -> str:
    """The words without quotations, mentions and tags."""
    html = re.sub(r"<cite>.*?</blockquote>", "", html, flags=re.DOTALL)
    html = re.sub(r"<a href=[^>]*>@[^<]*</a>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_hardly_a_text_stands_twice(written: Written) -> None:
    """More than 97 of 100 texts are the only ones of their kind."""
    texts = Counter(text for _, text in said(written))
    assert len(texts) / sum(texts.values()) > 0.97


def test_two_people_never_say_the_same(written: Written) -> None:
    """Nobody repeats another word for word; drafts aside, which are not published."""
    by_text: dict[str, set[str]] = {}
    for author, text in said(written):
        by_text.setdefault(text, set()).add(author)
    shared = [text for text, authors in by_text.items() if len(authors) > 1]
    assert [text for text in shared if "Half a thought about glue" not in text] == []


def test_no_gap_is_left_open(written: Written) -> None:
    """No slot such as {the}, no alternative sign, no doubled article in any text."""
    for _, text in said(written):
        assert not re.search(r"\{\w+\}| \| ", text), text
        assert not re.search(r"\b(the|a) (the|a|an) \b", text, re.IGNORECASE), text


def test_several_languages_are_spoken(written: Written) -> None:
    """Each corner has its threads."""
    categories = Counter(thread.get("category") for thread in written.ning["discussions"])
    for tongue in words.tongues().values():
        if tongue.language != "en":
            assert categories[tongue.space] > 15


def test_titles_vary(written: Written) -> None:
    """At most a third of the titles have been used before; none is empty."""
    titles = [thread["title"] for thread in written.ning["discussions"]]
    assert all(titles)
    assert len(set(titles)) / len(titles) > 0.6


def test_spammers_share_their_links(written: Written) -> None:
    """The same addresses come from several accounts, and praise that fits any page."""
    spam = set(written.truth["spam_posts"])
    by_host: dict[str, set[str]] = {}
    for thread in written.threads:
        for comment in thread["comments"]:
            if comment["id"] in spam:
                for host in re.findall(r"http://([\w.-]+)", comment["description"]):
                    by_host.setdefault(host, set()).add(comment["contributorName"])
    assert by_host
    assert max(len(authors) for authors in by_host.values()) >= 3


@pytest.mark.parametrize("name", sorted(words.crafts()))
def test_every_craft_has_enough_to_say(name: str) -> None:
    """Each has things, stories and problems with at least three remedies."""
    craft = words.crafts()[name]
    assert len(craft.things) >= 5
    assert all(" / " in thing for thing in craft.things)
    assert len(craft.problems) >= 2
    for problem in craft.problems:
        assert len(problem.remedies) >= 3
        assert all(" / " in thing for thing in problem.things)
    for lines in (craft.taught, craft.kept, craft.tools, craft.failed):
        assert len(words.options(lines)) >= 2


@pytest.mark.parametrize("language", ["de", "es", "fr", "nl"])
def test_every_corner_has_the_same_banks(language: str) -> None:
    """A language has a line for every turn that its conversations can take."""
    tongue = words.tongues()[language]
    assert tongue.banks.keys() == words.tongues()["nl"].banks.keys()
    assert {problem.craft for problem in tongue.problems} <= words.crafts().keys()
    assert all(problem.things for problem in tongue.problems)
