"""Calendar files: what a calendar program reads out of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.calendars import LONGEST_LINE, calendar
from publisher.facts import Circle
from publisher.private_text import plain
from tests.publisher.mending_table import AS_OF, COMMUNITY

NOON = datetime(2026, 12, 5, 13, tzinfo=ZoneInfo("Europe/Amsterdam"))
CIRCLE = Circle(
    slug="wax",
    title="Wax Saturday",
    body="",
    people=(),
    starts_at=NOON,
    ends_at=NOON + timedelta(hours=3),
    where="Armley",
)


def read(text: str) -> dict[str, str]:
    """The properties of the event, unfolded and unescaped as RFC 5545 says."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found = {}
    for line in event:
        name, _, value = line.partition(":")
        for escaped, sign in (("\\,", ","), ("\\;", ";"), ("\\n", "\n")):
            value = value.replace("\\\\", "\0").replace(escaped, sign).replace("\0", "\\\\")
        assert name not in found
        found[name] = value.replace("\\\\", "\\")
    return found


def test_times_are_in_utc_and_the_event_links_to_its_page() -> None:
    """13:00 in Amsterdam in December is 12:00 UTC."""
    event = read(calendar(CIRCLE, COMMUNITY, now=AS_OF))
    assert event["DTSTART"] == "20261205T120000Z"
    assert event["DTEND"] == "20261205T150000Z"
    assert event["DTSTAMP"] == "20261122T180000Z"
    assert event["URL"] == "https://friends.mending.example/circles/wax.html"


def test_an_event_keeps_its_identity_when_day_and_place_change() -> None:
    """A calendar that has it moves it; another circle is another event."""
    first = read(calendar(CIRCLE, COMMUNITY, now=AS_OF))
    moved = replace(CIRCLE, starts_at=NOON + timedelta(days=7), where="Otley", title="Wax Sunday")
    later = read(calendar(moved, COMMUNITY, now=AS_OF + timedelta(days=7)))
    assert later["UID"] == first["UID"]
    assert later["DTSTAMP"] > first["DTSTAMP"]
    other = read(calendar(replace(CIRCLE, slug="comb"), COMMUNITY, now=AS_OF))
    assert other["UID"] != first["UID"]
    elsewhere = replace(COMMUNITY, site_url="https://other.example")
    assert read(calendar(CIRCLE, elsewhere, now=AS_OF))["UID"] != first["UID"]


@settings(deadline=None)
@given(words=st.text(max_size=300))
def test_no_word_breaks_out_of_its_line(words: str) -> None:
    """Any title, place and thing to bring comes out as it went in; no line is too long."""
    circle = replace(CIRCLE, title=words, where=words, bring=words)
    text = calendar(circle, COMMUNITY, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert all(len(line.encode()) <= LONGEST_LINE for line in text.split("\r\n"))
    event = read(text)
    assert event["SUMMARY"] == plain(words)
    assert event["LOCATION"] == plain(words)
    assert set(event) <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION",
                          "DESCRIPTION", "URL"}  # fmt: skip
