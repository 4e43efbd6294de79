"""The whole line on a small community: what a manager does by mistake, twice, too early or late."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import line
from analytics.warehouse import Warehouse
from ledger import Ledger
from tests.analytics.worlds import table_hashes
from tests.conftest import run_task
from tests.house.handmade import (
    NAMES,
    Home,
    moment,
    native_id,
    shown,
    tree,
    write_csv,
    write_forum,
    write_network,
    write_page,
    write_people,
    write_questions,
)

NEWCOMER = "Mona Vetch"
LETTERS = 8
"""Of the eleven who said yes."""
COMPARED = ("derived", "marts", "metrics", "matches")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A community of a network and a page, built once. To be read only: see `home`."""
    home = Home.make(tmp_path_factory.mktemp("built") / "home")
    write_network(home.exports / "net", days=62, latecomers=2)
    write_page(home.exports / "page", days=60)
    write_people(home.exports)
    done = home.build()
    # Three share nothing with those they do not know yet but an acquaintance who may not be named.
    assert len(home.letters()) == LETTERS, done.text
    without = len(NAMES) - 1 - LETTERS
    assert f"{LETTERS} members" in done.one_line("matches: ")
    assert f"{without} members have none, each with the reason" in done.one_line("matches: ")
    return home


@pytest.fixture
def home(built: Home, tmp_path: Path) -> Home:
    """The built community, for a test to change; the output's link is relative and comes along."""
    shutil.copytree(built.folder, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def hashes(home: Home, *schemas: str) -> dict[str, str]:
    """A hash of every table of the home's warehouse."""
    with Warehouse.open(home.build_folder()) as warehouse:
        return table_hashes(warehouse, *schemas)


# What is wrong with an export is said in one line, and the site stays.


def cut_network(home: Home) -> None:
    whole = (home.exports / "net" / "ning-discussions.json").read_bytes()
    (home.exports / "net" / "ning-discussions-local.json").write_bytes(whole[: len(whole) // 2])


def cut_page(home: Home) -> None:
    whole = (home.exports / "page" / "statuses.csv").read_text(encoding="utf-8").splitlines()
    # In the middle of the sixth row.
    text = "\n".join(whole[:5]) + "\n" + whole[5][:-4].rpartition(",")[0]
    (home.exports / "page" / "again.csv").write_text(text, encoding="utf-8")


def empty_file(home: Home) -> None:
    (home.exports / "net" / "topics.jsonl").touch()


def wrong_platform(home: Home) -> None:
    (home.exports / "shopping.csv").write_text("item,price\nmilk,2\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            cut_network,
            "  net/ning-discussions-local.json: character {number}: the file ends in the middle of "
            "this record; export it again",
        ),
        (
            cut_page,
            "  page/again.csv: line 6: the file ends after 13 of 15 cells; copy or export it again",
        ),
        (empty_file, "net/topics.jsonl: the file is empty; export or copy it again"),
        (
            wrong_platform,
            "shopping.csv: no importer reads this file; it looks like a table with the columns "
            "item, price. Take it out of the exports, or ask ./do inspect how to name its columns; "
            "docs/importing.md lists what is read",
        ),
    ],
)
def test_bad_export_is_one_line_and_the_site_stays(
    home: Home, spoil: Callable[[Home], None], said: str
) -> None:
    """What is whole in it was there already, so nothing changes but the line that tells of it."""
    before, rows = shown(home), hashes(home, *COMPARED)
    spoil(home)
    done = home.build()
    said_now = done.one_line(said.partition("{number}")[2] or said)
    assert re.sub(r"character \d+", "character {number}", said_now) == said
    assert shown(home) == before
    assert hashes(home, *COMPARED) == rows
    assert "0 pages rendered" in done.one_line("site: ")


def test_truncated_export_gives_all_its_complete_records(tmp_path: Path) -> None:
    """Half a network alone: the discussions before the cut, and one line about the one in it."""
    home = Home.make(tmp_path / "home")
    write_network(home.exports / "net", days=20)
    whole = home.exports / "net" / "ning-discussions.json"
    text = whole.read_text(encoding="utf-8")
    middle = text.index('"id": "9:Comment:82"')
    whole.write_text(text[:middle], encoding="utf-8")
    done = home.build()
    assert "net/ning-discussions.json: character" in done.one_line("export it again")
    done.one_line("net/ning-discussions.json: 25 read = 24 stored + 0 merged + 1 skipped (broken)")
    assert "load: 12 accounts, 4 threads, 16 posts" in done.text


def test_export_zipped_twice_is_the_same_export(home: Home) -> None:
    """A zip of a zip of the folder: no row changes, and the build says that nothing is new."""
    before, rows = shown(home), hashes(home, "raw", *COMPARED)
    inner = home.folder / "archive.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        for file in sorted((home.exports / "net").iterdir()):
            archive.write(file, file.name)
    with zipfile.ZipFile(home.exports / "net" / "again.zip", "w") as archive:
        archive.write(inner, "archive.zip")
    done = home.build()
    done.one_line("load: nothing new, the rows are as they were")
    done.one_line("nothing changed")
    assert shown(home) == before
    assert hashes(home, "raw", *COMPARED) == rows
    shutil.rmtree(home.exports / "net")
    (home.exports / "net").mkdir()
    inner.rename(home.exports / "net" / "once.zip")
    home.build().one_line("load: nothing new, the rows are as they were")
    assert shown(home) == before


def test_nothing_but_a_bad_export_ends_with_one_line(tmp_path: Path) -> None:
    """There is nothing to build from, so the task fails, and no site is shown."""
    home = Home.make(tmp_path / "home")
    (home.exports / "empty.json").touch()
    done = home.run("build")
    assert done.code == 1
    done.one_line("empty.json: the file is empty; export or copy it again")
    done.one_line("nothing has been imported yet; put exports into the exports folder and build")
    assert not home.output.is_symlink()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("time_zone:", "timezone:"),
            "community.yaml:4: community.timezone: unknown key (did you mean 'time_zone'?); "
            "allowed here: id, name, description,",
        ),
        (
            ("Europe/Amsterdam", "Amsterdam"),
            "community.yaml:4: community.time_zone: found 'Amsterdam'; allowed: a name such as "
            "Europe/Amsterdam or UTC",
        ),
        (("assume_public: true", "assume_public: often"), "community.yaml:11: assume_public: "),
    ],
)
def test_wrong_key_in_the_settings_is_one_line(
    home: Home, change: tuple[str, str], said: str
) -> None:
    """File, line, key, what was found and what is allowed; nothing is touched."""
    before = tree(home.folder)
    settings = home.folder / "community.yaml"
    text = settings.read_text(encoding="utf-8")
    assert change[0] in text
    settings.write_text(text.replace(*change), encoding="utf-8")
    done = home.run("build")
    assert done.code == 1
    assert len(done.lines) == 1
    assert said in done.lines[0]
    settings.write_text(text, encoding="utf-8")
    assert tree(home.folder) == before


def test_mistake_ends_the_process_with_an_error_and_no_traceback(built: Home) -> None:
    """As a manager or a timer sees it: one line on stderr, and an exit code other than 0."""
    done = run_task(built.folder, "build", "--as-of", "yesterday")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "--as-of: found 'yesterday'; expected a day or moment such as 2026-11-15T21:00"
    ]


# Nothing later, and nothing undated, changes what was.


def write_all(home: Home, *, days: int, latecomers: int = 0, counters: int = 0) -> None:
    """Exports of all four platforms, as they are after so many days."""
    write_network(home.exports / "net", days=days, latecomers=latecomers)
    write_forum(home.exports / "forum", days=days, counters=counters)
    write_questions(home.exports / "questions", days=days, counters=counters)
    write_page(home.exports / "page", days=days, counters=counters)
    write_people(home.exports)


@pytest.fixture(scope="module")
def early(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """All four platforms as they were on day 40, built as of then."""
    home = Home.make(tmp_path_factory.mktemp("early") / "home")
    write_all(home, days=40)
    # The ledger's key is made first, so that every other home can have it.
    path = home.folder / "var" / "long-bench" / "ledger.sqlite"
    path.parent.mkdir(parents=True)
    Ledger.open(path, "long-bench").close()
    shutil.copytree(home.folder / "var", home.folder / "var-at-first")
    home.build("--as-of", AS_OF)
    assert home.letters()
    return home


AS_OF = f"{moment(39.5):%Y-%m-%dT%H:%M+00:00}"


def assert_same_build(one: Home, other: Home) -> None:
    """Nothing that anybody reads differs, nor anything it was worked out from."""
    assert tree(other.site) == tree(one.site)
    assert other.letters() == one.letters()
    assert hashes(other, *COMPARED) == hashes(one, *COMPARED)


@pytest.fixture
def another(early: Home, tmp_path: Path) -> Home:
    """An empty home with the same ledger as `early` had at first."""
    home = Home.make(tmp_path / "another")
    shutil.copytree(early.folder / "var-at-first", home.folder / "var")
    return home


def test_later_rows_change_no_byte_of_an_earlier_build(early: Home, another: Home) -> None:
    """The exports of day 40, and beside them those of day 62: members, threads and late replies."""
    shutil.copytree(early.exports, another.exports, dirs_exist_ok=True)
    for folder in ("net", "forum", "questions", "page"):
        (another.exports / folder / "first").mkdir()
        for file in (another.exports / folder).glob("*.*"):
            file.rename(another.exports / folder / "first" / file.name)
    write_all(another, days=62, latecomers=2)
    another.build("--as-of", AS_OF)
    assert_same_build(early, another)
    # The later rows are there: as of their own time they change all of it.
    another.build()
    assert tree(another.site) != tree(early.site)
    assert set(another.letters()) > set(early.letters())
    assert hashes(another, "marts") != hashes(early, "marts")


def test_undated_counters_change_no_byte(early: Home, another: Home) -> None:
    """Views, likes, trust levels, reputations, reactions and scores are others; all is the same."""
    write_all(another, days=40, counters=1)
    another.build("--as-of", AS_OF)
    for file in ("forum/topics.jsonl", "questions/Users.xml", "page/statuses.csv"):
        assert (another.exports / file).read_bytes() != (early.exports / file).read_bytes()
    assert hashes(another, "raw") != hashes(early, "raw")
    assert_same_build(early, another)


def test_order_and_packing_of_exports_change_no_byte(early: Home, another: Home) -> None:
    """Half of the exports first, then the others zipped beside them: the same site and letters."""
    for folder in ("page", "questions"):
        shutil.copytree(early.exports / folder, another.exports / folder)
    done = another.run("recommend", "--out", str(another.folder / "out.csv"))
    assert done.code == 0, done.text
    for folder in ("net", "forum"):
        (another.exports / folder).mkdir()
        with zipfile.ZipFile(another.exports / folder / "export.zip", "w") as archive:
            for file in sorted((early.exports / folder).iterdir()):
                archive.write(file, file.name)
    shutil.copy(early.exports / "people.csv", another.exports)
    another.build("--as-of", AS_OF)
    assert_same_build(early, another)


# Twice, back, and beside.


def test_second_build_changes_nothing_and_says_so(home: Home) -> None:
    """No row, no page, no letter: told in so many words."""
    before, rows = shown(home), hashes(home, "raw", *COMPARED)
    letters, site = home.letters(), tree(home.site)
    sites = sorted(home.build_folder().glob("site-*"))
    done = home.build()
    done.one_line("load: nothing new, the rows are as they were")
    done.one_line("nothing changed")
    assert ", 0 of them new" in done.one_line("consent: ")
    assert f"0 written, {len(letters)} unchanged, 0 withdrawn" in done.one_line("letters: issue ")
    assert "as before, 0 pages rendered" in done.one_line("site: ")
    assert shown(home) == before
    assert sorted(home.build_folder().glob("site-*")) == sites
    assert tree(home.site) == site
    assert home.letters() == letters
    assert hashes(home, "raw", *COMPARED) == rows


def test_undo_shows_the_previous_site_and_the_next_build_the_present_one(home: Home) -> None:
    """And without an earlier site, one line."""
    done = home.run("undo")
    assert done.code == 1
    assert done.lines == [
        f"{home.output}: no earlier site is kept, so there is nothing to go back to"
    ]
    first, pages = shown(home), tree(home.site)
    write_forum(home.exports / "forum", days=60)
    home.build()
    second, new_pages = shown(home), tree(home.site)
    assert (second, new_pages) != (first, pages)
    assert "is shown again" in home.run("undo").text
    assert (shown(home), tree(home.site)) == (first, pages)
    home.build()
    assert tree(home.site) == new_pages


def test_output_that_is_a_folder_of_somebodys_is_refused_untouched(home: Home) -> None:
    """Given by --output, or standing where the link would stand."""
    mine = home.folder / "my-site"
    mine.mkdir()
    (mine / "index.html").write_text("I wrote this myself.", encoding="utf-8")
    write_forum(home.exports / "forum", days=60)
    done = home.run("build", "--output", str(mine))
    assert done.code == 1
    assert done.lines[-1] == (
        f"{mine}: found a folder, expected nothing or a link to a site we made; "
        "move it away or name another place with --output"
    )
    assert tree(mine) == {"index.html": b"I wrote this myself."}
    home.output.unlink()
    mine.rename(home.output)
    assert home.run("build").code == 1
    assert tree(home.output) == {"index.html": b"I wrote this myself."}
    home.output.joinpath("index.html").unlink()
    home.output.rmdir()
    home.output.symlink_to(home.exports)
    assert "found a link to" in home.run("build").lines[-1]
    assert home.run("undo").code == 1
    assert home.output.resolve() == home.exports


def test_two_communities_do_not_mix(home: Home) -> None:
    """Each has its own rows, ledger, letters and site, in one folder."""
    before, letters, site = hashes(home, "raw"), home.letters(), tree(home.site)
    other = Home.make(home.folder / "other", "short-bench")
    settings = other.folder / "community.yaml"
    text = settings.read_text(encoding="utf-8").replace("The Long Bench", "The Short Bench")
    settings.write_text(text, encoding="utf-8")
    write_forum(other.exports / "forum", days=30)
    output = home.folder / "other-output"
    flags = ("--community", str(settings), "--exports", str(other.exports))
    done = home.build(*flags, "--output", str(output))
    assert "load: 6 accounts" in done.text
    pages = "".join(file.read_text(encoding="utf-8") for file in output.resolve().rglob("*.html"))
    assert "The Short Bench" in pages
    assert "The Long Bench" not in pages
    assert home.letters("short-bench") == {}
    assert home.letters() == letters
    assert hashes(home, "raw") == before
    done = home.build()
    assert "as before, 0 pages rendered" in done.one_line("site: ")
    assert tree(home.site) == site
    unknown = home.run("consent", native_id(NAMES[0]), "--community", str(settings))
    assert unknown.code == 1
    assert "no member goes by" in unknown.one_line(native_id(NAMES[0]))


def test_sample_steps_aside_for_own_exports(tmp_path: Path) -> None:
    """Own files beside the sample: the sample's rows and settings are left out."""
    home = Home.make(tmp_path / "home")
    write_network(home.exports / "sample", days=20)
    write_forum(home.exports / "forum", days=20)
    for name in ("sample-facts.json", "sample-truth.json"):
        (home.exports / name).write_text("{}", encoding="utf-8")
    done = home.build()
    assert "load: 6 accounts, 5 threads, 15 posts" in done.text
    assert "sample-" not in done.text
    assert "net" not in {path.name for path in (home.folder / "build").iterdir()}
    assert [path.name for path in (home.folder / "build").iterdir()] == ["long-bench"]
    assert "The Long Bench" in home.page("index.html")


# A yes and a no, from the command to the pages and letters.


def stands_in(home: Home, name: str) -> tuple[bool, bool, bool]:
    """Whether the name stands on the site, in letters to others, and whether they get a letter."""
    address = f"To: {native_id(name)}@mail.example.org".encode()
    letters = [data.replace(b"=\r\n", b"") for data in home.letters().values()]
    own = [data for data in letters if address in data]
    others = b"".join(data for data in letters if address not in data)
    return name in home.whole_site(), name.encode() in others, bool(own)


def test_yes_makes_a_person_appear_and_no_makes_them_disappear_for_good(home: Home) -> None:
    """On the pages and in the letters; an old yes in people.csv does not bring them back."""
    member = f"ning:{native_id(NEWCOMER)}"
    assert stands_in(home, NEWCOMER) == (False, False, False)

    said = home.run("consent", member, "--yes", "match,digest,welcome page", "--dry-run")
    assert "would record" in said.one_line(member)
    home.build()
    assert stands_in(home, NEWCOMER) == (False, False, False)

    said = home.run("consent", member, "--yes", "match,digest,welcome page")
    assert "yes to match, digest, welcome page" in said.one_line(member)
    home.build()
    assert NEWCOMER in home.page("welcomes/index.html")
    on_site, _, has_letter = stands_in(home, NEWCOMER)
    assert (on_site, has_letter) == (True, True)

    home.run("consent", member, "--no", "all")
    done = home.build()
    assert "1 withdrawn" in done.one_line("letters: issue ")
    assert stands_in(home, NEWCOMER) == (False, False, False)

    rows: list[list[object]] = [[member, "match;digest;welcome page", "2026-03-01", "yes"]]
    columns = ["handle", "purposes", "date", "answer"]
    write_csv(home.exports / "old-people.csv", columns, rows)
    done = home.build()
    assert "old-people.csv: 1 read = 1 stored" in done.text
    assert stands_in(home, NEWCOMER) == (False, False, False)
    # A day that is still to come is a slip of the pen.
    rows = [[member, "match;digest;welcome page", "2099-03-01", "yes"]]
    write_csv(home.exports / "new-people.csv", columns, rows)
    said = home.build()
    assert "write the day it was said, as YYYY-MM-DD" in said.one_line(f"the yes of {member}")
    assert stands_in(home, NEWCOMER) == (False, False, False)
    history = home.run("consent", member).text
    assert "no   match, from consent task" in history


def test_no_without_a_date_counts(home: Home) -> None:
    """In a file that holds no date at all."""
    named = next(name for name in NAMES if stands_in(home, name) == (True, True, True))
    rows: list[list[object]] = [
        [f"ning:{native_id(named)}", "match;digest;directory and topics", "no"]
    ]
    write_csv(home.exports / "noes.csv", ["handle", "purposes", "answer"], rows)
    assert ", 3 of them new" in home.build().one_line("consent: ")
    assert stands_in(home, named) == (False, False, False)
    assert ", 0 of them new" in home.build().one_line("consent: ")


def test_no_after_a_yes_in_people_csv_takes_the_name_out_of_others_letters(home: Home) -> None:
    """The others' letters that named the person are composed again; their file stays the same."""
    named = next(name for name in NAMES if stands_in(home, name) == (True, True, True))
    home.run("consent", f"ning:{native_id(named)}", "--no", "match")
    home.build()
    assert stands_in(home, named)[1] is False
    done = home.build()
    assert ", 0 of them new" in done.one_line("consent: ")
    assert stands_in(home, named)[1] is False


def test_unknown_and_ambiguous_members_are_one_line_with_the_choices(home: Home) -> None:
    """Nothing is written for either."""
    near = home.run("consent", "quill", "--yes", "match")
    assert near.code == 1
    assert len(near.lines) == 1
    assert near.lines[0].startswith("no member goes by 'quill'; expected a member id, platform:")
    assert near.lines[0].endswith("(ning:2ada)?")
    nobody = home.run("consent", "nobody-at-all", "--yes", "match")
    assert nobody.code == 1
    assert nobody.lines == [
        "no member goes by 'nobody-at-all'; expected a member id, platform:handle, a handle or a "
        "name as the platform shows it"
    ]
    write_network(home.exports / "second", days=10)
    home.build()
    several = home.run("consent", native_id(NAMES[0]), "--yes", "match")
    assert several.code == 1
    assert len(several.lines) == 1
    assert several.lines[0].startswith(f"2 members go by '{native_id(NAMES[0])}': m")
    assert several.lines[0].count("(ning:2ada)") == 2
    assert several.lines[0].endswith("; say which by its id")
    choice = several.lines[0].split(": ")[1].split(" ")[0]
    assert home.run("consent", choice, "--yes", "match").code == 0


def test_member_named_before_the_first_build_is_one_line(tmp_path: Path) -> None:
    done = Home.make(tmp_path / "home").run("consent", "ada", "--yes", "match")
    assert done.code == 1
    assert done.lines == [
        "nothing has been imported yet; put exports into the exports folder and build again"
    ]


@pytest.mark.parametrize(
    "command",
    [("invite",), ("replies", "--read", "answers.mbox"), ("build",), ("week", "--no-serve")],
    ids=lambda command: command[0],
)
def test_whoever_set_up_and_has_no_exports_yet_is_told_so(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """In one line, whatever they begin with; the sample is not built in their name."""
    home = Home.make(tmp_path / "home")
    done = home.run(*command)
    assert done.code == 1
    assert done.lines[-1] == (
        "nothing has been imported yet; put exports into the exports folder and build again"
    )
    assert not list(home.exports.iterdir())


def test_the_sample_is_for_whoever_has_set_up_nothing(tmp_path: Path) -> None:
    """The file we ship says nothing; one that says something is a community's own."""
    assert line.find_place(home=tmp_path).is_sample
    (tmp_path / "community.yaml").write_bytes((line.ROOT / "community.yaml").read_bytes())
    assert line.find_place(home=tmp_path).is_sample
    own = Home.make(tmp_path / "home")
    assert not line.find_place(home=own.folder).is_sample


def test_replies_without_a_mailbox_say_what_to_name(tmp_path: Path) -> None:
    done = Home.make(tmp_path / "home").run("replies")
    assert done.code == 1
    assert done.text.startswith("replies: name the mailbox: --read answers.mbox, a Maildir folder")


def test_unknown_purpose_is_one_line_with_the_choices(built: Home) -> None:
    done = built.run("consent", native_id(NAMES[0]), "--yes", "dinner")
    assert done.code == 1
    assert done.lines == [
        "there is no purpose 'dinner'; there are: match, digest, welcome page, spotlight, circle, "
        "story, directory and topics, introducer, search engines"
    ]
