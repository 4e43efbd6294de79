"""What all forum engines owe whose dumps hold whole databases: secrets stay in, nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from importers.errors import ExportProblem
from importers.identify import find_importers
from importers.reading.tables import TABLES, Gathering
from importers.records import Post, Record, Thread
from tests.importers.golden import Case, cases

ENGINES = ("bbpress", "flarum", "mybb", "nodebb", "vbulletin", "xenforo")
each_case = pytest.mark.parametrize("case", cases(ENGINES), ids=lambda case: case.name)

# Words of private messages, passwords, salts, tokens, addresses of machines, birthdates, gender.
SECRETS = re.compile(
    r"SECRET|zzTopSecret|\$2[ay]\$|\$P\$B|secret-token|deadbeef|127\.0\.0\.1|7f000001"
    r"|1970-05-05|2012-05-05|12-6-2011|1 May 1980|03/04/1970|Female|female|555 0100"
)
ODD_VALUES = (
    "NULL", "''", "0", "-1", "99999999999999999999", "1.5", "1e300", "'x'", "0xff", "'a:1:{i:0;'",
    "'--5'", "'٣'", "'0000-00-00 00:00:00'", "'9999-99-99'", "'[quote=;1]'", "'{}'", "b'1'",
)  # fmt: skip
ODD_FIELDS = ("\\N", "", "x", "[]", "{}", '{"uid": [], "tid": {}}', "1e999", "-1", "nan", "user:1")
_VALUE = re.compile(r"(?:(?<=[(,])|(?<=, ))(?:'(?:[^'\\]|\\.)*'|[-\w.]+)(?=[,)])", re.DOTALL)
_FIELD = re.compile(r"(?<=\t)[^\t\n]*")


def records_of(case: Case) -> Iterator[Record]:
    for file in case.files():
        yield from find_importers()[case.source].read(file)


@each_case
def test_what_is_private_stays_in_the_dump(case: Case) -> None:
    """No word of a message, no password, no birthdate is in any record, note or detail."""
    found = [str(record) for record in records_of(case) if SECRETS.search(str(record)) is not None]
    assert any(
        SECRETS.search(file.head(1 << 20).decode("cp1252", "replace")) for file in case.files()
    )
    assert found == []


@each_case
def test_only_a_threads_first_post_opens_it(case: Case) -> None:
    """A thread has one opening at most, and its author is the thread's."""
    records = list(records_of(case))
    openings = [
        record for record in records if isinstance(record, Post) and record.kind == "opening"
    ]
    threads = {record.native_id: record for record in records if isinstance(record, Thread)}
    assert len({post.thread_id for post in openings}) == len(openings)
    for post in openings:
        assert post.parent_id is None
        if post.thread_id in threads:
            assert post.author_id == threads[post.thread_id].author_id


def with_odd_values(text: str, random: Random) -> str:
    """The dump with some of its values replaced."""
    if "FROM stdin" in text:
        return _FIELD.sub(
            lambda match: random.choice(ODD_FIELDS) if random.random() < 0.1 else match.group(),
            text,
        )
    return _VALUE.sub(
        lambda match: random.choice(ODD_VALUES) if random.random() < 0.1 else match.group(), text
    )


@each_case
def test_odd_values_are_no_bugs(case: Case, tmp_path: Path) -> None:
    """Whatever stands where something else was expected: records, Skipped or an ExportProblem."""
    importer = find_importers()[case.source]
    random = Random(case.name)
    for file in case.files():
        encoding = "cp1252" if b"latin1" in file.head() else "utf-8"
        text = file.path.read_text(encoding)
        for number in range(20):
            path = tmp_path / f"{number}.sql"
            path.write_text(with_odd_values(text, random), encoding, errors="replace")
            odd = replace(file, path=path)
            gathering = Gathering("odd:source")
            assert importer.identify(odd) or case.source == "bbpress"
            importer.instance(odd)
            with suppress(ExportProblem):
                for record in importer.read(odd):
                    if type(record) in TABLES:
                        gathering.add(record)
            for _ in gathering.rest():
                pass
