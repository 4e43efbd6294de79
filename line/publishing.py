"""The public site."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from analytics.snapshot import (
    never_pairs,
)
from analytics.warehouse import Warehouse
from ledger import Ledger
from line.analysing import people_of
from line.following_up import outcomes_so_far
from line.introducing import drawn_lines
from line.place import ROOT, Place, opened
from publisher import swap
from publisher.catalogs import catalog
from publisher.facts import CommunityInfo, Definitions
from publisher.rows import SiteRows, site_rows
from publisher.site import Published, house_words, publish
from publisher.themes import find_theme
from publisher.written import Written, read_written
from settings import Settings

FORGOTTEN_BY = "forgotten-by-the-site.txt"
"""Holds the digest of all who were forgotten when the newest site was published."""


def read_texts(place: Place) -> Written:
    """The spotlights, stories and circles people wrote."""
    return read_written(place.texts)


def public_rows(place: Place, warehouse: Warehouse, ledger: Ledger, who: pa.Table) -> SiteRows:
    """What the public site is made from."""
    info = community_info(place.settings)
    content, theme = ROOT / "content", ROOT / "theme"
    return site_rows(
        warehouse.frame,
        who,
        info,
        apart=never_pairs(warehouse, *drawn_lines(ledger)),
        came=outcomes_so_far(warehouse, ledger),
        house=house_words(theme, content, info.language, place.child_theme),
        written=read_texts(place),
        approvals=ledger.approvals(),
        old_names=ledger.old_names(),
        sentences=catalog(find_theme(theme, content, place.child_theme).folders, info.language),
    )


def publish_site(place: Place, warehouse: Warehouse, ledger: Ledger, who: pa.Table) -> Published:
    """The public site, rendered, scanned and shown; a few before it stay for `undo`.

    Sites from before somebody was forgotten still name them, so none of those stays.
    """
    content, theme = ROOT / "content", ROOT / "theme"
    published = publish(
        public_rows(place, warehouse, ledger, who),
        community=community_info(place.settings),
        build=place.build,
        output=place.output,
        content=content,
        theme=theme,
        child_theme=place.child_theme,
        with_search=place.settings.search,
    )
    forgotten = ledger.forgotten().digest
    noted = place.build / FORGOTTEN_BY
    is_as_before = noted.exists() and noted.read_text(encoding="ascii") == forgotten
    swap.forget_old(place.build, place.output, keep=swap.KEEP if is_as_before else 1)
    noted.write_text(forgotten, encoding="ascii")
    return published


def publish_again(place: Place) -> Published | None:
    """The site published from the rows of the last build; None when nothing was built yet."""
    with opened(place) as (warehouse, ledger):
        if not warehouse.has("meta.parameters"):
            return None
        as_of = warehouse.frame("select as_of from meta.parameters")["as_of"][0].as_py()
        return publish_site(place, warehouse, ledger, people_of(warehouse, ledger, as_of))


def made_from(place: Place) -> tuple[Path, ...]:
    """The folders whose files the site is made from, beside its rows."""
    own = (ROOT / "content", ROOT / "theme", place.texts)
    return (*own, place.child_theme) if place.child_theme else own


def community_info(settings: Settings) -> CommunityInfo:
    """What the pages say of the community, from the settings."""
    community, lines = settings.community, settings.thresholds
    return CommunityInfo(
        id=community.id,
        name=community.name,
        manager_name=community.manager.name,
        manager_email=community.manager.email,
        description=community.description,
        language=community.language,
        time_zone=community.time_zone,
        site_url=community.site_url.rstrip("/"),
        join_url=community.join_url,
        colour=community.colour,
        is_sample=community.is_sample,
        held_out=settings.recommender.held_out,
        old_addresses=settings.old_addresses,
        definitions=Definitions(
            friend_talks=lines.friend_talks,
            friend_days=lines.friend_days,
            friend_last=lines.friend_last,
            dormant=lines.dormant,
            cooling=lines.cooling,
            newcomer=lines.newcomer,
            answered=lines.answered,
            active=lines.active,
            smallest_cell=lines.smallest_public_cell,
            stale_page=lines.stale_page,
        ),
    )
