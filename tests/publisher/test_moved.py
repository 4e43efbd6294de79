"""An old address of a member's page leads to the new one, for a year, and only with a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from ledger.old_names import OLD_NAMES
from publisher.moved import Shown, lately, moved_pages, remembered
from publisher.page import Page
from tests.publisher import mending_table
from tests.publisher.conftest import Press

OLD = "spotlights/moira-fraser-ca0df2c9.html"
NEW = "spotlights/moira-lindqvist-ca0df2c9.html"
RENAMED = {"m1": "Moira Lindqvist"}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def page(path: str, about: str) -> Page:
    return Page(path, "spotlight", "Moira", {}, about=about)


def test_after_a_new_name_the_old_address_leads_on(press: Press) -> None:
    """The page there names the new address, is for no search engine, and is in no list."""
    press.publish()
    assert (press.output / OLD).is_file()
    press.publish(mending_table.Warehouse(names=RENAMED))
    moved = press.text(OLD)
    assert 'http-equiv="refresh" content="0; url=moira-lindqvist-ca0df2c9.html"' in moved
    assert 'name="robots" content="noindex"' in moved
    assert "Fraser" not in moved
    assert "Moira Lindqvist" in press.text(NEW)
    others = press.all_text().replace(moved, "")
    assert "moira-fraser" not in others


def test_it_leads_on_in_later_editions_too(press: Press) -> None:
    """Not only in the first after the new name, and through a second new name."""
    press.publish()
    press.publish(mending_table.Warehouse(names=RENAMED))
    again = {"m1": "Moira Oyelaran"}
    press.publish(mending_table.Warehouse(names=again))
    press.publish(mending_table.Warehouse(names=again))
    for old in (OLD, NEW):
        assert "url=moira-oyelaran-ca0df2c9.html" in press.text(old)


def test_without_a_yes_the_old_address_is_missing_too(press: Press) -> None:
    """A no takes both away."""
    press.publish()
    press.publish(mending_table.Warehouse(names=RENAMED))
    press.publish(mending_table.Warehouse(names=RENAMED), mending_table.people({"m1": ("match",)}))
    assert not (press.output / OLD).exists()
    assert not (press.output / NEW).exists()


def test_an_account_that_joined_another_is_still_found() -> None:
    """Its page was under an id of its own; it leads to the page of the member it belongs to now."""
    earlier = {"spotlights/moira-1.html": Shown("m-alone", date(2026, 11, 1))}
    (moved,) = moved_pages([page("spotlights/moira-2.html", "m-joined")], earlier,
                           {"m-alone": "m-joined"})  # fmt: skip
    assert moved.path == "spotlights/moira-1.html"
    assert moved.data["target"] == "moira-2.html"


def test_a_page_of_another_kind_is_no_new_address() -> None:
    """A welcome that ended does not lead to a spotlight: that is another yes."""
    earlier = {"welcomes/moira-1.html": Shown("m1", date(2026, 11, 1))}
    assert list(moved_pages([page("spotlights/moira-1.html", "m1")], earlier, {})) == []


def test_after_a_year_it_is_forgotten() -> None:
    """What leads on grows no older than that, or than the community says."""
    shown = {"a.html": Shown("m1", NOW.date() - timedelta(days=40))}
    assert lately(shown, NOW, days=365) == shown
    assert lately(shown, NOW, days=40) == shown
    assert lately(shown, NOW, days=39) == {}
    assert lately({"a.html": Shown("m1", NOW.date())}, NOW, days=0) == {}
    moved = Page("spotlights/a.html", "moved", "Moira", {}, about="m1")
    pages = [page("spotlights/b.html", "m1"), moved]
    old = {moved.path: Shown("m1", NOW.date() - timedelta(days=40))}
    assert remembered(pages, old, NOW)[moved.path] == old[moved.path]


def test_a_community_may_switch_it_off_and_on(press: Press) -> None:
    """Off, the old address is missing and forgotten: on again, it does not come back by itself."""
    off = replace(mending_table.COMMUNITY, old_addresses=0)
    press.publish()
    press.publish(mending_table.Warehouse(names=RENAMED), community=off)
    assert not (press.output / OLD).exists()
    assert "Moira Lindqvist" in press.text(NEW)
    press.publish(mending_table.Warehouse(names=RENAMED))
    assert not (press.output / OLD).exists()
    press.publish(mending_table.Warehouse(names={"m1": "Moira Oyelaran"}))
    assert "url=moira-oyelaran-ca0df2c9.html" in press.text(NEW)


def test_who_wants_the_old_name_gone_has_it_gone(press: Press) -> None:
    """Their word counts more than the community's setting, with whichever account they said it."""
    press.publish()
    press.publish(mending_table.Warehouse(names=RENAMED))
    assert (press.output / OLD).is_file()
    press.publish(mending_table.Warehouse(names=RENAMED), old_names=wishes("gone"))
    assert not (press.output / OLD).exists()
    assert "moira-fraser" not in press.all_text()
    assert "Moira Lindqvist" in press.text(NEW)
    press.publish(mending_table.Warehouse(names=RENAMED), old_names=wishes("leads on"))
    assert not (press.output / OLD).exists()


def wishes(wish: str) -> pa.Table:
    account = {"account_id": "discourse:mending.example:m1", "wish": wish, "said_at": NOW}
    return pa.Table.from_pylist([account | {"source": "consent task"}], OLD_NAMES)
