"""`people.csv`: the yeses and noes that were given on paper."""

from __future__ import annotations

import csv
from pathlib import Path

from sample.people import Person
from sample.profiles import Choice

WORDING = "Yes, you may do this with my name. (card at the repair café)"
REFUSED = "Please stop this. (card at the repair café)"


def write_people_csv(path: Path, choices: tuple[Choice, ...], people: list[Person]) -> None:
    """Write one row for each card."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["handle", "email", "purposes", "date", "answer", "wording"])
        for choice in choices:
            person = people[choice.member]
            table.writerow(
                [
                    "" if choice.by_email else f"ning:{person.key}",
                    person.email if choice.by_email else "",
                    ";".join(choice.purposes),
                    choice.said.isoformat(),
                    choice.answer,
                    WORDING if choice.answer == "yes" else REFUSED,
                ]
            )
