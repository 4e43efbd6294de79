"""The manager's desk: at most seven cards and an hour, and nothing twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.identity.review import Proposal
from publisher import office_rows, publish_office
from publisher.desk import (
    MOST_CARDS,
    MOST_MINUTES,
    PutAway,
    desk,
    letters,
    newcomers,
    nothing_put_away,
    old_exports,
    unsure_merges,
)
from publisher.kept_desk import KeptDesk, keep_desk, kept_desk
from publisher.office_facts import Card, OfficeRows, Outgoing, SourceAge, UnsureMerge, Waiting
from tests.publisher import mending_table
from tests.publisher.conftest import CONTENT, THEME
from tests.publisher.desk_tables import busy_desk
from tests.publisher.test_office import consents

EMPTY = Card(0, "Nothing needs you today", "")
SINCE = datetime(2026, 11, 1, tzinfo=UTC)
PROPOSAL = Proposal(
    ("facebook:x:7", "ning:y:ana"), ("Ana (facebook)", "Ana (ning)"), 0.8, ("a rare name",), None,
    False,
)  # fmt: skip


def rows(
    tmp_path: Path, said: pa.Table | None = None, put_away: PutAway = nothing_put_away
) -> OfficeRows:
    return office_rows(
        mending_table.Warehouse(desk=busy_desk(mending_table.AS_OF)).frame,
        consents(("m1", "match", "yes")) if said is None else said,
        mending_table.COMMUNITY,
        purposes=mending_table.PURPOSES,
        outbox=tmp_path / "outbox",
        proposals=[PROPOSAL],
        put_away=put_away,
    )


def put_away_only(*marked: tuple[str, str]) -> PutAway:
    return lambda card, subject: (card, subject) in marked


def waiting(number: int) -> Waiting:
    return Waiting(f"N{number}", SINCE, "Hello", "", "", account_id=f"a{number}")


def test_cards_stand_in_order_of_worth_with_their_minutes(tmp_path: Path) -> None:
    found = rows(tmp_path).desk
    assert [(card.key, card.minutes) for card in found.cards] == [
        ("conversations", 4),
        ("thanks", 4),
        ("mails", 10),
        ("merges", 3),
        ("exports", 4),
    ]
    assert found.minutes == 25


@pytest.mark.parametrize("minutes", [5, 9, 20, 40])
def test_never_more_than_seven_cards_and_an_hour(minutes: int) -> None:
    """What has no room is told below, and a long card does not keep a short one away."""
    cards = [Card(minutes, str(n), "") for n in range(9)] + [Card(1, "short", "")]
    found = desk(cards, otherwise=EMPTY)
    assert len(found.cards) <= MOST_CARDS
    assert found.minutes <= MOST_MINUTES
    assert {*found.cards, *found.rest} == set(cards)
    has_short = any(card.title == "short" for card in found.cards)
    # Seven cards of five minutes leave no place for an eighth; longer ones leave it a minute.
    assert has_short == (minutes > 5 and found.minutes % minutes == 1)


def test_an_empty_desk_says_so() -> None:
    assert desk((), otherwise=EMPTY).cards == (EMPTY,)


def test_three_newcomers_at_once_and_the_rest_later() -> None:
    """Three minutes each; when the three are done, the next come."""
    everybody = [waiting(n) for n in range(5)]
    (card,) = newcomers(everybody, nothing_put_away)
    assert (card.title, card.minutes) == ("Three newcomers wait for an answer", 9)
    assert card.subjects == ("a0", "a1", "a2")
    assert "Two more can wait" in card.text
    done = put_away_only(*(("newcomers", subject) for subject in card.subjects))
    (second,) = newcomers(everybody, done)
    assert second.subjects == ("a3", "a4")
    assert list(newcomers(everybody[:3], done)) == []


@pytest.mark.parametrize(("count", "minutes"), [(1, 3), (4, 6), (10, 12), (300, 12)])
def test_at_most_ten_letters_are_read(count: int, minutes: int) -> None:
    """A minute for each that is read, and two for the commands; the doubtful come first."""
    outbox = [Outgoing(f"r{n}", "", "queued") for n in range(count)]
    (card,) = letters(outbox, (), (), "2026-W46", nothing_put_away)
    assert card.minutes == minutes
    assert ("Read it before" in card.text) == (count == 1)


def test_the_page_and_the_team_are_told_how_they_speak(tmp_path: Path) -> None:
    (card,) = [card for card in rows(tmp_path).desk.cards if card.key == "conversations"]
    assert (
        "“Which solder for an old kettle?”: nobody has replied for two days or more." in card.text
    )
    assert "The page began 8 threads in four weeks and answered 3 times." in card.text
    assert "The team" not in card.text


def test_whoever_was_thanked_gives_way_to_the_next(tmp_path: Path) -> None:
    """Three did something; two stand on the desk; one of them was thanked before."""
    found = rows(tmp_path)
    assert [each.name for each in found.thanks] == ["Moira Fraser", "Luz Quintero"]
    assert found.thanks[0].deeds[0].startswith("answered newcomers in the last three months")
    assert found.thanks[1].deeds == ("was thanked by 3 people in three months",)
    account = found.thanks[0].account_id
    after = rows(tmp_path, put_away=put_away_only(("thanks", account)))
    assert after.thanks[0].account_id == found.thanks[1].account_id
    assert account not in {each.account_id for each in after.thanks}


def test_look_alikes_are_no_merge_to_decide() -> None:
    """They stand on the page as a warning, and not on the desk."""
    pair = UnsureMerge(("a", "b"), ("A", "B"), ("same town",), False, 80)
    alike = UnsureMerge(("c", "d"), ("C", "D"), (), True, 0)
    assert list(unsure_merges([alike], nothing_put_away)) == []
    (card,) = unsure_merges([alike, pair], nothing_put_away)
    assert card.subjects == ("a b",)
    assert pair.commands[0] == "./do people --accept a --and b"


def test_commands_hold_names_with_blanks_together() -> None:
    """Where an account's id is made of a name; nothing of it is run by the shell."""
    pair = UnsureMerge(("facebook:x:name:ana lima", "ning:x:$(id)"), ("A", "B"), (), False, 80)
    said = pair.commands[1]
    assert said == "./do people --refuse 'facebook:x:name:ana lima' --and 'ning:x:$(id)'"


def test_a_newer_export_that_is_old_again_comes_back() -> None:
    """Done means this export: the next one that gets old is another."""
    old = SourceAge("facebook:x", SINCE, 16)
    (card,) = old_exports([old], nothing_put_away)
    done = put_away_only(("exports", card.subjects[0]))
    assert list(old_exports([old], done)) == []
    both = SourceAge("ning:y", SINCE, 20)
    assert [card.minutes for card in old_exports([old, both], nothing_put_away)] == [8]
    newer = SourceAge("facebook:x", datetime(2026, 11, 20, tzinfo=UTC), 15)
    assert len(list(old_exports([newer], done))) == 1


def test_pages_of_the_desk_say_who_what_and_how(tmp_path: Path) -> None:
    """Conversations, thanks, merges and exact figures each have their page."""
    folder = publish_office(
        rows(tmp_path), community=mending_table.COMMUNITY, build=tmp_path, content=CONTENT,
        theme=THEME,
    )  # fmt: skip
    text = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.html")}
    assert "./do desk --done thanks" in text["index"]
    assert "./do desk --later merges" in text["index"]
    assert "Which solder for an old kettle?" in text["conversations"]
    assert "27 %" in text["conversations"]
    assert "Hello Moira Fraser, I saw that you answered newcomers" in text["thanks"]
    merges = re.sub("<[^>]+>", "", text["merges"])
    assert "./do people --refuse facebook:x:7 --and ning:y:ana" in merges
    assert "Members of the forum" in text["figures"]


def test_the_desk_is_kept_for_its_task(tmp_path: Path) -> None:
    card = Card(3, "T", "t", key="thanks", subjects=("a",))
    kept = KeptDesk(SINCE, "2026-W47", (card,), (Card(58, "long", ""),))
    assert kept_desk(tmp_path) is None
    keep_desk(tmp_path, kept)
    assert kept_desk(tmp_path) == kept
    assert kept.card("thanks") is kept.cards[0]
    assert kept.card("other") is None
    assert [each.title for each in kept.without(card).cards] == ["long"]
    assert kept.without(card).without(kept.rest[0]).cards[0].minutes == 0
    (tmp_path / "desk.json").write_text('{"issue": 1}')
    assert kept_desk(tmp_path) is None
