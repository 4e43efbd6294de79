"""The manager's review of spam: what was flagged, doubtful first, and decisions about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from analytics.errors import AmbiguousMember, NothingImported, UnknownMember
from analytics.members import accounts_called
from analytics.warehouse import Warehouse
from ledger import Ledger

Kind = Literal["post", "account"]

EXCERPT = 160
"""Characters of a post that a list shows."""

POSTS = """
    select
        'post' as kind, spam.post_id as subject_id, accounts.display_name as name, spam.reason,
        spam.log_odds, threads.title, left(texts.text, $excerpt) as excerpt,
    from derived.post_spam as spam
    inner join staging.posts using (post_id)
    left join staging.post_texts as texts using (post_id)
    left join staging.threads on posts.thread_id = threads.thread_id
    left join staging.accounts on posts.author_account_id = accounts.account_id
    -- What a person decided needs no second look before the rest had its first.
    order by spam.log_odds nulls last, spam.post_id
    limit $most
"""
ACCOUNTS = """
    select
        'account' as kind, spam.account_id as subject_id, accounts.display_name as name,
        spam.reason, null::double as log_odds, null as title,
        spam.spam_posts || ' of ' || spam.posts || ' posts' as excerpt,
    from derived.account_spam as spam
    inner join staging.accounts using (account_id)
    order by spam.reason = 'decided', spam.spam_posts / greatest(spam.posts, 1), spam.account_id
    limit $most
"""


@dataclass(frozen=True)
class Flagged:
    """A post or an account held to be spam."""

    kind: Kind
    subject_id: str
    name: str | None
    """Who wrote it, as shown; None when the export does not say."""
    reason: str
    log_odds: float | None
    """0: as likely as not. None for accounts and for what was decided."""
    title: str | None
    excerpt: str | None
    """The beginning of the post, or how many of the account's posts are spam."""

    @property
    def line(self) -> str:
        """One line for the manager's list; nothing in it can move the cursor or hide."""
        odds = "" if self.log_odds is None else f" ({self.log_odds:+.1f})"
        parts = (f"{self.subject_id}{odds}: {self.reason}", self.name, self.title, self.excerpt)
        return " | ".join(_printable(part) for part in parts if part)


@dataclass(frozen=True)
class Subject:
    """The one post or account that was meant."""

    kind: Kind
    subject_id: str


def flagged(warehouse: Warehouse, kind: Kind = "post", *, most: int = 50) -> list[Flagged]:
    """What is held to be spam as of the last build, the most doubtful first, decided last.

    Raises NothingImported before the first build.
    """
    if not warehouse.has("derived.post_spam") or not warehouse.has("derived.account_spam"):
        raise NothingImported
    values: dict[str, object] = {"most": most}
    if kind == "post":
        values["excerpt"] = EXCERPT
    found = warehouse.frame(POSTS if kind == "post" else ACCOUNTS, **values)
    return [Flagged(**row) for row in found.to_pylist()]


def find_subject(warehouse: Warehouse, asked: str) -> Subject:
    """The post with this id, or else the account that goes by it.

    An account is named by its id, platform:handle, a handle or a shown name. Raises UnknownMember
    when nothing goes by it, AmbiguousMember when several accounts do.
    """
    if not warehouse.has("staging.posts"):
        raise NothingImported
    asked = asked.strip()
    if warehouse.value("select count(*) from raw.posts where post_id = $asked", asked=asked):
        return Subject("post", asked)
    if warehouse.value("select count(*) from raw.accounts where account_id = $asked", asked=asked):
        return Subject("account", asked)
    accounts = accounts_called(warehouse, asked)
    if not accounts:
        raise UnknownMember(asked)
    if len(accounts) > 1:
        raise AmbiguousMember(asked, [named.account_id for named in accounts])
    return Subject("account", accounts[0].account_id)


def decide(
    ledger: Ledger, subjects: Sequence[Subject], *, is_spam: bool, note: str | None, now: datetime
) -> int:
    """How many decisions are new; the next build obeys them and learns from them."""
    return sum(
        ledger.record_spam(subject.kind, subject.subject_id, is_spam=is_spam, note=note, now=now)
        for subject in subjects
    )


def undo(ledger: Ledger) -> Subject:
    """Whose last decision no longer holds; the one before it holds again.

    Raises DecisionRefused when nothing was decided.
    """
    kind, subject_id = ledger.undo_spam()
    return Subject("post" if kind == "post" else "account", subject_id)


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
