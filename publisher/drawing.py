"""People, their words and their conversations, as the pages may show them.

Whatever leaves here is cut to what its people said yes to: a name stands only where its member said
yes for that place, words are quoted only from public posts of those who may be named, and all other
texts went through the book of names.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from publisher.asking import Frame, Row, ask, by_member
from publisher.catalogs import Catalog, later
from publisher.facts import Deed, Meeting, OpenThread, Person, Spotlight, Welcome
from publisher.marks import cut_and_ink, initials
from publisher.names import NameBook
from publisher.private_text import beginning
from publisher.slugs import Slugs

SEARCH = "search engines"
DIRECTORY = "directory and topics"
WELCOME = "welcome page"
SPOTLIGHT = "spotlight"


_FEW_ANSWERS = (
    later("Nobody has answered yet."),
    later("One person has answered."),
    later("Two people have answered."),
)


def answers_in_words(count: int) -> str:
    """How many have answered, without a figure."""
    if count < len(_FEW_ANSWERS):
        return _FEW_ANSWERS[count]
    return later("A few people are talking.") if count < 10 else later("Many people are talking.")


class Drawing:
    """One drawing of rows: the frame, the book and the yeses travel together."""

    def __init__(
        self,
        frame: Frame,
        book: NameBook,
        yes: Mapping[str, frozenset[str]],
        apart: frozenset[tuple[str, str]],
        *,
        slugs: Slugs,
        sentences: Catalog,
    ) -> None:
        self.frame = frame
        self.book = book
        self.yes = yes
        self.apart = apart
        self.slugs = slugs
        self.gettext = sentences.gettext

    def with_yes(self, purpose: str) -> list[str]:
        """The members who said yes to the purpose."""
        return sorted(member_id for member_id, purposes in self.yes.items() if purpose in purposes)

    def person(
        self,
        member_id: str,
        name: str | None,
        handle: str | None,
        location: str | None,
        *,
        purposes: tuple[str, ...],
    ) -> Person:
        """The member as they may stand under any of the purposes; a place needs the directory."""
        if not self.book.may_name(member_id, *purposes):
            raise LookupError(f"{member_id} has not said yes to {' or '.join(purposes)}")
        shown = self.book.shown_name(name, handle)
        cut, ink = cut_and_ink(member_id)
        in_directory = self.book.may_name(member_id, DIRECTORY)
        return Person(
            member_id=member_id,
            name=shown,
            slug=self.slugs.slug(shown, member_id),
            initials=initials(shown),
            cut=cut,
            ink=ink,
            place=beginning(self.book.cleaned(location), length=60) if in_directory else "",
            may_be_searched=self.book.may_name(member_id, SEARCH),
        )

    def open_threads(self) -> tuple[OpenThread, ...]:
        """Conversations to join; none twice, and none that names whoever began it."""
        return self.threads(ask(self.frame, "open_threads"))

    def threads(self, rows: Iterable[Row]) -> tuple[OpenThread, ...]:
        """The rows as conversations; none twice, and none that names whoever began it."""
        threads: list[OpenThread] = []
        titles: set[str] = set()
        for row in rows:
            thread = self.thread(row)
            if thread.title.casefold() not in titles and not self._names_its_author(row):
                titles.add(thread.title.casefold())
                threads.append(thread)
        return tuple(threads)

    def _names_its_author(self, row: Row) -> bool:
        """Whether the title or the address says who began it, as hellos do: “Ana, from Porto”."""
        author = {row["author_member_id"]} - {None}
        address = re.sub("[-_/]", " ", row["url"] or "").title()
        words = f"{self.book.cleaned(row['title'])} {address}"
        return self.book.names_near(words, author)

    def thread(self, row: Row, topic: str = "") -> OpenThread:
        """The conversation, with the reader's own topic that leads there."""
        space = self.book.cleaned(row["space_name"])
        return OpenThread(
            title=beginning(self.book.cleaned(row["title"]), length=120)
            or self.gettext("Without a title"),
            url=self.book.safe_url(row["url"]),
            space="" if topic.casefold() == space.casefold() else space,
            answers=answers_in_words(row["answer_count"]),
            last_at=row["last_post_at"],
            topic=topic,
        )

    def welcomes(self) -> tuple[Welcome, ...]:
        """Newcomers with a yes to a page, the newest first."""
        newcomers = self.with_yes(WELCOME)
        if not newcomers:
            return ()
        sharers = sorted({*self.with_yes(DIRECTORY)})
        shared = by_member(
            ask(self.frame, "sharers", member_ids=newcomers, sharer_ids=sharers) if sharers else []
        )
        threads = by_member(ask(self.frame, "newcomer_threads", member_ids=newcomers))
        everywhere = self.open_threads()
        helpers = self.with_yes(DIRECTORY)
        deeds = ask(self.frame, "deeds", member_ids=helpers) if helpers else []
        greetings = {row["helped_id"]: row for row in deeds}
        return tuple(
            self.welcome(
                row,
                shared[row["member_id"]],
                threads[row["member_id"]],
                everywhere,
                greetings.get(row["member_id"]),
            )
            for row in ask(self.frame, "newcomers", member_ids=newcomers)
        )

    def welcome(
        self,
        row: Row,
        shared: list[Row],
        threads: list[Row],
        everywhere: tuple[OpenThread, ...],
        greeting: Row | None,
    ) -> Welcome:
        """One newcomer's page."""
        person = self.person(
            row["member_id"],
            row["display_name"],
            row["handle"],
            row["location"],
            purposes=(WELCOME,),
        )
        own = {row["member_id"]}
        near = row["near_ids"] or ()
        first_text = self.book.quoted(row["first_text"], allowed=own, near=near)
        first = beginning(first_text, length=420)
        bio = beginning(self.book.cleaned(row["bio"], allowed=own), length=280)
        # Topics hang on the directory: without that yes nobody reads what they have in common.
        known = [
            each
            for each in shared
            if self.book.may_name(row["member_id"], DIRECTORY)
            and (row["member_id"], each["other_id"]) not in self.apart
        ]
        meeting, shared_with = self._sharers(known)
        # What the recommender says draws them, then what they wrote most about.
        by_draw = sorted(
            threads, key=lambda each: (-each["drawn"], -each["strength"], each["thread_id"])
        )
        starts = [
            self.thread(each, self.book.cleaned(each["label"]))
            for each in by_draw
            if not self._names_its_author(each)
        ]
        own_title = self.book.quoted(row["thread_title"], allowed=own, near=near)
        places = {each.title.casefold(): each for each in (*everywhere, *reversed(starts))}
        starts = list(dict.fromkeys(places[each.title.casefold()] for each in starts))
        said = f"{first_text} {bio}".casefold()
        others_open = [each for each in everywhere if places[each.title.casefold()] is each]
        # What they speak of themselves comes first; of the rest not everybody gets the same.
        starts += [each for each in others_open if each.space and each.space.casefold() in said]
        starts += sorted(others_open[:24], key=lambda each: _lot(row["member_id"], each.title))
        starts = list(dict.fromkeys(starts))
        return Welcome(
            person=person,
            words=first or bio,
            more_words=bio if first and bio != first else "",
            title=beginning(own_title, length=120),
            url=self.url_near(row["thread_url"], near, allowed=own),
            came_at=row["came_at"],
            meeting=meeting,
            greeting=self.greeting(greeting) if greeting else None,
            starts=tuple(each for each in starts if each.title != own_title)[:3],
            others=shared_with,
        )

    def greeting(self, row: Row) -> Deed | None:
        """The first answer a newcomer got; None when it may not stand on the newcomer's page.

        Its author is named with a yes to the directory, and quoted with one to welcome pages.
        """
        if (row["member_id"], row["helped_id"]) in self.apart:
            return None
        deed = self.deed(row, {row["member_id"], row["helped_id"]}, purpose=DIRECTORY)
        may_quote = self.book.may_name(row["member_id"], WELCOME)
        return deed if may_quote else replace(deed, words="", in_short="")

    def url_near(
        self, url: str | None, near: Collection[str], *, allowed: Collection[str] = ()
    ) -> str:
        """The address, unless it spells out the name of somebody near who is not allowed."""
        words = re.sub(r"[-_/]", " ", url or "").title()
        is_telling = self.book.names_near(words, near, allowed=allowed)
        return "" if is_telling else self.book.safe_url(url, allowed=allowed)

    def _sharers(self, rows: list[Row]) -> tuple[Meeting | None, tuple[tuple[Person, str], ...]]:
        """The one who meets the newcomer in the crossing, and up to three more."""
        meeting: Meeting | None = None
        others: dict[str, tuple[Person, str]] = {}
        for row in rows:
            person = self.person(
                row["other_id"],
                row["display_name"],
                row["handle"],
                row["location"],
                purposes=(DIRECTORY,),
            )
            label = self.book.cleaned(row["label"])
            if person.member_id in others or not label:
                continue
            if meeting is None and len(label) < 40:
                own = {person.member_id}
                may_quote = self.book.may_name(person.member_id, WELCOME)
                near = row["near_ids"] or ()
                words = self.book.quoted(row["text"], allowed=own, near=near) if may_quote else ""
                title = self.book.quoted(row["thread_title"], allowed=own, near=near)
                meeting = Meeting(
                    other=person,
                    words=beginning(words, length=240),
                    thread_title=beginning(title, length=120),
                    thread_url=self.url_near(row["thread_url"], near, allowed=own),
                    shared=self._shared(label, is_space=row["is_space"]),
                )
            elif meeting is None or person.member_id != meeting.other.member_id:
                others[person.member_id] = (person, label)
        return meeting, tuple(others.values())[:3]

    def _shared(self, label: str, *, is_space: bool) -> str:
        """What the crossing says: at most forty characters."""
        said = (
            self.gettext("Both write in %(topic)s.")
            if is_space
            else self.gettext("Both write about %(topic)s.")
        )
        sentence = said % {"topic": label}
        return sentence if len(sentence) <= 40 else f"{label[:1].upper()}{label[1:]}."

    def spotlights(self) -> tuple[Spotlight, ...]:
        """Members with a yes who answered newcomers, the newest answers first."""
        candidates = self.with_yes(SPOTLIGHT)
        if not candidates:
            return ()
        topics = by_member(ask(self.frame, "topics_of", member_ids=candidates))
        deeds = by_member(ask(self.frame, "deeds", member_ids=candidates))
        drawn = [
            self.spotlight(rows, topics[member_id]) for member_id, rows in sorted(deeds.items())
        ]
        # A page without a word of theirs shows nobody; it comes last, whatever its date.
        return tuple(
            sorted(
                (each for each in drawn if each.deeds or each.words),
                key=lambda each: (_speaks(each), each.at, each.person.member_id),
                reverse=True,
            )
        )

    def spotlight(self, deeds: list[Row], topics: list[Row]) -> Spotlight:
        """What one member did for newcomers."""
        first = deeds[0]
        person = self.person(
            first["member_id"],
            first["display_name"],
            first["handle"],
            first["location"],
            purposes=(SPOTLIGHT,),
        )
        own = {person.member_id}
        labels = (self.book.cleaned(each["label"]) for each in topics[:5])
        in_directory = self.book.may_name(person.member_id, DIRECTORY)
        told = [self.deed(each, own) for each in deeds]
        titled = [each for each in told if each.thread_title]
        told = [each for each in told if each.words] or titled[:1]
        bio = self.book.cleaned(first["bio"], allowed=own)
        return Spotlight(
            person=person,
            title=person.name,
            words=beginning(bio, length=280),
            deeds=tuple(_telling(told)),
            topics=tuple(label for label in labels if label) if in_directory else (),
            at=told[0].done_at if told else first["done_at"],
        )

    def deed(self, row: Row, own: set[str], *, purpose: str = SPOTLIGHT) -> Deed:
        """One answer. own: members who may be named in its words; purpose: its author's yes."""
        helped = (
            self.person(
                row["helped_id"],
                row["helped_name"],
                row["helped_handle"],
                None,
                purposes=(SPOTLIGHT,),
            )
            if self.book.may_name(row["helped_id"], SPOTLIGHT)
            and (row["member_id"], row["helped_id"]) not in self.apart
            else None
        )
        near = row["near_ids"] or ()
        allowed = own | ({helped.member_id} if helped else set())
        words = self.book.quoted(row["text"], allowed=allowed, near=near)
        title = self.book.quoted(row["thread_title"], allowed=allowed, near=near)
        if _is_of_somebody(title, self.book.somebody):
            title = ""
        doer = self.person(
            row["member_id"], row["display_name"], row["handle"], None, purposes=(purpose,)
        )
        return Deed(
            words=beginning(words, length=420),
            helped=helped,
            thread_title=beginning(title, length=120),
            thread_url=self.url_near(row["thread_url"], near, allowed=allowed),
            done_at=row["done_at"],
            doer=doer,
            has_page=self.book.may_name(doer.member_id, SPOTLIGHT),
            in_short=beginning(words, length=160),
        )


def _lot(member_id: str, title: str) -> bytes:
    return hashlib.sha256(f"{member_id} {title}".encode()).digest()


def _is_of_somebody(title: str, somebody: str) -> bool:
    """Whether it is little but the place of a name taken out: a member, Totnes."""
    rest = title.casefold().removeprefix(somebody.casefold())
    return len(rest) < len(title) and len(rest.split()) < 3


def _speaks(spotlight: Spotlight) -> bool:
    return bool(spotlight.deeds and spotlight.deeds[0].words)


def _telling(deeds: list[Deed]) -> list[Deed]:
    """Three of the deeds, newest first: those where most was said, for that is what helped."""
    longest = sorted(deeds, key=lambda each: -len(each.words))[:3]
    return [each for each in deeds if each in longest][:3]
