"""People of an SMF forum, gathered from the tables of its dump."""

from __future__ import annotations

from collections.abc import Iterator

from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow
from importers.reading.php import numbers_in
from importers.reading.text import html_to_text
from importers.records import Account, AccountState, Record, Role, Tie

ROLES: dict[str, Role] = {"1": "staff", "2": "moderator", "3": "moderator"}
# is_activated; ten more for those who are banned.
PENDING, LEAVING, CHILD, BANNED_FROM = (0, 2, 3), 4, 5, 10
ADMINS_ONLY = 2
"""Profile fields that members do not see of each other, from this number on."""


class People:
    """What other tables say of the members, until their accounts come."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._moderators: set[str] = set()
        self._questions: dict[str, str] = {}

    def remember_moderator(self, row: ForumRow) -> None:
        """Nothing; who moderates a board is known."""
        if (member_id := row.id("id_member")) is not None:
            self._moderators.add(member_id)

    def remember_question(self, row: ForumRow) -> None:
        """Nothing; the words of a profile question that members may read are known."""
        column, name = row.text("col_name"), row.line("field_name")
        if column and name and (row.number("private") or 0) < ADMINS_ONLY:
            # What 2.1 brings along is named by keys of its languages: {location}.
            self._questions[column] = name.strip("{}")

    def remember_answer(self, row: ForumRow) -> None:
        """Nothing; an answer, or where somebody lives, is known."""
        member_id, column = row.id("id_member"), row.text("variable") or ""
        if member_id is None or not column.startswith("cust_"):
            return
        if column == "cust_loca":
            self._profiles.tell(member_id, place=row.line("value"))
        else:
            self._profiles.answer(member_id, column, row.line("value"))

    def remember_visit(self, row: ForumRow) -> None:
        """Nothing; when somebody was there is known, and whether they are a minor."""
        self._profiles.saw(row.moment("last_login"))
        member_id, born = row.id("id_member"), (row.text("birthdate") or "").split("-")
        if member_id is not None and len(born) == 3 and all(part.isdecimal() for part in born):
            year, month, day = map(int, born)
            # The years 1 and 1004 stand for one that is not said.
            self._profiles.born(member_id, year if year > 1900 else None, month, day)

    def account(self, row: ForumRow) -> Iterator[Record]:
        """The account in a row of `members`, with its buddies and those it ignores."""
        member_id = row.id("id_member")
        if member_id is None:
            yield row.broken("id_member")
            return
        groups = [row.id("id_group") or "", *sorted(listed(row.text("additional_groups")))]
        role = next((ROLES[group] for group in sorted(groups) if group in ROLES), None)
        if role is None and member_id in self._moderators:
            role = "moderator"
        is_child = (row.number("is_activated") or 0) % BANNED_FROM == CHILD
        answers = self._profiles.answers(member_id, self._questions)
        yield Account(
            native_id=member_id,
            handle=row.line("member_name"),
            name=row.line("real_name") or row.line("member_name"),
            email=(row.text("email_address") or "").strip().lower() or None,
            joined_at=row.moment("date_registered"),
            last_seen_at=row.moment("last_login"),
            location=self._profiles.place(member_id) or row.line("location"),
            bio=html_to_text(row.text("personal_text")),
            role=role,
            state=_state(row.number("is_activated")),
            is_minor=is_child or self._profiles.is_minor(member_id),
            answers={
                question: words
                for question, words in answers.items()
                if question in self._questions.values()
            },
        )
        for buddy in numbers_in(row.values.get("buddy_list")):
            yield Tie(from_id=member_id, to_id=buddy, kind="follow")
        for ignored in numbers_in(row.values.get("pm_ignore_list")):
            yield Tie(from_id=member_id, to_id=ignored, kind="block")


def listed(groups: str | None) -> frozenset[str]:
    """The numbers of groups in a list with commas."""
    return frozenset(part.strip() for part in (groups or "").split(",") if part.strip())


def _state(activation: int | None) -> AccountState | None:
    if activation is None:
        return None
    if activation >= BANNED_FROM:
        return "banned"
    if activation == LEAVING:
        return "left"
    return "pending" if activation in (*PENDING, CHILD) else "active"
