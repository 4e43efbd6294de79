"""derived: languages and topics told from words."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from analytics.derived import found_topics, links_to_threads, post_languages, sub_communities

PARAMETERS = {"seed": 7, "shared_topic_share": 0.15}


def table(names: str, *rows: tuple[object, ...]) -> pa.Table:
    columns = names.split()
    return (
        pa.Table.from_pylist([dict(zip(columns, row, strict=True)) for row in rows])
        if rows
        else (pa.table({name: pa.array([], pa.string()) for name in columns}))
    )


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("@Σταμάτης Βλαχάκη Written on a piece of paper and stuck to the knife.", "en"),
        ("What Λευτέρης says. I wish somebody had told me five years ago.", "en"),
        ("@Σταμάτης Η μηχανή δουλεύει πάλι, σας ευχαριστώ πολύ, Maartje", "el"),
        ("@Henning Fröhlke das habe ich gestern auch so gemacht, mit Leim.", "de"),
        ("@Wiesława Modrzew Name one.", None),
    ],
)
def test_a_name_in_other_letters_is_no_language(text: str, language: str | None) -> None:
    """derived.post_languages: nor is whom a post calls by @name."""
    frames = {"staging.post_texts": table("post_id text", ("p", text))}
    found = post_languages.derive(frames, PARAMETERS).to_pylist()
    assert [row["language"] for row in found] == ([language] if language else [])


def day(number: int) -> datetime:
    return datetime(2026, 3, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "leads_to"),
    [
        ("Open tonight: “Why the toaster won’t stay down”. Who knows?", ["old"]),
        ("Vandaag: ‘Why the toaster won’t stay down’.", ["old"]),
        ("Heute: „Why the toaster won’t stay down“!", ["old"]),
        ("Ce soir : « Why the toaster won’t stay down »", ["old"]),
        ('Hoy: "Why the toaster won’t stay down"', ["old"]),
        ("Why the toaster won’t stay down, asks Ana", []),
        ("We all say “toaster”, and “Not begun yet then” too.", []),
        ("“Behind a closed door here”", []),
        ("Look: https://forum.example/t/9", ["old"]),
    ],
)
def test_a_page_passes_on_what_it_quotes(text: str, leads_to: list[str]) -> None:
    """derived.links_to_threads: the last thread of that title that had begun, and is public."""
    title = "Why the toaster won’t stay down"
    frames = {
        "marts.threads": table(
            "thread_id title url created_at is_public is_page",
            ("older", title, None, day(1), True, False),
            ("old", title, "https://forum.example/t/9", day(2), True, False),
            ("new", title, None, day(9), True, False),
            ("later", "Not begun yet then", None, day(9), True, False),
            ("short", "Toaster", None, day(1), True, False),
            ("closed", "Behind a closed door here", None, day(1), False, False),
            ("page", "Toaster day", None, day(5), True, True),
        ),
        "marts.posts": table(
            "post_id thread_id created_at is_counted", ("p", "page", day(5), True)
        ),
        "staging.post_texts": table("post_id text", ("p", text)),
    }
    found = links_to_threads.derive(frames, PARAMETERS).to_pylist()
    assert [row["thread_id"] for row in found] == leads_to


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
        "marts.members": table(
            "member_id is_active is_team is_bot is_spam", ("m1", True, False, False, False)
        ),
        "marts.member_threads": table(
            "member_id thread_id posts is_public", ("m1", "bread1", 1, False)
        ),
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


def test_many_texts_are_told_as_one_by_one() -> None:
    """Capitals, two scripts of one language, letters nobody knows, the same text twice."""
    texts = [
        "the kettle is on and everybody is welcome",
        "DE KETEL STAAT OP EN IEDEREEN IS WELKOM",
        "Чајник је на шпорету и сви су добродошли",
        "čajnik je na šporetu i svi su dobrodošli",
        "der Kessel pfeift, und alle sind willkommen",
        "the kettle is on and everybody is welcome",
        "☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃",
        "ꙮ",
    ]
    told = post_languages.languages(texts)
    assert told == [post_languages.language(text) for text in texts]
    assert told[:2] == ["en", "nl"]
    assert post_languages.languages([]) == []
