"""Who may see a forum's spaces."""

import pytest

from importers.platforms.forum_rights import Rights


@pytest.fixture
def rights() -> Rights:
    """A board of four forums: 2 and 3 lie in 1, 4 lies in 3."""
    rights = Rights(guests="g", members="m")
    for space_id, parent_id in (("1", None), ("2", "1"), ("3", "1"), ("4", "3")):
        rights.put(space_id, parent_id)
    return rights


def test_without_a_word_it_is_unknown(rights: Rights) -> None:
    assert rights.visibility("4") == "unknown"
    assert rights.visibility("not here") == "unknown"
    assert rights.visibility(None) == "unknown"


def test_the_nearest_word_counts(rights: Rights) -> None:
    """What is granted everywhere holds where nothing nearer is said."""
    rights.say(None, "g", may_see=True)
    rights.say("3", "g", may_see=False)
    rights.say("another group's", "x", may_see=True)
    assert [rights.visibility(space_id) for space_id in "1234"] == [
        "public", "public", "members", "members",
    ]  # fmt: skip


def test_what_members_may_not_see_is_private(rights: Rights) -> None:
    rights.say("2", "m", may_see=False)
    rights.say("3", "g", may_see=False)
    rights.say("4", "m", may_see=False)
    assert [rights.visibility(space_id) for space_id in "234"] == ["private", "members", "private"]


def test_a_locked_space_closes_what_lies_in_it(rights: Rights) -> None:
    rights.say(None, "g", may_see=True)
    rights.put("3", "1", is_locked=True)
    assert rights.visibility("4") == "private"
    assert rights.visibility("2") == "public"


def test_spaces_in_each_other_end() -> None:
    rights = Rights(guests="g", members="m")
    rights.put("1", "2")
    rights.put("2", "1")
    assert rights.visibility("1") == "unknown"
