"""Vanilla 2 and 3: a dump of its MySQL database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.forum_rows import ForumDump, is_dump_of
from importers.platforms.vanilla import read_forum
from importers.records import Record

PLATFORM = "vanilla"
HOW_TO_EXPORT = "dump the database as SQL, with phpMyAdmin or mysqldump"
TABLES = {
    "User": ("UserID", "Name", "DateInserted"),
    "Discussion": ("DiscussionID", "CategoryID", "InsertUserID", "Body"),
    "Comment": ("CommentID", "DiscussionID", "InsertUserID", "Body"),
    "Category": ("CategoryID", "ParentCategoryID", "Name"),
}


def identify(file: ExportFile) -> bool:
    """Whether the dump holds Vanilla's tables."""
    return is_dump_of(file, TABLES)


def instance(file: ExportFile) -> str | None:
    """Never stated: the forum's address stands in its configuration file."""
    return None


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated in UTC; the latest moment in the dump counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """Accounts, categories, groups, threads, posts, reactions, ties, who wrote to whom."""
    return read_forum(ForumDump(file, TABLES))
