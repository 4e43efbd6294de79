"""The archive that X, once Twitter, gives everyone of their own account: JavaScript assignments.

One file holds one kind of thing and does not say whose it is; the owner goes by 'owner', and the
account's number, where the manifest states it, names the source. Others are known by number, and
by name where a tweet mentions them. A retweet is nobody's words in here. Long tweets are in a file
of their own that nothing links to the tweets, whose beginnings are read. Of messages, only who
wrote whom and when is kept. Whether the account was protected is not known: visibility is unknown.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import datetime

from importers.importer import ExportFile
from importers.platforms.facebook import SPOILED_ADVICE, is_spoiled
from importers.platforms.owners import OWNER, common_party
from importers.platforms.x_tweets import answered, tweet_records
from importers.reading.excerpts import excerpt
from importers.reading.json_values import a_text, an_id, an_object, objects_in
from importers.reading.jsonstream import Found, JsonObject, objects
from importers.reading.moments import utc
from importers.reading.names import plain_line
from importers.reading.notes import Note
from importers.reading.table import TableRow, header_in, read_table
from importers.records import Account, Message, PageMetric, Reaction, Record, Skipped, Tie

PLATFORM = "x"
HOW_TO_EXPORT = "X: Settings, Your account, Download an archive of your data"

ASSIGNMENT = re.compile(
    r"\ufeff?\s*(?:window\.YTD\.(\w{1,80})\.part[0-9]+|window\.(__THAR_CONFIG)"
    r"|Grailbird\.data\.(tweets)_[0-9]{4}_[0-9]{2}"
    r"|var (user_details|payload_details|tweet_index))\s*="
)
TWEETS = frozenset(["tweet", "tweets", "community_tweet", "deleted_tweets", "deleted_tweet"])
MESSAGES = frozenset([
    "direct_message", "direct_messages", "direct_message_group", "direct_messages_group",
    "direct_message_headers", "direct_message_group_headers",
])  # fmt: skip
ENTRIES = (
    {"id_str", "created_at"}, {"conversationId", "messages"}, {"accountId", "userLink"},
    {"tweetId", "expandedUrl"},
)  # fmt: skip
"""What the entries of the long files hold."""
ACTIVITY = frozenset(["tweet id", "tweet permalink", "time", "impressions"])
OLD_TWEETS = frozenset(["tweet_id", "in_reply_to_status_id", "timestamp", "expanded_urls"])
ABOUT_TWEETS = frozenset(["tweet id", "tweet permalink", "tweet text", "time"])

# What shows the archive in a browser, in an archive that kept its name.
_BESIDE = re.compile(
    r"(?:^|/)(?:twitter|x)-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{16,64}[^/]*/"
    r"(?:assets/.*|Your archive\.html|data/README\.txt)$"
)
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?")
_ACCOUNT_ID = re.compile(rb'"accountId"\s*:\s*"([0-9]{1,20})"')
_GENERATED = re.compile(rb'"generationDate"\s*:\s*"([0-9T:.Z+-]{10,40})"')

Reader = Callable[[JsonObject, str], Iterator[Record]]


def identify(file: ExportFile) -> bool:
    """Whether the file assigns as the archive's do, is a table of tweets, or is named by X."""
    header = _header(file)
    is_known = _kind(file) is not None or header >= ACTIVITY or header >= OLD_TWEETS
    return is_known or _BESIDE.search(file.name) is not None


def instance(file: ExportFile) -> str | None:
    """The account's number, which the manifest and account.js state."""
    if _kind(file) not in ("__THAR_CONFIG", "account"):
        return None
    found = _ACCOUNT_ID.search(file.head())
    return found.group(1).decode() if found else None


def exported_at(file: ExportFile) -> datetime | None:
    """The moment in the manifest; the other files do not state it."""
    found = _GENERATED.search(file.head()) if _kind(file) == "__THAR_CONFIG" else None
    return utc(found.group(1).decode()) if found else None


def read(file: ExportFile) -> Iterator[Record]:
    """The owner's tweets, likes, follows, blocks and messages; one line for what is not read."""
    kind = _kind(file)
    if kind is None:
        yield from _table(file)
    elif kind in TWEETS:
        yield from _tweets(file)
    elif kind in MESSAGES:
        yield from _messages(file)
    elif kind in READERS:
        for found in _objects(file):
            if isinstance(found, Found):
                yield from READERS[kind](_inner(found.value), found.place)
            else:
                yield found
    elif kind == "note_tweet":
        yield Skipped(reason="long form")
    else:
        # Advertising, devices, addresses of machines, settings: dozens of files that are no talk.
        yield Skipped(reason="companion")


def _tweets(file: ExportFile) -> Iterator[Record]:
    within = answered(_inner(one.value) for one in _objects(file) if isinstance(one, Found))
    told: set[str] = set()
    for found in _objects(file):
        if not isinstance(found, Found):
            yield found
            continue
        tweet = _inner(found.value)
        user = an_object(tweet.get("user"))
        if user and OWNER not in told:
            told.add(OWNER)
            yield _owner(user.get("screen_name"), user.get("name"))
        yield from tweet_records(tweet, within, told, found.place)


def _messages(file: ExportFile) -> Iterator[Record]:
    """Each message as who wrote whom and when; its words never leave this function."""
    conversations = (_inner(one.value) for one in _objects(file) if isinstance(one, Found))
    owner_id = common_party(_parties(conversation) for conversation in conversations)
    for found in _objects(file):
        if not isinstance(found, Found):
            yield found
            continue
        conversation = _inner(found.value)
        parties = _parties(conversation)
        for event in objects_in(conversation.get("messages")):
            message = an_object(event.get("messageCreate"))
            native_id, sender = an_id(message.get("id")), an_id(message.get("senderId"))
            recipient = an_id(message.get("recipientId"))
            recipients = {recipient} if recipient else parties - {sender}
            if not message:
                yield Skipped(reason="action")
            elif native_id is None or sender is None or not recipients:
                yield Skipped(
                    reason="broken",
                    place=found.place,
                    detail="a message without its id, its sender or anybody it was for",
                )
            else:
                yield Message(
                    native_id=native_id,
                    sender_id=OWNER if sender == owner_id else sender,
                    recipient_ids=tuple(
                        sorted(OWNER if one == owner_id else one for one in recipients if one)
                    ),
                    created_at=utc(message.get("createdAt")),
                )


def _parties(conversation: JsonObject) -> frozenset[str]:
    """Everyone a conversation names: who wrote, to whom, who joined."""
    parties: set[str | None] = set()
    for event in objects_in(conversation.get("messages")):
        message = an_object(event.get("messageCreate"))
        parties |= {an_id(message.get("senderId")), an_id(message.get("recipientId"))}
        for key, members in (
            ("joinConversation", "participantsSnapshot"),
            ("participantsJoin", "userIds"),
        ):
            listed = an_object(event.get(key)).get(members)
            parties.update(map(an_id, listed if isinstance(listed, list) else ()))
    return frozenset(party for party in parties if party)


def _account(value: JsonObject, place: str) -> Iterator[Record]:
    """The owner. The telephone number and the like are in other files."""
    owner = _owner(value.get("username"), value.get("accountDisplayName"))
    email = a_text(value.get("email"))
    yield Account(
        native_id=owner.native_id,
        handle=owner.handle,
        name=owner.name,
        email=email.strip().lower() if email else None,
        joined_at=utc(value.get("createdAt")),
        url=owner.url,
    )


def _profile(value: JsonObject, place: str) -> Iterator[Record]:
    description = an_object(value.get("description"))
    yield Account(
        native_id=OWNER,
        bio=a_text(description.get("bio")),
        location=plain_line(description.get("location")),
    )


def _manifest(value: JsonObject, place: str) -> Iterator[Record]:
    user = an_object(value.get("userInfo"))
    yield _owner(user.get("userName"), user.get("displayName"))


def _details(value: JsonObject, place: str) -> Iterator[Record]:
    """The owner in archives from before 2018."""
    yield _owner(value.get("screen_name"), value.get("full_name"))


def _owner(handle: object, name: object) -> Account:
    written = plain_line(handle)
    return Account(
        native_id=OWNER,
        handle=written,
        name=plain_line(name),
        url=f"https://x.com/{written}" if written else None,
    )


def _like(value: JsonObject, place: str) -> Iterator[Record]:
    tweet_id = an_id(value.get("tweetId"))
    if tweet_id is None:
        yield Skipped(reason="broken", place=place, detail="a like without tweetId")
    else:
        yield Reaction(post_id=tweet_id, actor_id=OWNER)


def _follower(value: JsonObject, place: str) -> Iterator[Record]:
    other = an_id(value.get("accountId"))
    yield Tie(from_id=other, to_id=OWNER, kind="follow") if other else _nobody(place)


def _following(value: JsonObject, place: str) -> Iterator[Record]:
    other = an_id(value.get("accountId"))
    yield Tie(from_id=OWNER, to_id=other, kind="follow") if other else _nobody(place)


def _blocked(value: JsonObject, place: str) -> Iterator[Record]:
    other = an_id(value.get("accountId"))
    yield Tie(from_id=OWNER, to_id=other, kind="block") if other else _nobody(place)


def _nobody(place: str) -> Skipped:
    return Skipped(reason="broken", place=place, detail="an entry without accountId")


def _table(file: ExportFile) -> Iterator[Record]:
    """What each tweet was counted for; the table of old archives says what their files say."""
    if not _header(file) >= ACTIVITY:
        yield Skipped(reason="companion")
        return
    for row in read_table(file.path, name=file.name):
        if not isinstance(row, TableRow):
            yield row
            continue
        place = f"line {row.line}"
        cells = {name.lower(): cell.strip() for name, cell in row.values.items()}
        tweet_id = cells["tweet id"]
        if is_spoiled(tweet_id):
            yield Skipped(reason="spoiled id", place=place, detail=f"{tweet_id}: {SPOILED_ADVICE}")
        elif not tweet_id.isdecimal():
            yield Skipped(reason="broken", place=place, detail=f"Tweet id is {excerpt(tweet_id)}")
        else:
            yield from _figures(cells, tweet_id, place)


def _figures(cells: dict[str, str], tweet_id: str, place: str) -> Iterator[Record]:
    """The figures of one row; '-' and NaN stand for none."""
    count = 0
    for name, cell in cells.items():
        value = float(cell) if _NUMBER.fullmatch(cell) else math.nan
        if name not in ABOUT_TWEETS and math.isfinite(value):
            count += 1
            yield PageMetric(entity="post", native_id=tweet_id, metric=name, value=value)
    if count == 0:
        yield Skipped(reason="empty", place=place)


def _objects(file: ExportFile) -> Iterator[Found | Skipped | Note]:
    return objects(file, is_record=_is_entry, behind=ASSIGNMENT)


def _is_entry(value: JsonObject) -> bool:
    """Whether an object is one of the list, not part of one; to go on behind a damaged one."""
    keys = _inner(value).keys()
    return any(keys >= known for known in ENTRIES)


def _inner(value: JsonObject) -> JsonObject:
    """What an entry wraps under one key, whose name differs from the file's."""
    if len(value) == 1:
        return an_object(next(iter(value.values())))
    return value


def _kind(file: ExportFile) -> str | None:
    """The name that the file assigns to; None when it is no such file."""
    found = ASSIGNMENT.match(file.head(512).decode("utf-8", "replace"))
    return next((name for name in found.groups() if name), None) if found else None


def _header(file: ExportFile) -> frozenset[str]:
    return frozenset(name.lower() for name in header_in(file.head()))


READERS: dict[str, Reader] = {
    "account": _account,
    "profile": _profile,
    "__THAR_CONFIG": _manifest,
    "user_details": _details,
    "like": _like,
    "follower": _follower,
    "following": _following,
    "block": _blocked,
    "mute": _blocked,
}
