"""What the figures depend on beside the rows: one frozen value, one row in meta.parameters."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

MOMENT = pa.timestamp("us", tz="UTC")

PAIRS = pa.schema([("account_a_id", pa.string()), ("account_b_id", pa.string())])
SPAM_DECISIONS = pa.schema(
    [("kind", pa.string()), ("subject_id", pa.string()), ("is_spam", pa.bool_())]
)


@dataclass(frozen=True)
class Parameters:
    """The lines drawn through the figures; days unless the name says otherwise."""

    as_of: datetime | None = None
    """Rows made later do not exist. None: the latest moment in the exports."""
    time_zone: str = "UTC"
    """The community's, which its weeks and days are counted in."""
    team: tuple[str, ...] = ()
    """Handles, or platform:handle, of team members the exports do not mark."""
    fence_spaces: tuple[str, ...] = ()
    """Names or ids of spaces that are never evidence and never shown."""
    fence_words: tuple[str, ...] = ()
    """Words that fence a thread by its title or opening, or else the one post holding them."""
    consent_questions: tuple[str, ...] = ()
    """Profile questions whose answers are a yes or a no, and so no topic."""
    assume_public: bool = False
    """Spaces and threads of unknown visibility count as public."""
    friend_talks: int = 2
    friend_days: int = 3
    friend_last: int = 90
    dormant: int = 180
    cooling: int = 60
    newcomer: int = 28
    answered: int = 7
    active: int = 90
    active_lately_quantile: float = 0.75
    stale_page: int = 365
    half_life: int = 90
    weak_weight: float = 0.3
    shared_topic_share: float = 0.15
    thread_open: int = 30
    """A thread is open while its last post is younger."""
    warming_ratio: float = 1.5
    """A topic warms when three months hold so many times the posts of the three before."""
    warming_posts: int = 10
    """And at least so many posts more; cooling is the same the other way round."""
    disagreement_posts: int = 12
    """A good disagreement is at least so long."""
    disagreement_members: int = 4
    """And has at least so many voices."""
    smallest_public_cell: int = 5
    """People; a public figure about fewer is not shown."""
    seed: int = 7


REFUSED_INTERESTS = pa.schema([("account_id", pa.string()), ("label", pa.string())])


@dataclass(frozen=True)
class Decisions:
    """What people decided about accounts; it comes from the ledger and outlives every import."""

    merges: pa.Table = field(default_factory=PAIRS.empty_table)
    """account_a_id, account_b_id: accepted joins. They serve figures only, never a page."""
    spam: pa.Table = field(default_factory=SPAM_DECISIONS.empty_table)
    """kind (account, post), subject_id, is_spam: what the rule found, corrected."""
    refused_interests: pa.Table = field(default_factory=REFUSED_INTERESTS.empty_table)
    """account_id, label: interests found in members who said that they are not theirs."""

    @classmethod
    def from_ledger(
        cls, merges: pa.Table, spam: pa.Table, refused_interests: pa.Table | None = None
    ) -> Decisions:
        """What analysis needs of the ledger's merges, spam decisions and refused interests."""
        accepted = merges.filter(pc.equal(merges["decision"], "accepted"))
        return cls(
            accepted.select(PAIRS.names).cast(PAIRS),
            spam.select(SPAM_DECISIONS.names).cast(SPAM_DECISIONS),
            REFUSED_INTERESTS.empty_table() if refused_interests is None else refused_interests,
        )


def parameters_row(parameters: Parameters, as_of: datetime) -> pa.Table:
    """The one row of meta.parameters: every field, lists folded.

    fence_words hold letters and digits only, each word after one space, as the texts they are
    looked for in.
    """
    row: dict[str, object] = asdict(parameters)
    row["as_of"] = as_of
    row["team"] = sorted({handle.casefold() for handle in parameters.team})
    row["fence_spaces"] = sorted({space.casefold() for space in parameters.fence_spaces})
    row["fence_words"] = sorted({only_words(word) for word in parameters.fence_words} - {""})
    row["consent_questions"] = sorted(
        {fold_question(question) for question in parameters.consent_questions}
    )
    lists = {"team", "fence_spaces", "fence_words", "consent_questions"}
    types: dict[str, pa.DataType] = {
        "as_of": MOMENT,
        **dict.fromkeys(lists, pa.list_(pa.string())),
    }
    return pa.table({name: pa.array([value], types.get(name)) for name, value in row.items()})


def only_words(text: str) -> str:
    """The words of a text in lower case, one space between them; + and # belong to words (C++)."""
    return " ".join(re.findall(r"(?:[^\W_]|[+#])+", text.lower()))


def fold_question(question: str) -> str:
    """A question or an answer, compared without regard to case and spacing."""
    return " ".join(question.split()).casefold()
