"""Posts of Discourse: what counts, what they say, whom they quote and mention."""

from __future__ import annotations

from typing import Literal

from lxml import etree

from importers.reading.json_values import a_count, objects_in
from importers.reading.jsonstream import JsonObject
from importers.reading.quotes import quoting_elements, without_bbcode_quotes
from importers.reading.text import element_text, mentions_in, parse_html, tidy, words

MODERATOR_ACTION, SMALL_ACTION, WHISPER = 2, 3, 4
"""Types of posts; everything else is a regular one."""

LIKE = 2
"""The id of likes in a post's actions_summary; the others are flags."""


def reason_to_skip(post: JsonObject) -> str | None:
    """Why a post is left out: action, whisper, hidden; None when it counts."""
    kind = post.get("post_type")
    if kind == SMALL_ACTION:
        return "action"
    if kind == WHISPER:
        return "whisper"
    # Hidden by the members' own flags: nothing in it may be shown or count as talk.
    return "hidden" if post.get("hidden") else None


def kind_of(post: JsonObject) -> Literal["opening", "reply", "announcement"]:
    """What part of its thread a post is."""
    if post.get("post_number") == 1:
        return "opening"
    return "announcement" if post.get("post_type") == MODERATOR_ACTION else "reply"


def likes(post: JsonObject) -> int | None:
    """How many likes; None when the answer does not list a post's actions at all."""
    if not isinstance(post.get("actions_summary"), list):
        return a_count(post.get("like_count"))
    actions = objects_in(post["actions_summary"])
    return sum(a_count(action.get("count")) or 0 for action in actions if action.get("id") == LIKE)


class Words:
    """A post's text without what others said, and whom it quotes and mentions."""

    def __init__(self, cooked: object) -> None:
        self.original = cooked if isinstance(cooked, str) else None
        self.text: str | None = None
        self.quoted: tuple[str, ...] = ()
        self.mentioned: tuple[str, ...] = ()
        root = parse_html(self.original) if self.original else None
        if root is None:
            return
        quoting = quoting_elements(root)
        names = [name for element in quoting if (name := _quoted_name(element))]
        # A preview of a linked page and the caption of a picture are nobody's words here.
        previews = [
            element
            for element in root.iter("aside", "div")
            if not {"onebox", "meta"}.isdisjoint((element.get("class") or "").split())
        ]
        left_out = frozenset([*quoting, *previews])
        whole = element_text(root, leave_out=left_out) or ""
        text, old_names = without_bbcode_quotes(whole)
        self.text = (text if text is whole else tidy(text)) or None
        self.quoted = tuple(dict.fromkeys([*names, *old_names]))
        self.mentioned = self._mentions(root, left_out)

    def _mentions(
        self, root: etree._Element, left_out: frozenset[etree._Element]
    ) -> tuple[str, ...]:
        links = [
            words(link).removeprefix("@")
            for link in root.iter("a")
            if (link.get("class") or "") == "mention" and left_out.isdisjoint(link.iterancestors())
        ]
        if links:
            return tuple(dict.fromkeys(filter(None, links)))
        if not self.text or "@" not in self.text:
            return ()
        code = frozenset(root.iter("code", "pre"))
        prose, _ = without_bbcode_quotes(element_text(root, leave_out=left_out | code) or "")
        return mentions_in(prose)


def _quoted_name(element: etree._Element) -> str | None:
    """The author of a quotation; None for a plain blockquote and for a pasted link to a topic."""
    if element.tag != "aside":
        return None
    if name := element.get("data-username"):
        return name.strip() or None
    # Quotes taken over from the older board name the author in the title only.
    title = element.find("div[@class='title']")
    if title is None or title.find(".//a") is not None:
        return None
    return words(title).removesuffix(":").strip() or None
