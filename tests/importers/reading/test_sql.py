"""SQL dumps: rows of all dialects come out as they went in, and damage costs little."""

from __future__ import annotations

import gzip
import hashlib
import random
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.errors import ExportProblem
from importers.importer import ExportFile
from importers.reading.notes import Note
from importers.reading.sql import DumpRow, prefixed, rows, table_columns
from importers.records import Skipped


def file_of(tmp_path: Path, text: str | bytes, name: str = "dump.sql") -> ExportFile:
    data = text.encode() if isinstance(text, str) else text
    digest = hashlib.sha256(data).hexdigest()
    path = tmp_path / f"{digest[:16]}.sql"
    path.write_bytes(data)
    return ExportFile(path, name, digest)


def found(file: ExportFile, *tables: str) -> list[DumpRow | Skipped | Note]:
    return list(rows(file, tables=frozenset(tables)))


def values(file: ExportFile, *tables: str) -> list[dict[str, object]]:
    return [dict(row.values) for row in found(file, *tables) if isinstance(row, DumpRow)]


MYSQL = """-- MySQL dump 10.13  Distrib 5.7.44, for Linux (x86_64)
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `board_posts`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `board_posts` (
  `post_id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the post''s (own) id, says `x`',
  `score` decimal(8,2) DEFAULT '0.00',
  `post_text` mediumtext COLLATE utf8_bin NOT NULL,
  `is_new` bit(1) DEFAULT b'0',
  `address` varbinary(16),
  PRIMARY KEY (`post_id`,`score`),
  UNIQUE KEY `text` (`post_text`(30)),
  CONSTRAINT `fk` FOREIGN KEY (`post_id`) REFERENCES `other` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8;
LOCK TABLES `board_posts` WRITE;
/*!40000 ALTER TABLE `board_posts` DISABLE KEYS */;
INSERT INTO `board_posts` VALUES (1,1.50,'It\\'s ''fine''\\n\\\\ok; (really)',b'1',_binary \
'plain'),(2,-3,'',NULL,0x7F00FF),(3,NULL,'é',b'0',0x6162);
INSERT INTO `board_words` VALUES (1,'not; asked (for)');
/*!40000 ALTER TABLE `board_posts` ENABLE KEYS */;
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE TRIGGER t BEFORE INSERT ON board_posts FOR EACH ROW BEGIN
INSERT INTO `board_posts` VALUES (9,9,'no',b'1',NULL); END */;;
DELIMITER ;
-- Dump completed on 2026-01-01
"""


def test_columns_come_from_the_structure_when_the_insert_names_none(tmp_path: Path) -> None:
    file = file_of(tmp_path, MYSQL)
    assert table_columns(file)["board_posts"] == (
        "post_id", "score", "post_text", "is_new", "address",
    )  # fmt: skip
    assert values(file, "board_posts") == [
        {
            "post_id": 1,
            "score": 1.5,
            "post_text": "It's 'fine'\n\\ok; (really)",
            "is_new": 1,
            "address": "plain",
        },
        # 7F00FF is no text, so it is not there at all.
        {"post_id": 2, "score": -3, "post_text": "", "is_new": None},
        {"post_id": 3, "score": None, "post_text": "é", "is_new": 0, "address": "ab"},
    ]


def test_whole_dump_is_read_without_a_word(tmp_path: Path) -> None:
    """Comments, locks, triggers and the rows of other tables are passed over."""
    others = [item for item in found(file_of(tmp_path, MYSQL), "board_posts") if _is_told(item)]
    assert others == []


def _is_told(item: object) -> bool:
    return not isinstance(item, DumpRow)


def test_row_knows_its_line(tmp_path: Path) -> None:
    text = (
        "CREATE TABLE t (a int);\nINSERT INTO t (a) VALUES\n(1),\n\n(2);\nINSERT INTO t VALUES (3);"
    )
    lines = [row.line for row in found(file_of(tmp_path, text), "t") if isinstance(row, DumpRow)]
    assert lines == [3, 5, 6]


def test_phpbb_backup_has_bare_names_and_line_ends_in_strings(tmp_path: Path) -> None:
    file = file_of(
        tmp_path,
        "#\n# phpBB Backup Script\n# Dump of tables for board_\n#\n# DATE : 01-01-2026\n#\n"
        "# Table: board_posts\nDROP TABLE IF EXISTS board_posts;\n"
        "CREATE TABLE board_posts (\n\tpost_id int(8) NOT NULL,\n\tpost_text text\n);\n\n"
        "INSERT INTO board_posts (post_id, post_text) VALUES (1, 'first\n"
        "INSERT INTO x VALUES (1);\n-- no comment\nlast');\n"
        "INSERT INTO board_posts (post_text, post_id) VALUES ('b', 2);\n",
    )
    assert values(file, "board_posts") == [
        {"post_id": 1, "post_text": "first\nINSERT INTO x VALUES (1);\n-- no comment\nlast"},
        {"post_text": "b", "post_id": 2},
    ]


def test_adminer_and_phpmyadmin(tmp_path: Path) -> None:
    """Tabs between values, one row a line, functions, and what to do with doubled keys."""
    file = file_of(
        tmp_path,
        "-- Adminer 5.0.4 MariaDB dump\nSET NAMES utf8mb4;\nCREATE TABLE `t` (`a` int, `b` text);\n"
        "INSERT INTO `t` (`a`, `b`) VALUES\n(1,\t'x'),\n(2,\tUNHEX('7F00FF')),\n"
        "(3,\tUNHEX('6162'))\n"
        "ON DUPLICATE KEY UPDATE `a` = VALUES(`a`), `b` = 'it''s; so';\n"
        'INSERT IGNORE INTO `db`.`t` VALUES (4, "say \\"hi\\"");\n'
        "REPLACE INTO `t` VALUES (5,'');\n",
    )
    assert values(file, "t") == [
        {"a": 1, "b": "x"},
        {"a": 2},
        {"a": 3, "b": "ab"},
        {"a": 4, "b": 'say "hi"'},
        {"a": 5, "b": ""},
    ]


POSTGRES = r"""--
-- PostgreSQL database dump
--
\restrict abc
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $_$
BEGIN
  INSERT INTO posts VALUES (99, 'no', 1);
  RETURN NEW; -- don't
END;
$_$;
CREATE TABLE public.posts (
    id integer NOT NULL,
    raw text DEFAULT 'a, b'::text,
    "position" integer,
    CONSTRAINT c CHECK ((char_length((raw)::text) <= 20))
);
COPY public.posts (id, "position", raw) FROM stdin;
1	\N	tab\there\nand \\N and \\\\ and \101\303\251
2	5	\x20
3	1	don't; (stop)
\.


COPY public.other (id) FROM stdin;
7
\.
INSERT INTO public.posts VALUES (4, E'it\'s\n''x''', -7);
INSERT INTO public.posts VALUES (5, 'C:\', 8), (6, '2026-01-01'::timestamp without time zone, NULL);
--
-- PostgreSQL database dump complete
--
\unrestrict abc
"""


def test_postgres_copy_and_inserts(tmp_path: Path) -> None:
    file = file_of(tmp_path, POSTGRES)
    assert table_columns(file) == {"posts": ("id", "raw", "position"), "other": ("id",)}
    assert found(file, "posts") == [
        DumpRow(
            "posts", 20, {"id": "1", "position": None, "raw": "tab\there\nand \\N and \\\\ and Aé"}
        ),
        DumpRow("posts", 21, {"id": "2", "position": "5", "raw": " "}),
        DumpRow("posts", 22, {"id": "3", "position": "1", "raw": "don't; (stop)"}),
        DumpRow("posts", 29, {"id": 4, "raw": "it's\n'x'", "position": -7}),
        DumpRow("posts", 30, {"id": 5, "raw": "C:\\", "position": 8}),
        DumpRow("posts", 30, {"id": 6, "raw": "2026-01-01", "position": None}),
    ]


def test_old_postgres_escapes_with_backslashes(tmp_path: Path) -> None:
    file = file_of(
        tmp_path,
        "-- PostgreSQL database dump\nSET standard_conforming_strings = off;\n"
        "CREATE TABLE t (a text);\nINSERT INTO t VALUES ('it\\'s \\\\ here');\n"
        "-- PostgreSQL database dump complete\n",
    )
    assert found(file, "t") == [DumpRow("t", 4, {"a": "it's \\ here"})]


def test_sqlite_dump(tmp_path: Path) -> None:
    """What the shell writes, backslashes being no escapes; and its ways to write line ends."""
    file = file_of(
        tmp_path,
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n"
        'CREATE TABLE IF NOT EXISTS "users"(id INTEGER PRIMARY KEY, -- the person\'s\n'
        "  bio TEXT, photo BLOB);\n"
        "INSERT INTO users VALUES(1,'a\\b''c',X'6162');\n"
        "INSERT INTO users VALUES"
        "(2,replace(replace('one\\r\\ntwo','\\r',char(13)),'\\n',char(10)),NULL);\n"
        "INSERT INTO users VALUES(3,unistr('caf\\u00e9\\u000a'),x'ff');\nCOMMIT;\n",
    )
    assert values(file, "users") == [
        {"id": 1, "bio": "a\\b'c", "photo": "ab"},
        {"id": 2, "bio": "one\r\ntwo", "photo": None},
        {"id": 3, "bio": "café\n"},
    ]


def test_gzipped_dump_is_the_same(tmp_path: Path) -> None:
    packed = file_of(tmp_path, gzip.compress(MYSQL.encode()))
    assert values(packed, "board_posts") == values(file_of(tmp_path, MYSQL), "board_posts")


def test_stated_encoding_counts_when_bytes_are_in_between(tmp_path: Path) -> None:
    """An address in bytes does not make a UTF-8 dump a Western one."""
    data = MYSQL.encode().replace(b"_binary 'plain'", b"_binary '\xff\xfe\x10\x01'")
    (first, *_, last) = values(file_of(tmp_path, data), "board_posts")
    assert "address" not in first
    assert last["post_text"] == "é"


def test_old_encoding_is_read_as_stated(tmp_path: Path) -> None:
    text = "-- dump\n/*!40101 SET NAMES cp1251 */;\nCREATE TABLE t (a text);\n"
    text += "INSERT INTO t VALUES ('Привет');\n"
    assert values(file_of(tmp_path, text.encode("cp1251")), "t") == [{"a": "Привет"}]


@pytest.mark.parametrize(
    "text",
    [
        '{"users": []}',
        "id,name\n1,INSERT INTO x\n",
        "-- a diary\nI went to CREATE TABLE x\n",
        "From ana@example.example Mon\nSubject: INSERT INTO t VALUES (1);\n",
        "",
    ],
)
def test_no_dump_has_no_tables(text: str, tmp_path: Path) -> None:
    assert table_columns(file_of(tmp_path, text)) == {}


def test_wrong_width_costs_the_row(tmp_path: Path) -> None:
    text = "CREATE TABLE t (a int, b int);\nINSERT INTO t VALUES (1,2),(3),\n(4,5,6),(7,8);\n"
    assert found(file_of(tmp_path, text), "t") == [
        DumpRow("t", 2, {"a": 1, "b": 2}),
        Skipped(reason="broken", place="line 2", detail="t: 1 values for 2 columns"),
        Skipped(reason="broken", place="line 3", detail="t: 3 values for 2 columns"),
        DumpRow("t", 3, {"a": 7, "b": 8}),
    ]


def test_broken_statement_costs_itself(tmp_path: Path) -> None:
    """After a quote too many, reading goes on at the next statement."""
    text = "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1,'a'),(2,'b'x'),(3,'c');\n"
    text += "INSERT INTO t VALUES (4,'d');\n"
    assert found(file_of(tmp_path, text), "t") == [
        DumpRow("t", 2, {"a": 1, "b": "a"}),
        Skipped(
            reason="broken",
            place="line 2",
            detail="t: a row that is none; the rest of its statement is left out",
        ),
        DumpRow("t", 3, {"a": 4, "b": "d"}),
    ]


@pytest.mark.parametrize("line", ["ALTER TABLE /* x", "INSERT INTO t VALUES (f(x", "§ 1"])
def test_file_of_broken_statements_is_given_up(line: str, tmp_path: Path) -> None:
    """Each of them could be looked at up to the end of the file."""
    text = "-- dump\nCREATE TABLE t (a int);\n" + f"{line};\nLOCK TABLES t;\n" * 3_000
    file = file_of(tmp_path, text)
    begun = time.process_time()
    with pytest.raises(
        ExportProblem, match=r"^dump\.sql: line \d+: (more than 1000 sta|the file e)"
    ):
        found(file, "t")
    assert time.process_time() - begun < 20


def test_rows_without_known_columns_are_said(tmp_path: Path) -> None:
    text = "-- dump\nINSERT INTO t VALUES (1),(2);\nINSERT INTO t (a) VALUES (3);\n"
    told, row = found(file_of(tmp_path, text), "t")
    assert isinstance(told, Skipped)
    assert told.detail == (
        "t: rows, but neither CREATE TABLE nor a list names their columns; "
        "export with the structure"
    )
    assert row == DumpRow("t", 3, {"a": 3})


def test_lost_end_of_copy_costs_no_other_table(tmp_path: Path) -> None:
    text = POSTGRES.replace("(stop)\n\\.\n", "(stop)\n")
    items = found(file_of(tmp_path, text), "posts", "other")
    assert [row.values["id"] for row in items if isinstance(row, DumpRow)] == [
        "1", "2", "3", "7", 4, 5, 6,
    ]  # fmt: skip
    assert [item.detail for item in items if isinstance(item, Skipped)] == [
        "posts: 1 values for 3 columns",
        "posts: 1 values for 3 columns",
    ]


@pytest.mark.parametrize("text", [MYSQL, POSTGRES], ids=["mysql", "postgres"])
def test_truncated_dump_gives_the_rows_before(text: str, tmp_path: Path) -> None:
    """Cut at 100 places: what comes out is the beginning of what the whole gives."""
    tables = frozenset(["board_posts", "posts", "other"])
    whole = [row for row in rows(file_of(tmp_path, text), tables=tables) if _is_row(row)]
    data = text.encode()
    for part in range(1, 100):
        file = file_of(tmp_path, data[: len(data) * part // 100])
        cut: list[object] = []
        said = ""
        try:
            for item in rows(file, tables=tables):
                cut.append(item)
        except ExportProblem as problem:
            said = str(problem)
        read = [item for item in cut if _is_row(item)]
        assert read == whole[: len(read)]
        assert said == "" or (said.startswith("dump.sql: line ") and "\n" not in said)
        assert said or any(isinstance(item, Note) for item in cut) or read == whole or not read


def _is_row(item: object) -> bool:
    return isinstance(item, DumpRow)


def test_truncation_is_said_with_its_line(tmp_path: Path) -> None:
    text = "CREATE TABLE t (a int, b text);\nINSERT INTO t VALUES (1,'a'),\n(2,'b"
    items = rows(file_of(tmp_path, text), tables={"t"})
    assert next(items) == DumpRow("t", 2, {"a": 1, "b": "a"})
    with pytest.raises(
        ExportProblem, match=r"^dump\.sql: line 2: the file ends in the middle of a st"
    ):
        next(items)


def test_lost_last_line_is_noted(tmp_path: Path) -> None:
    text = MYSQL[: MYSQL.index("UNLOCK")]
    (note,) = [item for item in found(file_of(tmp_path, text)) if isinstance(item, Note)]
    assert "the dump may be cut off" in note.line


def test_damaged_bytes_are_no_bugs(tmp_path: Path) -> None:
    """Any byte replaced by any other: rows, Skipped or one line."""
    choice = random.Random(7)
    for text in (MYSQL, POSTGRES):
        data = bytearray(text.encode())
        for _ in range(300):
            damaged = bytearray(data)
            damaged[choice.randrange(len(data))] = choice.choice(b"'\"`\\;(),\n-/*$\x00\xff")
            file = file_of(tmp_path, bytes(damaged))
            with suppress(ExportProblem):
                table_columns(file)
                found(file, "board_posts", "posts", "other")


WIDE = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=60)
SHARP = st.text(st.sampled_from("'\"\\`;,()\n\t-#/*$%_abN0é"), max_size=30)
TEXTS = st.lists(WIDE | SHARP, min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_mysql_strings_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    escaped = (
        text.translate(
            {0: "\\0", 10: "\\n", 13: "\\r", 26: "\\Z", 34: '\\"', 39: "\\'", 92: "\\\\"}
        )
        for text in texts
    )
    _come_back(
        tmp_path_factory, texts, "-- MySQL\nSET NAMES utf8;\n", (f"'{text}'" for text in escaped)
    )


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_postgres_strings_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    doubled = ("'" + text.replace("'", "''") + "'" for text in texts)
    _come_back(tmp_path_factory, texts, "SET client_encoding = 'UTF8';\n", doubled)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_postgres_escape_strings_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    escaped = (
        "E'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'"
        for text in texts
    )
    _come_back(tmp_path_factory, texts, "SET client_encoding = 'UTF8';\n", escaped)


def _come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], head: str, tokens: Iterable[str]
) -> None:
    dump = head + "CREATE TABLE t (a text, b text);\nINSERT INTO t VALUES "
    dump += ",".join(f"({token},'x')" for token in tokens) + ";\n"
    file = file_of(tmp_path_factory.mktemp("dump"), dump)
    assert [row["a"] for row in values(file, "t")] == texts


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_copied_strings_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    escapes = {8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 92: "\\\\"}
    dump = "-- PostgreSQL database dump\nCOPY public.t (a, b) FROM stdin;\n"
    dump += "".join(f"{text.translate(escapes)}\tx\n" for text in texts) + "\\.\n"
    file = file_of(tmp_path_factory.mktemp("dump"), dump)
    assert [row["a"] for row in values(file, "t")] == texts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)))
def test_sqlite_dumps_come_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """What SQLite's own library writes."""
    database = sqlite3.connect(":memory:")
    database.execute("create table t (id integer primary key, a text)")
    database.executemany("insert into t (a) values (?)", [(text,) for text in texts])
    dump = "\n".join(database.iterdump())
    file = file_of(tmp_path_factory.mktemp("dump"), dump)
    assert [row["a"] for row in values(file, "t")] == texts


def test_another_parser_agrees(tmp_path: Path) -> None:
    """Sqlglot finds the same rows with the same values."""
    choice = random.Random(3)
    signs = ["it\\'s", "a''b", "(c)", "d;", "é", ",", "\\n", " "]
    inserts = [
        "INSERT INTO `t` VALUES "
        + ",".join(
            f"({number},'{''.join(choice.choices(signs, k=5))}',NULL)" for number in range(20)
        )
        for _ in range(5)
    ]
    head = "-- MySQL\nSET NAMES utf8;\nCREATE TABLE `t` (`a` int, `b` text, `c` text);\n"
    file = file_of(tmp_path, head + ";\n".join(inserts) + ";\n")
    expected = [
        [None if value.key == "null" else value.name for value in row.expressions]
        for insert in inserts
        for row in next(
            sqlglot.parse_one(insert, read="mysql").find_all(sqlglot.exp.Values)
        ).expressions
    ]
    ours = [
        [value if value is None else str(value) for value in row.values()]
        for row in values(file, "t")
    ]
    assert ours == expected


def test_rows_longer_than_the_window_are_whole(tmp_path: Path) -> None:
    """A line of several megabytes with rows across all borders of reading."""
    texts = [chr(97 + number % 26) * (number * 97 % 7000) + "\\'" for number in range(1500)]
    dump = "-- MySQL\nSET NAMES utf8;\nCREATE TABLE t (a int, b text);\nINSERT INTO t VALUES "
    dump += ",".join(f"({number},'{text}')" for number, text in enumerate(texts)) + ";\n"
    dump += "INSERT INTO u VALUES (1);\n"
    file = file_of(tmp_path, dump)
    assert len(dump) > 4 << 20
    assert [row["b"] for row in values(file, "t")] == [text[:-2] + "'" for text in texts]
    assert found(file, "v") == []


def test_prefix_is_the_shortest_with_all_tables() -> None:
    columns = {
        "old_phpbb_posts": ("post_id", "topic_id"),
        "old_phpbb_topics": ("topic_id",),
        "phpbb_posts": ("post_id", "topic_id", "more"),
        "phpbb_topics": ("topic_id",),
        "x_posts": ("post_id",),
        "posts": ("topic_id",),
    }
    required = {"posts": ("post_id", "topic_id"), "topics": ("topic_id",)}
    assert prefixed(columns, required) == "phpbb_"
    assert prefixed({"posts": ("post_id", "topic_id"), "topics": ("topic_id",)}, required) == ""
    assert prefixed({"posts": ("post_id", "topic_id")}, required) is None
