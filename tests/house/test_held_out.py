"""What the manager reads where a share of the pairs is to be left to itself."""

from __future__ import annotations

from pathlib import Path

from tests.house.handmade import Home, write_network, write_people


def test_composing_letters_says_what_is_held_out(tmp_path: Path) -> None:
    """So few would not tell in half a year what introductions add: nobody is, and it says so."""
    home = Home.make(tmp_path / "home")
    write_network(home.exports / "net", days=62)
    write_people(home.exports)
    settings = home.folder / "community.yaml"
    assert "held out" not in home.run("digest", "--dry-run").text
    text = settings.read_text(encoding="utf-8") + "recommender:\n  held_out: 0.2\n"
    settings.write_text(text, encoding="utf-8")
    line = home.run("digest", "--dry-run").one_line("held out: ")
    assert line.startswith("held out: nobody, though held_out is 0.2: with so few introductions")
