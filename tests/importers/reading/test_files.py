"""Folders and archives: what is found, what is left out, what is refused."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from importers.importer import ExportFile
from importers.reading.files import SetAside, find_files
from importers.reading.limits import Limits


def a_zip(entries: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


def found_in(root: Path, work: Path, limits: Limits | None = None) -> list[ExportFile]:
    return list(find_files([root], work=work, limits=limits))


def names(files: list[ExportFile]) -> list[str]:
    return [file.name for file in files if not isinstance(file, SetAside)]


def problems(files: list[ExportFile]) -> list[str]:
    return [file.problem for file in files if isinstance(file, SetAside) and file.problem]


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


def test_folders_and_archives_are_walked_in_order(exports: Path, tmp_path: Path) -> None:
    (exports / "forum").mkdir()
    (exports / "forum" / "b.json").write_text("b")
    (exports / "forum" / "a.zip").write_bytes(a_zip({"in/z.json": b"z", "in/y.json": b"y"}))
    (exports / "c.csv").write_text("c")
    files = found_in(exports, tmp_path / "work")
    assert names(files) == [
        "c.csv",
        "forum/a.zip/in/y.json",
        "forum/a.zip/in/z.json",
        "forum/b.json",
    ]
    assert [file.folder for file in files] == [None, "forum", "forum", "forum"]
    assert files[1].path.read_bytes() == b"y"
    assert files[1].path.is_relative_to(tmp_path / "work")


def test_same_content_is_the_same_file_however_it_is_packed(exports: Path, tmp_path: Path) -> None:
    content = b'{"same": true}'
    inner = a_zip({"deep/x.json": content})
    (exports / "1.json").write_bytes(content)
    (exports / "2.json.gz").write_bytes(gzip.compress(content))
    (exports / "3.zip").write_bytes(a_zip({"nested.zip": inner, "x.json": content}))
    (exports / "4.tar.gz").write_bytes(gzip.compress(a_tar({"x.json": content, "y.json": b"y"})))
    files = found_in(exports, tmp_path / "work")
    assert names(files) == ["1.json", "4.tar.gz/y.json"]
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "re-zipped.zip").write_bytes(a_zip({"n.zip": inner}))
    (again,) = found_in(alone, tmp_path / "work")
    assert (again.name, again.sha256) == ("re-zipped.zip/n.zip/deep/x.json", files[0].sha256)


def a_tar(entries: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type = tarfile.SYMTYPE
        link.linkname = "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


def test_media_and_system_files_are_counted_together(exports: Path, tmp_path: Path) -> None:
    (exports / "ning.zip").write_bytes(
        a_zip(
            {
                "photos/1.JPG": b"1",
                "photos/2.png": b"2",
                "__MACOSX/._a.json": b"",
                ".DS_Store": b"",
                "a.json": b"a",
            }
        )
    )
    (exports / "Thumbs.db").write_bytes(b"x")
    (exports / ".hidden").mkdir()
    (exports / ".hidden" / "x.json").write_bytes(b"x")
    files = found_in(exports, tmp_path / "work")
    assert names(files) == ["ning.zip/a.json"]
    assert [(file.name, file.skipped) for file in files if isinstance(file, SetAside)] == [
        ("ning.zip (4 media and system files)", {"media": 2, "system": 2}),
        ("exports (1 media and system files)", {"system": 1}),
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("/etc/passwd", "has an absolute name"),
        ("C:\\Windows\\x.json", "has an absolute name"),
        ("a/../../x.json", "has a name that leads out of the archive"),
        ("a\\..\\..\\x.json", "has a name that leads out of the archive"),
    ],
)
def test_unsafe_entry_is_refused_and_the_rest_is_read(
    exports: Path, tmp_path: Path, name: str, problem: str
) -> None:
    (exports / "a.zip").write_bytes(a_zip({name: b"bad", "good.json": b"good"}))
    files = found_in(exports, tmp_path / "work")
    assert names(files) == ["a.zip/good.json"]
    (line,) = problems(files)
    assert line.startswith("a.zip/")
    assert line.endswith(
        f": {problem}; refused, the rest of the archive is read; look at it, or export again"
    )
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 2


def test_links_in_archives_are_refused(exports: Path, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    (exports / "a.zip").write_bytes(stream.getvalue())
    (exports / "b.tar").write_bytes(a_tar({"x.json": b"x"}))
    files = found_in(exports, tmp_path / "work")
    assert names(files) == ["b.tar/x.json"]
    assert problems(files) == [
        "a.zip/link.json: is a link; refused, the rest of the archive is read; "
        "look at it, or export again",
        "b.tar/link: is a link or a device; refused, the rest of the archive is read; "
        "look at it, or export again",
    ]


def test_bomb_is_refused_by_its_real_bytes(exports: Path, tmp_path: Path) -> None:
    content = bytearray(a_zip({"bomb.json": bytes(80 * 1024 * 1024)}))
    # The directory may lie about the size: ten bytes.
    at = content.rfind(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (exports / "a.zip").write_bytes(a_zip({"bomb.json": bytes(80 * 1024 * 1024)}))
    (exports / "liar.zip").write_bytes(bytes(content))
    files = found_in(exports, tmp_path / "work")
    assert names(files) == []
    first, second = problems(files)
    assert first.startswith("a.zip: swells more than 200-fold when unpacked")
    assert second.startswith("liar.zip/bomb.json: is damaged")
    assert not [path for path in (tmp_path / "work").rglob("*") if path.is_file()]


def test_limits_on_entries_size_and_depth_hold(exports: Path, tmp_path: Path) -> None:
    (exports / "many.zip").write_bytes(
        a_zip({f"{number}.json": b"%d" % number for number in range(9)})
    )
    (exports / "large.zip").write_bytes(a_zip({"x": os.urandom(5000)}))
    nested = b"core"
    for depth in range(5):
        nested = a_zip({f"{depth}.zip" if depth else "core.json": nested})
    (exports / "nested.zip").write_bytes(nested)
    limits = Limits(archive_entries=5, unpacked_bytes=4096)
    files = found_in(exports, tmp_path / "work", limits)
    assert len(names(files)) == 5
    assert problems(files) == [
        "large.zip: holds more than 0 MiB unpacked, the most we read; export in smaller parts",
        "many.zip: holds more than 5 files, the most we read; export in smaller parts",
        "nested.zip/4.zip/3.zip/2.zip: lies inside 3 archives, the most we open; "
        "unpack it yourself",
    ]


def test_damaged_archive_gives_what_can_be_read(exports: Path, tmp_path: Path) -> None:
    whole = a_zip(
        {"a.json": os.urandom(3000), "b.json": os.urandom(3000)}, method=zipfile.ZIP_STORED
    )
    damaged = bytearray(whole)
    damaged[-1500 - 3000 // 2] ^= 0xFF
    (exports / "crc.zip").write_bytes(bytes(damaged))
    (exports / "cut.zip").write_bytes(whole[:-200])
    files = found_in(exports, tmp_path / "work")
    assert names(files) == ["crc.zip/a.json"]
    assert problems(files) == [
        "crc.zip/b.json: is damaged (Bad CRC-32 for file 'b.json'); refused, the rest of the "
        "archive is read; look at it, or export again",
        "cut.zip: the archive is damaged (File is not a zip file); what came before was read. "
        "Download or copy it again",
    ]


def test_directory_that_would_fill_the_memory_is_not_opened(exports: Path, tmp_path: Path) -> None:
    size = 65 * 1024 * 1024
    with (exports / "wide.zip").open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(size)
        stream.seek(size)
        end = b"PK\x05\x06" + bytes(8) + size.to_bytes(4, "little") + bytes(6)
        stream.write(end)
    files = found_in(exports, tmp_path / "work")
    (line,) = problems(files)
    assert line.startswith("wide.zip: its list of files takes more than 64 MiB")


def test_office_documents_are_files_and_not_archives(exports: Path, tmp_path: Path) -> None:
    (exports / "members.xlsx").write_bytes(
        a_zip({"[Content_Types].xml": b"<x/>", "xl/a.xml": b"<x/>"})
    )
    assert names(found_in(exports, tmp_path / "work")) == ["members.xlsx"]


def test_missing_root_is_said(tmp_path: Path) -> None:
    (line,) = problems(found_in(tmp_path / "nowhere", tmp_path / "work"))
    assert line.endswith("nowhere: no such file or folder; check --exports")


def test_single_file_is_found(exports: Path, tmp_path: Path) -> None:
    path = exports / "one.json"
    path.write_text("{}")
    assert names(found_in(path, tmp_path / "work")) == ["one.json"]
