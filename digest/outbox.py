"""The folder where composed mails wait: one file per member, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from digest.errors import UnsafeMail

_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@dataclass(frozen=True)
class Outbox:
    """The mails of one issue."""

    folder: Path

    @classmethod
    def of_issue(cls, root: Path, issue: str) -> Outbox:
        """The issue's folder below `root`, made when there is none, readable for its owner only."""
        folder = root / _checked(issue)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(folder)

    def file_name(self, member_id: str) -> str:
        """The name of the member's mail."""
        return _checked(member_id) + ".eml"

    def holds(self, file_name: str | None, sha256: str) -> bool:
        """Whether the file is there with exactly this content."""
        return self.read_same(file_name, sha256) is not None

    def write(self, file_name: str, data: bytes) -> None:
        """Nothing; the file is there, whole. A mail that lies there already is replaced."""
        file = self._path(file_name)
        unfinished = file.with_suffix(".unfinished")
        with os.fdopen(
            os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb"
        ) as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        os.replace(unfinished, file)

    def read_same(self, file_name: str | None, sha256: str) -> bytes | None:
        """The mail in the file; None when there is none, or another one."""
        if file_name is None or not (file := self._path(file_name)).is_file():
            return None
        data = file.read_bytes()
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def remove(self, file_name: str | None) -> None:
        """Nothing; the file is not there."""
        if file_name is not None:
            self._path(file_name).unlink(missing_ok=True)

    def _path(self, file_name: str) -> Path:
        return self.folder / (_checked(file_name.removesuffix(".eml")) + ".eml")


def _checked(name: str) -> str:
    if not _SAFE_NAME.fullmatch(name):
        raise UnsafeMail(
            f"{name!r} cannot name a file in the outbox; expected letters, digits, - and _"
        )
    return name
