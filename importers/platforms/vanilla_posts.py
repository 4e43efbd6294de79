"""What a post of Vanilla says; each row states its own format."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, Literal

from importers.platforms.board_posts import Words, bbcode_words, html_words, markdown_words
from importers.reading.text import clean_text, mentions_in, tidy

Format = Literal["html", "markdown", "bbcode", "text"]
_FORMATS: dict[str, Format] = {
    "html": "html", "wysiwyg": "html", "raw": "html", "markdown": "markdown", "bbcode": "bbcode",
    "text": "text", "textex": "text", "ipb": "html", "rich": "text", "rich2": "text",
}  # fmt: skip
_QUOTED = re.compile(r"<blockquote[^<>]{0,200}?\srel=\"([^\"<>]{1,80})\"")
# The link in 'Ana said:' before what she said.
_ANSWERED = re.compile(
    r"<blockquote[^<>]{0,300}>(?:(?!<p>|<blockquote).){0,600}?#Comment_(\d{1,12})"
)
_SAID_IN_QUOTE = re.compile(
    r"^ {0,3}> ?@(?:\"([^\"\n]{1,60})\"|([^\s\"]{1,60})) (?:said|wrote):?[ \t]*$", re.MULTILINE
)
_NAME_IN_MARKS = re.compile(r"(?<!\w)@\"([^\"\n@]{1,60})\"")
_MOST_PARTS = 100_000


def vanilla_words(original: str | None, written_as: str | None) -> tuple[Words, Format]:
    """The words of a post and the format of the original; HTML when no other is stated."""
    text_format = _FORMATS.get((written_as or "html").lower(), "html")
    if not original:
        return Words(), text_format
    if (written_as or "").lower() in ("rich", "rich2"):
        words = _rich_words(original)
    elif text_format == "html":
        words = _html_words(original)
    elif text_format == "markdown":
        words = markdown_words(original)
        said = [one or other for one, other in _SAID_IN_QUOTE.findall(original)]
        words = replace(words, quoted=tuple(dict.fromkeys([*said, *words.quoted])))
    elif text_format == "bbcode":
        words = bbcode_words(original)
        words = replace(words, answers=f"c{words.answers}" if words.answers else None)
    else:
        text = tidy(clean_text(original)) or None
        words = Words(text=text, mentioned=mentions_in(text))
    named = _NAME_IN_MARKS.findall(words.text or "")
    return replace(words, mentioned=tuple(dict.fromkeys([*named, *words.mentioned]))), text_format


def _html_words(original: str) -> Words:
    words = html_words(original)
    quoted = dict.fromkeys([*_QUOTED.findall(original), *words.quoted])
    answered = _ANSWERED.search(original)
    return replace(
        words, quoted=tuple(quoted), answers=f"c{answered.group(1)}" if answered else None
    )


class _Rich:
    """The parts of a post of the rich editors, put together."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line = ""
        self.quoted: dict[str, None] = {}
        self.mentioned: dict[str, None] = {}
        self.answers: str | None = None

    def words(self) -> Words:
        self.end_line()
        text = tidy(clean_text("\n".join(self.lines))) or None
        return Words(text, tuple(self.quoted), tuple(self.mentioned), self.answers)

    def write(self, text: str) -> None:
        self._line += text

    def end_line(self, *, is_quoted: bool = False) -> None:
        if not is_quoted:
            self.lines.append(self._line)
        self._line = ""

    def mention(self, name: object) -> None:
        if isinstance(name, str) and name:
            self.mentioned[name] = None
            self.write(f"@{name}")

    def embed(self, data: dict[str, Any]) -> None:
        """A post that is quoted, or a link, whose words are nobody's here."""
        if data.get("embedType") != "quote":
            return
        user = data.get("insertUser")
        name = user.get("name") if isinstance(user, dict) else None
        if isinstance(name, str) and name:
            self.quoted[name] = None
        number, kind = data.get("recordID"), str(data.get("recordType")).lower()
        if self.answers is None and isinstance(number, int | str) and str(number).isdecimal():
            self.answers = f"{'d' if kind == 'discussion' else 'c'}{number}"


def _rich_words(original: str) -> Words:
    try:
        parts = json.loads(original)
    except (ValueError, RecursionError):
        text = tidy(clean_text(original)) or None
        return Words(text=text, mentioned=mentions_in(text))
    rich = _Rich()
    if isinstance(parts, list):
        if any(isinstance(part, dict) and "insert" in part for part in parts):
            _read_operations(rich, parts)
        else:
            _read_tree(rich, parts)
    return rich.words()


def _read_operations(rich: _Rich, parts: list[Any]) -> None:
    """The older form: inserts one after the other; a line's kind stands at its end."""
    for part in parts:
        insert = part.get("insert") if isinstance(part, dict) else None
        attributes = part.get("attributes") if isinstance(part, dict) else None
        is_quoted = isinstance(attributes, dict) and "blockquote-line" in attributes
        if isinstance(insert, str):
            *lines, rest = insert.split("\n")
            for line in lines:
                rich.write(line)
                rich.end_line(is_quoted=is_quoted)
            rich.write(rest)
        elif isinstance(insert, dict):
            mention, embed = insert.get("mention"), insert.get("embed-external")
            if isinstance(mention, dict):
                rich.mention(mention.get("name"))
            elif isinstance(embed, dict) and isinstance(embed.get("data"), dict):
                rich.embed(embed["data"])


def _read_tree(rich: _Rich, parts: list[Any]) -> None:
    """The newer form: elements in elements, read without going deeper than one call."""
    waiting = [(part, False) for part in reversed(parts)]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part, is_block_end = waiting.pop()
        if is_block_end:
            rich.end_line()
        elif isinstance(part, dict):
            kind, children = part.get("type"), part.get("children")
            if isinstance(part.get("text"), str):
                rich.write(part["text"])
            elif kind == "@":
                rich.mention(part.get("name"))
            elif kind == "rich_embed_card":
                data = part.get("embedData")
                rich.embed(data if isinstance(data, dict) else {})
            elif kind != "blockquote" and isinstance(children, list):
                if kind not in ("a", None):
                    waiting.append((None, True))
                waiting.extend((child, False) for child in reversed(children))
