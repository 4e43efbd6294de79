"""People of a forum, gathered from the tables beside the one that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from importers.reading.moments import years_between
from importers.reading.names import name_id, plain_line
from importers.reading.private_fields import is_private
from importers.records import Account, Role

ADULT_AGE = 18


class Authors:
    """Who wrote what, guests included: they have a name and no account."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def of(self, user_id: str | None, name: str | None) -> tuple[str | None, list[Account]]:
        """The author's native id, and a guest's account when the name comes for the first time."""
        shown = plain_line(name)
        if user_id is not None or shown is None:
            return user_id, []
        native_id = name_id(shown)
        if native_id in self._told:
            return native_id, []
        self._told.add(native_id)
        return native_id, [Account(native_id=native_id, name=shown, role="guest")]


class Roles:
    """Who is of the team, by the groups they belong to and by name."""

    def __init__(self, groups: Mapping[str, Role]) -> None:
        """groups: those that every forum begins with."""
        self._groups = dict(groups)
        self._named: set[str] = set()

    def say(self, group_id: str | None, *, is_staff: bool, is_moderating: bool) -> None:
        """Nothing; what the rights of a group make of those in it."""
        if group_id is not None and (is_staff or is_moderating):
            self._groups[group_id] = "staff" if is_staff else "moderator"

    def name(self, user_id: str) -> None:
        """Nothing; somebody moderates a forum."""
        self._named.add(user_id)

    def of(self, user_id: str, groups: Iterable[str]) -> Role | None:
        """The highest role that somebody has."""
        roles = {self._groups[group] for group in groups if group in self._groups}
        if "staff" in roles:
            return "staff"
        return "moderator" if roles or user_id in self._named else None


class Profiles:
    """What other tables say of people, kept until their accounts come."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}
        self._bios: dict[str, str] = {}
        self._answers: dict[str, dict[str, str]] = {}
        self._births: dict[str, tuple[int, int, int]] = {}
        self._latest: datetime | None = None

    def saw(self, moment: datetime | None) -> None:
        """Nothing; somebody was there at this moment, so the dump is no older."""
        if moment is not None and (self._latest is None or moment > self._latest):
            self._latest = moment

    def is_after_all(self, moment: datetime) -> bool:
        """Whether a moment lies after everybody's last visit, so still ahead of the dump."""
        return self._latest is None or moment > self._latest

    def tell(self, user_id: str, *, place: str | None = None, bio: str | None = None) -> None:
        """Nothing; what is said of where somebody lives and who they are is kept."""
        if place:
            self._places[user_id] = place
        if bio:
            self._bios[user_id] = bio

    def answer(self, user_id: str, question: str, words: str | None) -> None:
        """Nothing; the answer to a profile question is kept when it is one."""
        if words:
            self._answers.setdefault(user_id, {})[question] = words

    def born(self, user_id: str, year: int | None, month: int | None, day: int | None) -> None:
        """Nothing; the birthdate is kept only to tell minors apart."""
        if year and month and day:
            self._births[user_id] = (year, month, day)

    def place(self, user_id: str) -> str | None:
        """Where somebody lives, as they say."""
        return self._places.get(user_id)

    def bio(self, user_id: str) -> str | None:
        """What somebody says of themselves."""
        return self._bios.get(user_id)

    def answers(self, user_id: str, questions: Mapping[str, str]) -> dict[str, str]:
        """What somebody answered, by question; nothing that no profile of ours keeps.

        questions: their words by the ids that the answers came with.
        """
        found = self._answers.get(user_id, {}).items()
        asked = ((questions.get(number, number), words) for number, words in found)
        return {question: words for question, words in asked if not is_private(question)}

    def is_minor(self, user_id: str) -> bool | None:
        """Whether somebody was no adult when last anybody was there; None when it is not said."""
        birth = self._births.get(user_id)
        if birth is None or self._latest is None:
            return None
        try:
            return years_between(date(*birth), self._latest.date()) < ADULT_AGE
        except ValueError:
            return None


def three_numbers(written: object, mark: str) -> tuple[int | None, int | None, int | None]:
    """The numbers of a date such as 06-30-2011, in the order they stand in."""
    parts = written.split(mark) if isinstance(written, str) else []
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None, None, None
    one, two, three = map(int, parts)
    return one, two, three
