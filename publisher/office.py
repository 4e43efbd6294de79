"""The pages of the office."""

from __future__ import annotations

from publisher.office_facts import Match, OfficeRows
from publisher.page import Page
from publisher.raster import png


def office_pages(rows: OfficeRows) -> tuple[Page, ...]:
    """All pages of the office; none of them is ever part of the public site."""
    when: dict[str, object] = {"as_of": rows.as_of, "issue": rows.issue}
    by_name = sorted(rows.matches, key=lambda match: (match.reader.casefold(), match.place))
    return (
        Page("index.html", "office/desk", "The desk", when | {"desk": rows.desk}, nav="Desk",
             is_listed=False),
        Page("matches.html", "office/matches", "This week’s matches",
             when | {"readers": _by_reader(by_name), "unmatched": rows.unmatched},
             nav="Matches", is_listed=False),
        Page("newcomers.html", "office/newcomers", "Who waits for an answer",
             when | {"waiting": rows.waiting}, nav="Newcomers", is_listed=False),
        Page("conversations.html", "office/conversations", "Conversations to join",
             when | {"joins": rows.joins, "voices": rows.voices}, nav="Conversations",
             is_listed=False),
        Page("thanks.html", "office/thanks", "People to thank",
             when | {"to_thank": rows.thanks}, nav="Thanks", is_listed=False),
        Page("merges.html", "office/merges", "Two accounts, perhaps one person",
             when | {"merges": rows.merges}, nav="Merges", is_listed=False),
        Page("figures.html", "office/figures", "All figures, as they are counted",
             when | {"figures": rows.figures}, nav="Figures", is_listed=False),
        Page("outcomes.html", "office/outcomes", "What came of introductions",
             when | {"outcomes": rows.outcomes}, nav="Outcomes", is_listed=False),
        Page("people.html", "office/people", "Who said yes to what",
             when | {"funnel": rows.funnel, "members": rows.members, "asked": rows.asked,
                     "openings": rows.openings},
             nav="People", is_listed=False),
        Page("texts.html", "office/texts", "Pages people tell themselves",
             when | {"to_ask": rows.to_ask, "cards": rows.cards_to_paste},
             nav="Texts", is_listed=False),
        *(Page(each.file, "", each.title, {}, content=png(each.svg) or each.svg, is_listed=False)
          for each in rows.cards_to_paste),
        Page("outbox.html", "office/outbox", "The outbox",
             when | {"outbox": rows.outbox, "rehearsal": rows.rehearsal,
                     "words": {each.member_id: each.words for each in rows.outbox}},
             nav="Outbox", is_listed=False),
        Page("imports.html", "office/imports", "What was read",
             when | {"files": rows.files, "ages": rows.ages, "warnings": rows.warnings},
             nav="Imports", is_listed=False),
    )  # fmt: skip


def _by_reader(matches: list[Match]) -> tuple[tuple[str, tuple[Match, ...]], ...]:
    grouped: dict[str, list[Match]] = {}
    for match in matches:
        grouped.setdefault(match.reader, []).append(match)
    return tuple((reader, tuple(each)) for reader, each in grouped.items())
