"""The Mending Table: an invented community of people who repair things, as warehouse tables.

Small enough to know by heart. Moira answers newcomers; Idris, Noor and Željko are new; Ana never
said anything about being shown, and stands in titles and texts where she must not be seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from publisher import CommunityInfo
from tests.publisher.desk_tables import SCHEMAS, Tables, quiet_desk
from tests.publisher.months import tables_of_months

AS_OF = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
FORUM = "https://mending.example"

COMMUNITY = CommunityInfo(
    id="mending-table",
    name="The Mending Table",
    description="A forum and a Facebook page for people who would rather mend a thing than buy it "
    "again, from Glasgow to Kisumu. Bring what is broken; somebody has the other half of the tool.",
    manager_name="Hanne",
    manager_email="hanne@mending.example",
    site_url="https://friends.mending.example",
    join_url=f"{FORUM}/signup",
    is_sample=True,
)

PURPOSES = (
    "match",
    "digest",
    "welcome page",
    "spotlight",
    "circle",
    "story",
    "directory and topics",
    "introducer",
    "search engines",
)

# member, name, handle, place, bio, yes to
MEMBERS: tuple[tuple[str, str, str, str | None, str | None, tuple[str, ...]], ...] = (
    ("m1", "Moira Fraser", "moira_mends", "Glasgow, Scotland", None,
     ("spotlight", "directory and topics", "search engines", "match", "digest")),
    ("m2", "Idris Okello", "idris", "Kisumu, Kenya", "I repair radios on a table by the road.",
     ("welcome page", "directory and topics")),
    ("m3", "Noor Haddad", "noor.h", "Leiden", None, ("welcome page",)),
    ("m4", "Željko Babić", "zeljko77", "Split, Croatia", None,
     ("welcome page", "search engines", "directory and topics")),
    ("m5", "Ana Silva", "anasilva", "Porto", "Ask me anything: ana@example.org", ()),
    ("m6", "Teodor Lund", "teodor_l", "Bergen", None, ("directory and topics", "welcome page")),
    ("m7", "Priya Raman", "priyafixes", "Chennai", None, ("directory and topics",)),
    ("m8", "Solder", "solder", None, None, ()),
    ("m9", "田中太郎", "tanaka_t", "大阪", None, ()),
    ("m10", "Hanne", "hanne", None, None, ()),
    ("m11", "Luz Quintero", "luzq", "Cali", None, ("spotlight",)),
)  # fmt: skip

# thread, opener, title, space, answers, days ago
THREADS: tuple[tuple[str, str, str, str, int, int], ...] = (
    ("t1", "m2", "A valve radio that hums only when it rains", "Electrics", 2, 2),
    ("t2", "m3", "My grandmother’s zip has lost three teeth", "Cloth", 1, 3),
    ("t3", "m4", "Stol se klima: how do I glue a dry joint?", "Wood", 1, 4),
    ("t4", "m5", "Ana Silva and @moira_mends disagree about hide glue", "Wood", 0, 1),
    ("t5", "m7", "Where do you find bulbs for a 1974 projector?", "Electrics", 0, 5),
    ("t6", "m6", "Darning a jumper by lamplight", "Cloth", 4, 6),
    ("t7", "m8", "Which solder for an old kettle?", "Electrics", 11, 8),
)

# post, thread, member, days ago, text
POSTS: tuple[tuple[str, str, str, int, str], ...] = (
    ("p1", "t1", "m2", 9, "It is a Philips from before I was born. In dry weather it sings. When "
     "the rain comes up from the lake it hums like a bee in a tin, and my neighbours believe I do "
     "it on purpose. I have changed two capacitors. What should I look at next?"),
    ("p2", "t1", "m1", 8, "Look at the chassis, not at the valves. Damp gets under the old cloth "
     "wire where it crosses the frame. Put a hair dryer on it for two minutes, on a wet day, and "
     "listen. If the hum goes, you have found it. I have a metre of cloth wire left over."),
    ("p3", "t2", "m3", 5, "I would like to keep it, because she chose it. Three teeth near the top "
     "are gone. Is there a way that does not mean a new zip? Ana Silva told me to ask here."),
    ("p4", "t2", "m1", 5, "Yes. Sew a small bar of thread just above the gap, and the slider stops "
     "there. It loses you a centimetre and keeps her zip. Send me a picture and I will draw the "
     "stitches for you."),
    ("p5", "t3", "m4", 12, "Stolica od mog djeda. The joint has dried out and the leg turns. I "
     "have bone glue and no clamp."),
    ("p6", "t3", "m6", 11, "A rope and a stick make a clamp: twist until it sings. I did four "
     "chairs that way last winter, and three of them still stand."),
    ("p7", "t3", "m11", 11, "My father used bicycle tubes. They grip and leave no mark."),
    ("p8", "t6", "m6", 20, "The light has to come from the side, then the holes cast a shadow."),
    ("p9", "t5", "m7", 5, "The lamp is an A1/59 and nobody here sells it any more."),
)  # fmt: skip

# newcomer, first post, thread, answered by, days ago answered
NEWCOMERS: tuple[tuple[str, str, str, str | None, int | None], ...] = (
    ("m2", "p1", "t1", "m1", 8),
    ("m3", "p3", "t2", "m1", 5),
    ("m4", "p5", "t3", "m11", 11),
)

TOPICS: tuple[tuple[str, str, int], ...] = (
    ("k1", "valve radios", 4),
    ("k2", "old chairs", 6),
    ("k3", "darning", 5),
)

# member, topic, thread that shows it
MEMBER_TOPICS: tuple[tuple[str, str, str], ...] = (
    ("m2", "k1", "t1"),
    ("m1", "k1", "t1"),
    ("m7", "k1", "t5"),
    ("m5", "k1", "t4"),
    ("m4", "k2", "t3"),
    ("m6", "k2", "t3"),
    ("m5", "k2", "t4"),
    ("m1", "k3", "t6"),
    ("m6", "k3", "t6"),
)


FIGURES = (
    "forum_members", "page_people", "active_members", "pairs_who_keep_talking", "newcomers",
    "newcomers_answered",
)  # fmt: skip


def ago(days: int) -> datetime:
    return AS_OF - timedelta(days=days)


def people(
    changed: Mapping[str, tuple[str, ...]] | None = None, *, nobody: bool = False
) -> pa.Table:
    """Who said yes to what, as the publisher is handed it; `changed` answers otherwise."""
    rows = []
    for member, name, handle, _, _, purposes in members():
        yes = () if nobody else (changed or {}).get(member, purposes)
        flags: dict[str, Any] = {p.replace(" ", "_"): p in yes for p in PURPOSES}
        url = f"{FORUM}/u/{handle}"
        rows.append(
            {"member_id": member, "display_name": name, "handle": handle, "account_url": url}
            | flags
        )
    return pa.Table.from_pylist(rows)


def members() -> tuple[tuple[str, str, str, str | None, str | None, tuple[str, ...]], ...]:
    return MEMBERS


class Warehouse:
    """The tables the publisher reads, in memory."""

    def __init__(
        self,
        *,
        names: Mapping[str, str] | None = None,
        titles: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
        bios: Mapping[str, str] | None = None,
        weeks: list[dict[str, Any]] | None = None,
        silent: Mapping[str, int] | None = None,
        desk: Tables | None = None,
    ) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("set TimeZone = 'UTC'")
        names, titles, texts, bios = names or {}, titles or {}, texts or {}, bios or {}
        silent = silent or {}
        opener_of = {thread: opener for thread, opener, *_ in THREADS}
        newcomers = {row[0] for row in NEWCOMERS}
        self.put("meta.parameters", [{"as_of": AS_OF, "stale_page": 365, "active": 90}])
        self.put(
            "raw.accounts",
            [
                {
                    "account_id": f"discourse:mending.example:{m}",
                    "name": names.get(m, name),
                    "handle": handle,
                    "email": f"{m}@home.example",
                    "url": f"{FORUM}/u/{handle}",
                }
                for m, name, handle, *_ in MEMBERS
            ],
        )
        self.put(
            "derived.member_accounts",
            [
                {
                    "account_id": f"discourse:mending.example:{m[0]}",
                    "member_id": m[0],
                    "join": "self",
                }
                for m in MEMBERS
            ],
        )
        self.put(
            "marts.members",
            [
                {
                    "member_id": m,
                    "account_id": f"discourse:mending.example:{m}",
                    "display_name": names.get(m, name),
                    "handle": handle,
                    "language": "nl" if m == "m11" else "en",
                    "location": place,
                    "bio": bios.get(m, bio),
                    "joined_at": ago(60),
                    "last_post_at": ago(silent.get(m, 2)),
                    "sub_community": 1,
                    "is_active": True,
                    "is_newcomer": m in newcomers,
                    "is_spam": False,
                    "is_bot": False,
                    "is_barred": False,
                    "is_team": m == "m10",
                    "is_departed": False,
                    "is_matchable": m != "m10",
                }
                for m, name, handle, place, bio, _ in MEMBERS
            ],
        )
        self.put(
            "marts.threads",
            [
                {
                    "thread_id": t,
                    "title": titles.get(t, title),
                    "url": f"{FORUM}/t/{t}",
                    "space_name": space,
                    "author_member_id": opener,
                    "answer_count": answers,
                    "last_post_at": ago(days),
                    "is_public": True,
                    "is_open": True,
                    "is_page": False,
                }
                for t, opener, title, space, answers, days in THREADS
            ],
        )
        self.put(
            "marts.posts",
            [
                {
                    "post_id": p,
                    "thread_id": t,
                    "member_id": m,
                    "created_at": ago(days),
                    "is_public": True,
                    "is_team": m == "m10",
                    "is_spam": False,
                }
                for p, t, m, days, _ in POSTS
            ],
        )
        self.put(
            "staging.post_texts",
            [{"post_id": p, "text": texts.get(p, text)} for p, _, _, _, text in POSTS],
        )
        self.put(
            "marts.newcomers",
            [
                {
                    "member_id": m,
                    "first_post_at": ago(12),
                    "first_post_id": p,
                    "first_thread_id": t,
                    "answered_by_member_id": by,
                    "answered_at": ago(days) if days else None,
                    "is_answered": bool(days),
                    "is_public": True,
                }
                for m, p, t, by, days in NEWCOMERS
            ],
        )
        self.put(
            "marts.topics",
            [
                {
                    "topic_id": k,
                    "label": label,
                    "kind": "declared",
                    "member_count": count,
                    "is_shareable": True,
                }
                for k, label, count in TOPICS
            ],
        )
        self.put(
            "marts.member_topics",
            [
                {"member_id": m, "topic_id": k, "thread_id": t, "strength": 0.5, "is_public": True}
                for m, k, t in MEMBER_TOPICS
            ],
        )
        self.put(
            "marts.thread_topics",
            [
                {"thread_id": t, "topic_id": k}
                for t, k in sorted({(t, k) for _, k, t in MEMBER_TOPICS})
            ],
        )
        self.put(
            "marts.talks",
            [
                {
                    "post_id": p,
                    "thread_id": t,
                    "from_member_id": m,
                    "to_member_id": opener_of[t],
                    "created_at": ago(days),
                    "is_strict": True,
                    "is_public": True,
                    "is_from_team": False,
                    "is_to_team": False,
                }
                for p, t, m, days, _ in POSTS
                if m != opener_of[t]
            ],
        )
        self.put(
            "marts.ties",
            [],
            pa.schema(
                [
                    ("member_a_id", pa.string()),
                    ("member_b_id", pa.string()),
                    ("talks_ab", pa.int64()),
                    ("talks_ba", pa.int64()),
                ]
            ),
        )
        self.put(
            "marts.member_threads",
            [
                {"member_id": m, "thread_id": t}
                for t, m in sorted({(t, m) for _, t, m, *_ in POSTS} | set(opener_of.items()))
            ],
        )
        self.put(
            "marts.kindnesses",
            [
                {
                    "member_id": m,
                    "last_thanked_at": ago(days),
                    "newcomers_answered_lately": 0,
                    "thanked_by_lately": 0,
                }
                for m, days in (("m1", 8), ("m7", 40), ("m11", 11))
            ],
        )
        self.put(
            "matches.circles",
            [
                {
                    "issue": "2026-W47",
                    "circle": 1,
                    "member_id": m,
                    "topic_id": "k3",
                    "label": "darning",
                }
                for m in ("m1", "m2", "m6", "m7")
            ],
        )
        self.figures(weeks if weeks is not None else year_of_weeks())
        self.office()
        for name, rows in (desk or quiet_desk()).items():
            self.put(name, rows, SCHEMAS[name])

    def put(self, name: str, rows: list[dict[str, Any]], schema: pa.Schema | None = None) -> None:
        """The table under its name, with these rows."""
        table = pa.Table.from_pylist(rows, schema=schema)
        self.connection.execute(f"create schema if not exists {name.split('.')[0]}")
        self.connection.register("incoming", table)
        self.connection.execute(f"create or replace table {name} as from incoming")
        self.connection.unregister("incoming")

    def figures(self, weeks: list[dict[str, Any]]) -> None:
        """The community week by week."""
        schema = pa.schema(
            [("week_date", pa.date32())]
            + [(name, pa.int64()) for name in FIGURES]
            + [("is_newcomers_settled", pa.bool_()), ("reciprocity", pa.float64())]
        )
        self.put("metrics.report", weeks, schema)
        for name, (rows, columns) in tables_of_months(weeks, AS_OF).items():
            self.put(name, rows, columns)

    def office(self) -> None:
        self.put(
            "raw.imports",
            [
                {
                    "sha256": "aa",
                    "name": "forum.json",
                    "platform": "discourse",
                    "source": "discourse:mending.example",
                    "exported_at": AS_OF,
                    "importer": "discourse 0a1b2c3d4e5f",
                    "table_name": "posts",
                    "read": 100,
                    "stored": 90,
                    "merged": 10,
                    "skipped": 0,
                    "skipped_reasons": "{}",
                    "notes": None,
                    "error": None,
                },
                {
                    "sha256": "aa",
                    "name": "forum.json",
                    "platform": "discourse",
                    "source": "discourse:mending.example",
                    "exported_at": AS_OF,
                    "importer": "discourse 0a1b2c3d4e5f",
                    "table_name": "(none)",
                    "read": 3,
                    "stored": 0,
                    "merged": 0,
                    "skipped": 3,
                    "skipped_reasons": '{"action": 2, "no date": 1}',
                    "notes": ["post 12 has no date"],
                    "error": None,
                },
                {
                    "sha256": "bb",
                    "name": "page.zip",
                    "platform": "facebook",
                    "source": "facebook:mending",
                    "exported_at": ago(16),
                    "importer": "facebook_export 0a1b2c3d4e5f",
                    "table_name": "posts",
                    "read": 40,
                    "stored": 40,
                    "merged": 0,
                    "skipped": 0,
                    "skipped_reasons": "{}",
                    "notes": None,
                    "error": None,
                },
            ],
        )
        self.put(
            "matches.matches",
            [
                {
                    "issue": "2026-W47",
                    "member_id": "m2",
                    "candidate_id": "m1",
                    "slot": "bond",
                    "place": 1,
                    "score": 0.71,
                    "probability": 0.31,
                    "is_mutual": True,
                },
                {
                    "issue": "2026-W47",
                    "member_id": "m2",
                    "candidate_id": "m7",
                    "slot": "far",
                    "place": 2,
                    "score": 0.42,
                    "probability": None,
                    "is_mutual": False,
                },
                {
                    "issue": "2026-W47",
                    "member_id": "m1",
                    "candidate_id": "m2",
                    "slot": "bond",
                    "place": 1,
                    "score": 0.69,
                    "probability": 0.29,
                    "is_mutual": True,
                },
            ],
        )
        self.put(
            "matches.reasons",
            [
                {
                    "issue": "2026-W47",
                    "member_id": "m2",
                    "candidate_id": "m1",
                    "place": 1,
                    "sentence": "You both write about valve radios.",
                    "thread_title": "A valve radio that hums only when it rains",
                    "thread_url": f"{FORUM}/t/t1",
                },
            ],
        )
        self.put(
            "matches.open_threads",
            [
                {
                    "issue": "2026-W47",
                    "member_id": "m2",
                    "place": 1,
                    "thread_id": "t1",
                    "topic_id": "radios",
                    "score": 0.4,
                    "is_unanswered": False,
                },
            ],
        )
        self.put(
            "matches.unmatched",
            [
                {"issue": "2026-W47", "member_id": m, "reason": "no yes to the mail"}
                for m in ("m5", "m8")
            ],
        )

    def frame(self, sql: str, **parameters: object) -> pa.Table:
        """The rows of one select, as the real warehouse gives them."""
        return self.connection.sql(sql, params=parameters or None).to_arrow_table()


def year_of_weeks() -> list[dict[str, Any]]:
    """Fifty-six weeks of a community that grows a little."""
    first = AS_OF.date() - timedelta(days=AS_OF.weekday() + 7 * 55)
    return [
        {
            "week_date": first + timedelta(weeks=n),
            "forum_members": 380 + 4 * n,
            "page_people": 610 + 6 * n,
            "active_members": 140 + n % 9,
            "pairs_who_keep_talking": 20 + n // 2,
            "newcomers": 3 + n % 3,
            "newcomers_answered": 2 + n % 3,
            "is_newcomers_settled": n < 55,
            "reciprocity": 0.42,
        }
        for n in range(56)
    ]


def without_site_url() -> CommunityInfo:
    return replace(COMMUNITY, site_url="", join_url="")
