"""A publication of The Mending Table, and the parts to build others from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from publisher import CommunityInfo, Published, house_words, publish, site_rows
from publisher.catalogs import catalog
from publisher.rows import SiteRows
from publisher.written import read_written
from tests.publisher import mending_table, texts

ROOT = Path(__file__).resolve().parent.parent.parent
THEME, CONTENT = ROOT / "theme", ROOT / "content"


@dataclass(frozen=True)
class Press:
    """A place to publish to, again and again."""

    folder: Path
    theme: Path = THEME
    content: Path = CONTENT

    @property
    def build(self) -> Path:
        return self.folder / "build"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def publish(
        self,
        warehouse: mending_table.Warehouse | None = None,
        people: pa.Table | None = None,
        community: CommunityInfo = mending_table.COMMUNITY,
        approvals: pa.Table | None = None,
        apart: pa.Table | None = None,
        old_names: pa.Table | None = None,
    ) -> Published:
        return publish(
            self.rows(warehouse, people, community, approvals, apart, old_names),
            community=community,
            build=self.build,
            output=self.output,
            content=self.content,
            theme=self.theme,
        )

    def rows(
        self,
        warehouse: mending_table.Warehouse | None = None,
        people: pa.Table | None = None,
        community: CommunityInfo = mending_table.COMMUNITY,
        approvals: pa.Table | None = None,
        apart: pa.Table | None = None,
        old_names: pa.Table | None = None,
    ) -> SiteRows:
        warehouse = warehouse or mending_table.Warehouse()
        people = mending_table.people() if people is None else people
        language = community.language
        return site_rows(
            warehouse.frame,
            people,
            community,
            house=house_words(self.theme, self.content, language),
            sentences=catalog([self.theme], language),
            written=read_written(self.folder / "texts"),
            approvals=approvals,
            apart=apart,
            old_names=old_names,
        )

    def text(self, path: str) -> str:
        """A page as it is shown now."""
        return (self.output / path).read_text(encoding="utf-8")

    def all_text(self) -> str:
        """All pages as they are shown now."""
        readable = (".html", ".atom", ".xml", ".txt")
        files = sorted(f for f in self.output.resolve().rglob("*") if f.suffix in readable)
        return "\n".join(f.read_text(encoding="utf-8") for f in files if f.is_file())


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path)


@pytest.fixture(scope="session")
def mending_site(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The Mending Table, published once; tests only read it."""
    press = Press(tmp_path_factory.mktemp("mending"))
    press.publish()
    return press


@pytest.fixture(scope="session")
def told_site(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """The Mending Table with a spotlight, a story and a circle; tests only read it."""
    press = Press(tmp_path_factory.mktemp("told"))
    assert texts.show_all(press).lines == ()
    return press


@pytest.fixture
def copied_content(tmp_path: Path) -> Callable[[], Press]:
    """A press whose content folder may be changed."""

    def copy() -> Press:
        content = tmp_path / "content"
        for folder in ("pages", "spotlights"):
            (content / folder).mkdir(parents=True, exist_ok=True)
        for file in (CONTENT / "pages").glob("*.md"):
            (content / "pages" / file.name).write_bytes(file.read_bytes())
        return Press(tmp_path, content=content)

    return copy
