"""The Facebook page's files: answers of the Graph API, the page's export, its daily figures."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sample import words
from sample.archive import write_zip
from sample.fans import PAGE_ID, PAGE_NAME, Fan
from sample.moments import END, PAGE_FOUNDED
from sample.page import PAGE, PagePost

PER_ANSWER = 25
ACTIVITY = "this_profile's_activity_across_facebook"

COVERS = tuple(PAGE_FOUNDED + timedelta(days=55 * n, hours=2) for n in range(14))
"""When the page changed its cover, which its export tells as posts."""

Json = dict[str, Any]


def write_feed(path: Path, posts: list[PagePost], fans: list[Fan], rng: Random) -> None:
    """Write the posts with their comments as answers of the Graph API; posts learn their ids.

    The answers stand in a list, newest posts first, as somebody saved them one after another.
    """
    number = 122_000_000_000_000
    for post in posts:
        number += rng.randrange(1_000, 90_000)
        post.thread.native_id = f"{PAGE_ID}_{number}"
        comment = 500_000_000_000_000 + rng.randrange(10**12)
        for said in post.thread.posts:
            comment += rng.randrange(1_000, 9_000_000)
            said.native_id = f"{number}_{comment}"
    newest = [_post(post, fans, rng) for post in reversed(posts)]
    answers = []
    for start in range(0, len(newest), PER_ANSWER):
        answer: Json = {"data": newest[start : start + PER_ANSWER]}
        answer["paging"] = {"cursors": {"before": f"b{start}", "after": f"a{start + PER_ANSWER}"}}
        if start + PER_ANSWER < len(newest):
            answer["paging"]["next"] = (
                f"https://graph.facebook.com/v19.0/{PAGE_ID}/posts?access_token=EAAsampletoken"
                f"&after=a{start + PER_ANSWER}"
            )
        answers.append(answer)
    path.write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _post(post: PagePost, fans: list[Fan], rng: Random) -> Json:
    thread = post.thread
    record: Json = {
        "id": thread.native_id,
        "message": thread.opening,
        "created_time": graph_time(thread.talk.at),
        "permalink_url": f"https://www.facebook.com/{thread.native_id.replace('_', '/posts/')}",
        "status_type": "added_photos" if post.kind == "photo" else "mobile_status_update",
        "from": {"id": PAGE_ID, "name": PAGE_NAME},
        "reactions": {"data": [], "summary": {"total_count": post.likes}},
    }
    if post.shares:
        record["shares"] = {"count": post.shares}
    comments = []
    answered = {said.about for said in thread.posts if said.about is not None}
    turns = [said for said in thread.posts if not said.is_spam]
    place_of = {id(said): place for place, said in enumerate(turns)}
    for said, likes in zip(thread.posts, post.comment_likes, strict=True):
        place = place_of.get(id(said), -1)
        comment: Json = {
            "id": said.native_id,
            "message": said.text,
            "created_time": graph_time(said.at),
            "like_count": likes,
        }
        fan = fans[said.author]
        said.is_unnamed = (
            fan.member is None
            and said.author != PAGE
            and said.about is None
            and place not in answered
            and rng.random() < 0.06
        )
        if not said.is_unnamed:
            comment["from"] = {"id": fan.facebook_id, "name": fan.person.name}
        if said.about is not None:
            comment["parent"] = {"id": turns[said.about].native_id}
        comments.append(comment)
    record["comments"] = {
        "data": comments,
        "summary": {"total_count": len(comments), "order": "chronological"},
    }
    return record


def write_export(path: Path, fans: list[Fan]) -> None:
    """Write the page's own export: who likes it, its profile, its cover photos."""
    followers = [
        {"name": fan.person.name, "timestamp": int(fan.followed_at.timestamp())}
        for fan in reversed(fans[1:])
    ]
    titles = words.lists("page")["covers"]
    covers = [
        {
            "timestamp": int(moment.timestamp()),
            "title": titles[n % len(titles)],
            "data": [{}],
            "attachments": [
                {"data": [{"media": {"uri": f"{ACTIVITY}/posts/media/cover_{n}.jpg"}}]}
            ],
        }
        for n, moment in enumerate(COVERS)
    ]
    profile = {"profile_v2": {"name": {"full_name": PAGE_NAME}}}
    entries = {
        f"{ACTIVITY}/posts/profile_posts_1.json": covers,
        "connections/followers/people_who_followed_you.json": {"followers_v3": followers},
        "personal_information/profile_information/profile_information.json": profile,
    }
    write_zip(path, {name: mojibake(content) for name, content in entries.items()})


def write_daily(path: Path, fans: list[Fan], posts: list[PagePost], rng: Random) -> None:
    """Write the page's figures by day: likes of the page in all, new ones, people who wrote."""
    new = Counter(fan.followed_at.date() for fan in fans[1:])
    wrote: dict[Any, set[int]] = {}
    for post in posts:
        for said in post.thread.posts:
            wrote.setdefault(said.at.date(), set()).add(said.author)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(["Date", "Lifetime Total Likes", "Daily New Likes", "Daily Page Engaged Users"])
    table.writerow(
        [
            "",
            "Lifetime: The total number of people who have liked your Page. (Unique Users)",
            "Daily: The number of new people who have liked your Page (Unique Users)",
            "Daily: The number of people who engaged with your Page. (Unique Users)",
        ]
    )
    total = 0
    number = 0
    while (date := PAGE_FOUNDED.date() + timedelta(days=number)) <= END.date():
        total += new[date]
        writers = len(wrote.get(date, ()))
        engaged = writers + rng.randrange(6, 30) if writers else rng.randrange(2, 14)
        table.writerow([date.isoformat(), total, new[date], engaged])
        number += 1
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())


def graph_time(moment: datetime) -> str:
    """A moment as the Graph API writes it: no colon in the offset."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+0000")


def mojibake(content: object) -> bytes:
    """JSON as Facebook writes it: the bytes of UTF-8 as if each were a letter."""

    def spoil(value: object) -> object:
        if isinstance(value, str):
            return value.encode("utf-8").decode("latin-1")
        if isinstance(value, list):
            return [spoil(item) for item in value]
        if isinstance(value, dict):
            return {str(spoil(key)): spoil(item) for key, item in value.items()}
        return value

    return (json.dumps(spoil(content), indent=2) + "\n").encode("ascii")
