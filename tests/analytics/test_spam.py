"""derived: which posts and accounts are spam, which look like it, and what decisions change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pyarrow as pa
import pytest

from analytics.derived import account_spam, post_spam
from analytics.spam.copies import groups, signature
from analytics.spam.lexicon import Phrases
from analytics.spam.scores import scores
from analytics.spam.signs import (
    A_CONTACT,
    A_PRAISE,
    A_SALE,
    A_WARE,
    is_advertising_name,
    signs_of_name,
    signs_of_text,
)
from analytics.spam.texts import host_of, is_masked, links_of, unmasked
from analytics.spam.weights import WEIGHTS
from tests.analytics.worlds import day

TALK = [
    "My kettle does not boil any more, the switch falls back at once.",
    "Have you opened the bottom? There is a small metal strip that bends with heat.",
    "The strip was dirty, I cleaned it with vinegar and now it holds.",
    "Good to hear. Mine needed a new seal as well, the old one had gone hard.",
    "Which seal did you take? The lid of mine leaks a little since the winter.",
    "A ring of silicone, two millimetres thick, from the plumber in our street.",
]
PRAISED = "Your blog is so full of useful information that I will recommend it to all of my friends"
SHOP = "http://glow-rapid.example/x"


@dataclass(frozen=True)
class Said:
    """A post in a small world; its thread is the kettle's unless told otherwise."""

    post: str
    author: str
    text: str
    links: Sequence[str] = ()
    thread: str = "kettle"
    kind: str = "reply"
    at: float = 30.0
    to: str | None = None


def regulars() -> list[Said]:
    """Two members who talk with each other about a kettle, for a few days."""
    return [
        Said(f"talk{at}", "ann" if at % 2 == 0 else "ben", text, at=at % 6 + at / 100)
        for at, text in enumerate(TALK * 3)
    ]


def frames_of(
    said: Sequence[Said],
    decisions: Mapping[tuple[str, str], bool] | None = None,
    accounts: Mapping[str, Mapping[str, object]] | None = None,
    removed: Sequence[tuple[str, str]] = (),
) -> dict[str, pa.Table]:
    """The frames that the rule reads."""
    authors = sorted({one.author for one in said} | set(accounts or ()))
    threads = sorted({one.thread for one in said})
    text, texts = pa.string(), pa.list_(pa.string())
    return {
        "staging.posts": pa.table(
            {
                "post_id": pa.array([one.post for one in said], text),
                "author_account_id": pa.array([one.author for one in said], text),
                "thread_id": pa.array([one.thread for one in said], text),
                "created_at": [day(one.at) for one in said],
                "kind": pa.array([one.kind for one in said], text),
                "parent_post_id": pa.array([one.to for one in said], text),
                "addressed_account_ids": pa.array([[] for _ in said], texts),
            }
        ),
        "staging.post_texts": pa.table(
            {
                "post_id": pa.array([one.post for one in said], text),
                "text": pa.array([one.text for one in said], text),
                "links": pa.array([list(one.links) for one in said], texts),
            }
        ),
        "staging.threads": pa.table(
            {
                "thread_id": pa.array(threads, text),
                "title": pa.array(["The kettle that does not boil"] * len(threads), text),
                "url": pa.array([f"https://table.example/t/{one}" for one in threads], text),
            }
        ),
        "staging.accounts": pa.Table.from_pylist(
            [
                {
                    "account_id": one, "display_name": one, "bio": None, "url": None,
                    "state": "active", "is_team": False, "is_bot": False,
                    **(accounts or {}).get(one, {}),
                }
                for one in authors
            ],
            pa.schema(
                [(name, text) for name in ("account_id", "display_name", "bio", "url", "state")]
                + [("is_team", pa.bool_()), ("is_bot", pa.bool_())]
            ),
        ),
        "staging.removed_posts": pa.table(
            {
                "post_id": pa.array([post for post, _ in removed], text),
                "author_account_id": pa.array([author for _, author in removed], text),
            }
        ),
        "meta.spam_decisions": pa.table(
            {
                "kind": pa.array([kind for kind, _ in decisions or ()], text),
                "subject_id": pa.array([subject for _, subject in decisions or ()], text),
                "is_spam": pa.array(list((decisions or {}).values()), pa.bool_()),
            }
        ),
    }  # fmt: skip


def spam_of(
    said: Sequence[Said],
    decisions: Mapping[tuple[str, str], bool] | None = None,
    accounts: Mapping[str, Mapping[str, object]] | None = None,
    removed: Sequence[tuple[str, str]] = (),
) -> dict[str, str]:
    """post_id: reason, for what is held to be spam in a world with two regulars."""
    frames = frames_of([*regulars(), *said], decisions, accounts, removed)
    return {row["post_id"]: row["reason"] for row in post_spam.derive(frames, {}).to_pylist()}


def one(text: str, *links: str, author: str = "x") -> list[Said]:
    return [Said("p", author, text, links)]


SPAM = {
    "a word for wares in its link": one("vigrx side effects results", SHOP),
    "wares alone": one("anti-aging skin care products", "http://a.example"),
    "praise for any page, and where to buy": one(
        f"{PRAISED} cheap essay writing service", "http://e.example/essay"
    ),
    "three links and nothing else": one(
        "garden sheds direct garden sheds direct", *(f"{SHOP}{n}" for n in range(3)),
        author="Garden Sheds Shop Deals",
    ),
    "Cyrillic letters among Latin ones": one(f"Buу сheаp rерlica wаtchеs now {SHOP}"),
    "letters that are not seen": one(f"Bu\u200by via\u200bgra to\u200bday {SHOP}"),
    "digits for letters": one(f"v1agra and c1alis at the best price {SHOP}"),
    "another script with a link": one(f"Заходи по ссылке, онлайн казино с бонусом {SHOP}"),
    "a messenger for wares": one(
        "A real spell caster brought my ex back in a day. Contact him on WhatsApp: +1 555 010 2244"
    ),
    "code of a robot": one(
        f"[url={SHOP}]payday loans[/url] <a href=\"{SHOP}\">loans online</a>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SPAM)
def test_spam_of_each_kind_is_found(kind: str) -> None:
    assert list(spam_of(SPAM[kind])) == ["p"], signs_of_text(SPAM[kind][0].text, ())


GOOD = {
    "short enthusiastic thanks": one("Wow, fantastic!!! Thank you so much, great post!"),
    "a shop that sold the part": one(
        "I get mine here, they send small orders too: https://www.oldscrews.example/parts/34"
    ),
    "photographs in a first post": one("https://picturebox.example/album/5b2"),
    "thanks in another language": one("Спасибо большое, теперь всё работает, очень помогли!"),
    "talk of a casino": one("The old online casino in our street was torn down"),
    "a question of a newcomer with its sources": one(
        "I followed https://guide.example/kettle and then https://other.example/switch but the "
        "switch of my kettle falls back, which strip do I bend, and how far may it go?"
    ),
    "a telephone number to meet": one("Call me when you are in town: +49 30 1234567"),
    "a name that is a site": one("The strip bends with heat, mine did.", author="kettles.com"),
    "a link to the community itself": one("It stands here: https://table.example/t/switch"),
}  # fmt: skip


@pytest.mark.parametrize("kind", GOOD)
def test_good_posts_that_look_like_spam_are_not(kind: str) -> None:
    assert spam_of(GOOD[kind]) == {}


def test_a_link_in_a_name_is_spam_whatever_it_says() -> None:
    said = one("Nice one.", author="www.skin-glow-store.com")
    assert spam_of(said) == {"p": "advertising name"}


def test_same_praise_by_many_newcomers_is_spam() -> None:
    """Spelling and spacing do not hide it, nor does another word; two of a kind are not many."""
    texts = [PRAISED, PRAISED.upper() + " !!!", PRAISED.replace("useful ", "useful  ")]
    said = [Said(f"p{at}", f"a{at}", text, thread=f"t{at}") for at, text in enumerate(texts)]
    assert set(spam_of(said)) == {"p0", "p1", "p2"}
    assert spam_of(said[:2]) == {}
    thanks = [Said(f"p{at}", f"a{at}", "Thank you!", thread=f"t{at}") for at in range(9)]
    assert spam_of(thanks) == {}


def test_copies_with_a_link_across_threads_are_spam() -> None:
    """A greeter who welcomes everybody with the same words, and a series, are not."""
    words = "Our granite worktops are cut by hand and delivered to every door in the county"
    copies = [
        Said(f"p{at}", "x", f"{words} {SHOP}", thread=f"t{at}", at=30 + at) for at in range(3)
    ]
    assert set(spam_of(copies)) == {"p0", "p1", "p2"}
    greeting = "Welcome to the table! Sit down wherever you like and tell us what you mend at home"
    greeted = [Said(f"p{at}", "x", greeting, thread=f"t{at}", at=30 + at) for at in range(3)]
    assert spam_of(greeted) == {}
    series = [
        Said(f"p{at}", "x", f"{words} https://report.example/{at}", thread=f"t{at}",
             kind="opening", at=30 + 365 * at)
        for at in range(4)
    ]  # fmt: skip
    assert spam_of(series) == {}


def test_a_gathering_announced_in_two_threads_is_not_spam() -> None:
    text = "I am holding a mending evening in Porto on the first Saturday, bring what is broken!"
    said = [
        Said(f"p{at}", "ann", f"{text} https://partsdrawer.example/porto", thread=f"t{at}")
        for at in range(2)
    ]
    assert spam_of(said) == {}


def test_a_burst_of_praise_across_threads_is_spam() -> None:
    """The same words over days are not."""
    minute = timedelta(minutes=1) / timedelta(days=1)
    praise = ["Great post!", "Very nice article.", "Lovely blog!", "Keep it up!", "Awesome site!"]

    def said(apart: float) -> list[Said]:
        return [
            Said(f"p{at}", "x", f"{text} Check out my site", thread=f"t{at}", at=30.1 + at * apart)
            for at, text in enumerate(praise)
        ]

    assert len(spam_of(said(minute))) == 5
    assert spam_of(said(2.0)) == {}


def test_one_who_sells_everything_needs_no_word_of_each_ware() -> None:
    said = [
        Said("p0", "x", "Nice site! weight loss pills that work", [SHOP], thread="t0"),
        Said("p1", "x", "Great post! replica watches store", [SHOP], thread="t1"),
        Said("p2", "x", "Good one, garden sheds", [SHOP], thread="t2"),
    ]
    assert set(spam_of(said)) == {"p0", "p1", "p2"}


def test_moderation_of_the_community_speaks_against_an_author() -> None:
    """A barred account's link weighs more; a barred account's talk is not spam."""
    said = [
        Said("p", "x", "A kettle like that, click here", ["http://e.example/a"], at=31),
        Said("q", "y", "The strip was dirty, I cleaned it.", at=31),
    ]
    barred = {one: {"state": "banned"} for one in "xy"}
    assert spam_of(said) == {}
    assert list(spam_of(said, accounts=barred)) == ["p"]
    world = [*regulars(), *said]
    before = scores(frames_of(world), {})["p"]
    after = scores(frames_of(world, accounts=barred), {})["p"]
    removed = scores(frames_of(world, removed=[("gone", "x")]), {})["p"]
    assert after.log_odds == before.log_odds + WEIGHTS["barred"]
    assert removed.signs == before.signs | {"posts removed"}


def test_the_team_and_established_members_are_never_spam() -> None:
    """Also when they quote an advertisement word for word."""
    quoted = f"Somebody posted this: vigrx side effects results {SHOP}, please do not click."
    assert spam_of([Said("p", "ann", quoted)]) == {}
    said = one("viagra cialis", SHOP)
    assert spam_of(said, accounts={"x": {"is_team": True}}) == {}
    assert spam_of(said, accounts={"x": {"is_bot": True}}) == {}


def test_what_people_decide_stands() -> None:
    """Of a post over that of its account; the rule is asked about the rest."""
    said = [Said("p", "x", "cialis", [SHOP]), Said("q", "y", "a fine post")]
    assert spam_of(said, {("account", "x"): False, ("post", "q"): True}) == {"q": "decided"}
    assert spam_of(said, {("post", "p"): False}) == {}
    assert set(spam_of(said, {("post", "q"): False})) == {"p"}


DOUBTFUL = "Come to the turnip carnival in Zwolle, lanterns and barrels, tickets at the counter"


def test_a_decision_is_learnt_for_what_looks_like_it() -> None:
    """Spam makes its like spam, a good post clears its like; what shares nothing stays."""
    said = [
        Said("p", "x", f"{DOUBTFUL} {SHOP}1", thread="t1"),
        Said("q", "y", f"Hello! {DOUBTFUL} today {SHOP}2", thread="t2"),
        Said("r", "z", "Kettles boil slowly here https://snaps.example/8"),
    ]  # fmt: skip
    assert spam_of(said) == {}
    learnt = spam_of(said, {("post", "p"): True})
    assert set(learnt) == {"p", "q"}
    assert learnt["q"].startswith("like what was decided")
    sold = [
        Said(f"{post}", author, f"Cheap flights to the turnip carnival in Zwolle, lanterns {more}",
             [f"http://{author}.example"], thread=author)
        for post, author, more in (("p", "x", "barrels"), ("q", "y", "barrels counter"))
    ]  # fmt: skip
    assert set(spam_of(sold)) == {"p", "q"}
    assert spam_of(sold, {("post", "p"): False}) == {}


def test_the_same_rows_in_any_order_give_the_same_flags() -> None:
    said = [
        Said(f"p{at}", f"a{at % 4}", kind[0].text, kind[0].links, thread=f"t{at}", at=30 + at)
        for at, kind in enumerate([*SPAM.values(), *GOOD.values()])
    ]
    decisions = {("post", "p0"): True, ("post", "p12"): False}
    frames = frames_of([*regulars(), *said], decisions)
    turned = {
        name: frame.take(pa.array(range(frame.num_rows - 1, -1, -1), pa.int64()))
        for name, frame in frames.items()
    }
    assert post_spam.derive(frames, {}).equals(post_spam.derive(turned, {}))


def test_an_account_is_spam_when_half_of_its_posts_are() -> None:
    """derived.account_spam, what people decided, names that advertise, and neither team nor bot."""
    said = [Said(f"{author}{n}", author, "x") for author in "abcdf" for n in range(3)]
    frames = frames_of(
        said,
        {("account", "c"): False, ("account", "b"): True},
        {
            "d": {"is_team": True},
            "e": {"display_name": "Cheap Jerseys"},
            "f": {"is_bot": True},
            "g": {"display_name": "kettles.com"},
        },
    )
    bad = ["a0", "a1", "b0", "c0", "c1", "d0", "d1", "f0", "f1"]
    frames["derived.post_spam"] = pa.table({"post_id": bad, "reason": ["wares"] * len(bad)})
    assert account_spam.derive(frames, {}).to_pylist() == [
        {"account_id": "a", "reason": "mostly spam", "spam_posts": 2, "posts": 3},
        {"account_id": "b", "reason": "decided", "spam_posts": 1, "posts": 3},
        {"account_id": "e", "reason": "advertising name", "spam_posts": 0, "posts": 0},
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna", False), ("vigrx side effects results", True), ("http://x.example", True),
        ("", False), ("kettles.com", False), ("ann@post.example", False), ("Buу Viаgra", True),
    ],
)  # fmt: skip
def test_names_that_advertise(name: str, expected: bool) -> None:
    assert is_advertising_name(name) is expected


def test_names_of_shops_and_of_their_own_links() -> None:
    assert signs_of_name("Slim Deals Store") == {"name of a shop"}
    assert signs_of_name("Oak Tables", ["http://oak-tables.example/9"]) == {"names its own link"}
    assert signs_of_name("Robin Baker", ["http://baker.example"]) == set()


def test_links_and_hosts_as_they_are_written() -> None:
    assert links_of("see www.a.example/x, or glow-shop.com.", ["//b.example?q=1&amp;r=2"]) == (
        "//b.example?q=1&r=2", "glow-shop.com", "www.a.example/x",
    )  # fmt: skip
    assert host_of("https://me@www.my.shop.co.uk:80/x?y") == "shop.co.uk"
    assert host_of("//a.b.shop.example") == "shop.example"


def test_masks_are_seen_through_and_alphabets_are_no_masks() -> None:
    assert unmasked("ｖｉａ\u200bgrа") == "viagra"
    assert is_masked("сialis")
    assert not is_masked("Спасибо große Ω café")
    assert unmasked("Спасибо") == "спасибо"


@pytest.mark.parametrize(
    "phrases",
    [A_WARE, A_SALE, A_PRAISE, A_CONTACT],
    ids=["wares", "sells", "praise", "contact"],
)
def test_a_gate_opens_for_whatever_the_pattern_finds(phrases: Phrases) -> None:
    """The quick search leaves out no text in which the slow one would find something."""
    texts = [
        *(said[0].text.lower() for said in [*SPAM.values(), *GOOD.values()]),
        *("earned $6200 last month", "купить диплом", "заработок в интернете", "50% off today"),
        *("loved reading your fine blog", "thanks for any other great post", "a.b@gmail.com"),
        *("merci, thanks for the très généreux article", "i found ça là chez your vieux blog"),
        *("telegram: @x1", "prêt entre particuliers", "call +1 555 010 2244", PRAISED.lower()),
    ]
    found = [phrases.pattern.search(text) is not None for text in texts]
    assert any(found)
    assert all(may for may, is_in in zip(phrases.may_be_in(texts), found, strict=True) if is_in)


def test_copies_are_grouped_with_small_changes_and_nothing_else() -> None:
    words = PRAISED.lower().split()
    changed = ["page" if word == "blog" else word for word in words]
    other = TALK[1].lower().split()
    assert groups([signature(text) for text in (words, other, changed, words)]) == [0, 1, 0, 0]
    assert groups([]) == []
