"""The site and the office: pages rendered straight from rows, scanned, and swapped in one step."""

from publisher.errors import BadPage, ForeignOutput, LeakFound, NothingToUndo, PublishError
from publisher.facts import CommunityInfo, Definitions
from publisher.office_rows import office_rows
from publisher.rows import site_rows
from publisher.site import Published, house_words, publish, publish_office, undo

__all__ = [
    "BadPage",
    "CommunityInfo",
    "Definitions",
    "ForeignOutput",
    "LeakFound",
    "NothingToUndo",
    "PublishError",
    "Published",
    "house_words",
    "office_rows",
    "publish",
    "publish_office",
    "site_rows",
    "undo",
]
