"""People of a phpBB board, gathered from the tables of its dump."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow
from importers.records import Account, AccountState, Record, Role

ANONYMOUS = "1"
"""The account that all guests share."""
INACTIVE, IGNORED, FOUNDER = 1, 2, 3
"""Types of accounts; ignored ones are robots."""
SWITCHED_OFF = 3
"""The reason of an inactive account that an administrator put to sleep."""
ROLES: dict[str, Role] = {"ADMINISTRATORS": "staff", "GLOBAL_MODERATORS": "moderator"}
ELSEWHERE = {"pf_phpbb_facebook": "facebook", "pf_phpbb_twitter": "x"}
LOCATION, CONTACTS = "pf_phpbb_location", ("website", "icq", "skype", "yahoo", "youtube", "aol")


class People:
    """What other tables say of the users, until their accounts come."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._bans: dict[str, datetime | None] = {}
        self._groups: dict[str, str] = {}
        self._roles: dict[str, Role] | None = None
        self._memberships: list[tuple[str, str]] = []
        self._columns: dict[str, str] = {}
        self._questions: dict[str, str] = {}
        self._elsewhere: dict[str, tuple[str, ...]] = {}

    def name_group(self, group_id: str, name: str) -> None:
        """Nothing; the name of a group that every board has is known."""
        self._groups[group_id] = name

    def remember_ban(self, row: ForumRow) -> None:
        """Nothing; a banned account is known, and until when."""
        user_id = row.id("ban_userid")
        if user_id is not None and not row.number("ban_exclude"):
            self._bans[user_id] = row.moment("ban_end")

    def remember_member(self, row: ForumRow) -> None:
        """Nothing; who belongs to which group is known."""
        user_id, group_id = row.id("user_id"), row.id("group_id")
        if user_id is not None and group_id is not None and not row.number("user_pending"):
            self._memberships.append((user_id, group_id))

    def remember_field(self, row: ForumRow) -> None:
        """Nothing; the column of a profile question is known."""
        field_id, name = row.id("field_id"), row.text("field_ident")
        if field_id is not None and name is not None:
            self._columns[field_id] = f"pf_{name}"

    def remember_question(self, row: ForumRow) -> None:
        """Nothing; the words of a profile question are known."""
        field_id, question = row.id("field_id"), row.line("lang_name")
        if field_id is not None and question is not None:
            # What phpBB brings along is named by keys of its languages: LOCATION, INTERESTS.
            words = question.capitalize() if question.isupper() else question
            self._questions.setdefault(field_id, words)

    def remember_answers(self, row: ForumRow) -> None:
        """Nothing; what somebody says in their profile is known."""
        user_id = row.id("user_id")
        if user_id is None:
            return
        self._profiles.tell(user_id, place=row.line(LOCATION))
        accounts = [
            f"{platform}:{handle}"
            for column, platform in ELSEWHERE.items()
            if (handle := row.line(column))
        ]
        if accounts:
            self._elsewhere[user_id] = tuple(accounts)
        for column, value in row.values.items():
            is_contact = column.endswith(CONTACTS) or column in ELSEWHERE
            if column.startswith("pf_") and column != LOCATION and not is_contact:
                # Numbers are the choices of a list, whose words stand elsewhere.
                is_words = isinstance(value, str) and not value.isdecimal()
                self._profiles.answer(user_id, column, row.line(column) if is_words else None)

    def remember_visit(self, row: ForumRow) -> None:
        """Nothing; when somebody was there is known, and whether they are a minor."""
        self._profiles.saw(row.moment("user_lastvisit"))
        user_id = row.id("user_id")
        born = [part.strip() for part in (row.text("user_birthday") or "").split("-")]
        if user_id is not None and len(born) == 3 and all(part.isdecimal() for part in born):
            day, month, year = map(int, born)
            self._profiles.born(user_id, year, month, day)

    def account(self, row: ForumRow) -> Iterator[Record]:
        """The account in a row of `users`; that of all guests is left out."""
        user_id = row.id("user_id")
        if user_id is None:
            yield row.broken("user_id")
            return
        if user_id == ANONYMOUS:
            yield row.skipped("guest")
            return
        if self._roles is None:
            self._roles = self._named_roles()
        name = row.line("username")
        is_robot = row.number("user_type") == IGNORED
        is_founder = row.number("user_type") == FOUNDER
        answers = {**self._profiles.answers(user_id, self._asked()), **_old_answers(row)}
        yield Account(
            native_id=user_id,
            handle=name,
            name=name,
            email=(row.text("user_email") or "").strip().lower() or None,
            joined_at=row.moment("user_regdate"),
            last_seen_at=row.moment("user_lastvisit"),
            location=self._profiles.place(user_id) or row.line("user_from"),
            role="bot" if is_robot else "staff" if is_founder else self._roles.get(user_id),
            state=self._state(user_id, row),
            is_minor=self._profiles.is_minor(user_id),
            answers=answers,
            declares=self._elsewhere.get(user_id, ()),
        )

    def _named_roles(self) -> dict[str, Role]:
        found: dict[str, Role] = {}
        for user_id, group_id in self._memberships:
            role = ROLES.get(self._groups.get(group_id, ""))
            if role is not None and found.get(user_id) != "staff":
                found[user_id] = role
        return found

    def _asked(self) -> dict[str, str]:
        return {
            column: self._questions[field_id]
            for field_id, column in self._columns.items()
            if field_id in self._questions
        }

    def _state(self, user_id: str, row: ForumRow) -> AccountState:
        if user_id in self._bans:
            until = self._bans[user_id]
            if until is None:
                return "banned"
            if self._profiles.is_after_all(until):
                return "suspended"
        if row.number("user_type") == INACTIVE:
            is_asleep = row.number("user_inactive_reason") == SWITCHED_OFF
            return "suspended" if is_asleep else "pending"
        return "active"


def _old_answers(row: ForumRow) -> dict[str, str]:
    """What 3.0 asked everybody."""
    asked = {"Occupation": row.line("user_occ"), "Interests": row.line("user_interests")}
    return {question: words for question, words in asked.items() if words}
