"""The Facebook page: what it posts, and who answers whom below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sample import words
from sample.conversation import Conversation
from sample.fans import Fan
from sample.moments import END, PAGE_FOUNDED, number_of
from sample.plants import Plants
from sample.scripts import Script
from sample.slots import Slots
from sample.society import Society
from sample.spam import campaigns, spam_post
from sample.telling import Teller
from sample.written import Post, Thread

PAGE = 0

KINDS = {"question": 30, "tip": 21, "photo": 19, "cafe": 14, "forum": 16}
"""Of a hundred posts, how many are of each kind."""

POSTS = 352
SPAM = 75
COMMENTS = (5, 12, 18, 19, 16, 12, 8, 5, 3, 1, 1)
"""How often a post has none or one, two or three, four or five… first comments."""

BACK = {
    "page replies": "page reply_backs",
    "remarks": "remark_backs",
    "second_questions": "second_answers",
}
"""How one answers back."""


@dataclass
class PagePost:
    """A post of the page with what was said below it."""

    thread: Thread
    kind: str
    likes: int = 0
    shares: int = 0
    comment_likes: list[int] = field(default_factory=list)
    passes_on: Thread | None = None
    """The network's thread it leads to."""


def page_posts(
    fans: list[Fan], plants: Plants, forum: list[Thread], teller: Teller, rng: Random
) -> list[PagePost]:
    """All posts of the page in the order of time.

    forum: the network's threads, some of which the page passes on.
    """
    fan_of = {fan.member: fan.number for fan in fans if fan.member is not None}
    never = [
        (fan_of[one], fan_of[other], since)
        for one, other, since in plants.never()
        if one in fan_of and other in fan_of
    ]
    society = Society([fan.person for fan in fans], rng, never)
    writer = _Page(society, teller, forum, rng)
    span = END - PAGE_FOUNDED - timedelta(hours=8)
    moments = sorted(
        PAGE_FOUNDED + timedelta(seconds=int(span.total_seconds() * rng.random()))
        for _ in range(POSTS)
    )
    posts = []
    today = -1
    for at in moments:
        for passed in range(today + 1, number_of(at) + 1):
            society.begin_day(passed)
        today = number_of(at)
        posts.append(writer.post(at))
    _spam(posts, fans, rng)
    for post in posts:
        count = len(post.thread.posts)
        post.likes = int(rng.lognormvariate(2.4, 0.7)) + count
        post.shares = int(rng.expovariate(1 / 3))
        post.comment_likes = [int(rng.expovariate(1 / 1.6)) for _ in range(count)]
    return posts


class _Page:
    """Writes the page's posts, and lets people answer."""

    def __init__(self, society: Society, teller: Teller, forum: list[Thread], rng: Random) -> None:
        self.society = society
        self.script = Script(society)
        self.teller = teller
        self.rng = rng
        self._passes_on: Thread | None = None
        self.forum = [t for t in forum if t.talk.kind == "problem" and t.talk.language == "en"]

    def post(self, at: datetime) -> PagePost:
        """One post and everything below it."""
        kind = self.rng.choices(list(KINDS), list(KINDS.values()))[0]
        self._passes_on = None
        talk, message = getattr(self, f"_{kind}")(at)
        self._comments(talk, kind)
        talk = self.script.finish(talk)
        talk.turns = [turn for turn in talk.turns if turn.at <= END]
        texts = self.teller.tell_turns(talk)
        thread = Thread(talk, "", message)
        for turn, text in zip(talk.turns, texts, strict=True):
            thread.posts.append(Post(turn.author, turn.at, text, turn.to, about=turn.about))
        return PagePost(thread, kind, passes_on=self._passes_on)

    # -- what the page says ---------------------------------------------------------------------

    def _say(self, bank: str, talk: Conversation, **values: str) -> str:
        line = self.teller.draw(f"page {bank}", words.lists("page")[bank])
        for name, value in values.items():
            line = line.replace("{" + name + "}", value)
        return Slots(talk, self.society.people[PAGE], None).fill(line)

    def _question(self, at: datetime) -> tuple[Conversation, str]:
        piece = self.rng.choice(words.pieces("chats"))
        craft = self.rng.choice(list(words.crafts()))
        talk = Conversation("chat", PAGE, at, craft=craft, piece=piece)
        title = piece.title if piece.title.endswith("?") else piece.title.rstrip(".") + "."
        return talk, self._say("questions", talk, title=title)

    def _tip(self, at: datetime) -> tuple[Conversation, str]:
        craft = self.rng.choice(list(words.crafts().values()))
        talk = Conversation("tip", PAGE, at, craft=craft.name)
        tip = self.teller.draw(f"page tips {craft.name}", [craft.tips])
        return talk, self._say("tips", talk, it=tip)

    def _photo(self, at: datetime) -> tuple[Conversation, str]:
        craft = self.rng.choice(list(words.crafts().values()))
        number = self.rng.randrange(len(craft.shows))
        thing = self.rng.choice(craft.things)
        talk = Conversation("show", PAGE, at, craft=craft.name, problem=number, thing=thing)
        return talk, self._say("photos", talk, it=craft.shows[number].tell)

    def _cafe(self, at: datetime) -> tuple[Conversation, str]:
        towns = [town for region in words.regions().values() for town, _, _ in region.towns]
        craft = self.rng.choice(list(words.crafts().values()))
        thing = self.rng.choice(craft.things)
        talk = Conversation("cafe", PAGE, at, craft=craft.name, thing=thing)
        return talk, self._say("cafes", talk, town=self.rng.choice(towns))

    def _forum(self, at: datetime) -> tuple[Conversation, str]:
        lately = [t for t in self.forum if timedelta(0) < at - t.talk.at < timedelta(days=12)]
        if not lately:
            return self._tip(at)
        told = self.rng.choice(lately)
        self._passes_on, source = told, told.talk
        talk = Conversation(
            "problem", PAGE, at, craft=source.craft, problem=source.problem, thing=source.thing
        )
        return talk, self._say("forum", talk, title=told.title)

    # -- what people say ------------------------------------------------------------------------

    def _comments(self, talk: Conversation, kind: str) -> None:
        count = self.rng.choices(range(0, 22, 2), COMMENTS)[0] + self.rng.randrange(2)
        remedies = self._remedies(talk)
        if remedies:
            # A question is soon answered; after that people only say that they have it too.
            count = min(count, len(remedies) + 2)
        met = {PAGE}
        for _ in range(count):
            craft = None if kind in ("question", "cafe") else talk.craft
            who = self.society.answerer(PAGE, talk.at, craft=craft, without=met)
            if who is None:
                return
            met.add(who)
            does, remedy = self._first_words(talk, kind, remedies)
            place = self.script.say(
                talk, who, does, hours=9, to=PAGE, remedy=remedy, by_name=False,
                craft=self._own_craft(who),
            )  # fmt: skip
            if place is not None:
                self._replies(talk, place, kind)

    def _remedies(self, talk: Conversation) -> list[int]:
        if talk.kind != "problem":
            return []
        count = len(words.crafts()[talk.craft or ""].problems[talk.problem].remedies)
        return self.rng.sample(range(count), count)

    def _first_words(
        self, talk: Conversation, kind: str, remedies: list[int]
    ) -> tuple[str, int | None]:
        if kind == "question":
            return "chat_answer", None
        if kind == "photo":
            if self.rng.random() < 0.16:
                return "how", None
            return self._perhaps_told("page praises"), None
        if kind == "cafe":
            return "page cafe_coming", None
        if talk.kind == "problem" and remedies:
            return "advice", remedies.pop()
        if talk.kind == "problem":
            return "too", None
        return self._perhaps_told("page tip_reactions"), None

    def _perhaps_told(self, does: str) -> str:
        """The same words, and half of the time a story of one's own after them."""
        return f"{does} and told" if self.rng.random() < 0.5 else does

    def _own_craft(self, who: int) -> str:
        interests = self.society.people[who].interests
        return self.rng.choices(list(interests), list(interests.values()))[0]

    def _replies(self, talk: Conversation, place: int, kind: str) -> None:
        """Others answer a comment, its author answers back, and now and then the page does."""
        author = talk.turns[place].author
        counts = Counter(turn.author for turn in talk.turns)
        loud = {PAGE, *(who for who, count in counts.items() if count > 2)}
        for _ in range(self.rng.choices((0, 1, 2, 3), (56, 28, 12, 4))[0]):
            who = self.society.answerer(
                author, talk.turns[place].at, craft=talk.craft, without=loud
            )
            if who is None:
                continue
            loud.add(who)
            does = self._answer_to(talk.turns[place].does)
            said = self.script.say(talk, who, does, hours=6, about=place, to=author)
            back = BACK.get(does)
            if said is not None and back is not None and self.rng.random() < 0.6:
                self.script.say(talk, author, back, hours=6, about=said, to=who)
        if self.rng.random() < 0.12:
            does = "page cafe_answers" if kind == "cafe" else "page page_replies"
            self.script.say(talk, PAGE, does, hours=8, about=place, to=author)

    def _answer_to(self, does: str) -> str:
        """What one says to a comment of that sort."""
        if does == "advice":
            return self.rng.choice(("agrees", "second_questions"))
        if does == "chat_answer":
            return "remarks"
        return "page replies" if does.endswith("told") else "page nods"


def _spam(posts: list[PagePost], fans: list[Fan], rng: Random) -> None:
    spammers = [fan.number for fan in fans if fan.person.part == "spammer"]
    selling = campaigns(rng)
    for number in range(SPAM):
        post = rng.choice(posts)
        at = post.thread.talk.at + timedelta(hours=rng.expovariate(1 / 30) + 0.2)
        if at < END:
            author = spammers[number % len(spammers)]
            post.thread.posts.append(spam_post(author, at, number, rng, selling))
            post.thread.posts.sort(key=lambda written: written.at)
