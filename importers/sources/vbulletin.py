"""vBulletin 3, 4 and 5: a dump of its MySQL database.

Versions 3 and 4 have forums, threads and posts; 5 keeps all of them as nodes with texts. People,
lists of friends and reputation are alike in all. Permissions are bits; what is said of a forum or
channel holds for those below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.forum_rows import ForumDump, ForumRow, is_dump_of, stated_host
from importers.platforms.vbulletin_forums import ForumBoard
from importers.platforms.vbulletin_nodes import NodeBoard
from importers.platforms.vbulletin_people import (
    People,
    old_relations,
    private_message,
    relation,
    reputation,
    thanks,
)
from importers.records import Record

PLATFORM = "vbulletin"
HOW_TO_EXPORT = "dump the database as SQL, with phpMyAdmin or mysqldump"
FORUMS = {
    "user": ("userid", "username", "usergroupid", "joindate"),
    "forum": ("forumid", "parentid", "title"),
    "thread": ("threadid", "forumid", "firstpostid", "postuserid"),
    "post": ("postid", "threadid", "parentid", "pagetext"),
}
"""Of versions 3 and 4."""
NODES = {
    "user": ("userid", "username", "usergroupid", "joindate"),
    "node": ("nodeid", "parentid", "contenttypeid", "publishdate"),
    "text": ("nodeid", "rawtext"),
    "contenttype": ("contenttypeid", "class"),
}
"""Of version 5."""

Remembering = Mapping[str, Callable[[ForumRow], None]]
Reading = Mapping[str, Callable[[ForumRow], Iterator[Record]]]


def identify(file: ExportFile) -> bool:
    """Whether the dump holds vBulletin's tables, of one version or the other."""
    return is_dump_of(file, NODES) or is_dump_of(file, FORUMS)


def instance(file: ExportFile) -> str | None:
    """The host in the forum's own address."""
    tables = NODES if is_dump_of(file, NODES) else FORUMS
    return stated_host(file, tables, setting=("setting", "varname", "value"), named="bburl")


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, forums, threads, posts, reputation, friends, ignored, who wrote to whom."""
    people = People()
    if is_dump_of(file, NODES):
        dump = ForumDump(file, NODES)
        first, then = _nodes(people, dump)
    else:
        dump = ForumDump(file, FORUMS)
        first, then = _forums(people, dump)
    dump.gather(
        {
            "moderator": people.remember_moderator,
            "phrase": people.remember_phrase,
            "user": people.remember_visit,
            "userban": people.remember_ban,
            "userfield": people.remember_answers,
            "usergroup": people.remember_group,
            **first,
        }
    )
    yield from dump.records(
        {
            "user": people.account,
            "userlist": relation,
            **({} if dump.columns("userlist") else {"usertextfield": old_relations}),
            "reputation": reputation,
            "post_thanks": thanks,
            **then,
        }
    )
    dump.finish()


def _forums(people: People, dump: ForumDump) -> tuple[Remembering, Reading]:
    board = ForumBoard(people.prefixes)
    dump.gather({"usergroup": board.remember_right})
    return {
        "deletionlog": board.remember_deletion,
        "discussion": board.remember_discussion,
        "editlog": board.remember_edit,
        "forum": board.remember_forum,
        "forumpermission": board.remember_right,
        "thread": board.remember_thread,
    }, {
        "forum": board.forum,
        "thread": board.thread,
        "post": board.post,
        "pmtext": private_message,
        "visitormessage": board.visitor_message,
        "socialgroup": board.group,
        "socialgroupmember": board.membership,
        "groupmessage": board.group_message,
    }


def _nodes(people: People, dump: ForumDump) -> tuple[Remembering, Reading]:
    board = NodeBoard(people.prefixes)
    # A node means nothing without them, and the dump's order is not ours.
    dump.gather({"contenttype": board.remember_class})
    return {
        "node": board.remember_node,
        "nodeview": board.remember_views,
        "permission": board.remember_right,
        "sentto": board.remember_recipient,
    }, {
        "node": board.node,
        "text": board.text,
        "groupintopic": board.membership,
    }
