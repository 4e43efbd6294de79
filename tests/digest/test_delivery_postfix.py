"""Twenty letters through a real Postfix: counted in the mailboxes, not by what it said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.mail_server import Server
from tests.digest.postfix_server import Postfix, why_not
from tests.digest.posting import Posting, composed, copied

pytestmark = pytest.mark.skipif(why_not() is not None, reason=str(why_not()))

NUMBER = 20
BOXES = [f"m{n}" for n in range(1, NUMBER + 1)]
ADDRESSES = [f"{box}@mail.example.org" for box in BOXES]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("postfix") / "composed"
    with composed(folder, NUMBER):
        pass
    return folder


@pytest.fixture
def twenty(template: Path, tmp_path: Path) -> Iterator[Posting]:
    with copied(template, tmp_path / "own", NUMBER) as posting:
        yield posting


def at(postfix: Postfix) -> Server:
    return Server(
        host="127.0.0.1", port=postfix.port, security="none", reply_seconds=20, end_seconds=20
    )


def test_all_arrive_once(twenty: Posting) -> None:
    with Postfix(ADDRESSES) as postfix:
        twenty.send(at(postfix))
        assert twenty.states() == {"sent": NUMBER}
        assert postfix.copies() == dict.fromkeys(BOXES, 1)


@pytest.mark.parametrize(
    ("stage", "answer", "states"),
    [
        ("at_rcpt", "450 4.7.1 later", {"deferred": 20}),
        ("at_rcpt", "550 5.1.1 nobody of that name", {"failed": 20}),
        ("at_rcpt", "554 5.7.1 not from you", {"failed": 2, "queued": 18}),
        ("at_data", "452 4.3.1 full", {"deferred": 20}),
        ("at_data", "554 5.7.1 not from you", {"failed": 2, "queued": 18}),
        ("at_end", "451 4.7.1 later", {"deferred": 20}),
        ("at_end", "550 5.7.1 spam", {"failed": 2, "queued": 18}),
    ],
)
def test_what_it_refuses_is_noted_and_the_rest_arrives_later(
    twenty: Posting, stage: str, answer: str, states: dict[str, int]
) -> None:
    """As the table says; after it was mended, each letter that had not left arrives once."""
    with Postfix(ADDRESSES, **{stage: dict.fromkeys(ADDRESSES, answer)}) as postfix:
        twenty.send(at(postfix))
        assert twenty.states() == states
        assert postfix.copies() == {}
        postfix.restart()
        twenty.clock.sleep(3600)
        twenty.send(at(postfix))
        failed = states.get("failed", 0)
        assert twenty.states() == {
            state: n for state, n in (("sent", NUMBER - failed), ("failed", failed)) if n
        }
        sent = {box for box in BOXES if twenty.state(box) == "sent"}
        assert postfix.copies() == dict.fromkeys(sent, 1)


def test_nobody_of_that_name(twenty: Posting) -> None:
    """Whom Postfix itself does not know is suppressed; the others get theirs."""
    with Postfix(ADDRESSES[:-3]) as postfix:
        twenty.send(at(postfix))
        assert twenty.states() == {"sent": NUMBER - 3, "failed": 3}
        assert twenty.world.ledger.suppressed_among(ADDRESSES) == set(ADDRESSES[-3:])
        assert postfix.copies() == dict.fromkeys(BOXES[:-3], 1)


@pytest.mark.parametrize("after", [3, 10, 17])
def test_a_restart_in_the_middle(twenty: Posting, after: int) -> None:
    """What was on its way is tried later or listed as unknown; nobody gets two."""
    with Postfix(ADDRESSES) as postfix:

        def restart(told: str) -> None:
            if told.startswith(f"{after} tried"):
                postfix.restart()

        twenty.send(at(postfix), tell=restart)
        twenty.clock.sleep(3600)
        twenty.send(at(postfix))
        assert set(twenty.states()) <= {"sent", "unknown"}
        assert twenty.states()["unknown"] <= 1
        copies = postfix.copies()
        assert set(copies.values()) == {1}
        assert {box for box in BOXES if twenty.state(box) == "sent"} <= copies.keys()
