"""Who may be named where: consents and everything that takes them away, one row per member."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from analytics.errors import BadTable
from analytics.warehouse import Warehouse
from ledger.purposes import PURPOSES, purpose_column
from ledger.visibility import VISIBILITY

PLACE_OF_PURPOSE = {"match": "is matched", "digest": "gets the letter"}
"""Where a purpose shows, when the place is not called like it."""

# Members' columns, and what the table of who appears where calls them.
STATES = {
    "is_team": "team",
    "is_barred": "barred",
    "is_departed": "departed",
    "is_minor": "minor",
    "is_memorial": "memorial",
    "is_spam": "spam",
    "is_bot": "spam",
}
BY_FACTS = "spotlight_by_facts"
"""Whether a spotlight may be drafted from what the member wrote in public."""
PAUSES = {"mails": "letters paused", "introductions": "introductions paused"}


def people(
    warehouse: Warehouse,
    *,
    consents: pa.Table,
    pauses: pa.Table | None = None,
    erased: frozenset[str] = frozenset(),
    older: frozenset[tuple[str, str]] = frozenset(),
) -> pa.Table:
    """Every member with the name to show and, per purpose, whether they may be named for it.

    consents: member_id, purpose, answer in force; pauses: account_id, kind, those in force now;
    erased: ids of accounts that are to be forgotten, for the time until the next import drops them;
    older: (member_id, purpose) of yeses under older words of the purpose.
    Returns member_id, account_id, display_name, handle, account_url, is_team and one column per
    purpose, spaces as underscores. A column is true only after a yes, and false again for those
    who are barred, gone, minor, remembered, spam, a bot or erased, and as pauses and the team's
    part have it; spotlight_by_facts leaves out the yeses of older words. A name may be shown only
    where the column of the place's purpose is true.
    """
    for name, table, columns in (
        ("consents", consents, ("member_id", "purpose", "answer")),
        *((("pauses", pauses, ("account_id", "kind")),) if pauses is not None else ()),
    ):
        missing = [column for column in columns if column not in table.column_names]
        if missing:
            raise BadTable(name, missing, table.column_names)
    members = warehouse.frame(
        f"select member_id, account_id, display_name, handle, account_url, {', '.join(STATES)} "
        "from marts.members order by member_id"
    )
    member_of = _member_of(warehouse)
    paused: dict[str, set[str]] = {}
    for pause in pauses.to_pylist() if pauses is not None else ():
        if pause["account_id"] in member_of:
            paused.setdefault(member_of[pause["account_id"]], set()).add(PAUSES[pause["kind"]])
    forgotten = {member_of[account_id] for account_id in erased if account_id in member_of}
    said_yes = {
        (row["member_id"], row["purpose"])
        for row in consents.filter(pc.equal(consents["answer"], "yes")).to_pylist()
    }
    rows = members.to_pylist()
    for row in rows:
        states = {state for column, state in STATES.items() if row[column]}
        states |= paused.get(row["member_id"], set())
        if row["member_id"] in forgotten:
            states.add("erased")
        for purpose in PURPOSES:
            place = PLACE_OF_PURPOSE.get(purpose, purpose)
            row[purpose_column(purpose)] = (row["member_id"], purpose) in said_yes and all(
                VISIBILITY[state][place] == "yes" for state in states
            )
        row[BY_FACTS] = row["spotlight"] and (row["member_id"], "spotlight") not in older
    text = ("member_id", "account_id", "display_name", "handle", "account_url")
    truths = ("is_team", *map(purpose_column, PURPOSES), BY_FACTS)
    schema = pa.schema(
        [*((name, pa.string()) for name in text), *((name, pa.bool_()) for name in truths)]
    )
    return pa.Table.from_pylist(
        [{name: row[name] for name in schema.names} for row in rows], schema=schema
    )


def consenting(people_table: pa.Table, *purposes: str) -> pa.Table:
    """member_id of those who may be named for each of the purposes, as the recommender wants it."""
    kept = people_table
    for purpose in purposes:
        kept = kept.filter(kept[purpose_column(purpose)])
    return kept.select(["member_id"])


def _member_of(warehouse: Warehouse) -> dict[str, str]:
    table = warehouse.frame("select account_id, member_id from derived.member_accounts")
    return dict(zip(table["account_id"].to_pylist(), table["member_id"].to_pylist(), strict=True))
