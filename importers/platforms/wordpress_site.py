"""What a WordPress dump says beside its posts and users: options, facts about both, tags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from importers.platforms.board_posts import html_words
from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow
from importers.reading.moments import from_seconds, utc
from importers.reading.notes import Note
from importers.reading.php import numbers_in, unserialized
from importers.reading.text import one_line
from importers.records import AccountState, Role

ROLES: dict[str, Role] = {
    "administrator": "staff",
    "bbp_keymaster": "staff",
    "bbp_moderator": "moderator",
    "editor": "moderator",
}
BLOCKED = "bbp_blocked"
SPAMMER, PENDING = 1, 2
"""Values of `user_status`, as BuddyPress uses it."""


class Site:
    """Facts that stand apart from the rows they are about."""

    def __init__(self, prefix: str, profiles: Profiles) -> None:
        self._prefix = prefix
        self._profiles = profiles
        self._zone: ZoneInfo | None = None
        self._hours: float | None = None
        self._roles: dict[str, frozenset[str]] = {}
        self._last_seen: dict[str, datetime] = {}
        self._facts: dict[tuple[str, str], str] = {}
        self._taxonomies: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._taggings: dict[str, list[str]] = {}

    def remember_option(self, row: ForumRow) -> None:
        """Nothing; the site's time zone, as a name or as hours from UTC."""
        name, value = row.text("option_name"), row.text("option_value")
        if name == "timezone_string" and value:
            try:
                self._zone = ZoneInfo(value)
            except (ValueError, OSError, KeyError):
                self._zone = None
        elif name == "gmt_offset" and value:
            try:
                self._hours = min(14.0, max(-12.0, float(value)))
            except ValueError:
                self._hours = None

    def remember_user_fact(self, row: ForumRow) -> None:
        """Nothing; roles, what somebody says of themselves, when they were there last."""
        user_id, key, value = row.id("user_id"), row.text("meta_key"), row.text("meta_value")
        if user_id is None or value is None:
            return
        if key == f"{self._prefix}capabilities":
            roles = unserialized(value)
            if isinstance(roles, dict):
                self._roles[user_id] = frozenset(str(role) for role, has in roles.items() if has)
        elif key == "description":
            self._profiles.tell(user_id, bio=html_words(value).text)
        elif key == "last_activity" and (moment := utc(value)) is not None:
            self._last_seen[user_id] = moment
            self._profiles.saw(moment)

    def remember_post_fact(self, row: ForumRow) -> None:
        """Nothing; what bbPress notes about a post."""
        post_id, key, value = row.id("post_id"), row.text("meta_key"), row.text("meta_value")
        if post_id is not None and value and key in _POST_FACTS:
            self._facts[post_id, key] = value

    def remember_term(self, row: ForumRow) -> None:
        """Nothing; a tag's name."""
        term_id, name = row.id("term_id"), row.line("name")
        if term_id is not None and name is not None:
            self._terms[term_id] = name

    def remember_taxonomy(self, row: ForumRow) -> None:
        """Nothing; which terms are tags of topics."""
        number, term_id = row.id("term_taxonomy_id"), row.id("term_id")
        if number is not None and term_id is not None and row.text("taxonomy") == "topic-tag":
            self._taxonomies[number] = term_id

    def remember_tagging(self, row: ForumRow) -> None:
        """Nothing; what a post is tagged with."""
        post_id, number = row.id("object_id"), row.id("term_taxonomy_id")
        if post_id is not None and number is not None:
            self._taggings.setdefault(post_id, []).append(number)

    def tags(self, topic_id: str) -> tuple[str, ...]:
        """A topic's tags."""
        terms = (self._taxonomies.get(number, "") for number in self._taggings.get(topic_id, ()))
        return tuple(dict.fromkeys(self._terms[term] for term in terms if term in self._terms))

    def role(self, user_id: str) -> tuple[Role | None, bool]:
        """The highest role, and whether the forum is closed to this member."""
        names = self._roles.get(user_id, frozenset())
        found = {ROLES[name] for name in names if name in ROLES}
        role: Role | None = "staff" if "staff" in found else next(iter(found), None)
        return role, BLOCKED in names

    def state(self, row: ForumRow, *, is_blocked: bool) -> AccountState:
        """As WordPress, bbPress or BuddyPress marks the user."""
        status = row.number("user_status")
        if row.number("deleted") == 1:
            return "deleted"
        if is_blocked or row.number("spam") == 1 or status == SPAMMER:
            return "banned"
        return "pending" if status == PENDING else "active"

    def last_seen(self, user_id: str) -> datetime | None:
        """When a member was there last, as older BuddyPress notes it."""
        return self._last_seen.get(user_id)

    def replied_to(self, post_id: str) -> str | None:
        """The reply that a reply answers; none when it answers the topic."""
        return _id(self._facts.get((post_id, "_bbp_reply_to")))

    def topic_of(self, post_id: str) -> str | None:
        """The topic of a reply."""
        return _id(self._facts.get((post_id, "_bbp_topic_id")))

    def anonymous(self, post_id: str) -> str | None:
        """The name that a guest gave."""
        return one_line(self._facts.get((post_id, "_bbp_anonymous_name")))

    def group_of(self, forum_id: str) -> str | None:
        """The group that a forum belongs to."""
        groups = unserialized(self._facts.get((forum_id, "_bbp_group_ids")))
        ids = groups.values() if isinstance(groups, dict) else ()
        return next((_id(str(group)) for group in ids if group), None)

    def trashed_at(self, post_id: str) -> datetime | None:
        """When a post was thrown away."""
        return from_seconds(self._facts.get((post_id, "_wp_trash_meta_time")))

    def favourites_in(self, row: ForumRow) -> tuple[str, ...]:
        """The topics in a list of favourites; none for another fact about a user."""
        is_list = row.text("meta_key") == f"{self._prefix}_bbp_favorites"
        return numbers_in(row.values.get("meta_value")) if is_list else ()

    def moment(self, row: ForumRow, column: str, *, must: bool = False) -> datetime | None:
        """The moment in UTC, or in the site's time where UTC is missing."""
        found = row.date_time(f"{column}_gmt")
        if found is not None:
            return found
        local = utc(row.values.get(column), zone=self._zone)
        if local is not None and self._zone is None and self._hours is not None:
            local -= timedelta(hours=self._hours)
        if local is None and must:
            row.notes.append(
                Note(line=f"{row.place}: no {column} that is a moment; it counts as unknown")
            )
        return local.astimezone(UTC) if local else None


_POST_FACTS = frozenset([
    "_bbp_reply_to", "_bbp_topic_id", "_bbp_anonymous_name", "_bbp_group_ids",
    "_wp_trash_meta_time",
])  # fmt: skip


def _id(written: str | None) -> str | None:
    return written if written and written.isdecimal() and written != "0" else None
