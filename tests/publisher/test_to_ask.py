"""Whom to ask for a page, and the text to send them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from analytics.outcomes import OUTCOMES
from ledger.reviews import APPROVALS
from publisher.approved import TextState
from publisher.to_ask import Nomination, ToAsk, to_ask
from tests.publisher.conftest import CONTENT
from tests.publisher.mending_table import AS_OF, COMMUNITY, Warehouse, ago

ACCOUNT = "discourse:mending.example:{}"
CONSENTS = pa.schema(
    [("member_id", pa.string()), ("purpose", pa.string()), ("answer", pa.string())]
)


def asked(
    *,
    no: tuple[tuple[str, str], ...] = (),
    shown: tuple[tuple[str, int], ...] = (),
    outcomes: tuple[dict[str, Any], ...] = (),
    apart: tuple[tuple[str, str], ...] = (),
    texts: tuple[TextState, ...] = (),
    nominations: tuple[Nomination, ...] = (),
) -> ToAsk:
    """no: (member, purpose); shown: (member, days ago) of spotlights approved before."""
    approvals = [
        {"kind": "spotlight", "subject": "s", "account_id": ACCOUNT.format(member),
         "text_sha256": "", "source": "", "decided_at": ago(days)}
        for member, days in shown
    ]  # fmt: skip
    refusals = [{"member_id": m, "purpose": p, "answer": "no"} for m, p in no]
    return to_ask(
        Warehouse().frame,
        COMMUNITY,
        content=CONTENT,
        as_of=AS_OF,
        consents=pa.Table.from_pylist(refusals, CONSENTS),
        approvals=pa.Table.from_pylist(approvals, APPROVALS),
        outcomes=pa.Table.from_pylist(list(outcomes), OUTCOMES),
        apart=apart,
        texts=texts,
        nominations=nominations,
    )


def names(found: ToAsk) -> list[str]:
    return [each.name for each in found.spotlights]


def state(kind: str, *members: str, waits_for: tuple[str, ...] = ()) -> TextState:
    return TextState("s", kind, "T", members, False, "why", waits_for, members)


def outcome(one: str, other: str, **changed: Any) -> dict[str, Any]:
    return {"member_a_id": one, "member_b_id": other, "still": True, "is_held_out": False,
            "introduced_at": ago(120)} | changed  # fmt: skip


def test_the_newest_kindness_comes_first_and_those_shown_before_last() -> None:
    """Moira answered five days ago, Luz eleven, Priya was thanked forty days ago."""
    assert names(asked()) == ["Moira Fraser", "Luz Quintero", "Priya Raman"]
    turned = asked(shown=(("m1", 300), ("m11", 400)))
    assert names(turned) == ["Priya Raman", "Luz Quintero", "Moira Fraser"]
    assert [each.is_new for each in turned.spotlights] == [True, False, False]


def test_who_said_no_and_who_has_a_text_is_not_asked() -> None:
    assert names(asked(no=(("m1", "spotlight"),))) == ["Luz Quintero", "Priya Raman"]
    assert names(asked(no=(("m1", "story"),)))[0] == "Moira Fraser"
    assert names(asked(texts=(state("spotlight", "m11"),))) == ["Moira Fraser", "Priya Raman"]


def test_whoever_was_nominated_is_first_also_without_any_kindness_found() -> None:
    """Teodor did nothing that the data tells of."""
    told = Nomination(ACCOUNT.format("m6"), ago(20), "He listens.")
    found = asked(nominations=(told,))
    assert names(found)[0] == "Teodor Lund"
    assert "Somebody here told me that you should be asked." in found.spotlights[0].text
    assert found.queue == 1


def test_the_questions_are_in_the_members_language_with_the_reason() -> None:
    """Luz writes Dutch; her reason is a public thread, Priya’s is thanks."""
    moira, luz, priya = asked().spotlights
    assert moira.text.startswith("Hello Moira Fraser,")
    assert "“My grandmother’s zip has lost three teeth”" in moira.text
    assert luz.text.startswith("Dag Luz Quintero,")
    assert "People here have thanked you." in priya.text
    assert "Hanne" in priya.text.splitlines()[-1]


def test_a_text_that_waits_is_sent_to_those_it_waits_for_in_their_language() -> None:
    """Luz writes Dutch; Idris has approved their story already."""
    text = TextState("stories/s.md", "story", "T", ("Luz Quintero", "Idris Okello"), False, "why",
                     ("Luz Quintero",), ("m11", "m2"), "How we met\n\nIn the rain.")  # fmt: skip
    done = state("spotlight", "m1")
    (letter,) = asked(texts=(text, done)).approvals
    assert (letter.subject, letter.name) == ("stories/s.md", "Luz Quintero")
    assert letter.text.startswith("Dag Luz Quintero,")
    assert "How we met\n\nIn the rain." in letter.text


def test_introduced_pairs_who_still_talk_are_asked_how_they_met() -> None:
    """Not those who stopped, who were held out, who said no, are kept apart or have told it."""
    pair = outcome("m2", "m6")
    (story,) = asked(outcomes=(pair,)).stories
    assert story.names == ("Idris Okello", "Teodor Lund")
    assert "introduced you and Teodor Lund to each other" in story.texts[0]
    assert "introduced you and Idris Okello to each other" in story.texts[1]
    for nobody in (
        asked(outcomes=(outcome("m2", "m6", still=False),)),
        asked(outcomes=(outcome("m2", "m6", still=None),)),
        asked(outcomes=(outcome("m2", "m6", is_held_out=True),)),
        asked(outcomes=(pair,), no=(("m6", "story"),)),
        asked(outcomes=(pair,), apart=(("m2", "m6"),)),
        asked(outcomes=(pair,), texts=(state("story", "m6", "m2"),)),
    ):
        assert nobody.stories == ()


def test_a_proposed_circle_has_a_text_until_one_of_them_sits_in_one() -> None:
    (circle,) = asked().circles
    assert circle.topic == "darning"
    assert circle.names == ("Moira Fraser", "Idris Okello", "Teodor Lund", "Priya Raman")
    assert "There are 4 of you who write about darning" in circle.text
    assert asked(texts=(state("circle", "m6"),)).circles == ()


def test_texts_that_wait_only_for_a_yes_are_told_apart() -> None:
    waiting = state("spotlight", "m1", waits_for=("Moira Fraser",))
    assert asked(texts=(waiting, state("story", "m2", "m6"))).to_approve == (waiting,)
