"""What a post of Flarum says: XML in which the marks people typed stand beside what they mean."""

from __future__ import annotations

from lxml import etree

from importers.platforms.board_posts import Words
from importers.reading.text import clean_text, html_to_text, mentions_in, tidy

_MARKS = frozenset(["s", "e", "i"])
"""What was typed for the markup itself: asterisks, the > of a quotation."""
_BLOCKS = frozenset(["p", "CODE", "LIST", "HR", "H1", "H2", "H3", "H4", "H5", "H6"])
_LINES = frozenset(["br", "LI", "TR"])
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def flarum_words(original: str | None) -> Words:
    """The words of a post; whom it quotes or answers is said by <POSTMENTION>."""
    if not original:
        return Words()
    try:
        root = etree.fromstring(clean_text(original).encode(), _PARSER)
    except etree.XMLSyntaxError:
        return Words(text=html_to_text(original))
    answered = next((mention.get("id") for mention in root.iter("POSTMENTION")), None)
    quoted: dict[str, None] = {}
    mentioned: dict[str, None] = {}
    for mention in root.iter("POSTMENTION"):
        if name := _name(mention):
            quoted[name] = None
    for mention in root.iter("USERMENTION"):
        name = mention.get("username") or _name(mention)
        if name and next(mention.iterancestors("QUOTE"), None) is None:
            mentioned[name] = None
    text = _text(root)
    if not mentioned and not quoted:
        # Before it was parsed for mentions, a body held them as plain text.
        mentioned.update((name, None) for name in mentions_in(_text(root, with_code=False)))
    return Words(
        text=text,
        quoted=tuple(quoted),
        mentioned=tuple(mentioned),
        answers=answered if answered and answered.isdecimal() else None,
    )


def _name(mention: etree._Element) -> str | None:
    return mention.get("displayname") or mention.get("username") or None


def _text(root: etree._Element, *, with_code: bool = True) -> str | None:
    pieces: list[str] = []
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and skipping is None:
            if _is_left_out(element, with_code=with_code):
                skipping = element
            elif element.tag in ("POSTMENTION", "USERMENTION"):
                skipping = element
                pieces.append(f"@{_name(element)}" if _name(element) else "")
            else:
                pieces.append("\n" if element.tag in _BLOCKS | _LINES else "")
                pieces.append(_flowing(element.text, element))
        elif event == "end" and skipping in (None, element):
            skipping = None
            pieces.append("\n" if element.tag in _BLOCKS else "")
            pieces.append(_flowing(element.tail, element.getparent()))
    return tidy("".join(pieces)) or None


def _flowing(text: str | None, parent: etree._Element | None) -> str:
    """The text; where its lines end is said by elements, except in code."""
    if not text or parent is None:
        return ""
    return text if parent.tag == "CODE" else text.replace("\n", " ")


def _is_left_out(element: etree._Element, *, with_code: bool) -> bool:
    if not isinstance(element.tag, str):
        return True
    return element.tag in _MARKS or element.tag in ("QUOTE", "IMG") or (
        element.tag in ("C", "CODE") and not with_code
    )  # fmt: skip
