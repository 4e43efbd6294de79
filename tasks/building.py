"""From the exports to the site, the office and the letters, and back again."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

import forgetting
import line
import setting_up
import telling
import writing
from analytics.build import import_store
from digest.errors import BadLines, BadSender
from private_files import check_private_files
from publisher import swap
from tasks.running import COMMON, flags, found_place, loaded, near, say, step, told


@task(help=flags("community", answers="a YAML file of key: answer lines, instead of asking"))
@told
def setup(c: Context, community: str | None = None, answers: str | None = None) -> None:
    """Ask for a first community.yaml, each answer checked; a file that was there is kept."""
    path = Path(community) if community else line.HOME / "community.yaml"
    given = setting_up.answers_in(Path(answers)) if answers else None
    written = setting_up.set_up(path, ask=input, tell=say, answers=given)
    if written is None:
        say(f"setup: {near(path)} stays as it was")
        return
    say(f"setup: written {near(written.path)}; next: put exports into exports/, then ./do build")
    if written.kept:
        say(f"setup: kept the old one as {near(written.kept)}")
    if written.left_out:
        say(f"setup: copy these parts over by hand: {', '.join(written.left_out)}")


@task(iterable=["exports"], help=flags(*COMMON))
@told
def build(
    c: Context,
    community: str | None = None,
    exports: list[str] | None = None,
    output: str | None = None,
    as_of: str | None = None,
) -> None:
    """Load the exports, analyse, recommend, compose the issue's letters and publish the site."""
    built(found_place(community, exports, output), as_of)


@task(help=flags("community", file="a file, a folder or an archive"))
@told
def inspect(c: Context, file: str, community: str | None = None) -> None:
    """Tell what a file is and holds, or propose how to read it; nothing is taken in."""
    place = found_place(community, is_read=False)
    with step("inspect") as tell:
        found = []
        for one in line.inspect_exports(place, Path(file)):
            tell(one.name)
            found.append(one)
    for one in found:
        for told_line in telling.told_inspected(one, is_alone=len(found) == 1):
            say(told_line)
    if not found:
        say(f"{file}: nothing in it")


@task(help=flags(seed="another seed makes another community"))
@told
def sample(c: Context, seed: int = line.SAMPLE_SEED) -> None:
    """Write the sample community's exports anew into exports/sample/."""
    with step("sample"):
        summary = line.write_sample(seed=int(seed))
    say(telling.told_sample(summary))
    if line.own_exports(line.HOME / "exports"):
        say("sample: exports/ holds files of your own, so builds leave the sample aside")


@task(
    help=flags(
        "community", "output",
        **{"import": "take the last import back instead"}, redo="with --import: read it again",
    )
)  # fmt: skip
@told
def undo(
    c: Context,
    community: str | None = None,
    output: str | None = None,
    import_: bool = False,
    redo: bool = False,
) -> None:
    """Show the site published before the present one again, or take the last import back."""
    if not import_:
        if redo:
            raise Exit("undo: --redo needs --import; a site comes back with the next ./do build")
        site = swap.undo(Path(output) if output else line.HOME / "output")
        say(f"undo: {near(site)} is shown again")
        return
    with line.opened(found_place(community, is_read=False)) as (warehouse, _):
        store = import_store(warehouse)
        files = store.bring_back() if redo else store.take_back(now=datetime.now(UTC))
        for told_line in telling.told_taken_back(files, is_redone=redo):
            say(told_line)


def built(place: line.Place, as_of: str | None = None) -> Path:
    """The office's folder; everything from the load to the site is done, and told line by line."""
    started = time.monotonic()
    check_private_files(line.HOME)
    forgetting.drop_caches_put_off(place)
    with line.opened(place) as (warehouse, ledger):
        _, analysed = loaded(place, warehouse, ledger, as_of)
        who = line.people_of(warehouse, ledger, analysed.as_of)
        with step("recommend"):
            found = line.recommend_issue(place, warehouse, ledger, analysed, who)
        say(telling.told_matches(found))
        warnings = list(analysed.warnings)
        old = None if as_of else line.old_exports(place, warehouse, datetime.now(UTC))
        if old:
            warnings.append(old)
            say(f"letters: {old}")
        if found.pace.is_slowed:
            warnings.append(found.pace.sentence)
        if held_out := telling.told_trial(found):
            say(held_out)
            warnings += [] if found.held_out.num_rows else [held_out]
        nothing: Mapping[str, str] = {}
        with step("letters"):
            try:
                summary = line.compose_issue(place, warehouse, ledger, analysed, found, who)
                say(telling.told_letters(summary))
                nothing = summary.why
            except (BadSender, BadLines) as mistake:
                warnings.append(str(mistake))
                say(f"letters: none composed; {mistake}")
        for recorded in writing.record_front_matter(place, warehouse, ledger):
            say(f"texts: {recorded}")
        with step("site"):
            published = line.publish_site(place, warehouse, ledger, who)
        say(published.summary)
        for kind, count in line.take_old_away(place, ledger).items():
            say(f"retention: {count} {kind} taken away")
        for warning in published.warnings[:5]:
            say(f"site: to look at: {warning}")
        for text_line in published.lines:
            say(f"texts: {text_line}")
        with step("office"):
            office_folder = line.publish_private_pages(
                place,
                warehouse,
                ledger,
                (*warnings, *published.warnings),
                found.pace,
                writing.what_to_ask(place, warehouse, ledger, published.texts, published.problems),
                published.cards,
                nothing,
            )
    say(
        f"done in {time.monotonic() - started:.1f} s: open {near(place.output)}/index.html, "
        f"and for you alone {near(office_folder)}/index.html"
    )
    return office_folder
