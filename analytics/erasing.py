"""What the import store says of people who were forgotten, taken out of it.

Their own rows go. Rows of others stay, without naming them: ids that pointed to them, names,
@mentions, and passages in their words are taken out; and of a post that spoke of or to them only
the cleaned text stays, because the original holds quotations in as many forms as there are
platforms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from analytics.raw_tables import ANSWERS, RAW_TABLES, RawTable
from ledger import Forgotten
from ledger.forgotten import name_parts

Native = tuple[str, str]
"""(source, native id)."""

CUT = "[…]"
"""What stands where somebody's own words were."""

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[.!?…]+[»”\"')]*(?=\s|$)\s*|\n+")
_RUN = 7
"""So many words in a row that somebody wrote are a quotation, not a phrase of everybody's."""

_NAMES_IN = {
    "accounts": ("location", "bio"),
    "spaces": ("name", "description"),
    "threads": ("title",),
    "events": ("title", "place"),
    "consents": ("wording",),
}
"""Columns of others' rows in which somebody may be named, beside a post's."""


@dataclass
class Traces:
    """What the rows of forgotten people tell about where else they may be found."""

    accounts: set[Native] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    """Names, handles and platform:handle, as written."""
    emails: set[str] = field(default_factory=set)
    threads: set[Native] = field(default_factory=set)
    """Opened by them."""
    alone: set[Native] = field(default_factory=set)
    """Of these, the walls that were theirs, and those in which nobody else wrote."""
    posts: set[Native] = field(default_factory=set)
    joined: set[Native] = field(default_factory=set)
    """Threads in which they wrote."""
    runs: set[str] = field(default_factory=set)
    """Words in a row that they wrote."""

    @property
    def account_ids(self) -> frozenset[str]:
        """As the warehouse names them."""
        return frozenset(f"{source}:{native}" for source, native in self.accounts)

    @property
    def parts(self) -> frozenset[str]:
        """Words that mean one of them where they are spoken to."""
        return name_parts(name for name in self.names if ":" not in name)


Tables = Callable[[str, list[str]], Iterable[pa.Table]]
"""The stored rows of a raw table, these columns of it, file by file."""


def traces_of(tables: Tables, forgotten: Forgotten) -> Traces:
    """What the store still holds of the forgotten; nothing, once all of it is gone."""
    found = Traces()
    for raw in RAW_TABLES.values():
        for author in raw.authors:
            for table in tables(raw.name, ["source", author]):
                for source, native in set(_pairs(table, author)):
                    if native is not None and forgotten.account(f"{source}:{native}"):
                        found.accounts.add((source, native))
    columns = ["source", "native_id", "handle", "name", "email"]
    for table in tables("accounts", columns):
        for row in table.to_pylist():
            key = (row["source"], row["native_id"])
            if row["email"] and forgotten.address(row["email"]):
                found.accounts.add(key)
            if key in found.accounts:
                _learn_names(found, row)
    _learn_writings(found, tables)
    return found


def without_forgotten(
    raw: RawTable, table: pa.Table, traces: Traces, forgotten: Forgotten
) -> tuple[pa.Table, int, int]:
    """The rows that may stay; how many were dropped, and how many of the others were changed.

    A thread in which others wrote stays, without its author, title and tags.
    """
    if not table.num_rows:
        return table, 0, 0
    keep = _kept(raw, table, traces, forgotten)
    dropped = keep.count(False)
    if dropped:
        table = table.filter(pa.array(keep, pa.bool_()))
    changed: set[int] = set()
    if raw.name in ("threads", "events"):
        table = _without_opener(raw, table, traces, changed)
    if raw.name == "posts":
        table = _posts_without(table, traces, forgotten, changed)
    if raw.name == "messages":
        table = _list_without(table, "recipient_ids", _is_theirs(traces, forgotten), changed)
    if raw.name == "accounts":
        table = _declared_without(table, forgotten, changed)
        table = _answers_without(table, forgotten, changed)
    for name in _NAMES_IN.get(raw.name, ()):
        table = _texts_without(table, name, forgotten, traces, changed)
    return table, dropped, len(changed)


def _learn_names(found: Traces, row: dict[str, str | None]) -> None:
    platform = str(row["source"]).partition(":")[0]
    if row["email"]:
        found.emails.add(row["email"])
    native = str(row["native_id"])
    found.names.add(f"{platform}:{native}")
    for name in (row["handle"], row["name"], native.removeprefix("name:")):
        if name and len(name) > 1 and not name.isdigit():
            found.names.add(name)
    if row["handle"]:
        found.names.add(f"{platform}:{row['handle']}")


def _learn_writings(found: Traces, tables: Tables) -> None:
    if not found.accounts:
        return
    walls = set()
    for table in tables("threads", ["source", "native_id", "author_id", "kind"]):
        for row in table.to_pylist():
            if (row["source"], row["author_id"]) in found.accounts:
                thread = (row["source"], row["native_id"])
                found.threads.add(thread)
                if row["kind"] == "wall":
                    walls.add(thread)
    others = set()
    for table in tables("posts", ["source", "native_id", "author_id", "thread_id", "text"]):
        for row in table.to_pylist():
            thread = (row["source"], row["thread_id"])
            if (row["source"], row["author_id"]) in found.accounts:
                found.posts.add((row["source"], row["native_id"]))
                found.joined.add(thread)
                found.runs.update(run for run, _, _ in _runs(row["text"] or ""))
            else:
                others.add(thread)
    found.joined |= found.threads
    found.alone = walls | (found.threads - others)


def _kept(raw: RawTable, table: pa.Table, traces: Traces, forgotten: Forgotten) -> list[bool]:
    sources = table["source"].to_pylist()
    keep = [True] * table.num_rows
    authors = () if raw.name in ("threads", "events") else raw.authors
    for author in authors:
        for place, native in enumerate(table[author].to_pylist()):
            if native is not None and (sources[place], native) in traces.accounts:
                keep[place] = False
    if raw.name == "ties":
        for place, native in enumerate(table["to_id"].to_pylist()):
            if (sources[place], native) in traces.alone:
                keep[place] = False
    if raw.name in ("threads", "posts"):
        of = "native_id" if raw.name == "threads" else "thread_id"
        for place, native in enumerate(table[of].to_pylist()):
            if (sources[place], native) in traces.alone:
                keep[place] = False
    if raw.name == "reactions":
        for place, native in enumerate(table["post_id"].to_pylist()):
            if (sources[place], native) in traces.posts:
                keep[place] = False
    if raw.name == "consents":
        for place, row in enumerate(table.select(["handle", "email"]).to_pylist()):
            email, handle = row["email"], row["handle"]
            if (email and forgotten.address(email)) or (handle and forgotten.name(handle)):
                keep[place] = False
    return keep


def _is_theirs(traces: Traces, forgotten: Forgotten) -> Callable[[str, str], bool]:
    def is_theirs(source: str, called: str) -> bool:
        return (
            (source, called) in traces.accounts
            or forgotten.account(f"{source}:{called}")
            or forgotten.name(called)
            # A mention is taken with the words behind it, where names hold blanks.
            or forgotten.without_names(called) != called
        )

    return is_theirs


def _without_opener(raw: RawTable, table: pa.Table, traces: Traces, changed: set[int]) -> pa.Table:
    (author,) = raw.authors
    gone = [pair in traces.accounts for pair in _pairs(table, author)]
    if not any(gone):
        return table
    changed.update(place for place, is_gone in enumerate(gone) if is_gone)
    titles = table["title"].to_pylist()
    for name in (author, "title"):
        table = _with(table, name, [
            None if gone[place] else value for place, value in enumerate(table[name].to_pylist())
        ])  # fmt: skip
    if raw.name == "threads":
        table = _with(table, "topics", [
            [] if gone[place] else value for place, value in enumerate(table["topics"].to_pylist())
        ])  # fmt: skip
        table = _with(table, "url", [
            None if gone[place] and _says(url, titles[place]) else url
            for place, url in enumerate(table["url"].to_pylist())
        ])  # fmt: skip
    return table


def _says(url: str | None, title: str | None) -> bool:
    """Whether an address is made of the words of a title, as most are."""
    words = {word for word in _WORD.findall((title or "").casefold()) if len(word) > 2}
    return bool(words & set(re.findall(r"[^\W_]+", (url or "").casefold())))


def _posts_without(
    table: pa.Table, traces: Traces, forgotten: Forgotten, changed: set[int]
) -> pa.Table:
    is_theirs = _is_theirs(traces, forgotten)
    spoken_to: set[int] = set()
    for name in ("addressed", "quoted", "mentioned"):
        table = _list_without(table, name, is_theirs, spoken_to)
    sources = table["source"].to_pylist()
    for place, parent in enumerate(table["parent_id"].to_pylist()):
        if parent is not None and (sources[place], parent) in traces.posts:
            spoken_to.add(place)
    parts = traces.parts
    texts, originals = table["text"].to_pylist(), table["text_original"].to_pylist()
    new_texts = list(texts)
    for place, pair in enumerate(_pairs(table, "thread_id")):
        near = parts if place in spoken_to or pair in traces.joined else frozenset()
        text = texts[place]
        if text is not None:
            text = forgotten.without_names(_without_runs(text, traces.runs), near)
            new_texts[place] = text
        original = originals[place]
        is_touched = place in spoken_to or text != texts[place]
        if original is not None and not is_touched:
            is_touched = (
                forgotten.without_names(original, near) != original
                or _without_runs(original, traces.runs) != original
            )
        if is_touched:
            changed.add(place)
    if not changed:
        return table
    table = _with(table, "text", new_texts)
    return _with(table, "text_original", [
        None if place in changed else original for place, original in enumerate(originals)
    ])  # fmt: skip


def _texts_without(
    table: pa.Table, name: str, forgotten: Forgotten, traces: Traces, changed: set[int]
) -> pa.Table:
    texts = table[name].to_pylist()
    # A title stands above a conversation they may have been in; then their first name means them.
    near = (
        [pair in traces.joined for pair in _pairs(table, "native_id")]
        if "native_id" in table.column_names and name == "title"
        else [False] * len(texts)
    )
    parts = traces.parts
    said = [
        None if text is None else forgotten.without_names(text, parts if near[place] else ())
        for place, text in enumerate(texts)
    ]
    touched = {place for place, text in enumerate(texts) if said[place] != text}
    if not touched:
        return table
    changed |= touched
    if name == "title" and "url" in table.column_names:
        table = _with(table, "url", [
            None if place in touched and _says(url, texts[place]) else url
            for place, url in enumerate(table["url"].to_pylist())
        ])  # fmt: skip
    return _with(table, name, said)


def _list_without(
    table: pa.Table, name: str, is_theirs: Callable[[str, str], bool], changed: set[int]
) -> pa.Table:
    sources, lists = table["source"].to_pylist(), table[name].to_pylist()
    left = [
        None if values is None else [one for one in values if not is_theirs(sources[place], one)]
        for place, values in enumerate(lists)
    ]
    touched = {place for place, values in enumerate(lists) if left[place] != values}
    changed |= touched
    return _with(table, name, left) if touched else table


def _declared_without(table: pa.Table, forgotten: Forgotten, changed: set[int]) -> pa.Table:
    return _list_without(table, "declares", lambda _, called: forgotten.name(called), changed)


def _answers_without(table: pa.Table, forgotten: Forgotten, changed: set[int]) -> pa.Table:
    rows = table["answers"].to_pylist()
    touched = False
    for place, answers in enumerate(rows):
        for one in answers or ():
            said = one["answer"] and forgotten.without_names(one["answer"])
            if said != one["answer"]:
                one["answer"], touched = said, True
                changed.add(place)
    return _with(table, "answers", rows, ANSWERS) if touched else table


def _runs(text: str) -> list[tuple[str, int, int]]:
    """Every seven words in a row: the words, where they begin and end."""
    words = [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]
    return [
        (" ".join(word for word, _, _ in words[place : place + _RUN]), words[place][1], end)
        for place, (_, _, end) in enumerate(words[_RUN - 1 :])
    ]


def _without_runs(text: str, runs: Collection[str]) -> str:
    """The text without the sentences that hold a passage in somebody's own words."""
    if not runs:
        return text
    said, done = "", 0
    for run, start, end in _runs(text):
        if run in runs and end > done:
            begins = max((m.end() for m in _BREAK.finditer(text, done, start)), default=done)
            stop = _BREAK.search(text, end)
            said += text[done:begins] + CUT
            done = stop.end() if stop else len(text)
    return said + text[done:] if done else text


def _pairs(table: pa.Table, column: str) -> list[tuple[str, str]]:
    return list(zip(table["source"].to_pylist(), table[column].to_pylist(), strict=True))


def _with(
    table: pa.Table, name: str, values: Sequence[object], kind: pa.DataType | None = None
) -> pa.Table:
    place = table.column_names.index(name)
    return table.set_column(place, name, pa.array(values, kind or table.schema.field(name).type))
