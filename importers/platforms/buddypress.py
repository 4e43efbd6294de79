"""BuddyPress in a WordPress dump: groups, updates and comments, friends, profiles, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from importers.platforms.board_posts import html_words
from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow, tie
from importers.reading.moments import utc
from importers.reading.php import strings_in, unserialized
from importers.reading.text import html_to_text, one_line
from importers.records import Message, Post, Record, Space, Thread, Visibility

UPDATE, COMMENT, LAST_SEEN = "activity_update", "activity_comment", "last_activity"
VISIBILITIES: dict[str, Visibility] = {
    "public": "public",
    "private": "private",
    "hidden": "private",
}
_PLACE = frozenset([
    "location", "city", "town", "place", "ort", "wohnort", "stadt", "plaats", "woonplaats", "ville",
    "lieu", "ciudad", "lugar",
])  # fmt: skip
_BIRTHDATE = re.compile(r"birth|geburt", re.IGNORECASE)


class BuddyPress:
    """What the rows of one table must know of another's."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._groups: dict[str, Visibility] = {}
        self._recipients: dict[str, list[str]] = {}
        self._answers: list[tuple[str, str, str]] = []
        self.questions: dict[str, str] = {}
        """The profile's questions by the ids of their fields."""
        self.last_seen: dict[str, datetime] = {}
        """When members were there last, by their ids."""

    def remember_group(self, row: ForumRow) -> None:
        """Nothing; who may see what happens in a group."""
        if (group_id := row.id("id")) is not None:
            self._groups[group_id] = VISIBILITIES.get(row.text("status") or "", "unknown")

    def remember_activity(self, row: ForumRow) -> None:
        """Nothing; when a member was there last is kept as an activity of its own kind."""
        user_id = row.id("user_id")
        if row.text("type") == LAST_SEEN and user_id is not None:
            moment = row.date_time("date_recorded")
            self._profiles.saw(moment)
            if moment is not None:
                self.last_seen[user_id] = moment

    def remember_question(self, row: ForumRow) -> None:
        """Nothing; the wording of a profile's question."""
        field_id, name = row.id("id"), row.line("name")
        if field_id is not None and name is not None and row.text("type") != "option":
            self.questions[field_id] = name

    def remember_answer(self, row: ForumRow) -> None:
        """Nothing; the answer, of several choices all."""
        user_id, field_id, value = row.id("user_id"), row.id("field_id"), row.text("value")
        if user_id is not None and field_id is not None and value is not None:
            words = one_line(html_to_text(", ".join(strings_in(unserialized(value))) or value))
            self._answers.append((user_id, field_id, words or ""))

    def tell_profiles(self) -> None:
        """Nothing; the answers have been told, a birthdate only as such."""
        for user_id, field_id, words in self._answers:
            question = self.questions.get(field_id, "")
            if question.casefold() in _PLACE:
                self._profiles.tell(user_id, place=words)
            elif _BIRTHDATE.search(question):
                born = utc(words)
                if born is not None:
                    self._profiles.born(user_id, born.year, born.month, born.day)
            else:
                self._profiles.answer(user_id, field_id, words)
        self._answers.clear()

    def remember_recipient(self, row: ForumRow) -> None:
        """Nothing; who takes part in a private conversation."""
        thread_id, user_id = row.id("thread_id"), row.id("user_id")
        if thread_id is not None and user_id is not None:
            self._recipients.setdefault(thread_id, []).append(user_id)

    def group(self, row: ForumRow) -> Iterator[Record]:
        """The group as a space."""
        group_id = row.id("id")
        if group_id is None:
            yield row.broken("id")
            return
        parent_id = row.id("parent_id")
        yield Space(
            native_id=f"group-{group_id}",
            name=row.line("name"),
            kind="group",
            parent_id=f"group-{parent_id}" if parent_id else None,
            description=html_to_text(row.text("description")),
            visibility=self._groups.get(group_id, "unknown"),
            created_at=row.date_time("date_created"),
        )

    def membership(self, row: ForumRow) -> Iterator[Record]:
        """That somebody belongs to a group; not who only asked, was invited or was thrown out."""
        if row.number("is_banned") == 1:
            yield row.skipped("banned")
        elif row.number("is_confirmed") == 0:
            yield row.skipped("not joined")
        else:
            yield tie(row, "user_id", "group_id", "membership", since="date_modified", to="group-")

    def friendship(self, row: ForumRow) -> Iterator[Record]:
        """Two friends; not who only asked."""
        if row.number("is_confirmed") == 0:
            yield row.skipped("not confirmed")
        else:
            yield tie(row, "initiator_user_id", "friend_user_id", "friend", since="date_created")

    def follow(self, row: ForumRow) -> Iterator[Record]:
        """Whom somebody follows, by the well-known addition."""
        if row.text("follow_type") not in (None, "members", "member"):
            yield row.skipped("no member")
        else:
            yield tie(row, "follower_id", "leader_id", "follow", since="date_recorded")

    def activity(self, row: ForumRow) -> Iterator[Record]:
        """An update as a thread with its first post, a comment as a post."""
        native_id, kind = row.id("id"), row.text("type")
        if native_id is None:
            yield row.broken("id")
        elif kind not in (UPDATE, COMMENT):
            yield row.skipped("last seen" if kind == LAST_SEEN else "activity")
        elif row.number("is_spam") == 1:
            yield row.skipped("spam")
        elif kind == UPDATE:
            yield from self._update(row, native_id)
        else:
            yield from self._comment(row, native_id)

    def _update(self, row: ForumRow, native_id: str) -> Iterator[Record]:
        group_id = row.id("item_id") if row.text("component") == "groups" else None
        shown: Visibility = self._groups.get(group_id, "unknown") if group_id else "public"
        yield Thread(
            native_id=f"activity-{native_id}",
            space_id=f"group-{group_id}" if group_id else None,
            author_id=row.id("user_id"),
            kind="wall",
            created_at=row.date_time("date_recorded", must=True),
            visibility="private" if row.number("hide_sitewide") == 1 else shown,
        )
        yield _post(row, native_id, thread=native_id, parent=None)

    def _comment(self, row: ForumRow, native_id: str) -> Iterator[Record]:
        """A comment; what it answers is another comment or the update itself."""
        root, parent = row.id("item_id"), row.id("secondary_item_id")
        if root is None:
            yield row.broken("item_id")
            return
        yield _post(row, native_id, thread=root, parent=parent or root)

    def message(self, row: ForumRow) -> Iterator[Record]:
        """Who wrote to whom."""
        native_id, sender = row.id("id"), row.id("sender_id")
        listed = self._recipients.get(row.id("thread_id") or "", ())
        recipients = tuple(dict.fromkeys(user_id for user_id in listed if user_id != sender))
        if native_id is None:
            yield row.broken("id")
        elif sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
        else:
            yield Message(
                native_id=native_id,
                sender_id=sender,
                recipient_ids=recipients,
                created_at=row.date_time("date_sent", must=True),
            )


def _post(row: ForumRow, native_id: str, *, thread: str, parent: str | None) -> Post:
    original = row.text("content")
    words = html_words(original)
    return Post(
        native_id=f"activity-{native_id}",
        thread_id=f"activity-{thread}",
        parent_id=f"activity-{parent}" if parent else None,
        author_id=row.id("user_id"),
        quoted=words.quoted,
        mentioned=words.mentioned,
        kind="comment" if parent else "opening",
        # Of an update the thread has said it already.
        created_at=row.date_time("date_recorded", must=parent is not None),
        text_format="html",
        text_original=original,
        text=words.text,
    )
