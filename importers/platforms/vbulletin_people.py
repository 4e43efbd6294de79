"""People of a vBulletin forum, of all versions: accounts, lists of friends, reputation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.platforms.forum_people import Profiles, Roles, three_numbers
from importers.platforms.forum_rows import ForumRow, tie
from importers.reading.php import numbers_in, unserialized
from importers.records import Account, AccountState, Message, Reaction, Record, Role, Tie

# The groups that every forum begins with.
ROLES: dict[str, Role] = {"5": "moderator", "6": "staff", "7": "moderator"}
AWAITING = frozenset(["3", "4"])
BANNED = "8"
GUESTS, REGISTERED = "1", "2"
COPPA_USER = 8
"""A bit of `options`: registered as a child, with a parent's permission."""
MAY_VIEW = 1
"""A bit of `forumpermissions`."""
MODERATES, ADMINISTERS = 1, 2
"""Bits of `adminpermissions`."""
# The profile fields that every forum begins with.
BIO, PLACE = "field1", "field2"
_FIELD_TITLE = re.compile(r"(field\d+)_title")
_PREFIX_TITLE = re.compile(r"prefix_(.+)_title_plain")


class People:
    """Accounts and what stands about them in other tables."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._roles = Roles(ROLES)
        self._bans: dict[str, AccountState] = {}
        self._questions: dict[str, str] = {}
        self.prefixes: dict[str, str] = {}
        """The names of the threads' prefixes by their ids."""

    def remember_phrase(self, row: ForumRow) -> None:
        """Nothing; the names of profile fields and prefixes are kept."""
        name, words = row.text("varname") or "", row.line("text")
        if words and (match := _FIELD_TITLE.fullmatch(name)):
            self._questions.setdefault(match.group(1), words)
        elif words and (match := _PREFIX_TITLE.fullmatch(name)):
            self.prefixes.setdefault(match.group(1), words)

    def remember_group(self, row: ForumRow) -> None:
        """Nothing; whether a group's members are of the team."""
        bits = row.number("adminpermissions") or 0
        self._roles.say(
            row.id("usergroupid"),
            is_staff=bool(bits & ADMINISTERS),
            is_moderating=bool(bits & MODERATES),
        )

    def remember_moderator(self, row: ForumRow) -> None:
        """Nothing; somebody moderates a forum."""
        if (user_id := row.id("userid")) is not None:
            self._roles.name(user_id)

    def remember_ban(self, row: ForumRow) -> None:
        """Nothing; a ban that will be lifted is a suspension."""
        if (user_id := row.id("userid")) is not None:
            self._bans[user_id] = "suspended" if row.id("liftdate") else "banned"

    def remember_answers(self, row: ForumRow) -> None:
        """Nothing; what somebody wrote into the profile's fields is kept."""
        user_id = row.id("userid")
        if user_id is None:
            return
        self._profiles.tell(user_id, place=row.line(PLACE), bio=row.line(BIO))
        for column in row.values:
            if column.startswith("field") and column not in (BIO, PLACE):
                self._profiles.answer(user_id, column, row.line(column))

    def remember_visit(self, row: ForumRow) -> None:
        """Nothing; when somebody was there and was born is kept to tell minors apart."""
        self._profiles.saw(row.moment("lastactivity"))
        if (user_id := row.id("userid")) is not None:
            month, day, year = three_numbers(row.text("birthday"), "-")
            self._profiles.born(user_id, year, month, day)

    def account(self, row: ForumRow) -> Iterator[Record]:
        """The account."""
        user_id = row.id("userid")
        if user_id is None:
            yield row.broken("userid")
            return
        group = row.id("usergroupid") or ""
        is_coppa = bool((row.number("options") or 0) & COPPA_USER)
        yield Account(
            native_id=user_id,
            handle=row.line("username"),
            name=row.line("username"),
            email=(row.text("email") or "").strip().lower() or None,
            joined_at=row.moment("joindate"),
            last_seen_at=row.moment("lastactivity"),
            location=self._profiles.place(user_id),
            bio=self._profiles.bio(user_id),
            role=self._roles.of(user_id, (group, *numbers_in(row.values.get("membergroupids")))),
            state=self._state(user_id, group),
            is_minor=is_coppa or self._profiles.is_minor(user_id),
            answers=self._profiles.answers(user_id, self._questions),
        )

    def _state(self, user_id: str, group: str) -> AccountState:
        if group in AWAITING:
            return "pending"
        is_banned = group == BANNED or user_id in self._bans
        return self._bans.get(user_id, "banned") if is_banned else "active"


def relation(row: ForumRow) -> Iterator[Record]:
    """A friend, a buddy or somebody ignored."""
    if row.text("type") == "ignore":
        yield tie(row, "userid", "relationid", "block")
    elif row.text("friend") == "denied":
        yield row.skipped("denied")
    else:
        is_friend = row.text("friend") == "yes"
        yield tie(row, "userid", "relationid", "friend" if is_friend else "follow")


def old_relations(row: ForumRow) -> Iterator[Record]:
    """The buddies and the ignored of one member, as lists of ids before 3.7."""
    user_id = row.id("userid")
    if user_id is None:
        yield row.broken("userid")
        return
    for buddy in _ids(row.text("buddylist")):
        yield Tie(from_id=user_id, to_id=buddy, kind="follow")
    for ignored in _ids(row.text("ignorelist")):
        yield Tie(from_id=user_id, to_id=ignored, kind="block")


def _ids(listed: str | None) -> tuple[str, ...]:
    return numbers_in((listed or "").replace(" ", ","))


def reputation(row: ForumRow) -> Iterator[Record]:
    """What somebody thinks of a post; vBulletin 5 calls it a like."""
    post_id, worth = row.id("nodeid") or row.id("postid"), row.number("reputation")
    if post_id is None:
        yield row.broken("postid")
        return
    yield Reaction(
        post_id=post_id,
        actor_id=row.id("whoadded"),
        kind="like" if "nodeid" in row.values else "down" if (worth or 0) < 0 else "up",
        created_at=row.moment("dateline"),
    )


def thanks(row: ForumRow) -> Iterator[Record]:
    """A thanks for a post, by the well-known addition."""
    post_id = row.id("postid")
    if post_id is None:
        yield row.broken("postid")
        return
    yield Reaction(
        post_id=post_id, actor_id=row.id("userid"), kind="thanks", created_at=row.moment("date")
    )


def private_message(row: ForumRow) -> Iterator[Record]:
    """Who wrote to whom, of vBulletin 3 and 4."""
    native_id, sender = row.id("pmtextid"), row.id("fromuserid")
    recipients = _recipients(unserialized(row.text("touserarray")))
    if native_id is None:
        yield row.broken("pmtextid")
    elif sender is None or not recipients:
        yield row.skipped("no recipient" if sender else "no sender")
    else:
        yield Message(
            native_id=native_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.moment("dateline", must=True),
        )


def _recipients(listed: object) -> tuple[str, ...]:
    """The ids in a list of id and name, or in lists of those who get it openly and hidden."""
    found: dict[str, None] = {}
    for key, value in listed.items() if isinstance(listed, dict) else ():
        inner = value if isinstance(value, dict) else {key: value}
        found.update((str(user_id), None) for user_id in inner if isinstance(user_id, int))
    return tuple(found)
