"""Written texts that may be shown: everybody in them said yes, and to these very words.

A spotlight needs its member's yes to *spotlight* and their approval of the text; a story both
members' yes to *story* and both approvals; a circle four to six people with a yes to *circle*. An
approval is bound to the hash of the text, so a later edit voids it. Nobody else is named, in a
title, an answer or a quotation, without the yes that place needs; those who are kept apart never
stand on one page. What may not be shown waits, with one line that says why.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import combinations
from zoneinfo import ZoneInfo

from publisher.asking import Row, ask
from publisher.drawing import DIRECTORY, SPOTLIGHT, Drawing
from publisher.facts import Answer, Circle, Person, Quoted, Spotlight, Story
from publisher.private_text import plain
from publisher.scan import findings_in
from publisher.written import CircleText, Kind, Text, Written

STORY = "story"
CIRCLE = "circle"
LEAST, MOST = 4, 6
"""People in a circle; `recommender.circles` proposes so many."""

_MARKS = re.compile(r"^#+ ", re.MULTILINE)

PURPOSE_OF: Mapping[Kind, str] = {"spotlight": SPOTLIGHT, "story": STORY}


@dataclass(frozen=True)
class TextState:
    """A text and where it stands; for the manager, so its people have their names."""

    subject: str
    """Its file below content/."""
    kind: str
    """spotlight, story or circle."""
    title: str
    members: tuple[str, ...]
    """Their names."""
    is_shown: bool
    why: str = ""
    """Why it is not shown, or not whole; empty when all is well."""
    waits_for: tuple[str, ...] = ()
    """The names of those who have still to approve it, when nothing else is missing."""
    member_ids: tuple[str, ...] = ()
    """Those of the members who can be found."""
    words: str = ""
    """All that is approved with the text, as it is now; empty for a circle."""

    @property
    def line(self) -> str:
        """One line for the manager; empty when there is nothing to say."""
        if not self.why:
            return ""
        return f"{self.subject}: {'shown, but ' if self.is_shown else 'not shown: '}{self.why}"


@dataclass(frozen=True)
class FromTexts:
    """What the texts give the pages, and where each text stands."""

    spotlights: tuple[Spotlight, ...]
    """Those approved, the newest approval first, then the drafts from facts."""
    stories: tuple[Story, ...]
    circles: tuple[Circle, ...]
    """Those to come, the next first."""
    states: tuple[TextState, ...]


class _Waits(Exception):
    """Why a text is not shown."""

    def __init__(self, why: str, waits_for: tuple[str, ...] = ()) -> None:
        self.waits_for = waits_for
        super().__init__(why)


class Approved:
    """The texts of a community, held against its people and what they said."""

    def __init__(
        self,
        drawing: Drawing,
        accounts: Iterable[Row],
        approvals: Iterable[Row],
        *,
        as_of: datetime,
        time_zone: str,
        stale_days: int,
        emails: Collection[str],
        by_facts: Collection[str] | None = None,
    ) -> None:
        """by_facts: who may be shown by a draft alone; None: everybody with a draft."""
        self._by_facts = by_facts
        self._drawing = drawing
        self._zone = ZoneInfo(time_zone)
        self._as_of = as_of
        self._silent_since = as_of - timedelta(days=stale_days)
        self._stale_days = stale_days
        self._emails = frozenset(address.casefold() for address in emails)
        self._called: dict[str, set[str]] = {}
        self._member_of: dict[str, str] = {}
        for row in accounts:
            self._add(row)
        self._approvals = [row for row in approvals if row["account_id"] in self._member_of]
        self._faces: dict[str, Row] = {}

    def shown(self, written: Written, drafts: Iterable[Spotlight]) -> FromTexts:
        """The texts that may be shown; the drafts stand for those that have none."""
        drafts = tuple(drafts)
        names = [name for each in written.texts for name in (*each.members, each.quote_by)]
        names += [name for each in written.circles for name in each.members]
        self._meet({*self._members(names), *(each.person.member_id for each in drafts)})
        spotlights: dict[str, Spotlight] = {
            each.person.member_id: each
            for each in drafts
            if not self._is_silent(each.person.member_id)
        }
        drawn: dict[str, Spotlight] = {}
        stories: list[Story] = []
        circles: list[Circle] = []
        states = []
        for text in written.texts:
            try:
                if text.kind == "spotlight":
                    page, why = self._spotlight(text, spotlights)
                    if page.person.member_id in drawn:
                        raise _Waits(f"another text about {page.person.name} is shown")
                    drawn[page.person.member_id] = page
                else:
                    stories.append(self._story(text))
                    why = ""
                states.append(self._state(text.subject, text.kind, text, is_shown=True, why=why))
            except _Waits as waits:
                states.append(
                    self._state(
                        text.subject, text.kind, text, why=str(waits), waits_for=waits.waits_for
                    )
                )
        for circle in written.circles:
            try:
                page_of_circle, why = self._circle(circle)
                circles.append(page_of_circle)
                state = self._state(circle.subject, CIRCLE, circle, is_shown=True, why=why)
            except _Waits as waits:
                state = self._state(circle.subject, CIRCLE, circle, why=str(waits))
            states.append(state)
        approved = sorted(drawn.values(), key=lambda each: (each.at, each.title), reverse=True)
        rest = [
            each
            for member, each in spotlights.items()
            if member not in drawn and (self._by_facts is None or member in self._by_facts)
        ]
        return FromTexts(
            (*approved, *rest),
            tuple(sorted(stories, key=lambda each: (each.at, each.slug), reverse=True)),
            tuple(sorted(circles, key=lambda each: (each.starts_at, each.slug))),
            tuple(states),
        )

    def _add(self, row: Row) -> None:
        account_id: str = row["account_id"]
        self._member_of[account_id] = row["member_id"]
        platform, _, rest = account_id.partition(":")
        native = rest.partition(":")[2] or rest
        for name in (account_id, f"{platform}:{native}", f"{platform}:{row['handle'] or native}"):
            self._called.setdefault(name.casefold(), set()).add(row["member_id"])

    def _members(self, names: Iterable[str]) -> tuple[str, ...]:
        """The ids of those of the members who can be found."""
        found = (self._called.get(name.casefold(), set()) for name in names)
        return tuple(next(iter(each)) for each in found if len(each) == 1)

    def _member(self, name: str) -> str:
        found = self._called.get(name.casefold(), set())
        if len(found) == 1:
            return next(iter(found))
        how = "no export knows" if not found else "may be several members"
        raise _Waits(f"{name} {how}; write platform:handle or the account's id")

    def _meet(self, member_ids: set[str]) -> None:
        """The faces of these members are known from here on."""
        if missing := sorted(member_ids - self._faces.keys()):
            rows = ask(self._drawing.frame, "faces", member_ids=missing)
            self._faces |= {row["member_id"]: row for row in rows}

    def _is_silent(self, member_id: str) -> bool:
        face = self._faces.get(member_id)
        said_at = face["last_said_at"] if face else None
        return said_at is not None and said_at < self._silent_since

    def _name(self, member_id: str) -> str:
        face = self._faces.get(member_id)
        return (face["display_name"] if face else None) or member_id

    def _person(self, member_id: str, *purposes: str) -> Person:
        if not self._drawing.book.may_name(member_id, *purposes) or member_id not in self._faces:
            name, purpose = self._name(member_id), " or ".join(purposes)
            raise _Waits(f"{name} has not said yes to {purpose}; ./do consent when they do")
        face = self._faces[member_id]
        return self._drawing.person(
            member_id, face["display_name"], face["handle"], face["location"], purposes=purposes
        )

    def _approved_at(self, text: Text, member_id: str) -> datetime | None:
        """When the member approved the text as it is now; None: not, or not as it is now."""
        # Only here: the ledger brings frames along, and where nobody wrote anything none is needed.
        from ledger.reviews import text_sha256

        rows = self._approvals_of(text, member_id)
        said = text_sha256(text.said)
        return max((row["decided_at"] for row in rows if row["text_sha256"] == said), default=None)

    def _approvals_of(self, text: Text, member_id: str) -> list[Row]:
        return [
            row
            for row in self._approvals
            if (row["kind"], row["subject"]) == (text.kind, text.subject)
            and self._member_of[row["account_id"]] == member_id
        ]

    def _all_approved_at(self, text: Text, member_ids: Iterable[str]) -> datetime:
        """When the last of the members approved the text."""
        times = []
        missing, before = [], []
        for member_id in member_ids:
            if at := self._approved_at(text, member_id):
                times.append(at)
                continue
            missing.append(self._name(member_id))
            before += [row["decided_at"] for row in self._approvals_of(text, member_id)]
        if not missing:
            return max(times)
        who = " and ".join(missing)
        if before:
            day = max(before).astimezone(self._zone).date()
            why = f"changed since {who} approved it on {day}"
        else:
            why = f"{who} has not approved it" if len(missing) == 1 else f"{who} have not yet"
        raise _Waits(f"{why}; ./do approve --text {text.subject} when they have", tuple(missing))

    def _spotlight(self, text: Text, drafts: Mapping[str, Spotlight]) -> tuple[Spotlight, str]:
        """The page, and what is missing from it."""
        member_id = self._member(text.members[0])
        person = self._person(member_id, SPOTLIGHT)
        if self._is_silent(member_id):
            raise _Waits(f"{person.name} has said nothing for {self._stale_days} days; retired")
        parts = (text.title, text.lede, *(f"{s.heading} {s.html}" for s in text.sections))
        mentioned = self._mentioned(" ".join(parts), member_id)
        own = {member_id, *(each.member_id for each in mentioned)}
        self._check(text.title, (text.lede, *self._html(text)), own)
        approved_at = self._all_approved_at(text, [member_id])
        quote, why = self._quote(text, member_id, own)
        draft = drafts.get(member_id)
        return Spotlight(
            person=person,
            title=text.title,
            words="",
            deeds=(),
            topics=draft.topics if draft else (),
            at=approved_at,
            body=text.lede,
            answers=tuple(Answer(each.heading, each.html) for each in text.sections),
            quote=quote,
            approved_at=approved_at,
            mentioned=mentioned,
        ), why

    def _mentioned(self, html: str, member_id: str) -> tuple[Person, ...]:
        """Others the text names who said yes to standing on such a page."""
        found = {
            each
            for seen in self._drawing.book.find(plain(html))
            for each in seen.member_ids
            if each != member_id
            and seen.kind != "one-word name"
            and self._drawing.book.may_name(each, SPOTLIGHT)
            and (member_id, each) not in self._drawing.apart
        }
        self._meet(found)
        return tuple(self._person(each, SPOTLIGHT) for each in sorted(found & self._faces.keys()))

    def _quote(self, text: Text, member_id: str, own: Collection[str]) -> tuple[Quoted | None, str]:
        """Words of somebody helped, when they approved them here; and why not, if not."""
        if not text.quote:
            return None, ""
        try:
            giver = self._member(text.quote_by)
            if giver == member_id:
                raise _Waits("the quotation is the member's own")
            if (giver, member_id) in self._drawing.apart:
                raise _Waits(f"{self._name(giver)} and {self._name(member_id)} are kept apart")
            if giver not in self._faces or self._faces[giver]["is_spam"]:
                raise _Waits(f"{self._name(giver)} counts as spam")
            if not self._approved_at(text, giver):
                raise _Waits(
                    f"{self._name(giver)} has not approved it; "
                    f"./do approve --text {text.subject} --member {text.quote_by}"
                )
            may_name = self._drawing.book.may_name(giver, DIRECTORY)
            self._check("", (escape(text.quote),), {*own, giver} if may_name else own)
            return Quoted(text.quote, self._person(giver, DIRECTORY) if may_name else None), ""
        except _Waits as waits:
            return None, f"without its quotation: {waits}"

    def _story(self, text: Text) -> Story:
        one, other = (self._member(name) for name in text.members)
        if one == other:
            raise _Waits("both accounts are of one member")
        persons = [self._person(each, STORY) for each in (one, other)]
        if (one, other) in self._drawing.apart:
            raise _Waits(f"{persons[0].name} and {persons[1].name} are kept apart")
        words = (text.lede, *self._html(text), escape(text.both), escape(text.introduced))
        self._check(text.title, words, {one, other})
        approved_at = self._all_approved_at(text, (one, other))
        return Story(
            slug=text.slug,
            title=text.title,
            body=text.lede,
            one=persons[0],
            one_words=text.sections[0].html,
            other=persons[1],
            other_words=text.sections[1].html,
            both=text.both,
            introduced=text.introduced,
            at=approved_at,
        )

    def _circle(self, text: CircleText) -> tuple[Circle, str]:
        starts, ends = (
            each if each.tzinfo else each.replace(tzinfo=self._zone)
            for each in (text.starts, text.ends)
        )
        if ends < self._as_of:
            raise _Waits("it is over")
        members = list(dict.fromkeys(self._member(name) for name in text.members))
        persons, missing = [], []
        for each in members:
            if self._drawing.book.may_name(each, CIRCLE) and each in self._faces:
                persons.append(self._person(each, CIRCLE))
            else:
                missing.append(self._name(each))
        without = f"without {', '.join(missing)}, who has not said yes to circle" if missing else ""
        if not LEAST <= len(persons) <= MOST:
            raise _Waits(f"{len(persons)} people{' ' * bool(without)}{without}; it takes 4 to 6")
        for one, other in combinations(persons, 2):
            if (one.member_id, other.member_id) in self._drawing.apart:
                raise _Waits(f"{one.name} and {other.name} are kept apart")
        words = (text.about, *map(escape, (text.where, text.bring, *text.plan)))
        self._check(text.title, words, {each.member_id for each in persons})
        return Circle(
            slug=text.slug,
            title=text.title,
            body=text.about,
            people=tuple(persons),
            starts_at=starts,
            ends_at=ends,
            where=plain(text.where),
            bring=plain(text.bring),
            plan=tuple(map(plain, text.plan)),
        ), without

    def _html(self, text: Text) -> list[str]:
        return [f"<h2>{escape(each.heading)}</h2>{each.html}" for each in text.sections]

    def _check(self, title: str, html: Iterable[str], allowed: Collection[str]) -> None:
        """Nothing, when nobody else is recognised and no address or number stands there."""
        found = findings_in(
            f"<h1>{escape(title)}</h1><div>{'</div><div>'.join(html)}</div>",
            self._drawing.book,
            allowed,
            self._emails,
        )
        if found:
            what = "; ".join(dict.fromkeys(f"{each.what}, {each.found!r}" for each in found))
            raise _Waits(f"it holds {what}")

    def _state(
        self,
        subject: str,
        kind: str,
        text: Text | CircleText,
        *,
        is_shown: bool = False,
        why: str = "",
        waits_for: tuple[str, ...] = (),
    ) -> TextState:
        found = self._members(text.members)
        names = tuple(self._name(each) for each in found)
        words = _words(text) if isinstance(text, Text) else ""
        return TextState(subject, kind, text.title, names, is_shown, why, waits_for, found, words)


def _words(text: Text) -> str:
    """What its members read before they say yes: the header without the names, then the text."""
    _, _, body = text.said.partition("\n\n")
    parts = (text.title, text.both, _MARKS.sub("", body).strip(), text.introduced, text.quote)
    return "\n\n".join(filter(None, parts))
