"""Who likes to be asked about what, and what came of it when somebody asked: the directory's pages.

Everybody here said yes to *directory and topics*: their name may stand beside their topics,
conversations and words. Whoever asked is named with the same yes only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from unidecode import unidecode

from publisher.asking import Row, ask
from publisher.drawing import DIRECTORY, Drawing
from publisher.facts import Example, Holder, Listed, Topic
from publisher.private_text import beginning
from publisher.slugs import Slugs

MOST_EXAMPLES = 3
_LONGEST_LABEL = 60


def topics(drawing: Drawing, time_zone: str) -> tuple[Topic, ...]:
    """What members with a yes like to be asked about, by label.

    Two who must not stand on one page do not: the one who writes more about the topic stays.
    """
    members = drawing.with_yes(DIRECTORY)
    if not members:
        return ()
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in ask(drawing.frame, "topic_people", member_ids=members):
        rows[row["topic_id"]].append(row)
    answered: dict[str, list[Row]] = defaultdict(list)
    for row in ask(drawing.frame, "answered_questions", member_ids=members):
        answered[row["topic_id"]].append(row)
    slugs = Slugs(rows, nameless="topic")
    zone = ZoneInfo(time_zone)
    found: list[Topic] = []
    for topic_id, held in rows.items():
        label = beginning(drawing.book.cleaned(held[0]["label"]), length=_LONGEST_LABEL)
        holders = _holders(drawing, held)
        if label:
            here = [holder.person.member_id for holder in holders]
            examples = _examples(drawing, answered[topic_id], here, zone)
            slug = slugs.slug(label, topic_id)
            found.append(Topic(label, slug, holders, examples))
    return tuple(sorted(found, key=lambda topic: _in_order(topic.label)))


def directory(drawing: Drawing, known: Iterable[Topic]) -> tuple[Listed, ...]:
    """Everybody with a yes to it who wrote within a year, by name, with their topics."""
    members = drawing.with_yes(DIRECTORY)
    if not members:
        return ()
    own: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for topic in known:
        for holder in topic.holders:
            own[holder.person.member_id].append((topic.label, topic.slug))
    listed = [
        Listed(
            person=drawing.person(
                row["member_id"],
                row["display_name"],
                row["handle"],
                row["location"],
                purposes=(DIRECTORY,),
            ),
            topics=tuple(own[row["member_id"]]),
        )
        for row in ask(drawing.frame, "directory", member_ids=members)
    ]
    return tuple(sorted(listed, key=lambda entry: _in_order(entry.person.name)))


def _holders(drawing: Drawing, rows: Iterable[Row]) -> tuple[Holder, ...]:
    holders: list[Holder] = []
    for row in rows:
        own = row["member_id"]
        if any((own, other.person.member_id) in drawing.apart for other in holders):
            continue
        near = row["near_ids"] or ()
        title = drawing.book.quoted(row["thread_title"], allowed={own}, near=near)
        holders.append(
            Holder(
                person=drawing.person(
                    own,
                    row["display_name"],
                    row["handle"],
                    row["location"],
                    purposes=(DIRECTORY,),
                ),
                thread_title=beginning(title, length=120),
                thread_url=drawing.url_near(row["thread_url"], near, allowed={own}),
            )
        )
    return tuple(holders)


def _examples(
    drawing: Drawing, rows: Iterable[Row], here: list[str], zone: ZoneInfo
) -> tuple[Example, ...]:
    """At most three, each answered by somebody else. here: who stands on the page already."""
    examples: list[Example] = []
    for row in rows:
        example = _example(drawing, row, here, zone)
        answerers = {each.answerer.member_id for each in examples}
        if example and example.answerer.member_id not in answerers:
            examples.append(example)
            here = [*here, row["member_id"], row["asker_id"]]
    return tuple(examples[:MOST_EXAMPLES])


def _example(drawing: Drawing, row: Row, here: list[str], zone: ZoneInfo) -> Example | None:
    answerer_id, asker_id = row["member_id"], row["asker_id"]
    if any((answerer_id, other) in drawing.apart for other in (*here, asker_id)):
        return None
    is_named = drawing.book.may_name(asker_id, DIRECTORY) and not any(
        (asker_id, other) in drawing.apart for other in here
    )
    near = row["near_ids"] or ()
    allowed = {answerer_id, *([asker_id] if is_named else ())}
    asked = beginning(drawing.book.quoted(row["title"], allowed=allowed, near=near), length=120)
    words = beginning(drawing.book.quoted(row["text"], allowed=allowed, near=near), length=420)
    if not asked or not words:
        return None
    return Example(
        asked=asked,
        url=drawing.url_near(row["url"], near, allowed=allowed),
        asker=drawing.person(
            asker_id, row["asker_name"], row["asker_handle"], None, purposes=(DIRECTORY,)
        )
        if is_named
        else None,
        words=words,
        answerer=drawing.person(
            answerer_id, row["display_name"], row["handle"], None, purposes=(DIRECTORY,)
        ),
        days=_days(row["asked_at"], row["answered_at"], zone),
    )


def _days(asked_at: datetime, answered_at: datetime, zone: ZoneInfo) -> int:
    first, second = (moment.astimezone(zone).date() for moment in (asked_at, answered_at))
    return max(0, (second - first).days)


def _in_order(name: str) -> tuple[str, str]:
    """Where the name stands in a list: by how it sounds in Latin letters, then by itself."""
    return unidecode(name).casefold(), name
