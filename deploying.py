"""The finished site brought to a host: exactly the scanned files, and nothing from beside them.

What is sent is read from the finished site's own folder, after its bytes were compared with what
was scanned; exports, ledger, cache, office and outbox lie elsewhere and are never looked at.
"""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.finished import files_of

GITHUB_BRANCH, GITLAB_BRANCH = "gh-pages", "pages"
GITLAB_JOB = """\
# GitLab serves what a job called pages leaves in public/; nothing is built there.
pages:
  script: [ls public]
  artifacts: {paths: [public]}
  rules: [{if: $CI_COMMIT_BRANCH}]
"""
HOW = "rsync:HOST:FOLDER, github:REMOTE, gitlab:REMOTE or zip:FILE"


class DeployFailed(Exception):
    """The site was not sent, or the place to send it to cannot be followed."""


@dataclass(frozen=True)
class Target:
    """Where a site goes."""

    kind: str
    place: str
    branch: str = ""


def target(text: str) -> Target:
    """The target that a text names: `github:git@host:us/site.git#branch`, `rsync:host:/srv/www`.

    Raises DeployFailed for any other form.
    """
    kind, _, place = text.partition(":")
    if kind not in _SENDERS or not place:
        raise DeployFailed(f"--to {text}: expected {HOW}")
    if kind in ("github", "gitlab"):
        remote, _, branch = place.partition("#")
        return Target(kind, remote, branch or (GITHUB_BRANCH, GITLAB_BRANCH)[kind == "gitlab"])
    return Target(kind, place)


def deploy(site: Path, to: Target) -> int:
    """How many files the site has; whatever else the target had is gone there."""
    files = list(files_of(site))
    _SENDERS[to.kind](site, to)
    return len(files)


def _by_rsync(site: Path, to: Target) -> None:
    # Delayed and deleted afterwards, so that a reader meets half a site for a moment at most.
    _run(["rsync", "--recursive", "--checksum", "--delay-updates", "--delete-after",
          "--chmod=D755,F644", f"{site}/", to.place])  # fmt: skip


def _to_github(site: Path, to: Target) -> None:
    with TemporaryDirectory() as folder:
        shutil.copytree(site, folder, dirs_exist_ok=True)
        # Without it, GitHub builds the files anew and leaves some out.
        (Path(folder) / ".nojekyll").touch()
        _push(Path(folder), to, site.name)


def _to_gitlab(site: Path, to: Target) -> None:
    with TemporaryDirectory() as folder:
        shutil.copytree(site, Path(folder) / "public")
        (Path(folder) / ".gitlab-ci.yml").write_text(GITLAB_JOB, encoding="utf-8")
        _push(Path(folder), to, site.name)


def _push(folder: Path, to: Target, name: str) -> None:
    """Nothing; the branch is one commit of the folder, without a history that names anybody."""
    own = ["-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null",
           "-c", "commit.gpgsign=false", "-c", "user.name=communis",
           "-c", "user.email=communis@localhost"]  # fmt: skip
    git = ["git", "-C", str(folder), *own]
    _run([*git, "init", "--quiet", "--initial-branch", to.branch])
    # Forced: somebody's own ignore file decides nothing about the site.
    _run([*git, "add", "--force", "--all"])
    _run([*git, "commit", "--quiet", "--message", f"The site {name}"])
    _run([*git, "push", "--quiet", "--force", to.place, f"HEAD:refs/heads/{to.branch}"])


def _to_zip(site: Path, to: Target) -> None:
    partial = Path(f"{to.place}.partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files_of(site)):
            archive.write(site / name, name)
    partial.replace(to.place)


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise DeployFailed(f"{command[0]} is not installed; install it and deploy again") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise DeployFailed(f"{command[0]} stopped: {said}")


_SENDERS: Mapping[str, Callable[[Path, Target], None]] = {
    "rsync": _by_rsync,
    "github": _to_github,
    "gitlab": _to_gitlab,
    "zip": _to_zip,
}
