"""MyBB 1.6 and 1.8: a dump of its MySQL database.

What MyBB deletes softly stays with visible −1; what waits for a moderator has 0, a draft −2.
Who may see a forum is said by `forumpermissions`, a parent's words holding for its children.
A private message is kept once for each recipient and once for the sender: together they are one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.board_posts import bbcode_words
from importers.platforms.forum_people import Authors, Profiles, Roles, three_numbers
from importers.platforms.forum_rights import Rights
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, stated_host
from importers.reading.php import numbers_in, strings_in, unserialized
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
)

PLATFORM = "mybb"
HOW_TO_EXPORT = "MyBB: Tools and Maintenance, Database Backups; or phpMyAdmin"
TABLES = {
    "users": ("uid", "username", "regdate", "usergroup", "buddylist"),
    "forums": ("fid", "pid", "name"),
    "threads": ("tid", "fid", "firstpost", "dateline"),
    "posts": ("pid", "tid", "replyto", "message", "dateline"),
}
GUESTS, REGISTERED = "1", "2"
# The groups that every board begins with.
ROLES: dict[str, Role] = {"3": "moderator", "4": "staff", "6": "moderator"}
AWAITING, BANNED = "5", "7"
DRAFTS = 3
"""The folder of private messages that were never sent."""
LEFT_OUT = {0: "unapproved", -2: "draft"}
DELETED = -1
# The profile fields that every board begins with; sex is the third and never read.
LOCATION, BIO, SEX = "fid1", "fid2", "fid3"


def identify(file: ExportFile) -> bool:
    """Whether the dump holds MyBB's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """The host in the forum's own address."""
    return stated_host(file, TABLES, setting=("settings", "name", "value"), named="bburl")


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, forums, threads, posts, ratings of posts, buddies, ignored, who wrote to whom."""
    dump = ForumDump(file, TABLES)
    board = _Board()
    dump.gather(
        {
            "banned": board.remember_ban,
            "forumpermissions": board.remember_right,
            "forums": board.remember_forum,
            "moderators": board.remember_moderator,
            "profilefields": board.remember_question,
            "threadprefixes": board.remember_prefix,
            "threads": board.remember_thread,
            "userfields": board.remember_answers,
            "usergroups": board.remember_group,
            "users": board.remember_visit,
        }
    )
    yield from dump.records(
        {
            "users": board.account,
            "forums": board.forum,
            "threads": board.thread,
            "posts": board.post,
            "reputation": board.reputation,
            "privatemessages": board.message,
        }
    )
    dump.finish()


class _Board:
    """What the rows of one table must know of another's."""

    def __init__(self) -> None:
        self._authors = Authors()
        self._rights = Rights(guests=GUESTS, members=REGISTERED)
        self._bans: dict[str, AccountState] = {}
        self._prefixes: dict[str, str] = {}
        self._openings: set[str] = set()
        self._closed_to_readers: dict[str, int] = {}
        self._questions: dict[str, str] = {}
        self._profiles = Profiles()
        self._roles = Roles(ROLES)
        self._messages: set[str] = set()

    def remember_ban(self, row: ForumRow) -> None:
        if (uid := row.id("uid")) is not None:
            self._bans[uid] = "suspended" if row.id("lifted") else "banned"

    def remember_group(self, row: ForumRow) -> None:
        may_see = row.number("canview")
        if may_see is not None:
            self._rights.say(None, row.id("gid"), may_see=may_see == 1)

        self._roles.say(
            row.id("gid"),
            is_staff=row.number("cancp") == 1,
            is_moderating=row.number("issupermod") == 1,
        )

    def remember_moderator(self, row: ForumRow) -> None:
        native_id, is_group = row.id("id"), row.number("isgroup") == 1
        if native_id is not None and is_group:
            self._roles.say(native_id, is_staff=False, is_moderating=True)
        elif native_id is not None:
            self._roles.name(native_id)

    def remember_right(self, row: ForumRow) -> None:
        words = [row.number("canview"), row.number("canviewthreads")]
        if (fid := row.id("fid")) is not None and words[0] is not None:
            self._rights.say(fid, row.id("gid"), may_see=0 not in words)

    def remember_forum(self, row: ForumRow) -> None:
        if (fid := row.id("fid")) is not None:
            is_locked = row.number("active") == 0 or row.text("password") is not None
            self._rights.put(fid, row.id("pid"), is_locked=is_locked)

    def remember_question(self, row: ForumRow) -> None:
        fid, name = row.id("fid"), row.line("name")
        if fid is not None and name is not None:
            self._questions[f"fid{fid}"] = name

    def remember_prefix(self, row: ForumRow) -> None:
        pid, prefix = row.id("pid"), row.line("prefix")
        if pid is not None and prefix is not None:
            self._prefixes[pid] = prefix

    def remember_thread(self, row: ForumRow) -> None:
        tid, visible = row.id("tid"), row.number("visible")
        if first := row.id("firstpost"):
            self._openings.add(first)
        if tid is not None and visible in (DELETED, *LEFT_OUT):
            self._closed_to_readers[tid] = visible

    def remember_answers(self, row: ForumRow) -> None:
        uid = row.id("ufid")
        if uid is None:
            return
        self._profiles.tell(uid, place=row.line(LOCATION), bio=html_to_text(row.text(BIO)))
        for column in row.values:
            if column.startswith("fid") and column not in (LOCATION, BIO, SEX):
                self._profiles.answer(uid, column, row.line(column))

    def remember_visit(self, row: ForumRow) -> None:
        self._profiles.saw(row.moment("lastactive"))
        if (uid := row.id("uid")) is not None:
            day, month, year = three_numbers(row.text("birthday"), "-")
            self._profiles.born(uid, year, month, day)

    def account(self, row: ForumRow) -> Iterator[Record]:
        uid = row.id("uid")
        if uid is None:
            yield row.broken("uid")
            return
        group = row.id("usergroup")
        yield Account(
            native_id=uid,
            handle=row.line("username"),
            name=row.line("username"),
            email=(row.text("email") or "").strip().lower() or None,
            joined_at=row.moment("regdate"),
            last_seen_at=row.moment("lastactive"),
            location=self._profiles.place(uid),
            bio=self._profiles.bio(uid),
            role=self._roles.of(
                uid, (group or "", *numbers_in(row.values.get("additionalgroups")))
            ),
            state=self._state(uid, group),
            is_minor=row.number("coppauser") == 1 or self._profiles.is_minor(uid),
            answers=self._profiles.answers(uid, self._questions),
        )
        for buddy in numbers_in(row.values.get("buddylist")):
            yield Tie(from_id=uid, to_id=buddy, kind="follow")
        for ignored in numbers_in(row.values.get("ignorelist")):
            yield Tie(from_id=uid, to_id=ignored, kind="block")

    def _state(self, uid: str, group: str | None) -> AccountState:
        if group == AWAITING:
            return "pending"
        if group == BANNED or uid in self._bans:
            return self._bans.get(uid, "banned")
        return "active"

    def forum(self, row: ForumRow) -> Iterator[Record]:
        fid = row.id("fid")
        if fid is None:
            yield row.broken("fid")
            return
        yield Space(
            native_id=fid,
            name=row.line("name"),
            kind="category" if row.text("type") == "c" else "forum",
            parent_id=row.id("pid"),
            description=html_to_text(row.text("description")),
            visibility=self._rights.visibility(fid),
        )

    def thread(self, row: ForumRow) -> Iterator[Record]:
        tid, closed = row.id("tid"), row.text("closed") or ""
        if tid is None:
            yield row.broken("tid")
        elif closed.startswith("moved"):
            yield row.skipped("moved")
        elif reason := self._reason(row.number("visible")):
            yield row.skipped(reason)
        else:
            author_id, accounts = self._authors.of(row.id("uid"), row.line("username"))
            yield from accounts
            fid, prefix = row.id("fid"), self._prefixes.get(row.id("prefix") or "")
            yield Thread(
                native_id=tid,
                space_id=fid,
                author_id=author_id,
                title=row.line("subject"),
                kind="discussion",
                created_at=row.moment("dateline", must=True),
                visibility=self._rights.visibility(fid),
                topics=(prefix,) if prefix else (),
                view_count=row.count("views"),
                is_closed=closed == "1",
            )

    def _reason(self, visible: int | None) -> str | None:
        return "deleted" if visible == DELETED else LEFT_OUT.get(1 if visible is None else visible)

    def post(self, row: ForumRow) -> Iterator[Record]:
        pid, tid = row.id("pid"), row.id("tid")
        if pid is None or tid is None:
            yield row.broken("pid and tid")
            return
        visible = self._closed_to_readers.get(tid, row.number("visible"))
        if visible in LEFT_OUT:
            yield row.skipped(LEFT_OUT[visible])
            return
        author_id, accounts = self._authors.of(row.id("uid"), row.line("username"))
        yield from accounts
        created_at, edited_at = row.moment("dateline", must=True), row.moment("edittime")
        is_deleted = visible == DELETED
        original = None if is_deleted else row.text("message")
        words = bbcode_words(original)
        is_opening = pid in self._openings
        # Who answers nobody in particular is written down as answering the thread's first post.
        replied_to = row.id("replyto")
        if is_opening or replied_to in self._openings:
            replied_to = None
        yield Post(
            native_id=pid,
            thread_id=tid,
            parent_id=replied_to or words.answers,
            author_id=author_id,
            quoted=words.quoted,
            mentioned=words.mentioned,
            kind="opening" if is_opening else "reply",
            created_at=created_at,
            edited_at=edited_at,
            deleted_at=(edited_at or created_at) if is_deleted else None,
            text_format="bbcode",
            text_original=original,
            text=words.text,
        )

    def reputation(self, row: ForumRow) -> Iterator[Record]:
        """A rating of a post; those of a person as a whole are left out."""
        pid, worth = row.id("pid"), row.number("reputation")
        if pid is None or not worth:
            yield row.skipped("no post" if pid is None else "neutral")
            return
        yield Reaction(
            post_id=pid,
            actor_id=row.id("adduid"),
            kind="up" if worth > 0 else "down",
            created_at=row.moment("dateline"),
        )

    def message(self, row: ForumRow) -> Iterator[Record]:
        sender, written_at = row.id("fromid"), row.moment("dateline")
        recipients = self._recipients(row)
        if row.number("folder") == DRAFTS:
            yield row.skipped("draft")
        elif sender is None or not recipients:
            yield row.skipped("system message")
        else:
            native_id = f"{sender}-{row.id('dateline')}-{'-'.join(recipients)}"
            if native_id in self._messages:
                yield row.skipped("copy")
                return
            self._messages.add(native_id)
            yield Message(
                native_id=native_id,
                sender_id=sender,
                recipient_ids=recipients,
                created_at=written_at,
            )

    def _recipients(self, row: ForumRow) -> tuple[str, ...]:
        """All who are named in `recipients`, open and hidden ones; else the copy's owner."""
        lists = unserialized(row.text("recipients"))
        named = [
            uid
            for part in (lists.values() if isinstance(lists, dict) else ())
            for uid in strings_in(part)
            if uid.isdecimal()
        ]
        owner = row.id("toid")
        return tuple(sorted(set(named), key=int)) or ((owner,) if owner else ())
