"""One letter's words, from the people who stand in it."""

from __future__ import annotations

from collections.abc import Mapping

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
    count_words,
    one_of,
    opening,
    openings_of,
    shorter,
    week_of,
)

_TITLE_WORDS = 12
_NOBODY = "a member"


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
        own_names: Mapping[str, str],
        permissions: Permissions,
        offers: Offers,
        answers: pa.Table | None,
    ) -> None:
        self._sender = sender
        self._issue = issue
        self._going = going
        self._names = names
        self._pages = pages
        self._own_names = own_names
        self._permissions = permissions
        self._offers = offers
        self._openings = openings_of(going, issue)
        self._answers: dict[str, list[dict[str, str]]] = {}
        for row in answers.to_pylist() if answers is not None else []:
            self._answers.setdefault(row["member_id"], []).append(row)

    def letter(self, draft: Draft) -> tuple[Letter, str | None]:
        """The reader's letter, at most 180 words, and the id of the open thread it offers."""
        reader = draft.reader_id
        named = {i.proposal.thread_id for i in draft.introductions if i.proposal.thread_id}
        offer = self._offers.offer(reader, self._issue, self._permissions, besides=named)
        name = plain_name(self._own_names.get(reader))
        written = Letter(
            issue=self._issue,
            week=week_of(self._issue),
            greeting=f"Dear {name}," if name and name != _NOBODY else "Hello,",
            opening=opening(self._openings[reader], len(draft.introductions)),
            thanks=self._thanks(reader),
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
        return letter, offer["thread_id"] if offer and letter.open_thread else None

    def _meeting(self, reader: str, introduction: Introduction, place: int) -> Meeting:
        proposal = introduction.proposal
        name = plain_name(self._names.get(introduction.candidate_id)) or _NOBODY
        sentence, overlap = plain(proposal.sentence), plain(proposal.overlap)
        contact = introduction.contact_id
        if contact and not self._may_be_the_contact(contact, reader, introduction.candidate_id):
            sentence, overlap = SHARED_CONTACT, SHARED_CONTACT_OVERLAP
        title = plain(proposal.thread_title)
        words = one_of(ASKING if title.endswith("?") else JOINING, reader, place)
        is_far = proposal.slot == "far" and proposal.reason_kind not in ("thread", "contact")
        return Meeting(
            name=name,
            sentence=sentence,
            overlap=overlap or None,
            distance=one_of(DISTANCES, reader, place) if is_far else None,
            note=NOTE.format(name=name)
            if self._reads_of(introduction.candidate_id, reader)
            else None,
            link=_link(words, proposal.thread_title, proposal.thread_url)
            or self._page_of(introduction.candidate_id, name),
        )

    def _page_of(self, member_id: str, name: str) -> Link | None:
        url = safe_link(self._pages.get(member_id))
        return Link(words=GREETING_THEM, title=name, url=url, is_person=True) if url else None

    def _reads_of(self, member_id: str, other_id: str) -> bool:
        draft = self._going.get(member_id)
        return draft is not None and any(
            introduction.candidate_id == other_id for introduction in draft.introductions
        )

    def _may_be_the_contact(self, contact: str, reader: str, candidate: str) -> bool:
        return (
            self._permissions.may(contact, "introducer")
            and (contact, reader) not in self._permissions.apart
            and (contact, candidate) not in self._permissions.apart
        )

    def _thanks(self, reader: str) -> Link | None:
        for row in self._answers.get(reader, []):
            by = row["from_member_id"]
            if by == reader or (by, reader) in self._permissions.apart:
                continue
            is_named = self._permissions.may(by, "named in another's letter")
            name = plain_name(self._names.get(by)) if is_named else None
            words = ANSWERED.format(name=name if name and name != _NOBODY else SOMEBODY)
            link = _link(words, row["thread_title"], row["thread_url"])
            if link:
                return link
        return None


def _link(words: str, title: str | None, url: str | None) -> Link | None:
    link, named = safe_link(url), plain(title)
    if link is None or not named:
        return None
    return Link(words=words, title=cut(named, _TITLE_WORDS), url=link)
