"""The two CSV files of the well-known scraper of Facebook pages: posts, and comments on them.

The posts' header grew twice: likes only (2015), each reaction (2016), `num_special` for the rest
(2017); the variant for groups has `status_author`. Times are UTC−5 all year, without saying so.
Reactions are counted, not named. A commenter is known by name only. `parent_id` names the comment
replied to; the others reply to the page's post.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from importers.importer import ExportFile
from importers.platforms.facebook import (
    REACTIONS,
    SPOILED_ADVICE,
    is_spoiled,
    page_of,
    page_records,
    post_url,
    title_of,
)
from importers.reading.excerpts import excerpt
from importers.reading.moments import utc
from importers.reading.names import name_id, plain_line
from importers.reading.table import TableRow, cells_in, header_in, read_table, unique_names
from importers.reading.text import clean_text, tidy
from importers.records import Account, PageMetric, Post, Reaction, Record, Skipped, Space, Thread

PLATFORM = "facebook"
HOW_TO_EXPORT = "run the page scraper again for posts and for comments"
SCRAPER_ZONE = ZoneInfo("Etc/GMT+5")
"""Five hours behind UTC, all year; the sign in the name is the other way round."""
POSTS_HEADER = frozenset(["status_id", "status_message", "status_published"])
COMMENTS_HEADER = frozenset(["comment_id", "status_id", "comment_message", "comment_published"])
POST_TYPES = frozenset(
    ["link", "photo", "video", "status", "event", "note", "music", "offer", "question"]
)
REACTION_COLUMNS = {f"num_{kind}s": kind for kind in REACTIONS} | {"num_special": "special"}
# Below a million each; a longer number is a damaged cell.
LONGEST_COUNT = 12


def identify(file: ExportFile) -> bool:
    """Whether the header is the one of the posts or of the comments."""
    header = {name.lower() for name in header_in(file.head())}
    return header >= POSTS_HEADER or header >= COMMENTS_HEADER


def instance(file: ExportFile) -> str | None:
    """The page's id, which stands before the underscore of every post's id."""
    rows = cells_in(file.head(), rows=64)
    names = [name.lower() for name in unique_names(rows[0])] if rows else []
    at = names.index("status_id") if "status_id" in names else 0
    pages = (page_of(cells[at].strip()) for cells in rows[1:] if len(cells) > at)
    return next((page for page in pages if page), None)


def exported_at(file: ExportFile) -> datetime | None:
    """Never stated; the latest moment in the file counts."""
    return None


def read(file: ExportFile) -> Iterator[Record]:
    """The page, its posts as threads with counted reactions; or comments and who wrote them."""
    told: set[str] = set()
    for row in read_table(file.path, name=file.name):
        if not isinstance(row, TableRow):
            yield row
            continue
        values = TableRow(row.line, {key.lower(): cell for key, cell in row.values.items()})
        problem = _problem(values)
        if problem is not None:
            yield problem
        elif "comment_id" in values.values:
            yield from _comment(values, told)
        else:
            yield from _post(values, told)


def _problem(row: TableRow) -> Skipped | None:
    """Why a row cannot be kept: its ids or its time are none."""
    place = f"line {row.line}"
    post_id = row.value("status_id") or ""
    comment_id = row.value("comment_id")
    for native_id in (post_id, comment_id or ""):
        if is_spoiled(native_id):
            return Skipped(
                reason="spoiled id", place=place, detail=f"{native_id}: {SPOILED_ADVICE}"
            )
    if page_of(post_id) is None:
        return Skipped(
            reason="broken",
            place=place,
            detail=f"status_id is {excerpt(post_id)}, expected PAGE_POST",
        )
    if "comment_id" in row.values and comment_id is None:
        return Skipped(reason="broken", place=place, detail="a comment without comment_id")
    published = row.value("comment_published", "status_published")
    if utc(published, zone=SCRAPER_ZONE) is None:
        return Skipped(
            reason="no date",
            place=place,
            detail=f"published is {excerpt(published)}, expected 2016-07-26 20:59:00",
        )
    return None


def _post(row: TableRow, told: set[str]) -> Iterator[Record]:
    post_id = row.values["status_id"].strip()
    page_id = page_of(post_id) or ""
    title = row.value("link_name")
    if title in POST_TYPES and row.value("status_type") not in POST_TYPES:
        # Where a link has no name, some versions let type and link move one column ahead.
        title = None
    author_id: str | None = page_id
    if "status_author" in row.values:
        author = row.value("status_author")
        author_id = name_id(author) if author else None
        yield from _group(page_id, told)
        yield from _person(author, told)
    else:
        yield from _page(page_id, told)
    original = row.values["status_message"]
    text = tidy(clean_text(original))
    created_at = utc(row.value("status_published"), zone=SCRAPER_ZONE)
    yield Thread(
        native_id=post_id,
        space_id=page_id,
        author_id=author_id,
        title=plain_line(title) or title_of(text),
        kind="page post",
        created_at=created_at,
        url=post_url(post_id),
        visibility="unknown" if "status_author" in row.values else "public",
    )
    yield Post(
        native_id=post_id,
        thread_id=post_id,
        author_id=author_id,
        kind="opening",
        created_at=created_at,
        text_original=original or None,
        text=text or None,
    )
    yield from _reactions(row, post_id)
    for metric in ("comments", "shares"):
        count = _count(row.value(f"num_{metric}"))
        if count is not None:
            yield PageMetric(entity="post", native_id=post_id, metric=metric, value=float(count))


def _comment(row: TableRow, told: set[str]) -> Iterator[Record]:
    comment_id = row.values["comment_id"].strip()
    post_id = row.values["status_id"].strip()
    author = row.value("comment_author")
    yield from _page(page_of(post_id) or "", told)
    yield from _person(author, told)
    original = row.values["comment_message"]
    yield Post(
        native_id=comment_id,
        thread_id=post_id,
        parent_id=row.value("parent_id") or post_id,
        author_id=name_id(author) if author else None,
        kind="comment",
        created_at=utc(row.value("comment_published"), zone=SCRAPER_ZONE),
        text_original=original or None,
        text=tidy(clean_text(original)) or None,
        like_count=_count(row.value("num_likes")),
    )
    yield from _reactions(row, comment_id)


def _page(page_id: str, told: set[str]) -> Iterator[Account | Space]:
    if page_id not in told:
        told.add(page_id)
        yield from page_records(page_id)


def _group(group_id: str, told: set[str]) -> Iterator[Space]:
    if group_id not in told:
        told.add(group_id)
        yield Space(native_id=group_id, kind="group")


def _person(name: str | None, told: set[str]) -> Iterator[Account]:
    if name and name_id(name) not in told:
        told.add(name_id(name))
        yield Account(native_id=name_id(name), name=plain_line(name))


def _reactions(row: TableRow, post_id: str) -> Iterator[Reaction]:
    """A record for each kind of reaction that was given; without who and when."""
    for column, kind in REACTION_COLUMNS.items():
        if count := _count(row.values.get(column)):
            yield Reaction(post_id=post_id, kind=kind, count=count)


def _count(text: str | None) -> int | None:
    """A count; None when the cell is empty or no number. Some files have '12.0'."""
    whole = (text or "").strip().removesuffix(".0")
    return int(whole) if whole.isdecimal() and len(whole) <= LONGEST_COUNT else None
