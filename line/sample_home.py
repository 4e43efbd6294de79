"""The sample community's exports, written and kept fresh; what no export can say of it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import sample
from analytics.warehouse import Warehouse
from ledger import Ledger
from line.place import HOME, SAMPLE, SAMPLE_FACTS, SAMPLE_TRUTH, Place
from line.publishing import read_texts

SAMPLE_SEED = 2024


def write_sample(home: Path = HOME, *, seed: int = SAMPLE_SEED) -> sample.SampleSummary:
    """The sample community's exports in `exports/sample/`, written anew."""
    exports = home / "exports"
    texts = home / "content" / SAMPLE
    for old in (exports / SAMPLE, texts):
        shutil.rmtree(old, ignore_errors=True)
    return sample.write(
        exports / SAMPLE,
        seed=seed,
        truth_file=exports / SAMPLE_TRUTH,
        facts_file=exports / SAMPLE_FACTS,
        texts_folder=texts,
    )


def sample_to_write(place: Place) -> int | None:
    """The seed of the sample to write because none is there, or one of an older form; else None."""
    if not place.exports[0].is_dir():
        return SAMPLE_SEED
    try:
        facts = json.loads((place.exports[0].parent / SAMPLE_FACTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return SAMPLE_SEED
    return None if facts.get("form") == sample.FORM else int(facts.get("seed", SAMPLE_SEED))


def record_sample_facts(place: Place, warehouse: Warehouse, ledger: Ledger) -> int:
    """How many of the sample's blocks, pauses and approvals were new to the ledger.

    No export can say who blocked whom; in a real community it is the manager who writes it down.
    """
    facts = json.loads((place.exports[0].parent / SAMPLE_FACTS).read_text(encoding="utf-8"))
    found = warehouse.frame("select source, native_id, account_id from raw.accounts")
    accounts = {
        f"{row['source'].split(':')[0]}:{row['native_id']}": row["account_id"]
        for row in found.to_pylist()
    }
    now = datetime.now(UTC)
    # Whoever was forgotten has no account here any more.
    pairs = [
        (accounts[fact["by"]], accounts[fact["of"]])
        for fact in facts["blocks"]
        if {fact["by"], fact["of"]} <= accounts.keys()
    ]
    new = ledger.record_blocks(pairs, source="manager", now=now)
    for fact in facts["pauses"]:
        if fact["account"] not in accounts:
            continue
        new += ledger.record_pause(
            accounts[fact["account"]],
            "mails",
            until_at=datetime.fromisoformat(fact["until"]),
            source="manager",
            said_at=datetime.fromisoformat(fact["said_at"]),
            now=now,
        )
    texts = {text.subject: text for text in read_texts(place).texts}
    for fact in facts["approvals"]:
        text = texts.get(fact["subject"])
        if text and fact["account"] in accounts:
            new += ledger.record_approval(
                text.kind,
                text.subject,
                accounts[fact["account"]],
                text.said,
                source="manager",
                now=datetime.fromisoformat(fact["said_at"]),
            )
    return new
