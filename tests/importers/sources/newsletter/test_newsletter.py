"""A newsletter's list says what was said to the newsletter, and nothing else of anybody."""

from __future__ import annotations

from pathlib import Path

from importers.importer import ExportFile
from importers.records import Account, Consent, Record, Skipped
from importers.sources import newsletter

SAMPLES = Path(__file__).parent


def records() -> list[Record]:
    return [
        record
        for path in sorted(SAMPLES.glob("*/input/*.csv"))
        for record in newsletter.read(ExportFile(path=path, name=path.name, sha256="0" * 64))
    ]


def test_a_yes_is_to_the_newsletter_alone_and_a_no_to_the_digest() -> None:
    said = {(one.answer, one.purposes) for one in records() if isinstance(one, Consent)}
    assert said == {("yes", ("newsletter",)), ("no", ("digest",))}


def test_every_yes_has_its_moment() -> None:
    yeses = [one for one in records() if isinstance(one, Consent) and one.answer == "yes"]
    assert yeses
    assert all(one.said_at for one in yeses)


def test_there_is_nothing_but_accounts_and_consents() -> None:
    kinds = {type(one) for one in records() if type(one) in (Account, Consent, Skipped)}
    assert kinds == {Account, Consent, Skipped}
    assert not [one for one in records() if hasattr(one, "thread_id") or hasattr(one, "to_id")]


def test_what_machines_and_merge_fields_tell_is_dropped() -> None:
    everything = repr(records())
    for dropped in ("192.0.2.4", "04/12", "Weaving", "VIP", "59.9", "Oslo", "too many letters"):
        assert dropped not in everything


def test_addresses_that_differ_in_case_are_one_account() -> None:
    for path in SAMPLES.glob("*/input/*.csv"):
        file = ExportFile(path=path, name=path.name, sha256="0" * 64)
        ids = [one.native_id for one in newsletter.read(file) if isinstance(one, Account)]
        assert len(ids) == len({one.lower() for one in ids})


def test_a_cleaned_list_is_told_by_its_name_where_its_columns_do_not(tmp_path: Path) -> None:
    """An address that bounced must not count as a yes."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Email Address,OPTIN_TIME,LEID,EUID\nhal@gone.example,2022-01-01 08:00:00,1,a\n"
    )
    file = ExportFile(path=path, name="cleaned_members_export_1.csv", sha256="0" * 64)
    (account,) = newsletter.read(file)
    assert isinstance(account, Account)
    assert account.state == "left"
