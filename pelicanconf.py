"""Lets Pelican's own command show a theme at work: `pelican --settings pelicanconf.py`.

The pages come from the rows of the last build and go to `build/<community>/preview`. Nothing is
scanned and nothing is shown to anybody: publish with `./do build`.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Pelican's command does not look for modules beside its settings.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import line
from publisher.pages import public_pages
from publisher.plugin import Run
from publisher.site import pelican_settings
from publisher.themes import find_theme

_place = line.find_place()
_info = line.community_info(_place.settings)
_content, _theme = line.ROOT / "content", line.ROOT / "theme"
_child = _place.child_theme

with line.opened(_place) as (_warehouse, _ledger):
    if not _warehouse.has("meta.parameters"):
        raise SystemExit(f"{_place.build}: nothing has been built yet; begin with ./do build")
    _as_of = _warehouse.frame("select as_of from meta.parameters")["as_of"][0].as_py()
    _people = line.people_of(_warehouse, _ledger, _as_of)
    _rows = line.public_rows(_place, _warehouse, _ledger, _people)

_run = Run(
    plan=lambda read: public_pages(_content, _rows, _info, read),
    community=_info,
    theme=find_theme(_theme, _content, _child),
)
# Pelican reads the names in capitals of this module.
globals().update(pelican_settings(_run, content=_content, output=_place.build / "preview"))
