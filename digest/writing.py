"""One letter's words, from the people who stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from digest.drafts import Draft, Introduction
from digest.letter import Letter, Link, Meeting, Sender
from digest.offers import Offers
from digest.permissions import Permissions
from digest.plain import cut, plain, plain_name, safe_link
from digest.rendering import render_text
from digest.words import (
    ANSWERED,
    ASKING,
    DISTANCES,
    GREETING_THEM,
    JOINING,
    MOST_WORDS,
    NOTE,
    OFFERS,
    SHARED_CONTACT,
    SHARED_CONTACT_OVERLAP,
    SOMEBODY,
    THERE,
    THERE_IT_WAS_ASKED,
    count_words,
    one_of,
    opening,
    openings_of,
    shorter,
    week_of,
)
from ledger import Proposal
from ledger.mails import NameRole

_TITLE_WORDS = 12
_NOBODY = "a member"


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter and what has to be remembered with it."""

    letter: Letter
    open_thread_id: str | None
    names: tuple[tuple[NameRole, str], ...]
    """Who is named in it, and as what: (role, account_id)."""


@dataclass(frozen=True)
class _Answer:
    link: Link
    account_id: str | None
    """Of the one who answered; None when they are not named."""


class Writer:
    """Writes the letters of one issue."""

    def __init__(
        self,
        *,
        sender: Sender,
        issue: str,
        going: Mapping[str, Draft],
        names: Mapping[str, str],
        pages: Mapping[str, str | None],
        main_accounts: Mapping[str, str],
        own_names: Mapping[str, str],
        named_in: Mapping[str, str],
        permissions: Permissions,
        offers: Offers,
        answers: pa.Table | None,
    ) -> None:
        self._sender = sender
        self._issue = issue
        self._going = going
        self._names = names
        self._pages = pages
        self._main_accounts = main_accounts
        self._own_names = own_names
        self._named_in = named_in
        self._permissions = permissions
        self._offers = offers
        self._openings = openings_of(going, issue)
        self._answers: dict[str, list[dict[str, str]]] = {}
        for row in answers.to_pylist() if answers is not None else []:
            self._answers.setdefault(row["member_id"], []).append(row)

    def write(self, draft: Draft) -> Written:
        """The reader's letter, at most 180 words."""
        reader = draft.reader_id
        named = {i.proposal.thread_id for i in draft.introductions if i.proposal.thread_id}
        offer = self._offers.offer(reader, self._issue, self._permissions, besides=named)
        name = plain_name(self._own_names.get(reader))
        answer = self._answer(reader)
        written = Letter(
            issue=self._issue,
            week=week_of(self._issue),
            greeting=f"Dear {name}," if name and name != _NOBODY else "Hello,",
            opening=opening(self._openings[reader], len(draft.introductions)),
            thanks=answer.link if answer else None,
            meetings=tuple(
                self._meeting(reader, introduction, place)
                for place, introduction in enumerate(draft.introductions)
            ),
            open_thread=_link(one_of(OFFERS, reader, 0), offer["title"], offer["url"])
            if offer
            else None,
            signature=self._sender.manager_name,
            said_yes_on=self._permissions.said_yes_at[reader].date(),
            community_name=self._sender.community_name,
            postal_address=self._sender.postal_address,
            site_url=self._sender.site_url,
            is_sample=self._sender.is_sample,
        )
        for letter in shorter(written):
            if count_words(render_text(letter)) <= MOST_WORDS:
                break
        names = [
            named
            for introduction in draft.introductions
            for named in self._named_with(reader, introduction)
        ]
        if letter.thanks and answer and answer.account_id:
            names.append(("answerer", answer.account_id))
        return Written(
            letter=letter,
            open_thread_id=offer["thread_id"] if offer and letter.open_thread else None,
            names=tuple(names),
        )

    def may_be_named(self, reader: str, member_id: str | None, role: str) -> bool:
        """Whether a letter to the reader may name the member as contact, or as answerer."""
        if member_id is None or (member_id, reader) in self._permissions.apart:
            return False
        place = "introducer" if role == "contact" else "named in another's letter"
        return self._permissions.may(member_id, place)

    def _meeting(self, reader: str, introduction: Introduction, place: int) -> Meeting:
        proposal = introduction.proposal
        name = plain_name(self._names.get(introduction.candidate_id)) or _NOBODY
        sentence, overlap = plain(proposal.sentence), plain(proposal.overlap)
        if introduction.proposal.contact_account_id and not self._may_be_the_contact(
            reader, introduction
        ):
            sentence, overlap = SHARED_CONTACT, SHARED_CONTACT_OVERLAP
        is_far = proposal.slot == "far" and proposal.reason_kind not in ("thread", "contact")
        return Meeting(
            name=name,
            sentence=sentence,
            overlap=overlap[:1].upper() + overlap[1:] if overlap else None,
            distance=one_of(DISTANCES, reader, place) if is_far else None,
            note=NOTE if self._reads_of(introduction.candidate_id, reader) else None,
            link=self._thread_of(reader, proposal, place)
            or self._page_of(introduction.candidate_id, name),
        )

    def _thread_of(self, reader: str, proposal: Proposal, place: int) -> Link | None:
        link = _link("", proposal.thread_title, proposal.thread_url)
        if link is None or link.title is None:
            return None
        is_question = plain(proposal.thread_title).endswith("?")
        if link.title.rstrip("…")[:40] in plain(proposal.sentence):
            there = THERE_IT_WAS_ASKED if is_question else THERE
            return replace(link, words=one_of(there, reader, place), title=None)
        return replace(link, words=one_of(ASKING if is_question else JOINING, reader, place))

    def _page_of(self, member_id: str, name: str) -> Link | None:
        url = safe_link(self._pages.get(member_id))
        return Link(words=GREETING_THEM, title=name, url=url, is_person=True) if url else None

    def _reads_of(self, member_id: str, other_id: str) -> bool:
        draft = self._going.get(member_id)
        return draft is not None and any(
            introduction.candidate_id == other_id for introduction in draft.introductions
        )

    def _may_be_the_contact(self, reader: str, introduction: Introduction) -> bool:
        contact = introduction.contact_id
        return self.may_be_named(reader, contact, "contact") and (
            (contact, introduction.candidate_id) not in self._permissions.apart
        )

    def _named_with(self, reader: str, introduction: Introduction) -> list[tuple[NameRole, str]]:
        proposal = introduction.proposal
        named: list[tuple[NameRole, str]] = [("candidate", proposal.candidate_account_id)]
        if proposal.contact_account_id and self._may_be_the_contact(reader, introduction):
            named.append(("contact", proposal.contact_account_id))
        return named

    def _answer(self, reader: str) -> _Answer | None:
        for row in self._answers.get(reader, []):
            by = row["from_member_id"]
            if by == reader or (by, reader) in self._permissions.apart:
                continue
            if self._named_in.get(row["thread_id"], reader) != reader:
                continue  # Its title names somebody else, who was not asked.
            name = plain_name(self._names.get(by))
            is_named = (
                name is not None
                and name != _NOBODY
                and by in self._main_accounts
                and self.may_be_named(reader, by, "answerer")
            )
            words = ANSWERED.format(name=name if is_named else SOMEBODY)
            if link := _link(words, row["thread_title"], row["thread_url"]):
                return _Answer(link, self._main_accounts[by] if is_named else None)
        return None


def _link(words: str, title: str | None, url: str | None) -> Link | None:
    link, named = safe_link(url), plain(title)
    if link is None or not named:
        return None
    return Link(words=words, title=cut(named, _TITLE_WORDS), url=link)
