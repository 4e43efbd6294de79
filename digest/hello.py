"""Where a hello can be written to a member: on platforms that have it, a new message to them."""

from __future__ import annotations

from urllib.parse import quote

from digest.plain import safe_link


def message_link(account_id: str, handle: str | None, page: str | None) -> str | None:
    """The link that opens an empty message to the account's owner; None: there is none.

    account_id: 'platform:instance:id'. page: their page, whose beginning tells where the platform
    lives. Discourse: /new-message?username=…, documented for links from other sites.
    """
    url = safe_link(page)
    if not account_id.startswith("discourse:") or not handle or url is None or "/u/" not in url:
        return None
    return f"{url.partition('/u/')[0]}/new-message?username={quote(handle, safe='')}"
