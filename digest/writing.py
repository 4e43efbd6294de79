"""One letter's words, from the people who stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from digest.calling import called
from digest.came_of_it import Came, CameOfIt
from digest.drafts import Draft, Introduction
from digest.hello import message_link
from digest.last_words import Asked, LastWords
from digest.letter import Letter, Link, Meeting, Sender
from digest.lines import Lines, lines_hash
from digest.marks import marks_of
from digest.offers import Offers
from digest.passing_on import PassingOn
from digest.permissions import Permissions
from digest.phrases import Phrases, linked, phrases, with_bold
from digest.plain import cut, plain, plain_name, safe_link
from digest.trimming import trimmed
from digest.wishes import Wishes
from digest.words import one_of, openings_of, week_of
from ledger import Proposal
from ledger.mails import NameRole
from recommender.wording import back_in, is_question, title_words, year_said

_NOBODY = "a member"
"""How the warehouse calls who has no name."""
_LONGEST_WAIT = timedelta(weeks=4)
"""What came of words longer ago than this is no news."""
_PLACES = {
    "contact": "introducer",
    "author": "author of open conversations and quotations",
}


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter and what has to be remembered with it."""

    letter: Letter
    open_thread_id: str | None
    names: tuple[tuple[NameRole, str], ...]
    """Who is named in it, and as what: (role, account_id)."""
    proposals: tuple[Proposal, ...]
    """The people, with what was said of each."""
    lines_sha256: str | None
    doubts: tuple[str, ...]
    """What a person should look at before it leaves."""


_TITLE_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Writes the letters of one issue."""

    sender: Sender
    issue: str
    planned_at: datetime
    going: Mapping[str, Draft]
    names: Mapping[str, str]
    own_names: Mapping[str, str]
    pages: Mapping[str, str | None]
    handles: Mapping[str, str | None]
    main_accounts: Mapping[str, str]
    named_in: Mapping[str, str]
    """By thread whose title says its author's name: that author."""
    permissions: Permissions
    wishes: Wishes
    offers: Offers
    came: CameOfIt
    last_words: LastWords
    works: PassingOn
    at_home: Mapping[str, Mapping[str, Any]]
    introducers: Mapping[tuple[str, str], str]
    lines: Lines
    places: Mapping[str, str | None]
    """Where members say they live."""

    def __post_init__(self) -> None:
        """Each letter gets its opening."""
        of_words = {
            reader
            for reader, draft in self.going.items()
            if all(introduction.proposal.thread_id for introduction in draft.introductions)
        }
        openings = openings_of(self.going, self.issue, of_words=of_words)
        object.__setattr__(self, "_openings", openings)

    def write(self, draft: Draft) -> Written:
        """The reader's letter, at most 180 words."""
        return _Writing(self, draft).written()

    def may_be_named(self, reader: str, member_id: str | None, role: str) -> bool:
        """Whether a letter to the reader may name the member as contact, answerer or author."""
        if member_id is None or (member_id, reader) in self.permissions.apart:
            return False
        if role == "answerer":
            return self.permissions.may_have_answered(member_id)
        return self.permissions.may(member_id, _PLACES[role])

    def lines_hash(self, reader: str) -> str | None:
        """Of the manager's lines that the reader's letter is to hold."""
        return lines_hash(self.lines.in_language(self.wishes.language_of(reader)))

    def opening(self, reader: str) -> int:
        """Which opening the reader's letter has."""
        openings: dict[str, int] = self._openings  # type: ignore[attr-defined]
        return openings[reader]

    def name(self, member_id: str) -> str | None:
        """What may be written of the member's name; None: nothing usable."""
        name = plain_name(self.names.get(member_id))
        return name if name != _NOBODY else None


class _Writing:
    """One letter while it is written."""

    def __init__(self, writer: Writer, draft: Draft) -> None:
        self.by = writer
        self.draft = draft
        self.reader = draft.reader_id
        self.language = writer.wishes.language_of(self.reader)
        self.phrases: Phrases = phrases(self.language)
        self.own_name = self._own_name()
        self.candidates = {
            i.candidate_id: writer.name(i.candidate_id) or self.phrases.nobody
            for i in draft.introductions
        }
        known = {i.proposal.thread_id for i in draft.introductions if i.proposal.thread_id}
        self.asked: dict[str, Asked | None] = {}
        for candidate in self.candidates:
            asked = writer.last_words.of(candidate, reader_id=self.reader)
            if asked and asked.thread_id not in known:
                known.add(asked.thread_id)
            elif asked and asked.thread_id not in {
                i.proposal.thread_id for i in draft.introductions if i.candidate_id == candidate
            }:
                asked = None  # Two people about one thread would read like a list.
            self.asked[candidate] = asked
        self.came = self._came(known)
        if self.came and self.came.thread_id:
            known.add(self.came.thread_id)
        self.offer = writer.offers.offer(
            self.reader,
            writer.issue,
            writer.permissions,
            language=self.language,
            besides=known,
        )
        if self.offer:
            known.add(self.offer["thread_id"])
        self.work = writer.works.to(
            self.reader,
            writer.issue,
            writer.permissions,
            language=self.language,
            spaces=writer.offers.spaces.get(self.reader, ()),
            besides=known | set(self.candidates),
            is_known=writer.offers.written_in,
        )

    def written(self) -> Written:
        """The letter, brought down to its length."""
        letter, is_cut = trimmed(self._letter())
        names: list[tuple[NameRole, str]] = []
        for introduction, meeting in zip(self.draft.introductions, letter.meetings, strict=True):
            names += self._named_with(introduction, meeting)
        if letter.came_of_it and self.came and self.came.by:
            names.append(("answerer", self.by.main_accounts[self.came.by]))
        if letter.work and self.work and self._may_name_author():
            names.append(("author", self.by.main_accounts[self.work["author_member_id"]]))
        return Written(
            letter=letter,
            open_thread_id=self.offer["thread_id"] if self.offer and letter.open_thread else None,
            names=tuple(names),
            proposals=tuple(self._proposals(letter)),
            lines_sha256=self.by.lines_hash(self.reader),
            doubts=tuple(
                marks_of(
                    self.draft,
                    self.candidates,
                    has_greeting=bool(self.own_name),
                    nameless_contacts=frozenset(self._nameless_contacts()),
                    planned_at=self.by.planned_at,
                    is_cut=is_cut,
                )
            ),
        )

    def _letter(self) -> Letter:
        sender, told = self.by.sender, self.phrases
        name = called(self.own_name, ())
        first = self.draft.introductions[0].candidate_id
        first_name = self._called(first)
        return Letter(
            language=self.language,
            subject=plain(
                told.subject.format(community=sender.community_name, week=week_of(self.by.issue))
            ),
            greeting=told.dear.format(name=name) if name else told.hello,
            came_of_it=self._came_said(),
            opening=told.opening(self.by.opening(self.reader), len(self.draft.introductions)),
            meetings=tuple(
                self._meeting(introduction, place)
                for place, introduction in enumerate(self.draft.introductions)
            ),
            card_opening=told.card,
            card=self._card() if self.by.wishes.is_first(self.reader) else None,
            open_thread=self._offered(),
            work=self._passed_on(),
            lines=self.by.lines.in_language(self.language),
            signature=sender.manager_name,
            choices_words=told.choices.strip("[]"),
            footer=with_bold(
                told.footer,
                date=told.day(self.by.permissions.said_yes_at[self.reader].date()),
                name=cut(first_name, 4).replace("*", ""),
            ),
            community_name=sender.community_name,
            postal_address=sender.postal_address,
            site_url=sender.site_url,
            sample=told.sample if sender.is_sample else "",
        )

    def _meeting(self, introduction: Introduction, place: int) -> Meeting:
        proposal, candidate = introduction.proposal, introduction.candidate_id
        sentence, overlap = plain(proposal.sentence), plain(proposal.overlap)
        if proposal.contact_account_id and not self._may_be_the_contact(introduction):
            sentence = self.phrases.shared_contact
            overlap = self.phrases.shared_contact_overlap
        name = self._called(candidate)
        asked = self.asked[candidate]
        is_there = asked is not None and asked.thread_id == proposal.thread_id
        thread = self._thread_of(proposal, name, place, is_asked=is_there)
        return Meeting(
            name=self.candidates[candidate],
            sentence=sentence,
            overlap=self._overlap(proposal, overlap),
            question=self._question(candidate, asked, name, place)
            if asked and not is_there
            else None,
            distance=self._distance(proposal, name, place),
            introducer=self._introduced(introduction, place),
            note=self.phrases.note.format(name=name) if self._reads_of(candidate) else None,
            thread=thread,
            hello=None if thread else self._hello_to(candidate, name),
        )

    def _overlap(self, proposal: Proposal, overlap: str) -> str | None:
        """What the crossing of the two slips holds: not a title that the sentence says already."""
        if proposal.reason_kind == "thread":
            return self.phrases.same_conversation
        return cut(overlap[:1].upper() + overlap[1:], _TITLE_WORDS) if overlap else None

    def _distance(self, proposal: Proposal, name: str, place: int) -> str | None:
        is_far = proposal.slot == "far" and proposal.reason_kind not in ("thread", "contact")
        return one_of(self.phrases.far, self.reader, place).format(name=name) if is_far else None

    def _introduced(self, introduction: Introduction, place: int) -> str | None:
        who = self._introducer(introduction)
        if who is None:
            return None
        contact = self.by.name(who) or ""
        return one_of(self.phrases.introducer, self.reader, place).format(contact=contact)

    def _question(self, member_id: str, asked: Asked, name: str, place: int) -> Link:
        told = self.phrases
        if quote := self._quote(member_id, asked):
            ways = one_of(told.question_quoted, self.reader, place)
            return linked(ways, asked.url, question=quote, name=name)
        ways = one_of(
            told.question_asked if asked.is_asking else told.question_wrote, self.reader, place
        )
        return linked(ways, asked.url, title=cut(asked.title, _TITLE_WORDS), name=name)

    def _quote(self, member_id: str, asked: Asked) -> str | None:
        """The question in the member's own words, when it may stand there."""
        place = "author of open conversations and quotations"
        return asked.quote if self.by.permissions.may(member_id, place) else None

    def _thread_of(
        self, proposal: Proposal, name: str, place: int, *, is_asked: bool
    ) -> Link | None:
        url, title = safe_link(proposal.thread_url), plain(proposal.thread_title)
        if url is None or not title:
            return None
        title = cut(title, _TITLE_WORDS)
        if title.rstrip("…")[:40] not in plain(proposal.sentence):
            return linked(one_of(self.phrases.reply_titled, self.reader, place), url, title=title)
        ways = self.phrases.reply_and_ask if is_asked else self.phrases.reply
        # The reason may name two conversations, the reader's last; the name tells which is meant.
        return linked(one_of(ways, self.reader, place), url, name=name)

    def _hello_to(self, member_id: str, name: str) -> Link | None:
        page = self.by.pages.get(member_id)
        message = message_link(
            self.by.main_accounts.get(member_id, ""), self.by.handles.get(member_id), page
        )
        if message:
            return linked(self.phrases.write, message, name=name)
        url = safe_link(page)
        return linked(self.phrases.page, url, name=name) if url else None

    def _card(self) -> Meeting | None:
        """The reader as others would read of them: at home in what, else last wrote, else where."""
        told, name = self.phrases, self.own_name or self.phrases.nobody
        short = called(name, ())
        asked = self.by.last_words.of(self.reader, reader_id=self.reader)
        home = self.by.at_home.get(self.reader)
        if home and self.by.named_in.get(home["thread_id"], self.reader) != self.reader:
            home = None
        overlap: str | None = None
        if home:
            overlap, title = plain(home["label"]), title_words(plain(home["thread_title"]))
            sentence = told.card_home.format(name=short, topic=overlap, title=title)
        elif last := self.by.last_words.ever(self.reader):
            year = year_said(last[1], self.by.planned_at)
            when = back_in(year, self.language) if year else ""
            title, asked = title_words(last[0]), None
            sentence = told.card_wrote.format(name=short, title=title, when=when)
        elif town := plain(self.by.places.get(self.reader)):
            overlap, sentence = town, told.card_place.format(name=short, place=town)
        else:
            sentence = told.card_empty
        if asked and home and asked.thread_id == home["thread_id"]:
            asked = None
        return Meeting(
            name=name,
            sentence=plain(sentence),
            overlap=cut(overlap[:1].upper() + overlap[1:], _TITLE_WORDS) if overlap else None,
            question=self._question(self.reader, asked, short, 1) if asked else None,
        )

    def _came(self, known: Iterable[str]) -> Came | None:
        weeks = self.by.wishes.weeks_since(self.reader)
        back = min(timedelta(weeks=weeks), _LONGEST_WAIT) if weeks else _LONGEST_WAIT
        return self.by.came.of(
            self.reader,
            since=self.by.planned_at - back,
            besides=known,
            is_apart=lambda member: (member, self.reader) in self.by.permissions.apart,
            may_be_named=self._may_be_the_answerer,
        )

    def _came_said(self) -> Link | None:
        came = self.came
        if came is None:
            return None
        name = self.by.name(came.by) or "" if came.by else ""
        phrase = getattr(self.phrases, came.phrase)
        return linked(phrase, came.url, name=name, title=cut(came.title, _TITLE_WORDS))

    def _offered(self) -> Link | None:
        if self.offer is None:
            return None
        title = cut(plain(self.offer["title"]), _TITLE_WORDS)
        ways = self.phrases.open_thread
        if self.offer.get("is_newcomer"):
            asks = is_question(title)
            ways = self.phrases.newcomer if asks else self.phrases.newcomer_hello
        return linked(one_of(ways, self.reader, 0), self.offer["url"], title=title)

    def _passed_on(self) -> Link | None:
        work = self.work
        if work is None:
            return None
        title = cut(plain(work["thread_title"]), _TITLE_WORDS)
        if self._may_name_author():
            name = self.by.name(work["author_member_id"]) or ""
            ways = one_of(self.phrases.work, self.reader, 1)
            return linked(ways, work["thread_url"], title=title, name=name)
        ways = one_of(self.phrases.work_unnamed, self.reader, 1)
        return linked(ways, work["thread_url"], title=title)

    def _may_name_author(self) -> bool:
        author = self.work["author_member_id"] if self.work else None
        return (
            author is not None
            and author in self.by.main_accounts
            and self.by.name(author) is not None
            and self.by.may_be_named(self.reader, author, "author")
        )

    def _own_name(self) -> str:
        name = plain_name(self.by.own_names.get(self.reader))
        return name if name and name != _NOBODY else ""

    def _called(self, member_id: str) -> str:
        own = plain_name(self.by.own_names.get(self.reader)) or ""
        name = self.candidates[member_id]
        return called(name, (own, *self.candidates.values()))

    def _reads_of(self, member_id: str) -> bool:
        draft = self.by.going.get(member_id)
        return draft is not None and any(
            introduction.candidate_id == self.reader for introduction in draft.introductions
        )

    def _introducer(self, introduction: Introduction) -> str | None:
        """Who could introduce the two, unless the reason names them already."""
        candidate = introduction.candidate_id
        who = self.by.introducers.get((self.reader, candidate))
        if (
            who is None
            or introduction.proposal.reason_kind == "contact"
            or who not in self.by.main_accounts
            or self.by.name(who) is None
            or (who, candidate) in self.by.permissions.apart
            or not self.by.may_be_named(self.reader, who, "contact")
        ):
            return None
        return who

    def _may_be_the_contact(self, introduction: Introduction) -> bool:
        contact = introduction.contact_id
        return self.by.may_be_named(self.reader, contact, "contact") and (
            (contact, introduction.candidate_id) not in self.by.permissions.apart
        )

    def _nameless_contacts(self) -> Iterator[str]:
        for introduction in self.draft.introductions:
            is_contact = introduction.proposal.reason_kind == "contact"
            if is_contact and not self._may_be_the_contact(introduction):
                yield introduction.candidate_id

    def _may_be_the_answerer(self, member_id: str) -> bool:
        return (
            member_id in self.by.main_accounts
            and self.by.name(member_id) is not None
            and self.by.may_be_named(self.reader, member_id, "answerer")
        )

    def _named_with(
        self, introduction: Introduction, meeting: Meeting
    ) -> list[tuple[NameRole, str]]:
        proposal = introduction.proposal
        named: list[tuple[NameRole, str]] = [("candidate", proposal.candidate_account_id)]
        if proposal.contact_account_id and self._may_be_the_contact(introduction):
            named.append(("contact", proposal.contact_account_id))
        asked = self.asked[introduction.candidate_id]
        if meeting.question and asked and self._quote(introduction.candidate_id, asked):
            named.append(("author", proposal.candidate_account_id))
        if meeting.introducer and (who := self._introducer(introduction)):
            named.append(("contact", self.by.main_accounts[who]))
        return named

    def _proposals(self, letter: Letter) -> Iterator[Proposal]:
        for introduction, meeting in zip(self.draft.introductions, letter.meetings, strict=True):
            who = self._introducer(introduction) if meeting.introducer else None
            question = meeting.question
            yield replace(
                introduction.proposal,
                introducer_account_id=self.by.main_accounts[who] if who else None,
                question=question.line if question else None,
            )
