"""What an answer of a mail server means for one mail: the table of docs/sending.md, as code.

A mail has one recipient, so an answer at any stage speaks of that one mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Stage = Literal["MAIL FROM", "RCPT TO", "DATA", "end of DATA"]
STAGES: tuple[Stage, ...] = ("MAIL FROM", "RCPT TO", "DATA", "end of DATA")

LOST = "no answer"
"""Stands for an answer that never came whole: connection lost, time-out, or no SMTP at all."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What becomes of the mail, its address and the run."""

    state: Literal["sent", "deferred", "failed", "unknown"]
    suppresses: bool = False
    """Nothing is sent to the address any more: nobody is there."""
    is_policy: bool = False
    """It may be us whom the server refuses, not the recipient; many of these stop the run."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One row of the table; of several that fit, the first counts."""

    stages: tuple[Stage, ...]
    answer: str
    """As the table calls it."""
    pattern: str
    """Of the code and, after a space, the enhanced code if there is one; or of LOST."""
    verdict: Verdict
    run: str = "goes on"


_IS_POLICY = "stops at the second, when over 5 % of those tried"
_BREAKS = "stops at the third in a row"

RULES = (
    Rule(
        stages=("end of DATA",),
        answer="2xx",
        pattern=r"2\d\d( .*)?",
        verdict=Verdict(state="sent"),
    ),
    Rule(
        stages=STAGES,
        answer="421",
        pattern=r"421( .*)?",
        verdict=Verdict(state="deferred"),
        run=_BREAKS,
    ),
    Rule(
        stages=STAGES,
        answer="4xx",
        pattern=r"4\d\d( .*)?",
        verdict=Verdict(state="deferred"),
    ),
    Rule(
        stages=("RCPT TO", "end of DATA"),
        answer="5xx 5.1.x (no such address), but 5.1.7 and 5.1.8 (our address)",
        pattern=r"5\d\d 5\.1\.(?!7$|8$)\d+",
        verdict=Verdict(state="failed", suppresses=True),
    ),
    Rule(
        stages=("RCPT TO", "end of DATA"),
        answer="5xx 5.2.x (their mailbox: full, switched off)",
        pattern=r"5\d\d 5\.2\.\d+",
        verdict=Verdict(state="failed"),
    ),
    Rule(
        stages=("RCPT TO",),
        answer="552 without more (RFC 5321, 4.5.3.1.10: as 452)",
        pattern=r"552",
        verdict=Verdict(state="deferred"),
    ),
    Rule(
        stages=("end of DATA",),
        answer="552 without more (their mailbox is full)",
        pattern=r"552",
        verdict=Verdict(state="failed"),
    ),
    Rule(
        stages=STAGES,
        answer="5xx, all others: 5.7.x, 550 or 554 without more",
        pattern=r"5\d\d( .*)?",
        verdict=Verdict(state="failed", is_policy=True),
        run=_IS_POLICY,
    ),
    Rule(
        stages=("MAIL FROM", "RCPT TO", "DATA"),
        answer="connection lost, time-out, garbage, an answer that does not belong there",
        pattern=r".*",
        verdict=Verdict(state="deferred"),
        run=_BREAKS,
    ),
    Rule(
        stages=("end of DATA",),
        answer="connection lost, time-out, garbage, an answer that does not belong there",
        pattern=r".*",
        verdict=Verdict(state="unknown"),
        run=_BREAKS,
    ),
)

BEFORE_ANY_MAIL = (
    "connection refused or timed out, host unknown",
    "TLS: no STARTTLS, handshake or certificate fails",
    "greeting or EHLO: anything but 2xx",
    "AUTH: anything but 2xx",
)
"""What leaves every mail as it was and stops the run at once."""


def rule_for(stage: Stage, answer: str) -> Rule:
    """The row that counts. answer: '550 5.1.1', '451', or LOST."""
    return next(r for r in RULES if stage in r.stages and re.fullmatch(r.pattern, answer))


def verdict(stage: Stage, answer: str) -> Verdict:
    """What the answer at that stage means for the mail."""
    return rule_for(stage, answer).verdict


def table_markdown() -> str:
    """The whole table as docs/sending.md holds it."""
    lines = [
        "| stage | the server's answer | state | address suppressed? | run |",
        "|---|---|---|---|---|",
        *(f"| before any mail | {what} | as it was | no | stops |" for what in BEFORE_ANY_MAIL),
    ]
    for rule in RULES:
        stages = "every stage" if rule.stages == STAGES else ", ".join(rule.stages)
        suppressed = "yes" if rule.verdict.suppresses else "no"
        lines.append(
            f"| {stages} | {rule.answer} | {rule.verdict.state} | {suppressed} | {rule.run} |"
        )
    return "\n".join(lines) + "\n"
