"""A mistake in community.yaml is one line: file, line, key, found, allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from settings import SettingsError, read_settings
from tests.conftest import ROOT

GOOD = """\
community:
  id: few-radios
  name: Few Radios
  time_zone: Europe/Amsterdam
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "community.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_left_out_keeps_its_default(tmp_path: Path) -> None:
    """A file with a name alone is a whole one."""
    settings = read_settings(write(tmp_path, GOOD))
    assert settings.community.name == "Few Radios"
    assert settings.thresholds.friend_talks == 2
    assert settings.recommender.slots == ("bond", "bond", "far")


@pytest.mark.parametrize("path", [ROOT / "community.yaml", ROOT / "sample" / "community.yaml"])
def test_the_files_we_ship_are_right(path: Path) -> None:
    """The template for a manager and the sample's own file read without a complaint."""
    read_settings(path)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param(
            GOOD + "  nam: x\n",
            r"community\.yaml:5: community\.nam: unknown key \(did you mean 'name'\?\); "
            r"allowed here: id, name, ",
            id="unknown key",
        ),
        pytest.param(
            GOOD + "thresholds:\n  half_life: soon\n",
            r":6: thresholds\.half_life: found 'soon'; allowed: a whole number",
            id="wrong type",
        ),
        pytest.param(
            GOOD + "recommender:\n  slots: [bond, distant]\n",
            r":6: recommender\.slots\.1: found 'distant'; allowed: bond, far",
            id="not a choice",
        ),
        pytest.param(
            "community:\n  name: x\n",
            r":1: community\.id: not found; this key is needed",
            id="missing key",
        ),
        pytest.param(
            GOOD.replace("few-radios", "Few Radios"),
            r":2: community\.id: found 'Few Radios'; allowed: lower-case letters",
            id="id that names no folder",
        ),
        pytest.param(
            GOOD.replace("Europe/Amsterdam", "Amsterdam"),
            r":4: community\.time_zone: found 'Amsterdam'; allowed: a name such as .*"
            r"\(did you mean Europe/Amsterdam\?\)",
            id="time zone",
        ),
        pytest.param(
            GOOD.replace("Europe/Amsterdam", "GMT+1"),
            r":4: community\.time_zone: found 'GMT\+1'; allowed: .* or UTC$",
            id="a zone that would be the other way round",
        ),
        pytest.param(
            GOOD + "team: [ana]\nfence: {spaces: [Grief]}\nteam: [bo]\n",
            r":7: team: stands in line 5 already, and only one would count; put both together",
            id="a key twice",
        ),
        pytest.param(
            GOOD + "fence:\n  spaces: [Grief]\n  words: []\n  spaces: [Health]\n",
            r":8: spaces: stands in line 6 already",
            id="a key twice below another",
        ),
        pytest.param(
            GOOD + "team: ana, bo\n",
            r":5: team: found 'ana, bo'; allowed: a list, such as \[ana, bo\]",
            id="no list",
        ),
        pytest.param(
            GOOD + "team: [ana, 42]\n",
            r":5: team\.1: found 42; allowed: text, in quotes: \"42\"",
            id="a number for a handle",
        ),
        pytest.param(
            GOOD + "  colour: #1F5B57\n",
            r":5: community\.colour: found nothing; allowed: text; .* unless the text is in quotes",
            id="a remark for a colour",
        ),
        pytest.param(
            GOOD + "manager: {name: Ana}\n",
            r":5: manager: unknown key \(did you mean 'community\.manager'\?\)",
            id="a key in the wrong place",
        ),
        pytest.param(
            GOOD + "  join_url: forum.example.org/join\n",
            r":5: community\.join_url: found 'forum\.example\.org/join'; allowed: an address such",
            id="a link that leads into our own site",
        ),
        pytest.param(
            GOOD + "\tjoin_url: x\n", r":5: .*indent with blanks, not with tabs", id="a tab"
        ),
        pytest.param(
            GOOD + "  description: Bees: and all else\n",
            r":5: .*a value that holds a colon itself goes in quotes",
            id="a colon in a text",
        ),
        pytest.param(
            GOOD + "consent_questions:\n  - question: q\n    purposes: [matching]\n",
            r":7: consent_questions\.0\.purposes: found 'matching'; allowed: match, digest",
            id="purpose",
        ),
        pytest.param(
            GOOD + "activity_logs:\n  - file: chat.csv\n    columns: {author: who}\n",
            r"activity_logs\.0\.columns: found 'author'; allowed: a column for created_at as well",
            id="log without a moment",
        ),
        pytest.param(
            GOOD + "activity_logs:\n  - {file: m.csv, holds: members, columns: {bio: About}}\n",
            r"activity_logs\.0\.columns: found 'bio'; allowed: a column for one of member_id, "
            r"handle, email, name as well",
            id="members known by nothing",
        ),
        pytest.param(
            GOOD + "activity_logs:\n  - {file: m.csv, holds: people, columns: {name: N}}\n",
            r"activity_logs\.0\.holds: found 'people'; allowed: posts, members",
            id="what a row is",
        ),
        pytest.param(
            GOOD + "activity_logs:\n  - {file: m.csv, date_order: us, columns: {name: N}}\n",
            r"date_order: found 'us'; allowed: by its rows, day first, month first, year first",
            id="order of dates",
        ),
        pytest.param(
            GOOD + "thresholds:\n  shared_topic_share: 1.5\n",
            r":6: thresholds\.shared_topic_share: found 1\.5; allowed: a share above 0",
            id="share above one",
        ),
        pytest.param(
            GOOD + "   oops: [\n", r"community\.yaml:5: .*expected `key: value` lines", id="no YAML"
        ),
        pytest.param("", r"found no keys; expected at least `community:`", id="empty"),
        pytest.param(
            "- a\n", r"found no keys; expected at least `community:`", id="a list instead"
        ),
    ],
)
def test_a_mistake_is_one_clear_line(tmp_path: Path, text: str, complaint: str) -> None:
    """Each names the place, what was found and what is allowed there."""
    with pytest.raises(SettingsError, match=complaint) as caught:
        read_settings(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    """No traceback, and the flag that names another file."""
    with pytest.raises(SettingsError, match="not found; name another with --community"):
        read_settings(tmp_path / "community.yaml")


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    """YAML 1.1 reads a bare yes as true; here it is the answer to a question."""
    text = GOOD + (
        "assume_public: true\n"
        "consent_questions:\n"
        "  - {question: May we, purposes: [match], yes: [Yes, yes please], no: [No]}\n"
    )
    settings = read_settings(write(tmp_path, text))
    assert settings.assume_public is True
    assert settings.consent_questions[0].yes == ("Yes", "yes please")
    assert settings.consent_questions[0].no == ("No",)
