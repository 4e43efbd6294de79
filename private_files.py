"""What must never be committed: exports, ledger, cache, letters and texts about people.

`.gitignore` leaves them out; `git add --force`, another ignore file or a community's own repository
can still take them in. So every build and every check looks at what git would commit.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

PRIVATE = (
    "exports", "build", "var", "output", "content/spotlights", "content/stories",
    "content/circles", "content/sample", "content/nominations.yaml", "*.sqlite", "*.sqlite-*",
    "*.duckdb", "*.eml",
)  # fmt: skip
"""As `.gitignore` has them: folders of the home, and files that are private wherever they lie."""
OF_TESTS = ":(exclude)tests/*"
"""Invented exports that readers are tested with."""


class PrivateFileTracked(Exception):
    """Git tracks or is about to commit something private."""

    def __init__(self, home: Path, files: list[str]) -> None:
        self.files = files
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        super().__init__(
            f"{home}: git would commit {files[0]}{more}, which is private; take it out with: "
            f"git rm -r --cached {files[0]}"
        )


def check_private_files(home: Path) -> None:
    """Nothing, when git tracks nothing private below the home, staged files included.

    Raises PrivateFileTracked otherwise. Without git, or outside a repository, there is nothing that
    could be committed.
    """
    if files := tracked_private_files(home):
        raise PrivateFileTracked(home, files)


def tracked_private_files(home: Path) -> list[str]:
    """The private files in git's index below the home, by their path from there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(home), "ls-files", "-z", "--cached", "--", *PRIVATE, OF_TESTS],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        return []
    return (
        sorted(done.stdout.decode(errors="replace").split("\0")[:-1]) if not done.returncode else []
    )
