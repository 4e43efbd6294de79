"""Topics, categories and tags of a Discourse forum, as the tables of its backup tell of them."""

from __future__ import annotations

from datetime import datetime

from importers.platforms.discourse_members import is_true
from importers.platforms.forum_rows import ForumRow
from importers.records import Visibility

ALL_MEMBERS = ("0", "10", "11")
"""Groups in which everybody is, or nearly: everyone, and the first levels of trust."""


class Topics:
    """What must be known of topics and their surroundings before posts are read."""

    def __init__(self) -> None:
        self.private: set[str] = set()
        """Topics that are private messages."""
        self.deleted: dict[str, datetime] = {}
        self._restricted: set[str] = set()
        self._groups_of: dict[str, set[str]] = {}
        self._is_closed_forum = False
        self._tags: dict[str, str] = {}
        self._tags_of: dict[str, list[str]] = {}
        self._recipients: dict[str, list[str]] = {}
        self._numbers: dict[tuple[str, int], str] = {}

    def post_id(self, topic_id: str, number: int | None) -> str | None:
        """The post with this number in the topic."""
        return None if number is None else self._numbers.get((topic_id, number))

    def tags(self, topic_id: str) -> tuple[str, ...]:
        """The names of a topic's tags."""
        names = (self._tags.get(tag) for tag in self._tags_of.get(topic_id, ()))
        return tuple(name for name in names if name)

    def readers(self, topic_id: str) -> list[str]:
        """The numbers of those who may read a private topic."""
        return self._recipients.get(topic_id, [])

    def remember_setting(self, row: ForumRow) -> None:
        """Nothing; whether guests see anything at all is known."""
        if row.text("name") == "login_required":
            self._is_closed_forum = row.text("value") in ("t", "true")

    def remember_category(self, row: ForumRow) -> None:
        """Nothing; whether a category is closed to guests is known."""
        category_id = row.id("id")
        if category_id is not None and is_true(row, "read_restricted"):
            self._restricted.add(category_id)

    def remember_category_group(self, row: ForumRow) -> None:
        """Nothing; a group that may enter a category is known."""
        category_id, group_id = row.id("category_id"), row.text("group_id")
        if category_id is not None and group_id is not None:
            self._groups_of.setdefault(category_id, set()).add(group_id)

    def remember_tag(self, row: ForumRow) -> None:
        """Nothing; the name of a tag is known."""
        tag_id, name = row.id("id"), row.line("name")
        if tag_id is not None and name is not None:
            self._tags[tag_id] = name

    def remember_tagging(self, row: ForumRow) -> None:
        """Nothing; a topic's tag is known."""
        topic_id, tag_id = row.id("topic_id"), row.id("tag_id")
        if topic_id is not None and tag_id is not None:
            self._tags_of.setdefault(topic_id, []).append(tag_id)

    def remember_topic(self, row: ForumRow) -> None:
        """Nothing; whether a topic is private or deleted is known."""
        topic_id = row.id("id")
        if topic_id is None:
            return
        if row.text("archetype") == "private_message":
            self.private.add(topic_id)
        if (deleted_at := row.date_time("deleted_at")) is not None:
            self.deleted[topic_id] = deleted_at

    def remember_recipient(self, row: ForumRow) -> None:
        """Nothing; one of those who read a private topic is known."""
        topic_id, user_id = row.id("topic_id"), row.id("user_id")
        if topic_id is not None and user_id is not None:
            self._recipients.setdefault(topic_id, []).append(user_id)

    def remember_post(self, row: ForumRow) -> None:
        """Nothing; the number of a post in its topic is known."""
        post_id, topic_id, number = row.id("id"), row.id("topic_id"), row.number("post_number")
        if post_id is not None and topic_id is not None and number is not None:
            self._numbers[topic_id, number] = post_id

    def visibility(self, category_id: str) -> Visibility:
        """Who may see the topics of a category."""
        if category_id in self._restricted:
            groups = self._groups_of.get(category_id)
            # Without the table of rights, as the API says it: closed to guests.
            is_for_members = groups is None or not groups.isdisjoint(ALL_MEMBERS)
            return "members" if is_for_members else "private"
        return "members" if self._is_closed_forum else "public"
