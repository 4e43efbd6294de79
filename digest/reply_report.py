"""What is left of the replies for the manager, as a text to read."""

from __future__ import annotations

from collections.abc import Sequence

from digest.replies import ForManager


def for_manager_text(left: Sequence[ForManager]) -> str:
    """One paragraph a reply, the most pressing first: who, why, and what they wrote."""
    return "\n".join(_paragraph(one) for one in left)


def _paragraph(one: ForManager) -> str:
    marks = [*(["NOW"] if one.is_urgent else []), *(["perhaps a no"] if one.may_be_a_no else [])]
    sender = f"{one.name or 'somebody'} <{one.address or 'no address'}>"
    words = "\n".join(f"    {line}" for line in one.text.splitlines())
    return "\n".join(
        [
            f"{', '.join(marks)}: {sender}" if marks else sender,
            f"  subject: {one.subject}",
            *(f"  {why}" for why in one.why),
            words,
            "",
        ]
    )
