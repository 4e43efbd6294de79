"""Stack Exchange's data dump: Posts.xml, Users.xml, Comments.xml, Votes.xml and their companions.

Each file is read alone and knows nothing of the others, so ids are made to agree: a post's native
id is its Id, a comment's is 'c' and its Id (both count from 1), an account's is its user Id, or
'name:…' for those deleted, of whom only the shown name is left.

A comment states its post but not its question, which Posts.xml knows alone. Its thread_id is
therefore 'post:<PostId>': the thread of that post. An answer speaks to the asker and a comment to
the author of its post, both by parent_id; a comment that names someone with @ speaks to that one
instead (`mentioned`: the shown name without blanks, or the start of it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal

from importers.importer import ExportFile
from importers.reading.excerpts import excerpt
from importers.reading.moments import utc
from importers.reading.names import name_id, plain_line
from importers.reading.notes import Note
from importers.reading.text import clean_text, html_to_text, mentions_in, tidy
from importers.reading.xml import XmlRow, read_rows, root_name
from importers.records import Account, Post, Reaction, Record, Skipped, Thread

PLATFORM = "stackexchange"
HOW_TO_EXPORT = "download the site's newest data dump"
COMMUNITY = "-1"
"""The background process that owns what belongs to nobody; shown as "Community"."""
ADULT_AGE = 18

# Each file's outermost element and an attribute that all its rows have and no other file's.
SIGNATURES = {
    "posts": b" PostTypeId=",
    "users": b" Reputation=",
    "comments": b" PostId=",
    "votes": b" VoteTypeId=",
    "badges": b" UserId=",
    "tags": b" TagName=",
    "postlinks": b" RelatedPostId=",
    "posthistory": b" PostHistoryTypeId=",
}
LEFT_OUT = {
    "badges": "badge",
    "tags": "tag",
    "postlinks": "link",
    "posthistory": "history",
}
"""Files without anything for us; the tags stand at their threads."""
QUESTION, ANSWER = "1", "2"
OTHER_POSTS = {"3": "wiki", "4": "wiki", "5": "wiki", "6": "nomination", "7": "wiki", "8": "wiki"}
# The other votes (close, reopen, delete, spam, review, bounty end) are moderation.
VOTES = {"1": "accepted", "2": "up", "3": "down", "5": "favourite", "8": "bounty"}

_HOST = re.compile(
    r"(?<![\w.-])((?:[\w-]+\.)*(?:stackexchange\.com|stackoverflow\.com|superuser\.com"
    r"|serverfault\.com|askubuntu\.com|mathoverflow\.net|stackapps\.com))(?![\w-])"
)
_EMPTY = re.compile(rb"<(\w+)\s*(?:/>|>\s*</\1\s*>)\s*$")
_TAG = re.compile(r"[^<>|]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^\s()]+\)")

Reader = Callable[[dict[str, str], "_Site"], Iterator[Record]]


def identify(file: ExportFile) -> bool:
    """Whether this is one of the dump's files: the outermost element and its rows' attributes."""
    head = file.head()
    signature = SIGNATURES.get(root_name(head) or "")
    return signature is not None and (signature in head or _EMPTY.search(head) is not None)


def instance(file: ExportFile) -> str | None:
    """The site's host when a folder or archive is named after it, as in the dump's own archives.

    The files themselves do not name their site.
    """
    found = _HOST.search(file.name.lower())
    return found.group(1) if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated; the latest moment in the file counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Questions as threads with posts; answers, comments, accounts and counted votes."""
    kind = root_name(file.head()) or ""
    site = _Site(instance(file))
    read_row = READERS.get(kind)
    votes: Counter[tuple[str, str | None, str, str]] = Counter()
    for row in read_rows(file.path, name=file.name):
        if isinstance(row, Skipped | Note):
            yield row
        elif kind in LEFT_OUT:
            yield Skipped(reason=LEFT_OUT[kind])
        elif not _holds(row, "Id"):
            yield Skipped(reason="broken", place=f"line {row.line}", detail="a row without Id")
        elif kind == "votes":
            yield from _counted(row, votes)
        elif read_row is not None:
            yield from read_row(row.values, site)
    yield from _reactions(votes)


class _Site:
    """What holds for all rows of a file."""

    def __init__(self, host: str | None) -> None:
        self.host = host
        self._told: set[str] = set()

    def url(self, path: str) -> str | None:
        return f"https://{self.host}/{path}" if self.host else None

    def account(self, user_id: str | None, name: str | None) -> tuple[str | None, list[Account]]:
        """An author's native id, and its account when this file names it for the first time."""
        shown = plain_line(name)
        native_id = user_id or (name_id(shown) if shown else None)
        if native_id is None or native_id in self._told:
            return native_id, []
        self._told.add(native_id)
        if user_id is None:
            return native_id, [Account(native_id=native_id, name=shown, state="deleted")]
        return native_id, [Account(native_id=native_id, role=_role(native_id))]


def _role(native_id: str) -> Literal["bot"] | None:
    return "bot" if native_id == COMMUNITY else None


def _post(values: dict[str, str], site: _Site) -> Iterator[Record]:
    kind = values.get("PostTypeId", "")
    native_id = values["Id"]
    if kind not in (QUESTION, ANSWER):
        yield Skipped(reason=OTHER_POSTS.get(kind, "other post"), place=f"post {native_id}")
        return
    thread_id = native_id if kind == QUESTION else values.get("ParentId")
    if not thread_id:
        yield Skipped(
            reason="broken", place=f"post {native_id}", detail="an answer without ParentId"
        )
        return
    created_at = utc(values.get("CreationDate"))
    if created_at is None:
        yield _undated(f"post {native_id}", values)
        return
    author_id, accounts = site.account(values.get("OwnerUserId"), values.get("OwnerDisplayName"))
    yield from accounts
    if kind == QUESTION:
        views = values.get("ViewCount", "")
        yield Thread(
            native_id=native_id,
            author_id=author_id,
            title=plain_line(values.get("Title")),
            kind="question",
            created_at=created_at,
            url=site.url(f"questions/{native_id}"),
            visibility="public",
            topics=tuple(_TAG.findall(values.get("Tags", ""))),
            view_count=int(views) if views.isdecimal() else None,
            is_closed="ClosedDate" in values,
        )
    yield Post(
        native_id=native_id,
        thread_id=thread_id,
        parent_id=None if kind == QUESTION else thread_id,
        author_id=author_id,
        kind="opening" if kind == QUESTION else "reply",
        created_at=created_at,
        edited_at=utc(values.get("LastEditDate")),
        text_format="html",
        text_original=values.get("Body") or None,
        text=html_to_text(values.get("Body")),
    )


def _comment(values: dict[str, str], site: _Site) -> Iterator[Record]:
    native_id = values["Id"]
    post_id = values.get("PostId")
    if not post_id:
        yield Skipped(
            reason="broken", place=f"comment {native_id}", detail="a comment without PostId"
        )
        return
    created_at = utc(values.get("CreationDate"))
    if created_at is None:
        yield _undated(f"comment {native_id}", values)
        return
    author_id, accounts = site.account(values.get("UserId"), values.get("UserDisplayName"))
    yield from accounts
    original = values.get("Text")
    text = tidy(_LINK.sub(r"\1", clean_text(original))) if original else None
    score = values.get("Score", "")
    yield Post(
        native_id=f"c{native_id}",
        thread_id=f"post:{post_id}",
        parent_id=post_id,
        author_id=author_id,
        mentioned=mentions_in(text),
        kind="comment",
        created_at=created_at,
        text_format="markdown",
        text_original=original or None,
        text=text or None,
        like_count=int(score) if score.isdecimal() else None,
    )


def _account(values: dict[str, str], site: _Site) -> Iterator[Record]:
    native_id = values["Id"]
    name = plain_line(values.get("DisplayName"))
    age = values.get("Age", "")
    yield Account(
        native_id=native_id,
        # A comment mentions people by the shown name without its blanks.
        handle="".join(name.split()) if name else None,
        name=name,
        joined_at=utc(values.get("CreationDate")),
        last_seen_at=utc(values.get("LastAccessDate")),
        location=plain_line(values.get("Location")),
        bio=html_to_text(values.get("AboutMe")),
        url=site.url(f"users/{native_id}"),
        # The dump tells neither moderators nor the suspended apart.
        role=_role(native_id),
        is_minor=int(age) < ADULT_AGE if age.isdecimal() else None,
    )


def _counted(row: XmlRow, votes: Counter[tuple[str, str | None, str, str]]) -> Iterator[Record]:
    """Nothing when the vote was counted for later; what is left out comes as Skipped."""
    kind = VOTES.get(row.values.get("VoteTypeId", ""))
    if kind is None:
        yield Skipped(reason="moderation vote")
    elif not _holds(row, "PostId"):
        yield Skipped(reason="broken", place=f"line {row.line}", detail="a vote without PostId")
    else:
        day = row.values.get("CreationDate", "")
        votes[row.values["PostId"], row.values.get("UserId"), kind, day] += 1


def _reactions(votes: Counter[tuple[str, str | None, str, str]]) -> Iterator[Record]:
    """One reaction per post, voter (mostly unknown), kind and day.

    The dump knows votes to the day only, so equal ones are one record with a count; the rows
    behind it are told as skipped, and every row is accounted for.
    """
    for (post_id, user_id, kind, day), count in votes.items():
        yield Reaction(
            post_id=post_id, actor_id=user_id, kind=kind, count=count, created_at=utc(day)
        )
        for _ in range(count - 1):
            yield Skipped(reason="counted together")


def _undated(place: str, values: dict[str, str]) -> Skipped:
    return Skipped(
        reason="no date",
        place=place,
        detail=f"CreationDate is {excerpt(values.get('CreationDate'))}, "
        "expected 2021-03-01T09:15:30.187",
    )


def _holds(row: XmlRow, name: str) -> bool:
    return bool(row.values.get(name))


READERS: dict[str, Reader] = {"posts": _post, "comments": _comment, "users": _account}
