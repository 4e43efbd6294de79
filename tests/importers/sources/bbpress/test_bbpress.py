"""Which WordPress dumps bbPress's importer takes."""

import hashlib
from pathlib import Path

import pytest

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.records import Account, Post, Record
from importers.sources import bbpress

SITE = """-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)

CREATE TABLE `wp_posts` (
  `ID` bigint unsigned NOT NULL, `post_author` bigint, `post_date` datetime,
  `post_date_gmt` datetime, `post_content` longtext, `post_title` text, `post_status` varchar(20),
  `post_parent` bigint, `post_type` varchar(20), PRIMARY KEY (`ID`)
);
INSERT INTO `wp_posts` VALUES
(1,1,'2026-01-01 10:00:00','2026-01-01 09:00:00','Hello','Hello','publish',0,'post'){more};

CREATE TABLE `wp_users` (
  `ID` bigint unsigned NOT NULL, `user_login` varchar(60), `user_pass` varchar(255),
  `user_email` varchar(100), `user_registered` datetime, `display_name` varchar(250)
);
INSERT INTO `wp_users` VALUES
(1,'iris','$P$B','iris@bees.example','2015-03-01 09:00:00','Iris Kam');
"""
TOPIC = ",\n(2,1,'2026-01-02 10:00:00','2026-01-02 09:00:00','Who?','Who','publish',0,'topic')"


def dump(path: Path, text: str) -> ExportFile:
    path.write_text(text)
    return ExportFile(path, path.name, hashlib.sha256(text.encode()).hexdigest())


def test_wordpress_without_a_forum_is_not_claimed(tmp_path: Path) -> None:
    """A site with pages and articles only is no forum."""
    assert not bbpress.identify(dump(tmp_path / "site.sql", SITE.format(more="")))


def test_one_topic_makes_it_a_forum(tmp_path: Path) -> None:
    assert bbpress.identify(dump(tmp_path / "site.sql", SITE.format(more=TOPIC)))


def test_buddypress_alone_is_claimed(tmp_path: Path) -> None:
    friends = "CREATE TABLE `wp_bp_friends` (`id` bigint, `initiator_user_id` bigint);\n"
    assert bbpress.identify(dump(tmp_path / "site.sql", SITE.format(more="") + friends))


def test_a_cut_dump_gives_all_that_is_whole(tmp_path: Path) -> None:
    """What stands before the cut is read in every pass; the problem comes once, at the end."""
    text = SITE.format(more=TOPIC)
    file = dump(tmp_path / "cut.sql", text[: text.rindex("'Iris Kam'")])
    found: list[Record] = []
    with pytest.raises(ExportProblem, match=r"cut\.sql"):
        found.extend(bbpress.read(file))
    assert [record.native_id for record in found if isinstance(record, Post)] == ["2"]
    assert not any(isinstance(record, Account) for record in found)
