"""The whole line, room after room: load → analyse → recommend → compose → publish.

`tasks/` says what is wanted, `telling.py` what was done; these modules call the rooms in their
order and hand each the values it needs from the settings. They decide nothing of their own.
"""

from line.analysing import (
    analyse_exports,
    decisions,
    member_accounts,
    members_with_addresses,
    native_ids,
    parameters,
    people_of,
)
from line.evaluating import evaluated
from line.following_up import introduction_outcomes, outcomes_so_far, record_outcomes
from line.introducing import drawn_lines, explain_pair, issue_rules, recommend_issue
from line.letters import (
    asked_so_far,
    compose_issue,
    delivery_of,
    reply_codes,
    reply_keys,
    undoubted,
)
from line.loading import (
    forget_traces,
    inspect_exports,
    load_exports,
    old_exports,
    record_imported_consents,
    take_old_away,
)
from line.place import (
    HOME,
    ROOT,
    SAMPLE,
    SAMPLE_FACTS,
    SAMPLE_TRUTH,
    Place,
    find_place,
    opened,
    own_exports,
)
from line.private_pages import publish_private_pages, put_card_away
from line.publishing import (
    community_info,
    made_from,
    public_rows,
    publish_again,
    publish_site,
    read_texts,
)
from line.sample_home import (
    SAMPLE_SEED,
    record_sample_facts,
    sample_to_write,
    write_sample,
)

__all__ = [
    "HOME",
    "ROOT",
    "SAMPLE",
    "SAMPLE_FACTS",
    "SAMPLE_SEED",
    "SAMPLE_TRUTH",
    "Place",
    "analyse_exports",
    "asked_so_far",
    "community_info",
    "compose_issue",
    "decisions",
    "delivery_of",
    "drawn_lines",
    "evaluated",
    "explain_pair",
    "find_place",
    "forget_traces",
    "inspect_exports",
    "introduction_outcomes",
    "issue_rules",
    "load_exports",
    "made_from",
    "member_accounts",
    "members_with_addresses",
    "native_ids",
    "old_exports",
    "opened",
    "outcomes_so_far",
    "own_exports",
    "parameters",
    "people_of",
    "public_rows",
    "publish_again",
    "publish_private_pages",
    "publish_site",
    "put_card_away",
    "read_texts",
    "recommend_issue",
    "record_imported_consents",
    "record_outcomes",
    "record_sample_facts",
    "reply_codes",
    "reply_keys",
    "sample_to_write",
    "take_old_away",
    "undoubted",
    "write_sample",
]
