"""Everything held of one member, for that member to read: `invoke about`.

As one readable page and as JSON, in a private folder. What others said in confidence (that they
blocked somebody, or did not want to be introduced) is theirs and stays out; the page says so.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analytics.members import Named, member_accounts
from analytics.warehouse import Warehouse
from ledger import PURPOSES, Ledger, purpose_column
from line import ROOT, Place, people_of

Rows = list[dict[str, Any]]

_MOST_SHOWN = 200
_FOR_PROGRAMS = ("as_exported", "post_id", "thread_id", "text_sha256")
"""Columns that are in about.json only: nobody reads them, and they leave no room for the words."""
_HERE = "account_id in (select account_id from derived.member_accounts where member_id = $member)"


@dataclass(frozen=True)
class Part:
    """One kind of thing that is held."""

    key: str
    title: str
    why: str
    """Where it comes from and what it is for."""
    rows: Rows


@dataclass(frozen=True)
class About:
    """Everything held of one member."""

    called: str
    community: str
    made_at: datetime
    parts: tuple[Part, ...]

    def as_json(self) -> str:
        """All of it, under the key of each part."""
        facts = {
            "member": self.called,
            "community": self.community,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "held": {part.key: {"why": part.why, "rows": part.rows} for part in self.parts},
        }
        return json.dumps(facts, indent=1, ensure_ascii=False, default=_plain)


def about_member(place: Place, warehouse: Warehouse, ledger: Ledger, named: Named) -> About:
    """Everything held of the member, part by part; a part without rows holds nothing."""
    now = datetime.now(UTC)
    ids = member_accounts(warehouse, named.member_id)
    parts = (
        *_from_exports(warehouse, named.member_id),
        *_worked_out(place, warehouse, ledger, named.member_id, now),
        *_said(ledger, ids),
        *_introduced(warehouse, ledger, ids, named.member_id),
    )
    called = named.display_name or named.handle or named.account_id
    return About(called, place.settings.community.name, now, parts)


def write_about(place: Place, about: About, member_id: str) -> Path:
    """The page; about.json lies beside it. Both are readable for their owner only."""
    folder = place.build / "about" / re.sub(r"[^A-Za-z0-9_-]", "-", member_id)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pages = Environment(
        loader=FileSystemLoader(ROOT / "theme" / "about"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = pages.get_template("about.html").render(
        about=about,
        parts=[
            (part, part.rows[:_MOST_SHOWN], _heads(part.rows), _left_out(part.rows))
            for part in about.parts
        ],
        plain=lambda value: "" if value is None else str(_plain(value)),
        manager=place.settings.community.manager,
    )
    for name, text in (("about.json", about.as_json()), ("index.html", page)):
        handle = os.open(folder / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    return folder / "index.html"


def _from_exports(warehouse: Warehouse, member_id: str) -> Iterable[Part]:
    def rows(sql: str) -> Rows:
        return _rows(warehouse, sql, member_id)

    yield Part(
        "accounts",
        "Accounts",
        "As the exports of the platforms have them. A birthdate, gender, postcode, network "
        "address or password is never taken in.",
        rows(
            "select split_part(source, ':', 1) as platform, account_id, handle, name, email, "
            "location, country, bio, url, role, state, joined_at, last_seen_at, is_minor, "
            "is_memorial, declares as also_theirs, first_exported_at, last_exported_at "
            f"from raw.accounts where {_HERE} order by account_id"
        ),
    )
    yield Part(
        "answers",
        "Answers in profiles",
        "Profile questions and what was answered.",
        rows(
            "select account_id, answered.question, answered.answer from (select account_id, "
            f"unnest(answers) as answered from raw.accounts where {_HERE}) order by all"
        ),
    )
    yield Part(
        "posts",
        "What was written",
        "Every post and comment in the exports; those in spaces that are not public are never "
        "shown to anybody.",
        rows(
            "select posts.created_at, threads.title as thread, posts.kind, posts.edited_at, "
            "posts.deleted_at, texts.text, texts.text_original as as_exported, posts.post_id "
            "from raw.posts as posts "
            "left join raw.threads as threads on threads.thread_id = posts.thread_id "
            "left join raw.post_texts as texts on texts.post_id = posts.post_id "
            "where posts.author_account_id in (select account_id from derived.member_accounts "
            "where member_id = $member) order by posts.created_at desc, posts.post_id"
        ),
    )
    yield Part(
        "threads",
        "Conversations begun",
        "With their titles and addresses.",
        rows(
            "select created_at, title, kind, url, visibility, topics as tags, thread_id "
            "from raw.threads where author_account_id in (select account_id from "
            "derived.member_accounts where member_id = $member) order by created_at desc, thread_id"
        ),
    )
    yield Part(
        "reactions",
        "Likes and other reactions given",
        "They count in figures only.",
        rows(
            "select created_at, kind, post_id from raw.reactions where actor_account_id in "
            "(select account_id from derived.member_accounts where member_id = $member) "
            "order by created_at desc, post_id, kind"
        ),
    )
    yield Part(
        "connections",
        "Friends, follows and memberships",
        "As the platforms declare them: pairs who know each other are not introduced.",
        rows(
            "select kind, from_account_id, to_id, created_at from raw.ties where from_account_id in"
            " (select account_id from derived.member_accounts where member_id = $member) or to_id "
            "in (select account_id from derived.member_accounts where member_id = $member) "
            "order by all"
        ),
    )
    yield Part(
        "events",
        "Answers to events",
        "Who said they would come.",
        rows(
            "select events.starts_at, events.title, rsvps.status, rsvps.created_at "
            "from raw.rsvps as rsvps left join raw.events as events using (event_id) "
            "where rsvps.account_id in (select account_id from derived.member_accounts where "
            "member_id = $member) order by all"
        ),
    )
    yield Part(
        "private_messages",
        "Private messages",
        "Never the words; who and when only if the community switched that on, and only to leave "
        "out pairs who talk already.",
        rows(
            "select created_at, sender_account_id, recipient_account_ids from raw.messages "
            "where len(list_intersect(list_append(recipient_account_ids, sender_account_id), "
            "(select list(account_id) from derived.member_accounts where member_id = $member))) > 0"
            " order by created_at desc, message_id"
        ),
    )


def _worked_out(
    place: Place, warehouse: Warehouse, ledger: Ledger, member_id: str, now: datetime
) -> Iterable[Part]:
    def rows(sql: str) -> Rows:
        return _rows(warehouse, sql, member_id)

    yield Part(
        "states",
        "What is worked out",
        "From the rows above, anew with every build.",
        rows("select * from marts.members where member_id = $member"),
    )
    yield Part(
        "interests",
        "Interests, declared and found",
        "Found interests are what somebody writes about, by the words of public conversations. "
        "One that is not yours is corrected for ever: tell the manager “that’s not me”.",
        rows(
            "select topics.label as interest, case when held.is_declared then 'you stated it' "
            "else 'found in what you wrote' end as how, round(held.strength, 2) as strength, "
            "threads.title as newest_conversation, held.last_at from marts.member_topics as held "
            "inner join marts.topics as topics using (topic_id) "
            "left join marts.threads as threads using (thread_id) "
            "where held.member_id = $member order by held.strength desc, interest"
        ),
    )
    yield Part(
        "talks",
        "Who you talk with",
        "Counted from replies, quotations and mentions.",
        rows(
            "select others.display_name as member, "
            "count(*) filter (talks.from_member_id = $member) as you_to_them, "
            "count(*) filter (talks.to_member_id = $member) as they_to_you, "
            "min(talks.created_at) as first_at, max(talks.created_at) as last_at "
            "from marts.talks as talks inner join marts.members as others on others.member_id = "
            "case when talks.from_member_id = $member then talks.to_member_id "
            "else talks.from_member_id end "
            "where $member in (talks.from_member_id, talks.to_member_id) "
            "group by others.member_id, others.display_name order by 2 desc, 1"
        ),
    )
    yield Part(
        "perhaps_one_person",
        "Accounts that may be yours too",
        "Proposed by likeness; a manager decides, and an accepted pair counts as one in figures "
        "only.",
        rows(
            "select account_a_id, account_b_id, round(probability, 2) as probability "
            "from derived.people_proposals where account_a_id in (select account_id from "
            "derived.member_accounts where member_id = $member) or account_b_id in (select "
            "account_id from derived.member_accounts where member_id = $member) order by all"
        ),
    )
    yield Part(
        "spam",
        "Posts taken for spam",
        "By their signs, or by a manager; a manager corrects it.",
        rows(
            "select spam.post_id, spam.reason from derived.post_spam as spam "
            "inner join raw.posts as posts using (post_id) where posts.author_account_id in "
            "(select account_id from derived.member_accounts where member_id = $member) order by 1"
        ),
    )
    who = {row["member_id"]: row for row in people_of(warehouse, ledger, now).to_pylist()}
    may = who.get(member_id, {})
    yield Part(
        "may_be_shown",
        "Where you may be named now",
        "By what you said yes to, and what else is known; docs/privacy.md has the whole table.",
        [
            {"purpose": purpose, "you": "yes" if may.get(purpose_column(purpose)) else "no"}
            for purpose in PURPOSES
        ],
    )


def _said(ledger: Ledger, ids: tuple[str, ...]) -> Iterable[Part]:
    yield Part(
        "answers_given",
        "What you said yes and no to",
        "Every answer ever given, with its date, source and words; none is changed or removed.",
        [
            {"account_id": account_id, **row}
            for account_id in ids
            for row in ledger.consent_history(account_id).to_pylist()
        ],
    )
    asked = {each.number: each for each in ledger.invitations()}
    yield Part(
        "asked",
        "What you were asked",
        "Once, and never again for the same.",
        [
            {
                "invitation": row["invitation"],
                "asked_at": row["asked_at"],
                "for": ", ".join(asked[row["invitation"]].purposes),
            }
            for row in _of(ledger.invited().to_pylist(), ids, "account_id")
        ],
    )
    yield Part("pauses", "Pauses", "", _of(ledger.pauses().to_pylist(), ids, "account_id"))
    yield Part(
        "frequency",
        "How often you want letters",
        "",
        _of(ledger.frequencies().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "language_and_zone",
        "In which language and zone you want letters",
        "",
        _of(ledger.letter_choices().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "addresses",
        "Addresses you told us",
        "Where no export knows one.",
        _of(ledger.addresses().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "not_yours",
        "Interests you said are not yours",
        "They are not found in you again.",
        _of(ledger.refused_interests().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "feedback",
        "What you told of introductions",
        "What others told of introductions to you is theirs, and not in here.",
        _of(ledger.feedback().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "old_names",
        "What becomes of the address of your page under a name you had",
        "Without a word from you it leads to your page for a while.",
        _of(ledger.old_names().to_pylist(), ids, "account_id"),
    )
    yield Part(
        "nominations",
        "Whom you nominated for a spotlight",
        "Who nominated you is theirs to tell, and not in here.",
        _of(ledger.nominations().to_pylist(), ids, "by_account_id"),
    )
    yield Part(
        "blocks",
        "Whom you blocked",
        "That somebody blocked you is theirs to know, and not in here.",
        _of(ledger.blocks().to_pylist(), ids, "account_a_id"),
    )
    yield Part(
        "approvals",
        "Texts you approved",
        "",
        _of(ledger.approvals().to_pylist(), ids, "account_id"),
    )
    spam = ledger.spam_decisions().to_pylist()
    yield Part(
        "decisions",
        "What a manager decided about your accounts",
        "Whether they are spam, and which are one person’s.",
        [
            *(row for row in spam if row["subject_id"] in ids),
            *(row for row in ledger.merges().to_pylist()
              if row["account_a_id"] in ids or row["account_b_id"] in ids),
        ],
    )  # fmt: skip


def _introduced(
    warehouse: Warehouse, ledger: Ledger, ids: tuple[str, ...], member_id: str
) -> Iterable[Part]:
    names = {
        row["account_id"]: row["display_name"]
        for row in warehouse.frame(
            "select joined.account_id, members.display_name from derived.member_accounts as joined "
            "inner join marts.members as members using (member_id)"
        ).to_pylist()
    }

    def said(row: Mapping[str, Any], other: str) -> dict[str, Any]:
        return {
            "issue": row["issue"],
            "member": names.get(row[other]) or "somebody who left",
            "because": row["sentence"],
            "what_you_share": row["overlap"],
            "worth_asking": row["question"],
            "thread": row["thread_title"],
            "link": row["thread_url"],
            "letter": row["state"],
            "sent_at": row["sent_at"],
        }

    proposals = ledger.proposals().to_pylist()
    yield Part(
        "shown_to_you",
        "Whom you were introduced to, and why",
        "The reason as your letter had it.",
        [said(row, "candidate_account_id") for row in _of(proposals, ids, "account_id")],
    )
    yield Part(
        "shown_to_others",
        "To whom you were shown, and why",
        "Members whose letter named you, with the reason they read.",
        [said(row, "account_id") for row in _of(proposals, ids, "candidate_account_id")],
    )
    yield Part(
        "named_as_contact",
        "Where you were named as somebody both know",
        "",
        [said(row, "account_id") for row in _of(proposals, ids, "contact_account_id")],
    )
    yield Part(
        "letters",
        "Letters to you",
        "The address each went to, and what became of it.",
        [
            {name: row[name] for name in ("issue", "address", "state", "planned_at", "sent_at")}
            for row in _of(ledger.mails().to_pylist(), ids, "account_id")
        ],
    )
    yield Part(
        "proposed_now",
        "Whom the last build proposes to you",
        "Nothing of it has been sent yet; it may change.",
        _rows(
            warehouse,
            "select matches.issue, others.display_name as member, matches.slot, matches.place, "
            "round(matches.score, 3) as score from matches.matches as matches "
            "inner join marts.members as others on others.member_id = matches.candidate_id "
            "where matches.member_id = $member order by matches.issue, matches.place",
            member_id,
        ),
    )


def _rows(warehouse: Warehouse, sql: str, member_id: str) -> Rows:
    found: Rows = warehouse.frame(sql, member=member_id).to_pylist()
    return found


def _of(rows: Rows, ids: tuple[str, ...], column: str) -> Rows:
    return [row for row in rows if row[column] in ids]


def _heads(rows: Rows) -> list[str]:
    """The columns that hold anything, in their order."""
    columns = [name for name in rows[0] if name not in _FOR_PROGRAMS] if rows else []
    return [name for name in columns if any(row.get(name) not in (None, "", []) for row in rows)]


def _left_out(rows: Rows) -> str:
    if len(rows) <= _MOST_SHOWN:
        return ""
    return f"{len(rows):,} in all; the first {_MOST_SHOWN} are shown here, all are in about.json."


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value
