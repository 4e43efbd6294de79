"""Forgetting somebody in the texts people wrote."""

from __future__ import annotations

from pathlib import Path

from publisher.forgetting_texts import forget_texts
from publisher.written import read_circle, read_text, read_written
from tests.publisher import texts
from tests.publisher.texts import BOTH, DARNING, MOIRA, write

ACCOUNT = "discourse:mending.example:{}"


def forget(folder: Path, member: str, name: str) -> list[str]:
    account = ACCOUNT.format(member)
    return forget_texts(folder / "texts", [account], {f"discourse:{member}"}, {name})


def write_all(folder: Path) -> None:
    write(folder, MOIRA, texts.spotlight())
    write(folder, BOTH, texts.STORY)
    write(folder, DARNING, texts.CIRCLE.replace("members: [", "members:\n  - ").replace(
        "]\n", "\n").replace(", discourse", "\n  - discourse"))  # fmt: skip


def test_their_own_texts_are_gone(tmp_path: Path) -> None:
    """A story goes with either of its two; what is others' stays as it was."""
    write_all(tmp_path)
    kept = read_text(tmp_path / "texts" / MOIRA, "spotlight").said
    told = forget(tmp_path, "m2", "Idris Okello")
    assert f"{BOTH}: deleted; it was theirs" in told
    assert not (tmp_path / "texts" / BOTH).exists()
    assert read_text(tmp_path / "texts" / MOIRA, "spotlight").said == kept


def test_a_quotation_of_theirs_goes_and_the_text_is_another(tmp_path: Path) -> None:
    """The member approved a page with those words, so the page waits for a new yes."""
    write_all(tmp_path)
    before = read_text(tmp_path / "texts" / MOIRA, "spotlight")
    forget(tmp_path, "m7", "Priya Raman")
    after = read_text(tmp_path / "texts" / MOIRA, "spotlight")
    assert (after.quote, after.quote_by) == ("", "")
    assert after.said != before.said
    assert after.sections == before.sections


def test_a_whole_name_in_others_texts_becomes_a_member(tmp_path: Path) -> None:
    write_all(tmp_path)
    told = forget(tmp_path, "m11", "Luz  Quintero")
    text = (tmp_path / "texts" / MOIRA).read_text(encoding="utf-8")
    assert "a member, in my first winter." in text
    assert "Luz" not in text
    assert told == [f"{MOIRA}: no longer speaks of them; to be approved again"]


def test_a_circle_goes_on_without_them(tmp_path: Path) -> None:
    write_all(tmp_path)
    assert len(read_circle(tmp_path / "texts" / DARNING).members) == 4
    forget(tmp_path, "m6", "Teodor Lund")
    circle = read_circle(tmp_path / "texts" / DARNING)
    assert circle.members == ("discourse:m1", "discourse:m2", "discourse:m7")


def test_a_circle_written_in_one_line_goes_on_too(tmp_path: Path) -> None:
    write(tmp_path, DARNING, texts.CIRCLE)
    forget(tmp_path, "m6", "Teodor Lund")
    assert "discourse:m6" not in read_circle(tmp_path / "texts" / DARNING).members


def test_nothing_written_is_nothing_forgotten(tmp_path: Path) -> None:
    assert forget(tmp_path, "m1", "Moira Fraser") == []
    assert not read_written(tmp_path / "texts").texts
