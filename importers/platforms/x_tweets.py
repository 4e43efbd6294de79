"""The tweets of one file of an X archive, which states neither whose they are nor their threads."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from importers.platforms.facebook import title_of
from importers.platforms.owners import OWNER
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_text, an_id, an_object, objects_in
from importers.reading.jsonstream import JsonObject
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.text import clean_text, mentions_in, tidy
from importers.records import Account, Post, Record, Skipped, Thread

_RETWEET = re.compile(r"RT @\w")
_LEADING_NAMES = re.compile(r"(?:@\w{1,20}\s+){1,50}")


@dataclass(frozen=True)
class Answered:
    """Which tweets are in the file, and which of them answers which."""

    parents: Mapping[str, str | None]
    """Each tweet of the file, and the tweet that it answers, if it does."""
    owner_id: str | None
    """The owner's number, known when they answered themselves."""

    roots: Mapping[str, str]
    """Each tweet of the file, and where its thread begins: an own tweet, or somebody else's."""

    def is_own(self, tweet_id: str | None) -> bool:
        """Whether the tweet is in the file."""
        return tweet_id in self.parents


def answered(tweets: Iterable[JsonObject]) -> Answered:
    """What the tweets of a file say about each other; retweets answer nothing."""
    parents: dict[str, str | None] = {}
    spoken_to: dict[str, str | None] = {}
    for tweet in tweets:
        native_id = _id(tweet)
        if native_id is None or _RETWEET.match(_text(tweet)):
            continue
        parents[native_id] = _id(tweet, "in_reply_to_status_id")
        if parents[native_id]:
            spoken_to[native_id] = _id(tweet, "in_reply_to_user_id")
    own = (spoken_to[one] for one in spoken_to if parents[one] in parents)
    return Answered(parents, next((one for one in own if one), None), _roots(parents))


def _roots(parents: Mapping[str, str | None]) -> dict[str, str]:
    roots: dict[str, str] = {}
    for tweet_id in parents:
        path: dict[str, None] = {}
        at = tweet_id
        while at not in roots and at not in path:
            path[at] = None
            at = parents.get(at) or at
        roots.update(dict.fromkeys(path, roots.get(at, at)))
    return roots


def tweet_records(
    tweet: JsonObject, within: Answered, told: set[str], place: str
) -> Iterator[Record]:
    """A tweet as a thread's opening or as a reply, with whom it names; a retweet as Skipped.

    told: accounts and threads named before; grows.
    """
    native_id = _id(tweet)
    original = _text(tweet)
    created_at = tweet_moment(tweet.get("created_at"))
    place = f"tweet {native_id}" if native_id else place
    if native_id is None:
        yield Skipped(reason="broken", place=place, detail="a tweet without an id")
        return
    if _RETWEET.match(original) or isinstance(tweet.get("retweeted_status"), dict):
        yield Skipped(reason="retweet", place=place)
        return
    if created_at is None:
        yield Skipped(
            reason="no date",
            place=place,
            detail=f"created_at is {excerpt(tweet.get('created_at'))}, "
            "expected Tue Oct 12 14:35:00 +0000 2021",
        )
        return
    parent_id = _id(tweet, "in_reply_to_status_id")
    thread_id = within.roots.get(native_id, native_id)
    if deleted_at := utc(tweet.get("deleted_at")):
        yield Post(
            native_id=native_id,
            thread_id=thread_id,
            author_id=OWNER,
            kind="reply" if parent_id else "opening",
            created_at=created_at,
            deleted_at=deleted_at,
        )
        return
    yield from _people(tweet, within, told)
    if thread_id not in told:
        yield from _thread(tweet, thread_id, within, told)
    spoken_to = _id(tweet, "in_reply_to_user_id")
    is_to_self = within.is_own(parent_id) or spoken_to == within.owner_id
    yield Post(
        native_id=native_id,
        thread_id=thread_id,
        parent_id=parent_id if within.is_own(parent_id) else None,
        author_id=OWNER,
        addressed=(spoken_to,) if spoken_to and not is_to_self else (),
        mentioned=_mentioned(tweet, original),
        kind="reply" if parent_id else "opening",
        created_at=created_at,
        text_original=original or None,
        text=_readable(original),
        like_count=_count(tweet.get("favorite_count")),
    )


def tweet_moment(written: object) -> datetime | None:
    """The moment in 'Tue Oct 12 14:35:00 +0000 2021', or as old archives write it."""
    if not isinstance(written, str):
        return None
    try:
        return datetime.strptime(written, "%a %b %d %H:%M:%S %z %Y").astimezone(UTC)
    except (ValueError, OverflowError):
        return utc(written.replace(" +", "+"))


def _thread(
    tweet: JsonObject, thread_id: str, within: Answered, told: set[str]
) -> Iterator[Record]:
    """The thread, when this tweet tells something about how it began."""
    if thread_id == _id(tweet):
        told.add(thread_id)
        yield Thread(
            native_id=thread_id,
            author_id=OWNER,
            title=title_of(_readable(_text(tweet))),
            kind="note",
            created_at=tweet_moment(tweet.get("created_at")),
            url=f"https://x.com/i/status/{thread_id}",
        )
    elif not within.is_own(thread_id) and thread_id == _id(tweet, "in_reply_to_status_id"):
        told.add(thread_id)
        yield Thread(
            native_id=thread_id,
            author_id=_id(tweet, "in_reply_to_user_id"),
            kind="note",
            url=f"https://x.com/i/status/{thread_id}",
        )


def _people(tweet: JsonObject, within: Answered, told: set[str]) -> Iterator[Account]:
    """Those a tweet mentions, each once a file; the owner is known already."""
    for person in objects_in(an_object(tweet.get("entities")).get("user_mentions")):
        native_id = _id(person)
        if native_id and native_id != within.owner_id and f"account {native_id}" not in told:
            told.add(f"account {native_id}")
            yield Account(
                native_id=native_id,
                handle=a_text(person.get("screen_name")),
                name=plain_line(person.get("name")),
            )


def _mentioned(tweet: JsonObject, original: str) -> tuple[str, ...]:
    listed = objects_in(an_object(tweet.get("entities")).get("user_mentions"))
    names = [a_text(person.get("screen_name")) for person in listed]
    return tuple(dict.fromkeys(name for name in names if name)) or mentions_in(original)


def _readable(original: str) -> str | None:
    """The words; the names that an answer begins with are no words of it."""
    text = tidy(clean_text(html.unescape(original)))
    return _LEADING_NAMES.sub("", text, count=1) or text or None


def _text(tweet: JsonObject) -> str:
    return a_text(tweet.get("full_text")) or a_text(tweet.get("text")) or ""


def _id(value: JsonObject, key: str = "id") -> str | None:
    """An id as text; the number beside it has lost its last digits in some archives."""
    return an_id(value.get(f"{key}_str")) or an_id(value.get(key))


def _count(value: object) -> int | None:
    """A count, which archives write as text."""
    written = str(value) if isinstance(value, int | str) else ""
    return int(written) if written.isdecimal() and len(written) < 12 else None
