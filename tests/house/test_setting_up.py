"""A first community.yaml, asked for question by question, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from setting_up import QUESTIONS, answers_in, as_yaml, set_up
from settings import SettingsError, read_settings

GIVEN = {
    "name": "Knot Tyers: “rope & more”",
    "time_zone": "Europe/Lisbon",
    "manager.name": "Ilse Vermaak",
    "manager.email": "ilse@knots.example.org",
    "postal_address": "Rua do Cais 4, 8600 Lagos",
    "team": ["ning:1abc", "jane"],
    "fence.spaces": "Hard weeks, Team table",
    "assume_public": "yes",
}


def never_asked(_: str) -> str:
    raise AssertionError("nothing was to be asked")


class Typing:
    """A manager who types one line after another, and what they were asked and told."""

    def __init__(self, *lines: str) -> None:
        self._lines: Iterator[str] = iter(lines)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, words: str) -> str:
        self.asked.append(words)
        return next(self._lines)

    def tell(self, line: str) -> None:
        self.told.append(line)


def test_answers_from_a_file(tmp_path: Path) -> None:
    """The file is written, follows settings.py, and says what was answered."""
    path = tmp_path / "community.yaml"
    written = set_up(path, ask=never_asked, tell=print, answers=GIVEN)
    assert written is not None
    settings = read_settings(path)
    assert settings == written.settings
    assert settings.community.name == "Knot Tyers: “rope & more”"
    assert settings.community.id == "knot-tyers-rope-more"
    assert settings.community.manager.email == "ilse@knots.example.org"
    assert settings.team == ("ning:1abc", "jane")
    assert settings.fence.spaces == ("Hard weeks", "Team table")
    assert (settings.assume_public, settings.private_messages) == (True, False)
    assert settings.consent_questions == ()


def test_every_question_by_hand(tmp_path: Path) -> None:
    """Enter keeps what is shown; a mistake is told, with what is allowed, and asked again."""
    path = tmp_path / "community.yaml"
    manager = Typing(
        *("", "Knot Tyers", "Knot Tyers!", "", "We tie knots.", "Lisbon", "Europe/Lisbon"),
        *("Ilse", "ilse at knots", "ilse@knots.example.org", "", "knots.example.org", "", ""),
        *("", "", "perhaps", "no", "", "May we introduce you?"),
        "",
    )
    written = set_up(path, ask=manager.ask, tell=manager.tell)
    assert written is not None
    community = written.settings.community
    assert (community.id, community.time_zone, community.manager.name) == (
        "knot-tyers",
        "Europe/Lisbon",
        "Ilse",
    )
    assert manager.told == [
        "name: nothing found; this one is needed",
        "community.id: found 'Knot Tyers!'; allowed: lower-case letters, digits and single dashes",
        "community.time_zone: found 'Lisbon'; allowed: a name such as Europe/Amsterdam or UTC "
        "(did you mean Europe/Lisbon?)",
        "community.manager.email: found 'ilse at knots'; allowed: one e-mail address",
        "community.site_url: found 'knots.example.org'; allowed: an address such as "
        "https://a.example",
        "assume_public: found 'perhaps'; allowed: yes or no",
    ]
    (question,) = written.settings.consent_questions
    assert (question.question, question.purposes) == ("May we introduce you?", ("match", "digest"))
    assert len(manager.asked) == len(QUESTIONS) + len(manager.told)


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    """A file that is there stays; written over, it is kept, and its own parts are named."""
    path = tmp_path / "community.yaml"
    path.write_text("community:\n  id: a\n  name: Old\nrecommender:\n  cap: 3\n")
    before = path.read_bytes()
    assert set_up(path, ask=never_asked, tell=print, answers=GIVEN) is None
    assert set_up(path, ask=Typing("").ask, tell=print) is None
    assert path.read_bytes() == before
    written = set_up(path, ask=never_asked, tell=print, answers={**GIVEN, "overwrite": "yes"})
    assert written is not None
    assert written.kept is not None
    assert written.kept.read_bytes() == before
    assert written.left_out == ("recommender",)
    again = set_up(path, ask=never_asked, tell=print, answers={"overwrite": "yes"})
    assert again is not None
    assert again.kept == tmp_path / "community-before-2.yaml"
    assert again.settings == written.settings


def test_what_stands_there_is_the_default(tmp_path: Path) -> None:
    """Asked again, Enter keeps each answer, and a dash empties it."""
    path = tmp_path / "community.yaml"
    set_up(path, ask=never_asked, tell=print, answers=GIVEN)
    before = read_settings(path)
    enter = Typing("yes", *([""] * len(QUESTIONS)))
    written = set_up(path, ask=enter.ask, tell=enter.tell)
    assert written is not None
    assert written.settings == before
    lines = ["yes", *([""] * len(QUESTIONS))]
    lines[1 + [question.key for question in QUESTIONS].index("team")] = "-"
    emptied = set_up(path, ask=Typing(*lines).ask, tell=print)
    assert emptied is not None
    assert emptied.settings.team == ()


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({**GIVEN, "colour": "red"}, "answers: colour: unknown; there are: assume_public, "),
        (
            {**GIVEN, "postal_adress": "x"},
            "answers: postal_adress: unknown (did you mean 'postal_address'?); there are: ",
        ),
        ({**GIVEN, "time_zone": "Lisbon"}, "community.time_zone: found 'Lisbon'; allowed: "),
        ({"name": "Knot Tyers"}, "manager.name: nothing found; this one is needed"),
    ],
)
def test_answers_that_are_not_allowed(
    answers: dict[str, object], complaint: str, tmp_path: Path
) -> None:
    """One line, and no file."""
    with pytest.raises(SettingsError) as problem:
        set_up(tmp_path / "community.yaml", ask=never_asked, tell=print, answers=answers)
    assert str(problem.value).startswith(complaint)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["yes", "no", "a: b", "#1", "“x”", '"', "\\", "{}", "'", "✂", "- a"]
)
def test_values_are_read_back_as_written(text: str, tmp_path: Path) -> None:
    """Nothing a manager types is taken for YAML."""
    path = tmp_path / "community.yaml"
    given: dict[str, str | tuple[str, ...] | bool] = {
        **dict.fromkeys(("assume_public", "private_messages"), False),
        "id": "a",
        "name": text,
        "manager.email": "a@b.example",
        "time_zone": "UTC",
        "team": (text,),
        "fence.spaces": (),
    }
    path.write_text(as_yaml(given), encoding="utf-8")
    settings = read_settings(path)
    assert (settings.community.name, settings.team) == (text, (text,))


def test_answers_files(tmp_path: Path) -> None:
    """Words stay words; what is no file of answers is refused in one line."""
    file = tmp_path / "answers.yaml"
    file.write_text("assume_public: yes\nteam: [jane]\n")
    assert answers_in(file) == {"assume_public": "yes", "team": ["jane"]}
    file.write_text("- a\n")
    with pytest.raises(SettingsError, match="expected `key: answer` lines"):
        answers_in(file)
    with pytest.raises(SettingsError, match="not there, or not YAML"):
        answers_in(tmp_path / "none.yaml")


def test_what_was_set_by_hand_is_not_lost_unsaid(tmp_path: Path) -> None:
    """Keys of the community that setup does not ask for are named; what it asks for is kept."""
    path = tmp_path / "community.yaml"
    set_up(path, ask=never_asked, tell=print, answers={**GIVEN, "manager.plus_addresses": "yes"})
    text = path.read_text(encoding="utf-8")
    assert read_settings(path).community.manager.plus_addresses
    by_hand = "  choices_url: https://choices.example.org\n"
    path.write_text(text.replace("  postal_address:", f"{by_hand}  postal_address:"), "utf-8")
    again = set_up(path, ask=never_asked, tell=print, answers={**GIVEN, "overwrite": "yes"})
    assert again is not None
    assert again.left_out == ("community.choices_url",)
