"""Nobody's letter holds a word meant for somebody else."""

from __future__ import annotations

import os
import random
import re
from binascii import a2b_qp

import pytest

from digest.letter import Envelope, Letter, Link, Meeting
from digest.message import message_bytes
from digest.phrases import LANGUAGES, phrases, with_bold
from tests.digest.world import PLANNED_AT, SENDER

RENDERS = 100_000 if os.environ.get("COMMUNIS_FULL") else 1_500
SEED = 47
_CANARY = re.compile(r"canary(\d+)x")


def letter(number: int, chance: random.Random) -> tuple[Letter, Envelope]:
    """A letter whose every personal word holds its reader's number, and lacks what chance will."""
    told = phrases(LANGUAGES[number % len(LANGUAGES)])
    own = f"canary{number}x"

    def link() -> Link | None:
        if chance.random() < 0.3:
            return None
        return Link("", f"“{own}”", "", f"https://knots.example.org/t/{own}")

    def meeting() -> Meeting:
        return Meeting(
            name=own, sentence=f"{own}.", overlap=own if chance.random() < 0.8 else None,
            question=link(), distance=own, introducer=own, note=own, thread=link(),
            hello=link(),
        )  # fmt: skip

    return (
        Letter(
            language=LANGUAGES[number % len(LANGUAGES)], subject="Knot Tyers: your letter",
            greeting=f"{own},", came_of_it=link(), opening=own,
            meetings=tuple(meeting() for _ in range(chance.randint(1, 3))),
            card_opening=own, card=meeting() if chance.random() < 0.5 else None,
            open_thread=link(), work=link(), lines=(own,), signature="Ilse",
            footer=with_bold(told.footer, date="x", name=own), community_name="Knot Tyers",
            postal_address="Cais 4", site_url="", sample="",
        ),
        Envelope(
            address=f"{own}@mail.example.org", message_id=f"<{own}@{SENDER.list_id}>",
            stop_token=own, planned_at=PLANNED_AT,
        ),
    )  # fmt: skip


@pytest.mark.slow
def test_no_word_crosses_into_another_letter() -> None:
    """Each of many letters, rendered one after another, holds its own canary and no other."""
    chance = random.Random(SEED)
    crossed = 0
    for number in range(RENDERS):
        written, envelope = letter(number, chance)
        data = message_bytes(written, SENDER, envelope)
        head, _, body = data.partition(b"\r\n\r\n")
        html = body.index(b"Content-Type: text/html")
        # Parsed as a mail each time, a hundred thousand take an hour.
        for piece in (head, a2b_qp(body[:html]), a2b_qp(body[html:])):
            text = piece.decode("utf-8")
            found = set(_CANARY.findall(text))
            assert found, number
            crossed += found != {str(number)}
    assert crossed == 0
