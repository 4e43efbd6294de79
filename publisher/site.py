"""The public site and the office: planned, rendered by Pelican, scanned, shown."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from publisher import dates, plugin, search, swap
from publisher.approved import TextState
from publisher.cards import PasteCard, paste_cards
from publisher.catalogs import ENGLISH, catalog, sentences
from publisher.compiled import COMPILED
from publisher.errors import LeakFound
from publisher.facts import CommunityInfo
from publisher.finished import digest_of, files_of, note_green, note_red
from publisher.moved import Shown, remembered
from publisher.names import NameBook
from publisher.office import office_pages
from publisher.office_facts import Desk, OfficeRows
from publisher.pages import public_pages
from publisher.plugin import Kept, Run
from publisher.rows import SiteRows
from publisher.scan import Finding, Permitted, scan
from publisher.themes import find_theme


@dataclass(frozen=True)
class Published:
    """What a publication made."""

    site: Path
    is_new: bool
    """False when nothing changed and the site shown before is shown still."""
    rendered: int
    unchanged: int
    warnings: tuple[str, ...]
    texts: tuple[TextState, ...] = ()
    """Where each written text stands."""
    problems: tuple[str, ...] = ()
    """A line for each text that cannot be read."""
    cards: tuple[PasteCard, ...] = ()
    """To paste elsewhere: one for each approved spotlight and each story."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What the manager should know of the written texts, one line each."""
        return (*self.problems, *(each.line for each in self.texts if each.line))

    @property
    def summary(self) -> str:
        """One line for the manager."""
        state = "new" if self.is_new else "as before"
        return (
            f"site: {self.site.name}, {state}, {self.rendered} pages rendered, "
            f"{self.unchanged} unchanged, {len(self.warnings)} to look at"
        )


class _Note(msgspec.Struct):
    """What is remembered of a site, beside it."""

    digest: str
    fingerprints: dict[str, str]
    digests: dict[str, str]
    """The SHA-256 of each page, by path."""
    scanned: str
    """The book of names the site was scanned with."""
    paths: dict[str, Shown]
    """Where each member's pages were, so that an old address leads to the new."""
    doubts: dict[str, list[str]]
    """By file: bare one-word names that the scan would like a person to look at."""


def publish(
    rows: SiteRows,
    *,
    community: CommunityInfo,
    build: Path,
    output: Path,
    content: Path,
    theme: Path,
    child_theme: Path | None = None,
    with_search: bool = True,
) -> Published:
    """The public site, built below `build` and shown at `output` when the scan finds nothing.

    child_theme: what is laid over the theme; without it `theme/` in `content`, where it exists.
    with_search: whether there is a search page, with an index of all others.
    Pages whose rows, text and templates are those of the site shown now are taken over from it.
    Raises ForeignOutput, BadPage or LeakFound; then the output shows what it showed before.
    """
    told = rows.texts, rows.problems, paste_cards(rows.spotlights, rows.stories, community)
    swap.check_output(output)
    shown = swap.shown_site(output)
    note = _read_note(shown)
    build.mkdir(parents=True, exist_ok=True)
    partial = swap.partial_site(build)
    try:
        run = Run(
            plan=lambda read: public_pages(
                content,
                rows,
                community,
                read,
                earlier=note.paths if note else {},
                with_search=with_search,
            ),
            community=community,
            theme=find_theme(theme, content, child_theme),
            previous=_kept(shown, note),
        )
        _run_pelican(run, content=content, output=partial)
        if with_search:
            is_unchanged = note is not None and note.fingerprints == run.fingerprints
            search.index(partial, previous=shown, is_unchanged=is_unchanged)
        book = _book_digest(rows.book, community)
        known = note if note and note.scanned == book else None
        findings = _findings(partial, run, rows.book, known)
        if leaks := tuple(str(each) for each in findings if not each.is_warning):
            note_red(build, len(leaks))
            raise LeakFound(leaks)
        note_green(build)
        doubts = _doubts(run, findings, known)
        warnings = _warnings(doubts)
        digest = digest_of(partial, run.digests)
        unchanged = len(run.pages) - len(run.rendered)
        if shown and note and note.digest == digest and note.scanned == book:
            shutil.rmtree(partial)
            return Published(shown, False, len(run.rendered), unchanged, warnings, *told)
        new_note = _Note(
            digest=digest,
            fingerprints=run.fingerprints,
            digests=run.digests,
            scanned=book,
            doubts=doubts,
            paths=remembered(run.pages.values(), note.paths if note else {}, rows.edition.as_of),
        )
        site = swap.finish(partial, digest, msgspec.json.encode(new_note))
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    swap.show(site, output)
    swap.forget_old(build, output)
    return Published(site, True, len(run.rendered), unchanged, warnings, *told)


def undo(output: Path) -> Path:
    """The site shown before the present one, which the output shows again."""
    return swap.undo(output)


def publish_office(
    rows: OfficeRows,
    *,
    community: CommunityInfo,
    build: Path,
    content: Path,
    theme: Path,
    child_theme: Path | None = None,
) -> Path:
    """The manager's private pages, in the folder `office` below `build`, readable by you alone."""
    office = build / "office"
    partial = build / "office-partial"
    old = build / "office-old"
    for left in (partial, old):
        shutil.rmtree(left, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    run = Run(
        plan=lambda read: office_pages(rows),
        community=community,
        theme=find_theme(theme, content, child_theme),
        manager_only=True,
    )
    _run_pelican(run, content=content, output=partial)
    partial.chmod(0o700)
    if office.exists():
        office.rename(old)
    partial.rename(office)
    shutil.rmtree(old, ignore_errors=True)
    return office


def publish_desk(
    as_of: datetime,
    issue: str,
    desk: Desk,
    *,
    community: CommunityInfo,
    build: Path,
    content: Path,
    theme: Path,
    child_theme: Path | None = None,
) -> None:
    """Nothing; the office's first page shows this desk, and all its other pages stay."""
    partial = build / "office-partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True, mode=0o700)
    rows = OfficeRows(as_of, issue, desk, (), (), (), (), (), 0, ())
    run = Run(
        plan=lambda read: office_pages(rows),
        community=community,
        theme=find_theme(theme, content, child_theme),
        manager_only=True,
    )
    _run_pelican(run, content=content, output=partial)
    (partial / "index.html").replace(build / "office" / "index.html")
    shutil.rmtree(partial)


def house_words(
    theme: Path, content: Path, language: str = ENGLISH, child_theme: Path | None = None
) -> tuple[str, ...]:
    """The site’s own sentences: of templates, catalogs and the manager’s pages, without markup."""
    found = find_theme(theme, content, child_theme)
    templates = [file for file in found.templates() if file.suffix == ".html"]
    pages = sorted((content / "pages").rglob("*.md"))
    texts = (file.read_text(encoding="utf-8") for file in (*templates, *pages))
    plain = (re.sub(r"\{[%{#].*?[%}#]\}|<[^>]*>", " ", text, flags=re.DOTALL) for text in texts)
    said = (re.sub(r"%\(\w+\)s|<[^>]*>", " ", each) for each in sentences(found.folders, language))
    return dates.month_words(language), *plain, *said


def pelican_settings(run: Run, *, content: Path, output: Path) -> dict[str, Any]:
    """Pelican's settings for one run of ours."""
    settings: dict[str, Any] = read_settings(
        override={
            "PATH": str(content),
            "THEME": str(run.theme.base),
            "THEME_TEMPLATES_OVERRIDES": run.theme.template_overrides,
            "THEME_STATIC_PATHS": [],
            "OUTPUT_PATH": str(output),
            "SITENAME": run.community.name,
            "SITEURL": run.community.site_url,
            "TIMEZONE": run.community.time_zone,
            "DEFAULT_LANG": run.community.language,
            "PLUGINS": [plugin],
            plugin.RUN: run,
            # User text reaches templates as values only; without this they would be HTML.
            "JINJA_ENVIRONMENT": {
                "autoescape": True,
                "extensions": ["jinja2.ext.i18n"],
                "bytecode_cache": COMPILED,
            },
            "JINJA_FILTERS": dates.filters(
                run.community.time_zone,
                run.community.language,
                catalog(run.theme.folders, run.community.language),
            ),
            "TEMPLATE_EXTENSIONS": [".html", ".xml", ".txt"],
            # Pelican empties the folder it is pointed at otherwise.
            "DELETE_OUTPUT_DIRECTORY": False,
            "ARTICLE_PATHS": [],
            "PAGE_PATHS": [],
            "STATIC_PATHS": [],
            "DIRECT_TEMPLATES": [],
            "AUTHOR_SAVE_AS": "",
            "CATEGORY_SAVE_AS": "",
            "TAG_SAVE_AS": "",
            "FEED_ALL_ATOM": None,
            "CATEGORY_FEED_ATOM": None,
            "TRANSLATION_FEED_ATOM": None,
            "AUTHOR_FEED_ATOM": None,
            "AUTHOR_FEED_RSS": None,
        }
    )
    return settings


def _run_pelican(run: Run, *, content: Path, output: Path) -> None:
    settings = pelican_settings(run, content=content, output=output)
    with _quiet():
        Pelican(settings).run()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    # Pelican reports "0 articles" at the end of every run; ours are not articles.
    before, console.quiet = console.quiet, True
    try:
        yield
    finally:
        console.quiet = before


def _findings(site: Path, run: Run, book: NameBook, note: _Note | None) -> list[Finding]:
    """What the scan found; a page taken over is read again only when the names changed."""
    known = note.fingerprints if note else {}
    files = [
        name
        for name in files_of(site)
        if known.get(name, "new") != run.fingerprints.get(name, "static")
    ]
    named: dict[str, frozenset[str]] = {}
    names: dict[str, frozenset[str]] = {}
    for path, page in run.pages.items():
        with_yes = [p for p in page.persons if book.may_name(p.member_id, *page.purposes)]
        named[path] = frozenset(person.member_id for person in with_yes)
        names[path] = frozenset(person.name for person in with_yes)
    emails = {run.community.manager_email.casefold()}
    return scan(site, book, Permitted(named, names, emails), files)


def _doubts(run: Run, findings: list[Finding], note: _Note | None) -> dict[str, list[str]]:
    """Doubtful words by file: of the pages read now, and of those that were read before."""
    doubts = {
        path: words
        for path, words in (note.doubts if note else {}).items()
        if note and run.fingerprints.get(path) == note.fingerprints.get(path)
    }
    for each in findings:
        doubts.setdefault(each.file, []).append(each.found)
    return doubts


def _warnings(doubts: Mapping[str, list[str]]) -> tuple[str, ...]:
    """One line per doubtful word, with the first page it stands on."""
    pages: dict[str, list[str]] = {}
    for path, words in sorted(doubts.items()):
        for word in words:
            pages.setdefault(word.casefold(), []).append(path)
    return tuple(
        f"“{word}” may be a member’s name: {paths[0]}"
        + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
        for word, paths in sorted(pages.items())
    )


def _kept(site: Path | None, note: _Note | None) -> Mapping[str, Kept]:
    if site is None or note is None:
        return {}
    return {
        path: Kept(fingerprint, note.digests[path], site / path)
        for path, fingerprint in note.fingerprints.items()
    }


def _read_note(site: Path | None) -> _Note | None:
    if site is None:
        return None
    try:
        return msgspec.json.decode(swap.note_of(site).read_bytes(), type=_Note)
    except msgspec.DecodeError:
        return None  # Written by another version: every page is rendered and read again.


def _book_digest(book: NameBook, community: CommunityInfo) -> str:
    return hashlib.sha256(book.digest + community.manager_email.encode()).hexdigest()
