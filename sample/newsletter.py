"""The list of those who get the newsletter, as Mailchimp exports it."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sample.fans import Fan
from sample.moments import END, PAGE_FOUNDED
from sample.people import Person, stranger

FILE = "subscribed_members_export_5c1d0e77aa.csv"
COLUMNS = (
    "Email Address", "First Name", "Last Name", "MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP",
    "CONFIRM_TIME", "CONFIRM_IP", "LATITUDE", "LONGITUDE", "GMTOFF", "DSTOFF", "TIMEZONE", "CC",
    "REGION", "LAST_CHANGED", "LEID", "EUID", "NOTES", "TAGS",
)  # fmt: skip

MEMBERS = 110
FANS = 90
STRANGERS = 80
HOUSEHOLDS = 6
"""Rows under a member's address with the name of somebody they live with."""

FROM_THE_PAGE = 0.8
"""How many fans with an address on the list found the form on the page, as they began to follow."""


@dataclass(frozen=True)
class Subscriber:
    """One row of the list."""

    email: str
    name: str
    at: datetime
    country: str


def subscribers(people: list[Person], fans: list[Fan], rng: Random) -> list[Subscriber]:
    """Everybody on the list in the order of signing up; no address stands twice."""
    on_page = {fan.member: fan for fan in fans if fan.member is not None}
    rows: list[Subscriber] = []
    for fan in on_page.values():
        person = people[fan.member or 0]
        if fan.way == "list":
            rows.append(
                Subscriber(person.email, fan.person.name, _signed(fan, rng), person.country)
            )
        elif rng.random() < 0.25:
            # Some gave the list another address than the network.
            email = person.email if rng.random() < 0.6 else f"{person.key[:7]}@other.example"
            rows.append(Subscriber(email, person.name, _signed(fan, rng), person.country))
    alone = [p for p in people if p.number not in on_page and p.part == "member"]
    for person in rng.sample(alone, MEMBERS):
        rows.append(_row(person, rng, name=person.name))
    for person in rng.sample([p for p in alone if _is_free(p, rows)], HOUSEHOLDS):
        family = person.name.partition(" ")[2]
        other = stranger(rng, region=person.region)
        rows.append(_row(person, rng, name=f"{other.first} {family}"))
    for fan in rng.sample([f for f in fans[1:] if f.member is None and _is_person(f)], FANS):
        person = fan.person
        rows.append(
            Subscriber(_address(rng, person), person.name, _signed(fan, rng), person.country)
        )
    for _ in range(STRANGERS):
        person = stranger(rng)
        rows.append(_row(person, rng, name=person.name, email=_address(rng, person)))
    by_address = {row.email: row for row in rows}
    return sorted(by_address.values(), key=lambda row: (row.at, row.email))


def write_newsletter(path: Path, rows: Collection[Subscriber], rng: Random) -> None:
    """Write the rows as Mailchimp does: everything in quotation marks, moments in UTC."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
        table.writerow(COLUMNS)
        for number, row in enumerate(rows, start=4_100_211):
            given, _, family = row.name.partition(" ")
            confirmed = row.at + timedelta(minutes=rng.randrange(1, 90))
            address = f"192.0.2.{rng.randrange(1, 255)}"
            euid = f"{rng.randrange(16**10):010x}"
            table.writerow(
                [
                    row.email, given, family, rng.choice((2, 2, 3, 3, 4, 5)), f"{row.at:%F %T}",
                    address, f"{confirmed:%F %T}", address, "", "", "", "", "", row.country.lower(),
                    "", f"{confirmed:%F %T}", number, euid, "", "",
                ]
            )  # fmt: skip


def _signed(fan: Fan, rng: Random) -> datetime:
    """When a fan signed up: soon after they began to follow the page, or at any time."""
    if rng.random() < FROM_THE_PAGE:
        return min(END, _whole(fan.followed_at + timedelta(hours=rng.expovariate(1 / 3))))
    return _any_time(rng)


def _row(person: Person, rng: Random, *, name: str, email: str | None = None) -> Subscriber:
    return Subscriber(email or person.email, name, _any_time(rng), person.country)


def _any_time(rng: Random) -> datetime:
    return _whole(PAGE_FOUNDED + (END - PAGE_FOUNDED) * rng.random())


def _whole(moment: datetime) -> datetime:
    return moment - timedelta(microseconds=moment.microsecond)


def _address(rng: Random, person: Person) -> str:
    """A stranger's address; members' addresses have smaller numbers in them."""
    local, _, domain = person.email.partition("@")
    return f"{local}{rng.randrange(2000, 10**6)}@{domain}"


def _is_person(fan: Fan) -> bool:
    return fan.person.part != "spammer"


def _is_free(person: Person, rows: list[Subscriber]) -> bool:
    return all(row.email != person.email for row in rows)
