"""People of a Discourse forum, gathered from the tables of its backup."""

from __future__ import annotations

import msgspec

from importers.platforms.discourse_accounts import Accounts, account_id
from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow
from importers.records import Account, AccountState, Role

NO_YEAR = 1904
"""Written when somebody shares their birthday without the year."""
_FIELD = "user_field_"


def is_true(row: ForumRow, column: str) -> bool | None:
    """A boolean as COPY and INSERT write it; None when the column is missing or NULL."""
    value = row.values.get(column)
    if value is None:
        return None
    return value in ("t", "true", 1, "1")


class Members:
    """What other tables say of the users, by their numbers."""

    def __init__(self) -> None:
        self.profiles = Profiles()
        self._ids: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._anonymous: set[str] = set()
        self._questions: dict[str, str] = {}
        self._answers: dict[str, dict[str, list[str]]] = {}

    def remember_user(self, row: ForumRow) -> None:
        """Nothing; the account's id and when it was last there are known."""
        number, native_id = row.id("id"), account_id(row.text("username"))
        if number is None or native_id is None:
            return
        self._ids[number] = native_id
        self.profiles.saw(row.date_time("last_seen_at"))
        born = (row.text("date_of_birth") or "").split("-")
        if len(born) == 3 and all(part.isdecimal() for part in born):
            year, month, day = map(int, born)
            self.profiles.born(number, None if year == NO_YEAR else year, month, day)

    def remember_email(self, row: ForumRow) -> None:
        """Nothing; the first of a user's addresses is known."""
        number, email = row.id("user_id"), row.text("email")
        if number is not None and email and is_true(row, "primary") is not False:
            self._emails[number] = email

    def remember_profile(self, row: ForumRow) -> None:
        """Nothing; where users live and what they say of themselves is known."""
        number = row.id("user_id")
        if number is not None:
            bio = row.text("bio_cooked") or row.text("bio_raw")
            self.profiles.tell(number, place=row.text("location"), bio=bio)

    def remember_question(self, row: ForumRow) -> None:
        """Nothing; the words of a profile question are known."""
        number, question = row.id("id"), row.line("name")
        if number is not None and question is not None:
            self._questions[_FIELD + number] = question

    def remember_answer(self, row: ForumRow) -> None:
        """Nothing; an answer is known; several of one question belong together."""
        number, field, words = row.id("user_id"), row.text("name") or "", row.line("value")
        if number is not None and words and field.startswith(_FIELD):
            listed = self._answers.setdefault(number, {}).setdefault(field, [])
            listed.append(words)
            self.profiles.answer(number, field, ", ".join(listed))

    def remember_anonymous(self, row: ForumRow) -> None:
        """Nothing; a shadow account is known, whose owner stays unsaid."""
        if (number := row.id("user_id")) is not None:
            self._anonymous.add(number)

    def id(self, number: str | None) -> str | None:
        """A user's native id."""
        return self._ids.get(number or "")

    def account(self, row: ForumRow) -> Account | None:
        """The account in a row of `users`; None when it has no name."""
        number = row.id("id")
        if number is None or account_id(row.text("username")) is None:
            return None
        gathered = Accounts()
        gathered.add(
            {
                "username": row.text("username"),
                "name": row.text("name"),
                "email": row.text("email") or self._emails.get(number),
                "trust_level": row.number("trust_level"),
                "created_at": row.text("created_at"),
                "last_seen_at": row.text("last_seen_at"),
                "location": self.profiles.place(number),
                "bio_cooked": self.profiles.bio(number),
                "admin": is_true(row, "admin"),
                "moderator": is_true(row, "moderator"),
            }
        )
        account = next(iter(gathered.records()))
        questions = self._questions
        answers = self.profiles.answers(number, questions)
        return msgspec.structs.replace(
            account,
            role=self._role(row, account.role),
            state=self._state(row, number, account.state),
            is_minor=self.profiles.is_minor(number),
            answers={
                question: words
                for question, words in answers.items()
                # Of a question that was deleted nobody knows the words.
                if question in questions.values()
            },
        )

    def _role(self, row: ForumRow, role: Role | None) -> Role | None:
        return "guest" if role is None and is_true(row, "staged") else role

    def _state(self, row: ForumRow, number: str, state: AccountState | None) -> AccountState | None:
        if state == "anonymous" or number in self._anonymous:
            return "anonymous"
        for column in ("suspended_till", "silenced_till"):
            until = row.date_time(column)
            if until is not None and self.profiles.is_after_all(until):
                return "suspended"
        if is_true(row, "staged") or is_true(row, "active") is False:
            return "pending"
        return "active" if is_true(row, "active") else None
