"""The finished, scanned site leaves for its host; nothing else does, and nothing from beside it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from deploying import DeployFailed, deploy, target
from publisher.errors import LeakFound, NotFinished
from publisher.finished import files_of, finished_site
from tests.conftest import ROOT
from tests.publisher import mending_table
from tests.publisher.conftest import Press

BESIDE = ("cache/warehouse.duckdb", "office/index.html", "outbox/2026-W47/1.eml")


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """A published site, with private things beside it as a build leaves them."""
    press = Press(tmp_path_factory.mktemp("deployed"))
    press.publish()
    for name in BESIDE:
        (press.build / name).parent.mkdir(parents=True, exist_ok=True)
        (press.build / name).write_text("private")
    return press


def site_of(press: Press) -> dict[str, bytes]:
    site = press.output.resolve()
    return {name: (site / name).read_bytes() for name in files_of(site)}


def files_in(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_of(folder)}


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(not shutil.which("rsync"), reason="rsync is not installed")
def test_by_rsync_the_folder_is_the_site_and_nothing_else(press: Press, tmp_path: Path) -> None:
    """What lay there before is gone; a second time changes nothing."""
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "member-who-left.html").write_text("old")
    for _ in range(2):
        sent = deploy(finished_site(press.output), target(f"rsync:{tmp_path}/www"))
        assert files_in(tmp_path / "www") == site_of(press)
        assert sent == len(site_of(press))


@pytest.mark.parametrize(
    ("kind", "branch", "below", "added"),
    [
        ("github", "gh-pages", "", {".nojekyll"}),
        ("gitlab", "pages", "public/", {".gitlab-ci.yml"}),
        ("github", "main", "", {".nojekyll"}),
    ],
)
def test_by_git_the_branch_is_one_commit_of_the_site(
    press: Press, tmp_path: Path, kind: str, branch: str, below: str, added: set[str]
) -> None:
    """Pushed twice, the branch still has no history in which a name could live on."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    place = f"{kind}:{tmp_path}/remote.git" + ("#main" if branch == "main" else "")
    for _ in range(2):
        deploy(finished_site(press.output), target(place))
    assert git(tmp_path / "remote.git", "rev-list", "--count", branch).strip() == "1"
    git(tmp_path, "clone", "--quiet", "--branch", branch, "remote.git", "cloned")
    cloned = {
        name: content
        for name, content in files_in(tmp_path / "cloned").items()
        if not name.startswith(".git/")
    }
    expected = {f"{below}{name}": content for name, content in site_of(press).items()}
    assert {name: cloned[name] for name in expected} == expected
    assert cloned.keys() - expected.keys() == added


def test_as_zip_it_is_the_site(press: Press, tmp_path: Path) -> None:
    """For hosts that take an archive."""
    deploy(finished_site(press.output), target(f"zip:{tmp_path}/site.zip"))
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == site_of(press)
    assert [path.name for path in tmp_path.iterdir()] == ["site.zip"]


def test_only_a_finished_site_is_sent(press: Press, tmp_path: Path) -> None:
    """A folder that merely looks like one is refused, and so is the build folder around it."""
    shutil.copytree(press.output.resolve(), tmp_path / "copy")
    (tmp_path / "link").symlink_to(tmp_path / "copy")
    (tmp_path / "build").symlink_to(press.build)
    for folder in (tmp_path / "copy", tmp_path / "link", tmp_path / "build", tmp_path / "none"):
        with pytest.raises(NotFinished, match=r"is no site that \./do build finished"):
            finished_site(folder)


def test_a_site_that_was_changed_since_is_not_sent(tmp_path: Path) -> None:
    """An export laid into it, or a page edited by hand, was never scanned."""
    press = Press(tmp_path)
    press.publish()
    export = press.output.resolve() / "forum.json"
    export.write_text("[]")
    with pytest.raises(NotFinished, match=r"was changed in .* since it was scanned"):
        finished_site(press.output)
    export.unlink()
    finished_site(press.output)
    page = press.output.resolve() / "index.html"
    page.write_text(page.read_text().replace("people", "Ana Silva", 1))
    with pytest.raises(NotFinished, match=r"was changed in .* since it was scanned"):
        finished_site(press.output)


def test_while_the_scan_is_red_nothing_is_sent(tmp_path: Path) -> None:
    """The site before it would be another than the manager believes; the next green one may go."""
    press = Press(tmp_path)
    press.publish()
    page = tmp_path / "content" / "pages"
    shutil.copytree(press.content / "pages", page)
    (page / "privacy.md").write_text(
        (page / "privacy.md").read_text() + "\nAsk ana@example.org about it.\n"
    )
    red = Press(tmp_path, content=tmp_path / "content")
    with pytest.raises(LeakFound):
        red.publish()
    with pytest.raises(NotFinished, match="in which the scan found 1 private thing; nothing was"):
        finished_site(press.output)
    press.publish(mending_table.Warehouse(titles={"t5": "Green again"}))
    finished_site(press.output)


@pytest.mark.parametrize("text", ["", "ftp:host", "rsync:", "github", "/srv/www"])
def test_a_target_of_another_form_is_refused(text: str) -> None:
    """The line says which forms there are."""
    with pytest.raises(DeployFailed, match="expected rsync:HOST:FOLDER, github:REMOTE, gitlab"):
        target(text)


def test_what_the_host_says_is_told(press: Press, tmp_path: Path) -> None:
    """The last line of git, and nothing sent."""
    with pytest.raises(DeployFailed, match="git stopped: "):
        deploy(finished_site(press.output), target(f"github:{tmp_path}/no-such.git"))


def test_the_weekly_units_stop_before_sending() -> None:
    """The timer and the cron line run `week`, which sends nothing, and open no browser."""
    for name in ("communis-week.service", "crontab"):
        lines = (ROOT / "deploy" / "weekly" / name).read_text().splitlines()
        active = [line for line in lines if "/do " in line and not line.startswith("#")]
        assert len(active) == 1
        assert "do week" in active[0]
        assert "--no-serve" in active[0]
