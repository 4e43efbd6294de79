"""What every task needs: the place of a run, its steps, and a mistake told in one line."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from invoke.exceptions import Exit
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import line
import telling
from analytics.build import Analysed, Loaded
from analytics.errors import AnalyticsError
from analytics.warehouse import Warehouse
from deploying import DeployFailed
from digest.errors import DigestError
from importers.errors import ImportersError
from ledger import Ledger
from ledger.errors import LedgerError
from private_files import PrivateFileTracked
from publisher.errors import PublishError
from recommender.errors import RecommenderError
from settings import SettingsError

MISTAKES = (
    SettingsError,
    ImportersError,
    AnalyticsError,
    RecommenderError,
    LedgerError,
    DigestError,
    PublishError,
    PrivateFileTracked,
    DeployFailed,
)
"""What the manager can mend; everything else is a bug and keeps its traceback."""


COMMON = {
    "community": "the community.yaml to follow",
    "exports": "a folder or file to read; may be repeated",
    "output": "where the site is shown",
    "as_of": "leave out what came later, such as 2026-11-15 or 2026-11-15T21:00",
}


def flags(*names: str, **own: str) -> dict[str, str]:
    """The help of a task's flags: the common ones named, and its own."""
    return {**{name: COMMON[name] for name in names}, **own}


console = Console(highlight=False, soft_wrap=True)


def told(body: Callable[..., Any]) -> Callable[..., Any]:
    """The task, with a manager's mistake told in one line instead of a traceback."""

    @functools.wraps(body)
    def wrapper(*args: Any, **flags: Any) -> Any:
        try:
            return body(*args, **flags)
        except MISTAKES as mistake:
            raise Exit(str(mistake), code=1) from None

    return wrapper


@contextmanager
def step(name: str) -> Iterator[Callable[[str], None]]:
    """A line that moves while the step runs; yields a function to tell what it is at."""
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
        console=console, transient=True,
    ) as progress:  # fmt: skip
        running = progress.add_task(name, total=None)
        yield lambda what: progress.update(running, description=f"{name}: {escape(what)}")


def say(text: str) -> None:
    """Print one line as it is, brackets included."""
    console.print(escape(text))


def moment(text: str | None, place: line.Place, flag: str = "--as-of") -> datetime | None:
    """The moment a flag names, in the community's zone where it names none; a day is its end."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Exit(
            f"{flag}: found {text!r}; expected a day or moment such as 2026-11-15T21:00", code=1
        ) from None
    if len(text) == len("2026-11-15"):
        found = found.replace(hour=23, minute=59, second=59, microsecond=999999)
    return found if found.tzinfo else found.replace(tzinfo=place.settings.zone)


def found_place(
    community: str | None,
    exports: list[str] | None = None,
    output: str | None = None,
    *,
    is_read: bool = True,
) -> line.Place:
    """The place of a run; the sample is written first where it is to be read and wanting."""
    place = line.find_place(
        community=Path(community) if community else None,
        exports=[Path(each) for each in exports or []],
        output=Path(output) if output else None,
    )
    seed = line.sample_to_write(place) if is_read and place.is_sample else None
    if seed is not None:
        with step("sample"):
            summary = line.write_sample(seed=seed)
        say(telling.told_sample(summary))
    return place


def loaded(
    place: line.Place, warehouse: Warehouse, ledger: Ledger, as_of: str | None
) -> tuple[Loaded, Analysed]:
    """Load, analyse and take in consents, telling a line for each; what was loaded and found."""
    started = time.monotonic()
    with step("load") as tell:
        done = line.load_exports(place, warehouse, ledger, tell)
    for one in telling.told_files(warehouse, done):
        say(one)
    if done.is_unchanged:
        say("load: nothing new, the rows are as they were")
    else:
        say(f"load: {telling.row_counts(warehouse)}, {time.monotonic() - started:.1f} s")
    if place.is_sample and (facts := line.record_sample_facts(place, warehouse, ledger)):
        say(f"sample: {facts} blocks, pauses and approvals that no export can say")
    started = time.monotonic()
    with step("analyse") as tell:
        analysed = line.analyse_exports(place, warehouse, ledger, moment(as_of, place), tell)
    for warning in analysed.warnings:
        say(f"analyse: {warning}")
    at = analysed.as_of.astimezone(place.settings.zone)
    unchanged = "nothing changed" if analysed.is_unchanged else telling.figures(warehouse)
    say(f"analyse: as of {at:%Y-%m-%d %H:%M}, {unchanged}, {time.monotonic() - started:.1f} s")
    new, found = line.record_imported_consents(place, warehouse, ledger)
    for problem in found.problems:
        say(f"consent: {problem}")
    if found.statements:
        say(f"consent: {len(found.statements)} answers in the exports, {new} of them new")
    if line.record_outcomes(warehouse, ledger, analysed.as_of):
        say(telling.told_outcomes(line.outcomes_so_far(warehouse, ledger)))
    return done, analysed


def near(path: Path) -> str:
    """The path as the manager would write it: below the present folder where it is."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
