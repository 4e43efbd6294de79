"""What was planted is in the files, and nothing in the files contradicts it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
import yaml

from sample.moments import END
from sample.words import WORDS
from tests.sample.conftest import Written

Talk = tuple[str, str, str]


def ning_talks(written: Written) -> Iterator[Talk]:
    """(from, to, when) as the archive tells it: links, quotations, names, else the opener."""
    names = Counter(member["fullName"] for member in written.ning["members"])
    key_of = {
        member["fullName"]: member["contributorName"]
        for member in written.ning["members"]
        if names[member["fullName"]] == 1
    }
    for thread in written.threads:
        for comment in thread["comments"]:
            to = addressed(comment["description"], key_of) or thread["contributorName"]
            yield comment["contributorName"], to, comment["createdDate"]
    for member in written.ning["members"]:
        for comment in member["comments"]:
            yield comment["contributorName"], member["contributorName"], comment["createdDate"]


def addressed(html: str, key_of: dict[str, str]) -> str | None:
    """The screen name of whom a comment names at its beginning."""
    if link := re.match(r'<p><a href="[^"]*/profile/(\w+)">@', html):
        return link.group(1)
    if cite := re.match(r"<p></p><cite>(.*?) said:</cite>", html):
        return key_of.get(cite.group(1))
    if html.startswith("<p>@"):
        return next((key for name, key in key_of.items() if html.startswith(f"<p>@{name} ")), None)
    return None


def page_talks(written: Written) -> Iterator[Talk]:
    """(from, to, when) below the page's posts."""
    for post in written.feed:
        author_of = {
            comment["id"]: comment.get("from", {}).get("id") for comment in post["comments"]["data"]
        }
        for comment in post["comments"]["data"]:
            author = comment.get("from", {}).get("id")
            to = author_of.get(comment.get("parent", {}).get("id"))
            if author and to:
                yield author, to, comment["created_time"]


@pytest.fixture(scope="module")
def talked(written: Written) -> dict[frozenset[str], list[datetime]]:
    """When each pair of accounts talked, the accounts of one person taken together."""
    same = {facebook: ning for ning, facebook in written.truth["same_person"].items()}
    found: dict[frozenset[str], list[datetime]] = {}
    pairs = [(f"ning:{one}", f"ning:{other}", at) for one, other, at in ning_talks(written)]
    pairs += [
        (f"facebook:{one}", f"facebook:{other}", at) for one, other, at in page_talks(written)
    ]
    for one, other, at in pairs:
        pair = frozenset((same.get(one, one), same.get(other, other)))
        when = datetime.fromisoformat(at.replace("Z", "+00:00").replace("+0000", "+00:00"))
        found.setdefault(pair, []).append(when)
    return found


def posts_by(written: Written) -> Counter[str]:
    counts: Counter[str] = Counter()
    for thread in [*written.threads, *written.ning["members"]]:
        if "title" in thread:
            counts[f"ning:{thread['contributorName']}"] += 1
        counts.update(f"ning:{c['contributorName']}" for c in thread["comments"])
    return counts


def test_same_interest_pairs_never_talk(
    written: Written, talked: dict[frozenset[str], list[datetime]]
) -> None:
    """They love the same craft, both write, and not one word goes between them."""
    pairs = written.truth["same_interest_pairs"]
    assert len(pairs) >= 40
    assert [pair for pair in pairs if frozenset(pair) in talked] == []


def test_control_pairs_are_as_busy_and_have_nothing_in_common(
    written: Written, talked: dict[frozenset[str], list[datetime]]
) -> None:
    """Matched in how much they write, and strangers as well."""
    counts = posts_by(written)
    interests = written.truth["interests"]
    pairs = written.truth["same_interest_pairs"]
    controls = written.truth["control_pairs"]
    assert len(controls) == len(pairs)
    ratios = []
    for (one, other), (same, control) in zip(pairs, controls, strict=True):
        assert one == same
        assert frozenset((same, control)) not in talked
        common = interests[one].keys() & interests[control].keys()
        assert sum(interests[one][c] * interests[control][c] for c in common) < 0.05
        ratios.append(counts[other] / counts[control])
    assert 0.7 < sorted(ratios)[len(ratios) // 2] < 1.4


def test_dormant_ties_were_strong_and_have_been_silent_for_long(
    written: Written, talked: dict[frozenset[str], list[datetime]]
) -> None:
    """Many words on many days, and none for more than 180 days."""
    for one, other, _ in written.truth["dormant_ties"]:
        when = talked[frozenset((one, other))]
        assert len({at.date() for at in when}) >= 3
        assert max(when) < END - timedelta(days=180)


def test_strong_ties_go_on(written: Written, talked: dict[frozenset[str], list[datetime]]) -> None:
    """Nearly all talked on many days, and within the last 90."""
    recent = [
        pair
        for pair in written.truth["strong_ties"]
        if max(talked[frozenset(pair)]) > END - timedelta(days=90)
        and len({at.date() for at in talked[frozenset(pair)]}) >= 5
    ]
    assert len(recent) >= 0.85 * len(written.truth["strong_ties"])


def test_the_quarrel_ends_in_silence(
    written: Written, talked: dict[frozenset[str], list[datetime]]
) -> None:
    """Two answer each other harshly in one thread, not after it, and one blocks the other."""
    pair = frozenset(written.truth["quarrel"])
    assert len(talked[pair]) >= 8
    assert max(talked[pair]) < END - timedelta(days=60)
    assert pair in [frozenset((block["by"], block["of"])) for block in written.facts["blocks"]]


def test_collectors_ask_to_be_added_and_get_no_answer(written: Written) -> None:
    """Dozens of walls each, nobody speaks to them."""
    collectors = {account.removeprefix("ning:") for account in written.truth["collectors"]}
    given = Counter(one for one, _, _ in ning_talks(written) if one in collectors)
    assert min(given[name] for name in collectors) >= 30
    assert [talk for talk in ning_talks(written) if talk[1] in collectors] == []


def test_what_is_fenced_stands_in_closed_groups(written: Written) -> None:
    """The threads of the closed group carry the id of a private one, and only members wrote."""
    private = {g["id"]: g for g in written.ning["groups"] if g["groupPrivacy"] == "private"}
    assert len(private) == 2
    fenced = [t for t in written.ning["discussions"] if t.get("groupId") in private]
    assert {thread["id"] for thread in fenced} == set(written.truth["fenced_threads"])
    for thread in fenced:
        inside = {m["contributorName"] for m in private[thread["groupId"]]["members"]}
        assert {c["contributorName"] for c in thread["comments"]} <= inside


def test_declared_accounts_are_stated_in_the_profile(written: Written) -> None:
    """By number, by link or by name; namesakes declare nothing of the kind."""
    stated = {
        f"ning:{member['contributorName']}": member["profileQuestions"].get(
            "Your Facebook name or link", ""
        )
        for member in written.ning["members"]
        if member["profileQuestions"]
    }
    for account, facebook in written.truth["declared"].items():
        answer = stated[account]
        assert facebook.removeprefix("facebook:") in answer or " " in answer
    for one, other in written.truth["namesakes"]:
        assert written.truth["declared"].get(one) != other


def test_namesakes_share_a_name_and_nothing_else(written: Written) -> None:
    """Several accounts of one name belong to different people."""
    assert len(written.truth["namesakes"]) >= 7
    for one, other in written.truth["namesakes"]:
        assert written.truth["same_person"].get(one) != other


def test_the_one_who_died_is_remembered_and_silent(written: Written) -> None:
    """The profile says so; no word of theirs is later than that day."""
    (account,) = written.truth["memorial"]
    key = account.removeprefix("ning:")
    member = next(m for m in written.ning["members"] if m["contributorName"] == key)
    assert member["profileQuestions"]["Note by the team"] == "In memory"
    last = max(
        c["createdDate"]
        for t in written.threads
        for c in t["comments"]
        if c["contributorName"] == key
    )
    assert last < "2026-03-06"
    assert any(member["fullName"] in thread["title"] for thread in written.ning["discussions"])


def test_minors_have_a_birthdate_below_eighteen(written: Written) -> None:
    """The archive gives the date; whoever reads it must drop it."""
    born = {f"ning:{m['contributorName']}": m.get("birthdate", "") for m in written.ning["members"]}
    assert len(written.truth["minors"]) == 5
    assert all(born[account] > "2008-11-15" for account in written.truth["minors"])


def test_consents_can_be_read_with_the_settings(written: Written) -> None:
    """The answers in profiles and people.csv, by community.yaml, give the purposes of the truth."""
    settings: dict[str, Any] = yaml.safe_load((WORDS.parent / "community.yaml").read_text("utf-8"))
    said: dict[str, dict[str, str]] = {}
    for member in written.ning["members"]:
        answers = {
            unescape(question): answer
            for question, answer in (member["profileQuestions"] or {}).items()
        }
        for entry in settings["consent_questions"]:
            chosen = set(answers.get(entry["question"], "").split(", "))
            for answer in ("no", "yes"):
                if chosen & set(entry[answer]):
                    for purpose in entry["purposes"]:
                        said.setdefault(f"ning:{member['contributorName']}", {})[purpose] = answer
    on_paper = {
        line.split(",")[0] for line in written.summary.files[4].read_text("utf-8").split("\n")
    }
    by_email = {
        m["email"].rstrip("/"): f"ning:{m['contributorName']}" for m in written.ning["members"]
    }
    lines = written.summary.files[4].read_text("utf-8").split("\n")[1:]
    on_paper |= {by_email[line.split(",")[1]] for line in lines if line.startswith(",")}
    truth = written.truth["consents"]
    assert {a: p for a, p in said.items() if a not in on_paper} == {
        a: p for a, p in truth.items() if a not in on_paper
    }


@pytest.mark.parametrize(
    ("purpose", "answer", "least", "most"),
    [
        ("match", "yes", 200, 420),
        ("match", "no", 40, 160),
        ("digest", "yes", 150, 400),
        ("spotlight", "yes", 30, 45),
        ("welcome page", "yes", 100, 300),
        ("introducer", "yes", 50, 180),
    ],
)
def test_yes_and_no_are_said(
    written: Written, purpose: str, answer: str, least: int, most: int
) -> None:
    """Each purpose is answered by some, and match is refused by some."""
    count = sum(said.get(purpose) == answer for said in written.truth["consents"].values())
    assert least <= count <= most


def test_it_can_be_known_in_three_ways_who_is_on_both(written: Written) -> None:
    """Two fifths declare it, a quarter stand on the list, the others leave traces in both."""
    ways = Counter(written.truth["ways"].values())
    assert ways == {"declared": 128, "list": 80, "traces": 112}
    assert written.truth["declared"].keys() == {
        account for account, way in written.truth["ways"].items() if way == "declared"
    }


def test_the_list_has_members_addresses_under_their_other_names(written: Written) -> None:
    """The quarter's rows carry the address of the network and the name of the page."""
    with written.summary.files[5].open(encoding="utf-8", newline="") as file:
        names = {
            row["Email Address"]: f"{row['First Name']} {row['Last Name']}"
            for row in csv.DictReader(file)
        }
    email_of = {
        f"ning:{member['contributorName']}": member["email"].rstrip("/")
        for member in written.ning["members"]
    }
    for account, way in written.truth["ways"].items():
        if way == "list":
            fan = written.truth["same_person"][account]
            assert names[email_of[account]] == written.truth["fan_names"][fan]


def test_names_that_only_look_alike_are_written_with_other_letters(written: Written) -> None:
    name_of = {f"ning:{m['contributorName']}": m["fullName"] for m in written.ning["members"]}
    assert written.truth["look_alikes"]
    for account, fan in written.truth["look_alikes"]:
        assert written.truth["fan_names"][fan] != name_of[account]
        assert len(written.truth["fan_names"][fan]) == len(name_of[account])
