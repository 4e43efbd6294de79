"""A backup and the API's answers of one forum are one source; nothing secret comes out."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.records import Account, Post, Record, Thread
from importers.sources import discourse, discourse_backup
from tests.importers.golden import SAMPLES

DUMP = SAMPLES / "discourse_backup" / "pg_dump" / "input" / "dump.sql"
SECRETS = ("secrethash", "secret words", "s3cret", "secretkey", "192.0.2.", "$2y$", "7F000001")


def file_of(path: Path) -> ExportFile:
    return ExportFile(path, path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def answer_of_the_api(backup: list[Record]) -> dict[str, object]:
    """The topic 100 as the API shows it, with the words that the database holds."""
    cooked = {
        record.native_id: record.text_original
        for record in backup
        if isinstance(record, Post) and record.thread_id == "100"
    }
    return {
        "id": 100,
        "title": "Sunday sail",
        "archetype": "regular",
        "category_id": 5,
        "created_at": "2020-02-01T10:00:00.000Z",
        "details": {"created_by": {"id": 3, "username": "Nele", "name": "Nele Sturm"}},
        "post_stream": {
            "posts": [
                {
                    "id": 10, "topic_id": 100, "post_number": 1, "username": "Nele",
                    "created_at": "2020-02-01T10:00:00.123Z", "post_type": 1,
                    "cooked": cooked["10"],
                },
                {
                    "id": 11, "topic_id": 100, "post_number": 2, "username": "Fiete",
                    "created_at": "2020-02-01T10:10:00.000Z", "post_type": 1,
                    "reply_to_post_number": 1, "cooked": cooked["11"],
                },
            ],
            "stream": [10, 11],
        },
    }  # fmt: skip


def test_ids_and_words_are_those_of_the_api(tmp_path: Path) -> None:
    backup = list(discourse_backup.read(file_of(DUMP)))
    path = tmp_path / "topic.json"
    path.write_text(json.dumps(answer_of_the_api(backup)))
    api = list(discourse.read(file_of(path)))
    threads = {record.native_id: record for record in backup if isinstance(record, Thread)}
    posts = {record.native_id: record for record in backup if isinstance(record, Post)}
    accounts = {record.native_id for record in backup if isinstance(record, Account)}
    (thread,) = (record for record in api if isinstance(record, Thread))
    assert threads["100"].space_id == thread.space_id
    assert threads["100"].author_id == thread.author_id
    for post in (record for record in api if isinstance(record, Post)):
        same = posts[post.native_id]
        assert (same.thread_id, same.parent_id, same.author_id, same.kind) == (
            post.thread_id, post.parent_id, post.author_id, post.kind,
        )  # fmt: skip
        assert (same.text, same.text_original, same.quoted, same.created_at) == (
            post.text, post.text_original, post.quoted, post.created_at,
        )  # fmt: skip
    assert {record.native_id for record in api if isinstance(record, Account)} <= accounts


def test_gzipped_dump_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql.gz"
    path.write_bytes(gzip.compress(DUMP.read_bytes()))
    assert discourse_backup.identify(file_of(path))
    assert list(discourse_backup.read(file_of(path))) == list(discourse_backup.read(file_of(DUMP)))


def test_forced_host_counts_before_all_others(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    setting = "2\tforce_hostname\t1\tforum.sea.example\t2019-01-01 10:00:00\t2019-01-01 10:00:00\n"
    path.write_text(DUMP.read_text("utf-8").replace("2\tlogin_required\t", setting + "2\tother\t"))
    assert discourse_backup.instance(file_of(path)) == "forum.sea.example"


def test_closed_forum_has_no_public_category(tmp_path: Path) -> None:
    path = tmp_path / "dump.sql"
    text = DUMP.read_text("utf-8").replace("login_required\t5\tf", "login_required\t5\tt")
    path.write_text(text)
    seen = {r.visibility for r in discourse_backup.read(file_of(path)) if isinstance(r, Thread)}
    assert seen == {"members", "private"}


@pytest.mark.parametrize("source", ["discourse_backup", "phpbb", "porter", "smf", "vanilla"])
def test_no_secret_of_a_dump_is_read(source: str) -> None:
    """Passwords, keys, machine addresses and the words of messages stand in the samples only."""
    for case in sorted((SAMPLES / source).glob("*/expected.json")):
        read = case.read_text("utf-8")
        assert [secret for secret in SECRETS if secret in read] == []
