"""XenForo's profile posts, which are members' walls, and what reactions are given to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from importers.platforms.board_posts import bbcode_words
from importers.platforms.forum_people import Authors
from importers.platforms.forum_rows import ForumRow
from importers.records import Post, Reaction, Record, Skipped, Thread

POST, COMMENT = "profile-post", "profile-comment"
GIVEN_TO = {"post": "", "profile_post": f"{POST}-", "profile_post_comment": f"{COMMENT}-"}
"""What stands before an id in ours, by XenForo's name for what it is the id of."""
UNSEEN = {"deleted": "deleted", "moderated": "unapproved"}


class Walls:
    """Each profile post is a thread of its own, with the comments below it."""

    def __init__(self, authors: Authors) -> None:
        self._authors = authors

    def post(self, row: ForumRow) -> Iterator[Record]:
        """What somebody wrote on a member's profile, their own included."""
        number, owner_id = row.id("profile_post_id"), row.id("profile_user_id")
        if number is None or owner_id is None:
            yield row.broken("profile_post_id and profile_user_id")
        elif reason := UNSEEN.get(row.text("message_state") or ""):
            yield row.skipped(reason)
        else:
            author_id, accounts = self._authors.of(row.id("user_id"), row.plain("username"))
            yield from accounts
            moment = row.moment("post_date", must=True)
            native_id = f"{POST}-{number}"
            yield Thread(native_id=native_id, author_id=author_id, kind="wall", created_at=moment)
            addressed = (owner_id,) if owner_id != author_id else ()
            yield _written(row, native_id, native_id, author_id, moment, "wall", addressed)

    def comment(self, row: ForumRow) -> Iterator[Record]:
        """A comment on a profile post."""
        number, above = row.id("profile_post_comment_id"), row.id("profile_post_id")
        if number is None or above is None:
            yield row.broken("profile_post_comment_id and profile_post_id")
        elif reason := UNSEEN.get(row.text("message_state") or ""):
            yield row.skipped(reason)
        else:
            author_id, accounts = self._authors.of(row.id("user_id"), row.plain("username"))
            yield from accounts
            moment = row.moment("comment_date", must=True)
            yield _written(
                row, f"{COMMENT}-{number}", f"{POST}-{above}", author_id, moment, "comment"
            )


def reaction_to(
    row: ForumRow, actor_id: str | None, kind: str, moment: datetime | None
) -> Reaction | Skipped:
    """A reaction to a post, on a wall too; those to other things are left out."""
    before, number = GIVEN_TO.get(row.text("content_type") or ""), row.id("content_id")
    if before is None:
        return row.skipped("no post")
    if number is None:
        return row.broken("content_id")
    return Reaction(post_id=f"{before}{number}", actor_id=actor_id, kind=kind, created_at=moment)


def _written(
    row: ForumRow,
    native_id: str,
    thread_id: str,
    author_id: str | None,
    moment: datetime | None,
    kind: Literal["wall", "comment"],
    addressed: tuple[str, ...] = (),
) -> Post:
    original = row.text("message")
    words = bbcode_words(original)
    return Post(
        native_id=native_id,
        thread_id=thread_id,
        parent_id=thread_id if kind == "comment" else None,
        author_id=author_id,
        addressed=addressed,
        quoted=words.quoted,
        mentioned=words.mentioned,
        kind=kind,
        created_at=moment,
        text_format="bbcode",
        text_original=original,
        text=words.text,
    )
