"""derived: spam, languages and topics told from words."""

from __future__ import annotations

import pyarrow as pa
import pytest

from analytics.derived import account_spam, found_topics, post_languages, post_spam, sub_communities
from analytics.derived.post_spam import is_advertising_name
from tests.analytics.worlds import day

PARAMETERS = {"seed": 7}
LONG = "Your blog is so full of useful information that I will recommend it to all of my friends"


def table(names: str, *rows: tuple[object, ...]) -> pa.Table:
    columns = names.split()
    return (
        pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows])
        if rows
        else (pa.table({name: pa.array([], pa.string()) for name in columns}))
    )


def spam_of(
    posts: list[tuple[str, str, str, str]],
    decisions: list[tuple[str, str, bool]] | None = None,
    names: dict[str, str] | None = None,
    team: tuple[str, ...] = (),
    links: dict[str, list[str]] | None = None,
) -> dict[str, str]:
    """derived.post_spam of posts (id, author, thread, text), made in this order.

    links: by post, what its markup links to.
    """
    authors = sorted({author for _, author, _, _ in posts})
    frames = {
        "staging.posts": table(
            "post_id author_account_id thread_id created_at",
            *(
                (post, author, thread, day(at))
                for at, (post, author, thread, _) in enumerate(posts)
            ),
        ),
        "staging.post_texts": table(
            "post_id text links",
            *((post, text, (links or {}).get(post, [])) for post, _, _, text in posts),
        ),
        "staging.accounts": table(
            "account_id display_name is_team",
            *((author, (names or {}).get(author, author), author in team) for author in authors),
        ),
        "meta.spam_decisions": table("kind subject_id is_spam", *(decisions or ())),
    }
    return {
        row["post_id"]: row["reason"] for row in post_spam.derive(frames, PARAMETERS).to_pylist()
    }


def test_same_praise_by_many_is_spam() -> None:
    """derived.post_spam: spelling and spacing do not hide it; two of a kind are not many."""
    three = [(f"p{place}", f"a{place}", f"t{place}", LONG) for place in range(2)]
    assert spam_of(three) == {}
    three.append(("p2", "a2", "t2", LONG.upper() + " !!!"))
    assert spam_of(three) == dict.fromkeys(("p0", "p1", "p2"), "same text by many")
    assert (
        spam_of([(post, author, thread, "Thank you!") for post, author, thread, _ in three]) == {}
    )


def test_same_bare_link_by_many_newcomers_is_spam() -> None:
    """A question that cites the same source at length is none."""
    link = "https://shop.example/x"
    bare = [(f"p{place}", f"a{place}", f"t{place}", f"look {link}/") for place in range(3)]
    long = [
        (
            f"q{place}",
            f"b{place}",
            f"t{place}",
            f"{place} I followed the guide {link} and then {place * 'x'} "
            "my oven did not light at all, which of the steps did I miss, I wonder?",
        )
        for place in range(3)
    ]
    assert spam_of([*bare, *long]) == dict.fromkeys(("p0", "p1", "p2"), "same link by many")


def test_wares_with_a_link_are_spam() -> None:
    """Talk about a casino is not."""
    assert spam_of(
        [
            ("p", "a", "t", "vigrx side effects results http://x.example"),
            ("q", "b", "t", "The old online casino was torn down"),
        ]
    ) == {"p": "wares"}


def test_links_in_markup_count_as_links() -> None:
    """derived.post_spam: who mostly links, and mostly for wares, is believed nothing else."""
    posts = [
        ("p0", "a", "t0", "Nice site! weight loss pills that work"),
        ("p1", "a", "t1", "Great post! replica watches store"),
        ("p2", "a", "t2", "Great post! best robot for your money"),
        ("p3", "a", "t3", "Thank you for sharing"),
        ("p4", "b", "t0", "My watch stopped, here is a picture"),
    ]
    seller = {post: ["http://shop.example/it"] for post in ("p0", "p1", "p2")}
    assert spam_of(posts) == {}
    assert spam_of(posts, links=seller) == {
        "p0": "wares", "p1": "wares", "p2": "links for wares",
    }  # fmt: skip
    one_of_many = [(f"q{at}", "a", "t", "What do you think of it?") for at in range(3)]
    assert "p2" not in spam_of([*posts, *one_of_many], links=seller)


def test_same_link_again_and_again_is_spam() -> None:
    """A greeter who welcomes everybody with the same words is not."""
    link = [(f"p{place}", "a", f"t{place}", f"{LONG} http://x.example") for place in range(3)]
    greeting = [(f"q{place}", "b", f"t{place}", f"Welcome! {LONG}") for place in range(3)]
    assert spam_of([*link, *greeting]) == dict.fromkeys(("p0", "p1", "p2"), "same link often")


def test_people_correct_the_rule() -> None:
    """Decisions about an account or a post hold, and the team is never spam."""
    posts = [("p", "a", "t", "cialis http://x.example"), ("q", "b", "t", "a fine post")]
    assert spam_of(posts, [("account", "a", False), ("post", "q", True)]) == {"q": "decided"}
    assert spam_of(posts, [("post", "p", False)]) == {}
    assert spam_of(posts, team=("a",)) == {}
    assert spam_of(posts, names={"b": "Cheap Jerseys"}) == {"p": "wares", "q": "link in name"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna", False),
        ("vigrx side effects results", True),
        ("http://x.example", True),
        ("", False),
    ],
)
def test_names_that_advertise(name: str, expected: bool) -> None:
    assert is_advertising_name(name) is expected


def test_account_is_spam_when_half_of_its_posts_are() -> None:
    """derived.account_spam, and what people decided about it."""
    frames = {
        "staging.posts": table(
            "post_id author_account_id",
            *[(f"{author}{place}", author) for author in "abcd" for place in range(3)],
        ),
        "staging.accounts": table(
            "account_id display_name is_team",
            *[(author, author, author == "d") for author in "abcd"],
            ("e", "Cheap Jerseys", False),
        ),
        "derived.post_spam": table(
            "post_id reason",
            *[(post, "wares") for post in ("a0", "a1", "b0", "c0", "c1", "d0", "d1")],
        ),
        "meta.spam_decisions": table(
            "kind subject_id is_spam", ("account", "c", False), ("account", "b", True)
        ),
    }
    assert account_spam.derive(frames, PARAMETERS).to_pylist() == [
        {"account_id": "a", "reason": "mostly spam"},
        {"account_id": "b", "reason": "decided"},
        {"account_id": "e", "reason": "link in name"},
    ]


def test_language_of_long_enough_posts() -> None:
    """derived.post_languages: a short post has none."""
    texts = {
        "en": "Where can I find good flour for a country bread in this town?",
        "de": "Wo finde ich in dieser Stadt gutes Mehl für ein Bauernbrot?",
        "it": "Dove posso trovare una buona farina per il pane di campagna?",
        "short": "thanks!",
    }
    frames = {"staging.post_texts": table("post_id text", *texts.items())}
    found = post_languages.derive(frames, PARAMETERS).to_pylist()
    assert {row["post_id"]: row["language"] for row in found} == {
        one: one for one in ("en", "de", "it")
    }


def topic_frames(count: int) -> dict[str, pa.Table]:
    words = {
        "bread": ["flour", "dough", "oven", "crust", "sourdough", "baker", "loaf"],
        "bikes": ["saddle", "pedal", "chain", "brake", "wheel", "gears", "spoke"],
    }
    documents = []
    for place in range(count):
        for subject, several in words.items():
            chosen = [several[(place + step) % 7] for step in range(2)]
            documents.append((f"{subject}{place}", " ".join(chosen) + " hopper petra with about"))
    ids = [name for name, _ in documents]
    return {
        "marts.threads": table(
            "thread_id title is_public",
            *((name, text, name != "bikes0") for name, text in documents),
        ),
        "marts.posts": table(
            "post_id thread_id is_public is_counted",
            *((f"p{name}", name, True, True) for name in ids),
        ),
        "staging.post_texts": table(
            "post_id text", *((f"p{name}", text) for name, text in documents)
        ),
        "derived.post_languages": table("post_id language", *((f"p{name}", "en") for name in ids)),
        "staging.accounts": table("account_id handle display_name", ("1", "Hopper", "Petra")),
    }


def test_topics_are_found_in_public_threads() -> None:
    """derived.found_topics: two subjects come apart, private threads and names stay out."""
    found = found_topics.derive(topic_frames(30), PARAMETERS).to_pylist()
    bread = {row["label"] for row in found if row["thread_id"].startswith("bread")}
    bikes = {row["label"] for row in found if row["thread_id"].startswith("bikes")}
    assert bread
    assert bikes
    assert bread.isdisjoint(bikes)
    words = {word for label in bread | bikes for word in label.split(", ")}
    assert words.isdisjoint({"hopper", "with", "about"})
    assert not [row for row in found if row["thread_id"] == "bikes0"]
    assert all(0.25 <= row["weight"] <= 1 for row in found)
    assert found == found_topics.derive(topic_frames(30), PARAMETERS).to_pylist()


@pytest.mark.parametrize("is_capital", [True, False])
def test_a_name_in_many_threads_is_no_topic(is_capital: bool) -> None:
    """derived.found_topics: written with a capital it is a name, however often; small, a word."""
    frames = topic_frames(30)
    frames["staging.accounts"] = table(
        "account_id handle display_name", ("1", "x", "Anna-Saddle Chain"), ("2", "y", "Brake")
    )
    for name, column in (("marts.threads", "title"), ("staging.post_texts", "text")):
        texts = frames[name][column].to_pylist()
        for word in ("saddle", "chain", "brake") if is_capital else ():
            texts = [text.replace(word, word.capitalize()) for text in texts]
        place = frames[name].column_names.index(column)
        frames[name] = frames[name].set_column(place, column, pa.array(texts))
    found = found_topics.derive(frames, PARAMETERS).to_pylist()
    words = {word for row in found for word in row["label"].split(", ")}
    assert words
    assert words.isdisjoint({"saddle", "chain", "brake"}) is is_capital


def test_few_threads_show_no_topics() -> None:
    """Nothing is found rather than something made up."""
    assert found_topics.derive(topic_frames(3), PARAMETERS).num_rows == 0


def test_no_ties_no_groups() -> None:
    frames = {"marts.ties": table("member_a_id member_b_id strength")}
    assert sub_communities.derive(frames, PARAMETERS).num_rows == 0
