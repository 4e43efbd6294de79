"""What the desk's cards speak of, drawn from the warehouse: for the manager's eyes only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from publisher.asking import Frame, ask
from publisher.desk import PutAway
from publisher.office_facts import Join, Thank, UnsureMerge, Voice
from publisher.private_text import beginning, plain, web_address

MOST_JOINS = 12
MOST_THANKS = 2
"""On the desk at once; whoever was thanked gives way to the next."""

WHY = {
    "page": "{people} wrote below your own post and had no answer from it",
    "host": "{people} talk to and fro, and nobody of the team has said a word yet",
    "first": "nobody has replied for two days or more",
}


class Undecided(Protocol):
    """Two accounts that may be one person, as the review of people has them."""

    @property
    def account_ids(self) -> tuple[str, str]:
        """The two, the smaller id first."""
        ...

    @property
    def names(self) -> tuple[str, str]:
        """What they go by, with the platform."""
        ...

    @property
    def probability(self) -> float:
        """That they are one person."""
        ...

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it and against it."""
        ...

    @property
    def decision(self) -> str | None:
        """What was decided; None: nothing yet."""
        ...

    @property
    def is_look_alike(self) -> bool:
        """Their names only look alike."""
        ...


def joins(frame: Frame) -> tuple[Join, ...]:
    """Conversations to join, one of each kind before a second of any."""
    return tuple(
        Join(
            thread_id=row["thread_id"],
            why=WHY[row["kind"]].format(people=_people(row["people"])),
            title=beginning(plain(row["title"] or ""), length=100),
            url=web_address(row["url"]),
            words=beginning(plain(row["text"] or ""), length=280),
            last_at=row["last_at"],
        )
        for row in ask(frame, "to_join")[:MOST_JOINS]
    )


def thanks(frame: Frame, put_away: PutAway) -> tuple[Thank, ...]:
    """Whom to thank, and for what; nobody who was thanked in the last half year."""
    rows = [row for row in ask(frame, "to_thank") if not put_away("thanks", row["account_id"])]
    return tuple(_thank(row) for row in rows[:MOST_THANKS])


def voices(frame: Frame) -> tuple[Voice, ...]:
    """How the team and the page spoke in four weeks, and in the four before."""
    found: dict[str, dict[bool, Mapping[str, Any]]] = {}
    for row in ask(frame, "dialogue"):
        found.setdefault(row["speaker"], {})[row["is_now"]] = row
    nothing = dict.fromkeys(("begun", "answers", "addressed", "answered_back"), 0)
    return tuple(
        Voice(
            speaker,
            *(times.get(True, nothing)[name] for name in nothing),
            *(times.get(False, nothing)[name] for name in ("begun", "answers")),
        )
        for speaker, times in found.items()
    )


def merges(proposals: Iterable[Undecided]) -> tuple[UnsureMerge, ...]:
    """What is not decided yet, the likeliest first, look-alikes last."""
    return tuple(
        UnsureMerge(
            account_ids=each.account_ids,
            names=each.names,
            reasons=each.reasons,
            is_look_alike=each.is_look_alike,
            percent=min(99, round(100 * each.probability)),
        )
        for each in proposals
        if each.decision is None
    )


def helpers(frame: Frame, willing: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By newcomer: at most two members who like to be asked about what their thread is about.

    willing: the members who said yes to the directory.
    """
    found: dict[str, list[str]] = {}
    for row in ask(frame, "who_could_answer", member_ids=list(willing)) if willing else ():
        names = found.setdefault(row["member_id"], [])
        if len(names) < 2:
            names.append(row["display_name"])
    return {member_id: tuple(names) for member_id, names in found.items()}


def _thank(row: Mapping[str, Any]) -> Thank:
    deeds: list[str] = []
    links: list[tuple[str, str]] = []
    if row["newcomers_answered_lately"]:
        helped = row["helped_name"] or "a newcomer"
        several = row["newcomers_answered_lately"] > 1
        deeds.append(
            f"answered newcomers in the last three months, {helped} the latest"
            if several
            else f"answered {helped}’s first post"
        )
        links.append((plain(row["answered_title"] or ""), web_address(row["answered_url"])))
    if row["arrivals"]:
        deeds.append(f"led {_people(row['arrivals'])} to what another had written")
        links.append((plain(row["passed_title"] or ""), web_address(row["passed_url"])))
    if row["thanked_by_lately"]:
        deeds.append(f"was thanked by {_people(row['thanked_by_lately'])} in three months")
    first = deeds[0]
    words = (
        f"Hello {row['display_name']}, I saw that you {first}. That is what makes this a good "
        "place. Thank you."
        if not first.startswith("was ")
        else f"Hello {row['display_name']}, several people have thanked you lately, and so do I."
    )
    return Thank(
        account_id=row["account_id"],
        name=row["display_name"],
        deeds=tuple(deeds),
        links=tuple((title, url) for title, url in links if title),
        words=words,
    )


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"
