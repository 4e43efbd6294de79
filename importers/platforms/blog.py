"""What blogs' exports have in common: HTML bodies with quotations, and guests who comment."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from importers.reading.names import address_id, name_id
from importers.reading.quotes import cited_author, quoting_elements
from importers.reading.text import element_text, html_to_text, mentions_in, parse_html

_FOUR_DIGIT_YEAR = re.compile(r"\s*(?:\w{3}, )?[0-9]{1,2} \w{3} (?:19|20)[0-9]{2} ")


class Body:
    """What is written in a post or a comment, out of its HTML."""

    def __init__(self, markup: str | None) -> None:
        self.original = markup or None
        self.text = html_to_text(markup)
        self.quoted: tuple[str, ...] = ()
        if markup and "<blockquote" in markup.lower():
            self._leave_out_quotations(markup)
        self.mentioned = mentions_in(self.text)

    def _leave_out_quotations(self, markup: str) -> None:
        root = parse_html(markup)
        if root is None:
            return
        names = [cited_author(element) for element in quoting_elements(root)]
        self.quoted = tuple(dict.fromkeys(name for name, _ in names if name))
        self.text = element_text(root, leave_out=[cite for _, cite in names if cite is not None])


def title_in(markup: str | None) -> str | None:
    """A title on one line, without the tags and entities that some themes put into it."""
    return " ".join((html_to_text(markup) or "").split()) or None


def guest_id(name: str | None, email: str | None) -> str | None:
    """The id of somebody without an account: by their address, else by their name."""
    if email and "@" in email:
        return address_id(email)
    return name_id(name) if name else None


def rfc_moment(text: str | None) -> datetime | None:
    """The moment in 'Sat, 16 Oct 2010 20:53:18 +0000', in UTC; None when it is none.

    What was never published has the year -0001, which the standard's reader takes for 2000.
    """
    if not _FOUR_DIGIT_YEAR.match(text or ""):
        return None
    try:
        moment = parsedate_to_datetime(text or "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError):
        return None
