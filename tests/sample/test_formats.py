"""The files look as the platforms write them, faults included."""

from __future__ import annotations

import json
import re
import zipfile

import pytest

from tests.sample.conftest import Written


def raw(written: Written, name: str) -> str:
    with zipfile.ZipFile(written.summary.files[0]) as archive:
        return archive.read(f"mending-table-archive/ning-{name}.json").decode("utf-8")


@pytest.mark.parametrize("kind", ["members", "discussions"])
def test_ning_files_need_repair(written: Written, kind: str) -> None:
    """They begin with a bracket too many, miss commas, and are no JSON."""
    text = raw(written, kind)
    assert text.startswith("([{")
    assert re.search(r"\}\]?\s?\{\"(id|contributorName)\"", text)
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


def test_a_blind_repair_would_alter_a_blog_post(written: Written) -> None:
    """Some posts hold }{ in their own text."""
    assert any("}{" in blog["description"] for blog in written.ning["blogs"])


def test_control_characters_stand_in_strings(written: Written) -> None:
    """As typed: tabs and worse, unescaped."""
    assert "\t" in raw(written, "discussions") or "\x0b" in raw(written, "discussions")


def test_ning_is_newest_first_and_flat(written: Written) -> None:
    """Threads and their comments come newest first, and no comment has a parent."""
    dates = [thread["createdDate"] for thread in written.ning["discussions"]]
    assert dates == sorted(dates, reverse=True)
    for thread in written.ning["discussions"]:
        comments = [comment["createdDate"] for comment in thread["comments"]]
        assert comments == sorted(comments, reverse=True)
        assert all("parent" not in str(comment.keys()) for comment in thread["comments"])


def test_every_kind_has_its_local_twin_but_events(written: Written) -> None:
    """The twins hold the same records; BuddyPress reads events from the plain file only."""
    kinds = {kind for kind in written.ning if not kind.endswith("-local")} - {"events", "videos"}
    assert {f"{kind}-local" for kind in kinds} <= written.ning.keys()
    assert "events-local" not in written.ning
    for kind in kinds:
        assert len(written.ning[kind]) == len(written.ning[f"{kind}-local"]) > 0


def test_profile_questions_are_an_object_or_an_empty_list(written: Written) -> None:
    """Both shapes occur; some addresses carry a stray slash."""
    shapes = {type(member["profileQuestions"]) for member in written.ning["members"]}
    assert shapes == {dict, list}
    assert any(member["email"].endswith("/") for member in written.ning["members"])


def test_comments_name_people_by_link_by_at_and_by_quotation(written: Written) -> None:
    """All three ways in which one speaks to somebody on Ning."""
    text = " ".join(c["description"] for t in written.ning["discussions"] for c in t["comments"])
    assert re.search(r'<p><a href="https://mendingtable\.example\.org/profile/\w+">@', text)
    assert re.search(r"<p>@\w+ \w+", text)
    assert re.search(r"<cite>[^<]+ said:</cite><blockquote", text)


def test_people_who_left_are_missing_among_the_members(written: Written) -> None:
    """Some comments are by screen names that no member has."""
    known = {member["contributorName"] for member in written.ning["members"]}
    authors = {c["contributorName"] for t in written.threads for c in t["comments"]}
    unknown = {f"ning:{name}" for name in authors - known}
    assert unknown
    assert unknown <= set(written.truth["unlisted"])


def test_addresses_lead_nowhere(written: Written) -> None:
    """Every e-mail address is under a name that is kept for examples."""
    assert all(
        re.search(r"@(example\.org|[a-z]+\.example)/?$", member["email"])
        for member in written.ning["members"]
    )


def test_page_answers_hang_on_comments_of_the_same_post(written: Written) -> None:
    """A comment's parent is an earlier comment of that post; some writers are not named."""
    unnamed = 0
    for post in written.feed:
        seen: set[str] = set()
        for comment in post["comments"]["data"]:
            unnamed += "from" not in comment
            if "parent" in comment:
                assert comment["parent"]["id"] in seen
            seen.add(comment["id"])
    assert unnamed > 0


def test_the_page_export_writes_letters_as_facebook_does(written: Written) -> None:
    """Pure ASCII, with the bytes of UTF-8 as escapes."""
    with zipfile.ZipFile(written.summary.files[2]) as archive:
        name = "connections/followers/people_who_followed_you.json"
        text = archive.read(name).decode("ascii")
    assert "\\u00c3" in text
    names = [f["name"] for f in written.export["people_who_followed_you.json"]["followers_v3"]]
    assert any("é" in name for name in names)


def test_events_have_guests_and_some_are_still_to_come(written: Written) -> None:
    """Repair cafés with RSVPs, past and future."""
    events = written.ning["events"]
    assert all(event["attendees"] for event in events) or len(events) > 50
    assert any(event["startDate"] > "2026-11-15T21" for event in events)
    statuses = {guest["attendeeStatus"] for event in events for guest in event["attendees"]}
    assert statuses == {"attending", "maybe", "not attending"}
