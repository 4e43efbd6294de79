"""A forum in Vanilla's tables: out of its own database, or as Porter writes them for others.

The first post of a discussion stands in its row. Its native id is 'd' and the discussion's number,
that of a comment 'c' and the comment's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from importers.platforms.forum_people import Profiles
from importers.platforms.forum_rows import ForumRow
from importers.platforms.vanilla_posts import vanilla_words
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.text import html_to_text
from importers.records import (
    Account,
    AccountState,
    Message,
    Post,
    Reaction,
    Record,
    Role,
    Space,
    Thread,
    Tie,
    Visibility,
)

ROOT = "-1"
SYSTEM = 2
"""In `Admin`, of the account that the software acts with."""
ROLES: dict[str, Role] = {"administrator": "staff", "moderator": "moderator"}
VIEW = "Vanilla.Discussions.View"
IGNORED = "Plugin.Ignore.Blocked.UserID."
PROFILE = "Profile."
TOPICS = (None, "", "discussion", "usertag", "tag")
"""Types of tags that members choose; the others are reactions and states."""
GROUPS: dict[str, Visibility] = {"public": "public", "private": "members", "secret": "private"}


class Tables(Protocol):
    """A dump whose rows are handed to the reader of their table."""

    def gather(self, readers: Mapping[str, Callable[[ForumRow], None]]) -> None:
        """Nothing; each row has been given to its reader."""

    def records(
        self, readers: Mapping[str, Callable[[ForumRow], Iterable[Record]]]
    ) -> Iterator[Record]:
        """What the readers make of the rows."""

    def finish(self) -> None:
        """Nothing; raises ExportProblem when the dump broke off."""


def read_forum(dump: Tables) -> Iterator[Record]:
    """Accounts, categories, groups, threads, posts, reactions, ties, who wrote to whom."""
    forum = _Forum()
    dump.gather(
        {
            "Permission": forum.remember_right,
            "ReactionType": forum.remember_reaction,
            "Role": forum.remember_role,
            "Tag": forum.remember_tag,
            "TagDiscussion": forum.remember_tagging,
            "User": forum.remember_visit,
            "UserConversation": forum.remember_recipient,
            "UserMeta": forum.remember_answer,
            "UserRole": forum.remember_role_of,
        }
    )
    # Threads are as open as their categories, which may come after them.
    dump.gather({"Category": forum.remember_category})
    yield from dump.records(
        {
            "User": forum.account,
            "Category": forum.category,
            "Group": forum.group,
            "UserGroup": forum.membership,
            "Discussion": forum.discussion,
            "Comment": forum.comment,
            "UserTag": forum.reaction,
            "UserMeta": forum.ignored,
            "ConversationMessage": forum.message,
        }
    )
    dump.finish()


class _Forum:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self._profiles = Profiles()
        self._role_types: dict[str, str] = {}
        self._roles_of: dict[str, set[str]] = {}
        self._may_view: dict[str, set[str]] = {}
        """Types of roles by the category that permissions are taken from."""
        self._visibilities: dict[str, Visibility] = {}
        self._tags: dict[str, tuple[str, str | None]] = {}
        self._tags_of: dict[str, list[str]] = {}
        self._reactions: dict[str, str] = {}
        self._recipients: dict[str, list[str]] = {}

    def remember_role(self, row: ForumRow) -> None:
        role_id, name = row.id("RoleID"), row.text("Name") or ""
        if role_id is not None:
            # Before roles had types, their names told.
            self._role_types[role_id] = (row.text("Type") or name).lower()

    def remember_role_of(self, row: ForumRow) -> None:
        user_id, role_id = row.id("UserID"), row.id("RoleID")
        if user_id is not None and role_id is not None:
            self._roles_of.setdefault(user_id, set()).add(role_id)

    def remember_right(self, row: ForumRow) -> None:
        category_id, role_id = row.id("JunctionID"), row.id("RoleID")
        is_category = row.text("JunctionTable") == "Category"
        if is_category and category_id is not None and role_id is not None and VIEW in row.values:
            allowed = self._may_view.setdefault(category_id, set())
            if row.number(VIEW) == 1:
                allowed.add(role_id)

    def remember_category(self, row: ForumRow) -> None:
        category_id = row.id("CategoryID")
        if category_id is None:
            return
        roles = self._may_view.get(row.id("PermissionCategoryID") or category_id)
        if roles is not None:
            types = {self._role_types.get(role) for role in roles}
            is_open, is_for_members = "guest" in types, "member" in types
            closed: Visibility = "members" if is_for_members else "private"
            self._visibilities[category_id] = "public" if is_open else closed

    def remember_reaction(self, row: ForumRow) -> None:
        tag_id, name = row.id("TagID"), row.line("Name")
        if tag_id is not None and name is not None:
            self._reactions[tag_id] = name.lower()

    def remember_tag(self, row: ForumRow) -> None:
        tag_id, name = row.id("TagID"), row.line("FullName") or row.line("Name")
        if tag_id is not None and name is not None:
            self._tags[tag_id] = (name, row.text("Type"))

    def remember_tagging(self, row: ForumRow) -> None:
        discussion_id, tag_id = row.id("DiscussionID"), row.id("TagID")
        if discussion_id is not None and tag_id is not None:
            self._tags_of.setdefault(discussion_id, []).append(tag_id)

    def remember_visit(self, row: ForumRow) -> None:
        self._profiles.saw(row.date_time("DateLastActive"))
        user_id = row.id("UserID")
        born = (row.text("DateOfBirth") or "")[:10].split("-")
        if user_id is not None and len(born) == 3 and all(part.isdecimal() for part in born):
            year, month, day = map(int, born)
            self._profiles.born(user_id, year, month, day)

    def remember_recipient(self, row: ForumRow) -> None:
        conversation_id, user_id = row.id("ConversationID"), row.id("UserID")
        if conversation_id is not None and user_id is not None:
            self._recipients.setdefault(conversation_id, []).append(user_id)

    def remember_answer(self, row: ForumRow) -> None:
        user_id, name = row.id("UserID"), row.text("Name") or ""
        if user_id is not None and name.startswith(PROFILE):
            question = name.removeprefix(PROFILE)
            self._profiles.answer(user_id, question, plain_line(row.values.get("Value")))

    def account(self, row: ForumRow) -> Iterator[Record]:
        user_id = row.id("UserID")
        if user_id is None:
            yield row.broken("UserID")
            return
        if row.number("Deleted"):
            # What is left is '[Deleted User]' and an address that nobody reads.
            yield Account(native_id=user_id, state="deleted")
            return
        name = plain_line(row.values.get("Name"))
        yield Account(
            native_id=user_id,
            handle=name,
            name=name,
            email=(row.text("Email") or "").strip().lower() or None,
            joined_at=row.date_time("DateInserted"),
            last_seen_at=row.date_time("DateLastActive"),
            location=plain_line(row.values.get("Location")),
            bio=html_to_text(row.text("About")),
            role=self._role(user_id, row),
            state=self._state(user_id, row),
            is_minor=self._profiles.is_minor(user_id),
            answers=self._profiles.answers(user_id, {}),
        )

    def _types(self, user_id: str) -> set[str]:
        return {self._role_types.get(role, "") for role in self._roles_of.get(user_id, ())}

    def _role(self, user_id: str, row: ForumRow) -> Role | None:
        admin = row.number("Admin")
        if admin == SYSTEM:
            return "bot"
        types = self._types(user_id)
        if admin == 1:
            return "staff"
        return next((role for name, role in ROLES.items() if name in types), None)

    def _state(self, user_id: str, row: ForumRow) -> AccountState:
        if row.number("Banned"):
            return "banned"
        types = self._types(user_id)
        is_waiting = bool(types) and types <= {"applicant", "unconfirmed"}
        return "pending" if is_waiting or row.number("Confirmed") == 0 else "active"

    def category(self, row: ForumRow) -> Iterator[Record]:
        category_id, parent_id = row.id("CategoryID"), row.id("ParentCategoryID")
        if category_id is None:
            yield row.broken("CategoryID")
        elif category_id == ROOT:
            yield row.skipped("root")
        else:
            yield Space(
                native_id=category_id,
                name=plain_line(row.values.get("Name")),
                kind="category",
                parent_id=None if parent_id == ROOT else parent_id,
                description=html_to_text(row.text("Description")),
                visibility=self._visibility(category_id),
                created_at=row.date_time("DateInserted"),
            )

    def _visibility(self, category_id: str | None) -> Visibility:
        return self._visibilities.get(category_id or "", "unknown")

    def group(self, row: ForumRow) -> Iterator[Record]:
        group_id = row.id("GroupID")
        if group_id is None:
            yield row.broken("GroupID")
            return
        yield Space(
            native_id=f"group:{group_id}",
            name=plain_line(row.values.get("Name")),
            kind="group",
            description=html_to_text(row.text("Description")),
            visibility=GROUPS.get((row.text("Privacy") or "").lower(), "unknown"),
            created_at=row.date_time("DateInserted"),
        )

    def membership(self, row: ForumRow) -> Iterator[Record]:
        user_id, group_id = row.id("UserID"), row.id("GroupID")
        if user_id is None or group_id is None:
            yield row.broken("UserID and GroupID")
            return
        yield Tie(
            from_id=user_id,
            to_id=f"group:{group_id}",
            kind="membership",
            created_at=row.date_time("DateInserted"),
        )

    def discussion(self, row: ForumRow) -> Iterator[Record]:
        discussion_id = row.id("DiscussionID")
        if discussion_id is None:
            yield row.broken("DiscussionID")
            return
        if (row.text("Type") or "").lower() == "redirect":
            yield row.skipped("moved")
            return
        group_id, category_id = row.id("GroupID"), row.id("CategoryID")
        tags = (self._tags.get(tag) for tag in self._tags_of.get(discussion_id, ()))
        chosen = [name for name, kind in filter(None, tags) if _is_topic(kind)]
        yield Thread(
            native_id=discussion_id,
            space_id=f"group:{group_id}" if group_id else category_id,
            author_id=row.id("InsertUserID"),
            title=plain_line(row.values.get("Name")),
            kind="question" if row.text("Type") == "Question" else "discussion",
            created_at=utc(row.values.get("DateInserted")),
            visibility=self._visibility(category_id),
            topics=tuple(dict.fromkeys(chosen)),
            view_count=row.count("CountViews"),
            is_closed=row.number("Closed") == 1,
        )
        yield self._post(row, f"d{discussion_id}", discussion_id)

    def comment(self, row: ForumRow) -> Iterator[Record]:
        comment_id, discussion_id = row.id("CommentID"), row.id("DiscussionID")
        if comment_id is None or discussion_id is None:
            yield row.broken("CommentID and DiscussionID")
            return
        yield self._post(row, f"c{comment_id}", discussion_id)

    def _post(self, row: ForumRow, native_id: str, thread_id: str) -> Post:
        words, text_format = vanilla_words(row.text("Body"), row.text("Format"))
        created_at = row.date_time("DateInserted", must=True)
        edited_at = row.date_time("DateUpdated")
        is_opening = row.table == "Discussion"
        parent = row.id("parentCommentID")
        return Post(
            native_id=native_id,
            thread_id=thread_id,
            parent_id=None if is_opening else f"c{parent}" if parent else words.answers,
            author_id=row.id("InsertUserID"),
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=edited_at if edited_at != created_at else None,
            text_format=text_format,
            text_original=row.text("Body"),
            text=words.text,
        )

    def reaction(self, row: ForumRow) -> Iterator[Record]:
        post_id, kind = row.id("RecordID"), row.text("RecordType")
        if kind not in ("Discussion", "Comment"):
            yield row.skipped("total" if kind and kind.endswith("-Total") else "no post")
        elif post_id is None:
            yield row.broken("RecordID")
        elif (row.number("Total") or 0) <= 0:
            yield row.skipped("taken back")
        else:
            tag_id = row.id("TagID") or ""
            named = self._tags.get(tag_id, ("reaction", None))[0].lower()
            yield Reaction(
                post_id=f"{kind[0].lower()}{post_id}",
                actor_id=row.id("UserID"),
                kind=self._reactions.get(tag_id, named),
                created_at=row.date_time("DateInserted"),
            )

    def ignored(self, row: ForumRow) -> Iterator[Record]:
        user_id, name = row.id("UserID"), row.text("Name") or ""
        other = name.removeprefix(IGNORED)
        if user_id is not None and name.startswith(IGNORED) and other.isdecimal():
            yield Tie(from_id=user_id, to_id=other, kind="block")
        elif not name.startswith(PROFILE):
            yield row.skipped("setting")

    def message(self, row: ForumRow) -> Iterator[Record]:
        message_id, sender = row.id("MessageID"), row.id("InsertUserID")
        if message_id is None:
            yield row.broken("MessageID")
            return
        listed = self._recipients.get(row.id("ConversationID") or "", [])
        recipients = tuple(dict.fromkeys(other for other in listed if other != sender))
        if sender is None or not recipients:
            yield row.skipped("no recipient" if sender else "no sender")
            return
        yield Message(
            native_id=message_id,
            sender_id=sender,
            recipient_ids=recipients,
            created_at=row.date_time("DateInserted", must=True),
        )


def _is_topic(kind: str | None) -> bool:
    return (kind.lower() if kind else kind) in TOPICS
