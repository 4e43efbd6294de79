"""Forgetting a member: the rooms put together for `forget`, and what a manager still has to do.

Everything this program wrote is searched: ledger, import store, warehouse, outbox, the manager's
private files, sites published earlier. What it cannot reach (the exports themselves, copies of the
ledger, feed readers, git) is listed, with what to do.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from analytics.build import import_store
from analytics.members import Named
from analytics.warehouse import Warehouse
from ledger import Ledger
from ledger.forgotten import name_parts
from line import ROOT, Place, forget_traces
from publisher import swap
from publisher.forgetting_texts import forget_texts

_PRIVATE_TEXTS = {"replies": "\n\n", "invitations": "\n"}
"""Folders of the manager's below the build folder, and what parts the entries of their files."""
_TO_DROP = "holds-forgotten"


@dataclass
class Forgetting:
    """What was removed, and where the member still stands."""

    called: str
    new: int = 0
    """Accounts and addresses kept out from now on that were not before."""
    rows: int = 0
    """Of the import store."""
    letters: int = 0
    """Files in the outbox, theirs and those that named them."""
    private_files: int = 0
    exports: list[str] = field(default_factory=list)
    """Files that held rows of theirs, or named them."""
    backups: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Spotlights, stories and circles that are gone, or say "a member" now: a line each."""
    content: list[str] = field(default_factory=list)
    """Pages that people wrote and that name them."""
    perhaps_theirs: list[str] = field(default_factory=list)
    """Accounts a manager counted as the same person's, which stay."""
    namesakes: list[str] = field(default_factory=list)
    """Other accounts under the same full name, which stay."""
    is_published: bool = False
    """Whether a site was ever published, so that others may have copies."""


def forget_member(place: Place, warehouse: Warehouse, ledger: Ledger, named: Named) -> Forgetting:
    """What was removed of a member, from everything but the warehouse and the site shown now.

    Those two are made anew: call `drop_caches` once the warehouse is closed, then build.
    """
    accounts = _accounts(warehouse, named.member_id)
    ids = [row["account_id"] for row in accounts]
    emails = {row["email"] for row in accounts if row["email"]}
    names = {name for row in accounts for name in (row["handle"], row["name"]) if name}
    names |= {f"{row['platform']}:{row['handle']}" for row in accounts if row["handle"]}
    counted, alike = _counted_with(warehouse, ids), _namesakes(warehouse, ids)
    # Until the next build the warehouse may hold some who were forgotten before.
    forgotten = ledger.erased_among([*counted, *alike])
    done = Forgetting(
        called=named.choice,
        perhaps_theirs=[one for one in counted if one not in forgotten],
        namesakes=[one for one in alike if one not in forgotten and one not in counted],
    )
    own_letters = [
        place.outbox / row["issue"] / row["file_name"]
        for row in ledger.mails().to_pylist()
        if row["account_id"] in ids and row["file_name"]
    ]
    naming = {
        (row["issue"], row["account_id"])
        for row in ledger.mail_names().to_pylist()
        if row["named_account_id"] in ids
    }
    own_letters += [
        place.outbox / row["issue"] / row["file_name"]
        for row in ledger.mails().to_pylist()
        if (row["issue"], row["account_id"]) in naming and row["file_name"]
    ]
    done.new = ledger.erase(
        ids,
        emails,
        names=names,
        thread_ids=_ids(warehouse, "threads", "thread_id", ids),
        post_ids=_ids(warehouse, "posts", "post_id", ids),
        now=datetime.now(UTC),
    )
    done.letters = _remove(own_letters)
    called = {f"{row['platform']}:{row['handle']}" for row in accounts if row["handle"]}
    called |= {f"{row['platform']}:{row['account_id'].split(':', 2)[-1]}" for row in accounts}
    done.texts = forget_texts(place.texts, ids, called, {row["name"] or "" for row in accounts})
    _clean_everywhere(place, warehouse, ledger, done, names)
    return done


def forget_address(place: Place, warehouse: Warehouse, ledger: Ledger, address: str) -> Forgetting:
    """As `forget_member`, for an address no export knows, and whoever told us it is theirs."""
    told = ledger.addresses().to_pylist()
    ids = [row["account_id"] for row in told if row["address"].lower() == address.lower()]
    done = Forgetting(called=address)
    done.new = ledger.erase(ids, [address], now=datetime.now(UTC))
    _clean_everywhere(place, warehouse, ledger, done, ())
    return done


def drop_caches(place: Place, *, later: bool = False) -> None:
    """Nothing; the warehouse and the texts are gone, for freed pages of a file keep old rows.

    The next build makes both again from the import store. later: that build drops them first, so
    that until then others can still be found in them.
    """
    cache = place.build / "cache"
    if later:
        (cache / _TO_DROP).touch()
        return
    for file in cache.glob("warehouse.duckdb*"):
        file.unlink()
    for folder in ("texts", "spill", "work"):
        shutil.rmtree(cache / folder, ignore_errors=True)
    (cache / _TO_DROP).unlink(missing_ok=True)


def drop_caches_put_off(place: Place) -> None:
    """Nothing; what a forgetting left to this build is gone."""
    if (place.build / "cache" / _TO_DROP).exists():
        drop_caches(place)


def _clean_everywhere(
    place: Place, warehouse: Warehouse, ledger: Ledger, done: Forgetting, names: Iterable[str]
) -> None:
    forgotten = ledger.forgotten()
    done.rows, traces, held = import_store(warehouse).erase(forgotten)
    done.new += forget_traces(ledger, traces)
    forgotten = ledger.forgotten()
    whole = {name for name in (*names, *traces.names) if ":" not in name}
    # Of a name of one word, every letter that says it: a letter too many is composed again.
    parts = name_parts(name for name in whole if len(name.split()) == 1)

    def tells(text: str) -> bool:
        return forgotten.without_names(text, parts) != text

    done.letters += _remove(
        file for file in sorted(place.outbox.glob("*/*.eml")) if tells(_letter_text(file))
    )
    done.private_files = _clean_private_files(place.build, tells)
    shutil.rmtree(place.build / "about", ignore_errors=True)
    done.exports = sorted({one.name for one in held})
    done.backups = [
        f"{row['path']} of {row['made_at']:%Y-%m-%d}" for row in ledger.backups().to_pylist()
    ]
    done.backups += sorted(str(path) for path in place.ledger_path.parent.glob("*-replaced-*"))
    done.content = sorted(
        str(file)
        for file in {*(ROOT / "content").rglob("*.md"), *place.texts.rglob("*.md")}
        if tells(file.read_text(encoding="utf-8"))
    )
    done.is_published = place.output.is_symlink()
    swap.forget_old(place.build, place.output, keep=1)


def _accounts(warehouse: Warehouse, member_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = warehouse.frame(
        """
        select account_id, email, handle, name, split_part(source, ':', 1) as platform
        from raw.accounts inner join derived.member_accounts using (account_id)
        where member_id = $member_id order by all
        """,
        member_id=member_id,
    ).to_pylist()
    return found


def _ids(warehouse: Warehouse, table: str, column: str, account_ids: list[str]) -> list[str]:
    found: list[str] = warehouse.frame(
        f"select {column} from raw.{table} where list_contains($ids, author_account_id) order by 1",
        ids=account_ids,
    )[column].to_pylist()
    return found


def _counted_with(warehouse: Warehouse, account_ids: list[str]) -> list[str]:
    """Accounts that count as the same person's in figures, because a manager said so."""
    if not warehouse.has("meta.merges"):
        return []
    pairs = warehouse.frame(
        "select account_a_id as one, account_b_id as other from meta.merges order by all"
    ).to_pylist()
    own = set(account_ids)
    return sorted(
        {other for row in pairs for own_one, other in
         ((row["one"], row["other"]), (row["other"], row["one"]))
         if own_one in own and other not in own}
    )  # fmt: skip


def _namesakes(warehouse: Warehouse, account_ids: list[str]) -> list[str]:
    """Accounts of others under one of the full names of these; a single word is no full name."""
    found: list[str] = warehouse.frame(
        """
        select distinct other.account_id
        from raw.accounts as own
        inner join raw.accounts as other
            on lower(trim(other.name)) = lower(trim(own.name))
        where list_contains($ids, own.account_id)
            and not list_contains($ids, other.account_id)
            and contains(trim(own.name), ' ')
        order by all
        """,
        ids=account_ids,
    )["account_id"].to_pylist()
    return found


def _letter_text(file: Path) -> str:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    texts = [
        part.get_content()
        for part in message.walk()
        if part.get_content_type() in ("text/plain", "text/html")
    ]
    return "\n\n".join([str(message["To"] or ""), *texts])


def _clean_private_files(build: Path, tells: Callable[[str], bool]) -> int:
    """How many of the manager's private files lost the entries that speak of a member."""
    changed = 0
    for folder, between in _PRIVATE_TEXTS.items():
        for file in sorted((build / folder).rglob("*")):
            if not file.is_file():
                continue
            entries = file.read_text(encoding="utf-8").split(between)
            left = [entry for entry in entries if not tells(entry)]
            if left != entries:
                file.write_text(between.join(left), encoding="utf-8")
                changed += 1
    return changed


def _remove(files: Iterable[Path]) -> int:
    count = 0
    for file in files:
        if file.exists():
            file.unlink()
            count += 1
    return count


def told_forgotten(done: Forgetting) -> list[str]:
    """What was removed, then what is left to the manager: a line each."""
    lines = [
        f"forget: {done.called}: {done.new} accounts and addresses are kept out of every import "
        "from now on",
        f"forget: removed {done.rows} rows of imports, {done.letters} letters, entries in "
        f"{done.private_files} private files, what the ledger said of them, and earlier sites",
    ]
    lines += [
        f"forget: {account} counts as the same person in figures; if it is theirs, forget it too"
        for account in done.perhaps_theirs
    ]
    lines += [
        f"forget: {account} bears the same name and stays; if it is theirs, forget it too"
        for account in done.namesakes
    ]
    lines += [
        f"forget: still in the export {name}: delete it, or export again once the platform has "
        "deleted the account; every import leaves them out until then"
        for name in done.exports
    ]
    lines += [
        f"forget: still in the backup {name}: make a new one with ./do ledger.backup, then destroy "
        "it; put back, it forgets them again"
        for name in done.backups
    ]
    lines += [f"forget: {text}" for text in done.texts]
    lines += [
        f"forget: named in {name}: take the name out by hand, and out of the history where it is "
        "kept in git"
        for name in done.content
    ]
    if done.is_published:
        lines.append(
            "forget: beyond reach are copies of what was public: upload the new site and delete "
            "the old files on the server; feed readers and web archives keep what they fetched, so "
            "ask archive.org and search engines to remove the pages; letters that were sent are "
            "in their readers' mailboxes"
        )
    lines.append("forget: the platform itself still has the account; its owner deletes it there")
    return lines
