"""Where a community's settings and files are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analytics.warehouse import Warehouse
from ledger import Ledger
from settings import TEMPLATE, Settings, SettingsError, read_settings

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("COMMUNIS_HOME") or ROOT).resolve()
"""Where exports, build, ledger and output lie: the checkout, or what COMMUNIS_HOME names."""
SAMPLE = "sample"
SAMPLE_TRUTH = "sample-truth.json"
SAMPLE_FACTS = "sample-facts.json"
Tell = Callable[[str], None]
"""Is told what is being done, in a few words, as it happens."""


@dataclass(frozen=True)
class Place:
    """A community's settings, and where its files are."""

    settings: Settings
    exports: tuple[Path, ...]
    build: Path
    """`build/<community>`: cache, outbox, office and sites."""
    ledger_path: Path
    output: Path
    """The link to the site shown now."""
    texts: Path
    """What people wrote for the pages: spotlights/, stories/, circles/."""
    is_sample: bool = False
    """The sample's own exports are read, because there are no others."""

    child_theme: Path | None = None
    """The folder that `theme:` in the settings names."""

    @property
    def outbox(self) -> Path:
        """The folder with one folder of letters per issue."""
        return self.build / "outbox"


def find_place(
    *,
    community: Path | None = None,
    exports: Iterable[Path] = (),
    output: Path | None = None,
    home: Path = HOME,
) -> Place:
    """The place of a run: the exports named, else those in `exports/`, else the sample's.

    The sample is for whoever has neither exports nor a community.yaml of their own.

    Raises SettingsError when community.yaml cannot be followed, or a folder named is not there.
    """
    named = tuple(exports)
    for path in named:
        if not path.exists():
            raise SettingsError(f"{path}: no such file or folder; --exports names what to read")
    if community is None:
        own = home / "community.yaml"
        is_own = bool(named or own_exports(home / "exports")) or _is_set_up(own)
        community = own if own.exists() else ROOT / "community.yaml"
        community = community if is_own else ROOT / "sample" / "community.yaml"
    settings = read_settings(community)
    is_sample = settings.community.is_sample and not named
    name = settings.community.id
    child = settings.theme and (community.parent / settings.theme).resolve()
    if child and not child.is_dir():
        raise SettingsError(
            f"{community}: theme: found no folder {child}; name one or leave it out"
        )
    return Place(
        settings=settings,
        exports=named or (home / "exports" / SAMPLE if is_sample else home / "exports",),
        build=home / "build" / name,
        ledger_path=home / "var" / name / "ledger.sqlite",
        output=output or home / "output",
        texts=home / "content" / SAMPLE if is_sample else home / "content",
        is_sample=is_sample,
        child_theme=child or None,
    )


def _is_set_up(community: Path) -> bool:
    """Whether there is a community.yaml, and not only the one we ship."""
    return community.exists() and read_settings(community).community.id != TEMPLATE


def own_exports(folder: Path) -> list[str]:
    """What lies in the exports folder beside the sample, by name."""
    if not folder.is_dir():
        return []
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in (SAMPLE, SAMPLE_TRUTH, SAMPLE_FACTS) and not path.name.startswith(".")
    )


@contextmanager
def opened(place: Place) -> Iterator[tuple[Warehouse, Ledger]]:
    """The warehouse and the ledger of a place, open while the block runs."""
    place.ledger_path.parent.mkdir(parents=True, exist_ok=True)
    with (
        Ledger.open(place.ledger_path, place.settings.community.id) as ledger,
        Warehouse.open(place.build) as warehouse,
    ):
        yield warehouse, ledger
