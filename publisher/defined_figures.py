"""What each figure is called and means: the one list that pages and the office draw from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.catalogs import later
from publisher.figure_cells import (
    Read,
    busiest,
    hours,
    pairs,
    people,
    per_hundred,
    share,
    split,
    sum_share,
    things,
)

Unit = Literal["people", "pairs", "things", "percent", "hours", "tenths"]


@dataclass(frozen=True)
class Definition:
    """What a figure is called and means, and how it is read."""

    group: str
    key: str
    title: str
    definition: str
    """Its places are filled with the community's own lines, in words."""
    unit: Unit
    table: str
    read: Read


ANSWERED = ("newcomers_answered_by_members", "newcomers_answered_by_team", "newcomers_unanswered")

HERE, CAME, ANSWERS = later("Who is here"), later("Who came"), later("Who was answered")
TIES, OTHERS = later("What two have"), later("What people do for others")
FEW = later("What hangs on few")

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        HERE, "forum-members", later("Members of the forum"),
        later(
            "People with an account who had joined, or first wrote, by the end of the month’s "
            "last week. Somebody with two accounts counts once."
        ),
        "people", "metrics.growth", people("forum_members"),
    ),
    Definition(
        HERE, "page-people", later("People with the page"),
        later(
            "People who followed the page, or wrote on it, by the end of the month’s last week, "
            "as far as the exports tell. Somebody may be in both."
        ),
        "people", "metrics.growth", people("page_people"),
    ),
    Definition(
        HERE, "members-wrote", later("Members who wrote"),
        later("Wrote at least one post, reply or comment in the month."),
        "people", "metrics.activity", people("members_wrote"),
    ),
    Definition(
        HERE, "members-talked", later("Members who talked with somebody"),
        later(
            "Addressed another with something they wrote in the month. A like or a follow is not "
            "talk."
        ),
        "people", "metrics.activity", people("members_talked"),
    ),
    Definition(
        HERE, "active-members", later("Members who talked lately"),
        later(
            "Talked with somebody in the %(active)s days before the end of the month’s last week."
        ),
        "people", "metrics.active", people("active_members"),
    ),
    Definition(
        HERE, "posts", later("Posts, replies and comments"),
        later("Written by members in the month, on the forum and on the page."),
        "things", "metrics.activity", things("posts", "members_wrote"),
    ),
    Definition(
        CAME, "newcomers", later("Newcomers"),
        later("Wrote here for the first time in the month."),
        "people", "metrics.newcomer_answers", people("newcomers"),
    ),
    Definition(
        CAME, "newcomers-answered-by-members", later("Newcomers whom a member answered first"),
        later(
            "A member wrote to them within %(answered)s days of their first post, before anybody "
            "of the team."
        ),
        "people", "metrics.newcomer_answers", split(ANSWERED, 0),
    ),
    Definition(
        CAME, "newcomers-answered-by-team", later("Newcomers whom the team answered first"),
        later("The team or the page wrote to them within %(answered)s days, before any member."),
        "people", "metrics.newcomer_answers", split(ANSWERED, 1),
    ),
    Definition(
        CAME, "newcomers-unanswered", later("Newcomers whom nobody answered"),
        later("Nobody wrote to them within %(answered)s days of their first post."),
        "people", "metrics.newcomer_answers", split(ANSWERED, 2),
    ),
    Definition(
        CAME, "newcomers-hours", later("How soon a member answers a newcomer"),
        later(
            "Hours from the first post to the answer, for the newcomer in the middle of those "
            "whom a member answered in time."
        ),
        "hours", "metrics.newcomer_answers",
        hours("newcomers_median_hours", "newcomers_answered_by_members"),
    ),
    Definition(
        CAME, "newcomers-stayed", later("Newcomers of three months ago who still write"),
        later("Of those who first wrote three months earlier, the part who wrote in this month."),
        "percent", "metrics.retention",
        share("newcomers_who_stayed", "newcomers_three_months_ago"),
    ),
    Definition(
        ANSWERS, "threads", later("Threads that members began"),
        later("Begun in the month, on the forum or the page, walls left out."),
        "things", "metrics.first_replies", things("threads", "thread_people"),
    ),
    Definition(
        ANSWERS, "threads-answered", later("Threads with a reply in time"),
        later(
            "Of the threads that members began in the month, the part to which another person "
            "replied within %(answered)s days."
        ),
        "percent", "metrics.first_replies",
        share("threads_answered", "threads", "thread_people"),
    ),
    Definition(
        ANSWERS, "first-reply", later("Time to the first reply"),
        later(
            "Hours from the opening to another’s first reply, for the thread in the middle of "
            "those answered in time."
        ),
        "hours", "metrics.first_replies", hours("first_reply_hours", "thread_people"),
    ),
    Definition(
        ANSWERS, "threads-waiting", later("Threads that wait"),
        later(
            "Begun by members in the 30 days before the month’s end, and without any reply by "
            "then."
        ),
        "things", "metrics.unanswered", things("threads_waiting", "people_waiting"),
    ),
    Definition(
        ANSWERS, "page-answers", later("How often the page answers back"),
        later(
            "Of the comments addressed to the page, the part to whose author the page wrote "
            "within %(answered)s days."
        ),
        "percent", "metrics.dialogue",
        share("page_answered_back", "page_addressed", "page_people_addressing"),
    ),
    Definition(
        ANSWERS, "page-dialogue", later("Dialogue on the page"),
        later("Of all that the page wrote, the part that speaks to somebody; the rest announces."),
        "percent", "metrics.dialogue",
        sum_share(("page_answers", "page_begun"), "page_answers"),
    ),
    Definition(
        TIES, "pairs-who-keep-talking", later("Pairs who keep talking"),
        later(
            "Each wrote to the other at least %(talks)s times, on %(days)s days or more, and last "
            "within %(last)s days."
        ),
        "pairs", "metrics.friends", pairs("pairs_who_keep_talking"),
    ),
    Definition(
        TIES, "pairs-began", later("Pairs who became such friends"),
        later("Crossed that line for the first time in the month."),
        "pairs", "metrics.friends", pairs("pairs_began"),
    ),
    Definition(
        TIES, "pairs-cooling", later("Pairs who cool"),
        later(
            "At the month’s end the last %(cooling)s days hold at most half the talk of the "
            "%(cooling)s before."
        ),
        "pairs", "metrics.friends", pairs("pairs_cooling"),
    ),
    Definition(
        TIES, "pairs-dormant", later("Pairs who fell silent"),
        later("Were friends once, and have not written to each other for %(dormant)s days."),
        "pairs", "metrics.friends", pairs("pairs_dormant"),
    ),
    Definition(
        TIES, "reciprocity", later("Pairs who talk both ways"),
        later(
            "Of the pairs who talked in %(active)s days, the part in which each addressed the "
            "other."
        ),
        "percent", "metrics.reciprocity",
        share("pairs_two_way_lately", "pairs_talking_lately"),
    ),
    Definition(
        TIES, "ladder-noticed", later("The ladder, step one: noticed"),
        later("Pairs of whom one has spoken to the other, and no more came of it so far."),
        "pairs", "metrics.ladder", pairs("pairs_noticed"),
    ),
    Definition(
        TIES, "ladder-answered", later("The ladder, step two: answered"),
        later("Both have spoken to the other, though not each in particular."),
        "pairs", "metrics.ladder", pairs("pairs_answered"),
    ),
    Definition(
        TIES, "ladder-two-way", later("The ladder, step three: two-way"),
        later("Each has addressed the other in particular."),
        "pairs", "metrics.ladder", pairs("pairs_two_way"),
    ),
    Definition(
        TIES, "ladder-repeated", later("The ladder, step four: repeated"),
        later("Have talked often enough to be friends, now or once."),
        "pairs", "metrics.ladder", pairs("pairs_repeated"),
    ),
    Definition(
        TIES, "ladder-offline", later("The ladder, step five: offline"),
        later("Talk both ways, and both had said they would come to a meeting that was held."),
        "pairs", "metrics.ladder", pairs("pairs_offline"),
    ),
    Definition(
        TIES, "pairs-talking", later("Pairs who talked in the month"),
        later("Pairs of members of whom one addressed the other."),
        "pairs", "metrics.edges_per_comment", pairs("pairs_talking"),
    ),
    Definition(
        TIES, "new-pairs", later("Pairs who talked for the first time"),
        later("Had never talked before."),
        "pairs", "metrics.edges_per_comment", pairs("new_pairs"),
    ),
    Definition(
        TIES, "pairs-per-comment", later("Pairs brought to talk by a hundred comments"),
        later("Pairs who talked in the month, for a hundred replies and comments of members."),
        "pairs", "metrics.edges_per_comment",
        per_hundred("pairs_talking", "comments", "members_wrote"),
    ),
    Definition(
        TIES, "bridging", later("Talk across groups"),
        later(
            "Of the talk between members of sub-communities, the part between different ones; the "
            "rest bonds within one."
        ),
        "percent", "metrics.bonding",
        sum_share(("talks_within", "talks_across"), "talks_across", "members_talked"),
    ),
    Definition(
        OTHERS, "helpers", later("Members who welcomed a newcomer"),
        later("Were the first to answer somebody’s first post, within %(answered)s days."),
        "people", "metrics.helping", people("helpers"),
    ),
    Definition(
        OTHERS, "thanked", later("Members who were thanked"),
        later("Another member addressed them with words of thanks."),
        "people", "metrics.helping", people("thanked"),
    ),
    Definition(
        OTHERS, "passed-on", later("Times somebody passed on another’s thread"),
        later("Members’ posts that lead to a thread another began."),
        "things", "metrics.helping", things("passed_on", "people_passing_on"),
    ),
    Definition(
        OTHERS, "good-talks", later("Long talks to and fro"),
        later(
            "Public threads, last spoken in this month, with at least twelve posts, four voices "
            "and two pairs who answered each other, and no rude word."
        ),
        "things", "metrics.disagreements", things("disagreements", "disagreement_voices"),
    ),
    Definition(
        FEW, "busiest-tenth", later("What the busiest tenth wrote"),
        later("The part of the month’s posts that a tenth of those who wrote has written."),
        "percent", "metrics.spread", busiest,
    ),
    Definition(
        FEW, "members-of-half", later("Members who wrote half of it"),
        later("The fewest who together wrote half of the month’s posts."),
        "people", "metrics.spread", people("members_of_half"),
    ),
    Definition(
        FEW, "team-first", later("Threads the team answered first"),
        later("Of the threads answered in time, the part whose first reply came from the team."),
        "percent", "metrics.team_dependence",
        share("threads_answered_first_by_team", "threads_answered", "thread_people"),
    ),
    Definition(
        FEW, "talk-with-team", later("Talk with the team"),
        later(
            "Of the talk in which a member takes part, the part with the team or the page on the "
            "other side."
        ),
        "percent", "metrics.team_dependence",
        share("talks_with_team", "talks", "members_talked"),
    ),
)  # fmt: skip
