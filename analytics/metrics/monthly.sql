-- The numbers of the monthly letter and of the page of all figures, side by side.
-- grain: month_date
with last_weeks as (
    select
        months.month_date,
        max(weeks.week_date) as week_date,
    from metrics.months
    inner join metrics.weeks on weeks.ends_at <= months.ends_at
    group by months.month_date
),

answers as (
    select
        month_date,
        sum(newcomers)::bigint as newcomers,
        sum(newcomers) filter (answered_by = 'members')::bigint as by_members,
        sum(newcomers) filter (answered_by = 'team')::bigint as by_team,
        sum(newcomers) filter (answered_by = 'nobody')::bigint as by_nobody,
        sum(wrote_again) filter (answered_by <> 'nobody')::bigint as answered_wrote_again,
        sum(wrote_again) filter (answered_by = 'nobody')::bigint as unanswered_wrote_again,
        max(median_hours) filter (answered_by = 'members') as median_hours,
        bool_and(is_settled) as is_settled,
    from metrics.newcomer_answers
    group by month_date
),

threads as (
    select *
    from metrics.first_replies
    where begun_by = 'members'
),

page as (
    select *
    from metrics.dialogue
    where period = 'month'
        and speaker = 'page'
),

stages as (
    select
        month_date,
        sum(pairs) filter (stage = 'noticed')::bigint as noticed,
        sum(pairs) filter (stage = 'answered')::bigint as answered,
        sum(pairs) filter (stage = 'two-way')::bigint as two_way,
        sum(pairs) filter (stage = 'repeated')::bigint as repeated,
        sum(pairs) filter (stage = 'offline')::bigint as offline,
    from metrics.ladder
    group by month_date
),

stayed as (
    select month_date, members, wrote
    from metrics.retention
    where months_after = 3
)

select
    months.month_date,
    months.is_whole, -- false for the month that still runs
    report.forum_members, -- at the end of the last week that ended in the month
    report.page_people, -- as forum_members
    report.active_members, -- as forum_members
    report.active_forum_members, -- as forum_members
    reciprocity.pairs_talking as pairs_talking_lately, -- as forum_members
    reciprocity.pairs_two_way as pairs_two_way_lately, -- as forum_members
    activity.members_wrote,
    activity.members_talked,
    activity.posts,
    activity.openings,
    answers.newcomers, -- first posts in the month
    answers.by_members as newcomers_answered_by_members, -- first and in time
    answers.by_team as newcomers_answered_by_team,
    answers.by_nobody as newcomers_unanswered,
    answers.answered_wrote_again as newcomers_answered_wrote_again,
    answers.unanswered_wrote_again as newcomers_unanswered_wrote_again,
    answers.median_hours as newcomers_median_hours, -- to a member's answer
    answers.is_settled as is_newcomers_settled,
    coalesce(stayed.members, 0) as newcomers_three_months_ago,
    coalesce(stayed.wrote, 0) as newcomers_who_stayed, -- of them, wrote in this month
    threads.threads, -- begun by members
    threads.people as thread_people, -- who began them
    threads.answered as threads_answered, -- in time
    threads.answered_first_by_team as threads_answered_first_by_team,
    threads.answered_within_a_day as threads_answered_within_a_day,
    threads.median_hours as first_reply_hours,
    threads.is_settled as is_threads_settled,
    unanswered.waiting as threads_waiting,
    unanswered.people_waiting,
    unanswered.waiting_too_long as threads_waiting_too_long,
    spread.members_of_half,
    spread.share_of_busiest_tenth,
    friends.pairs_who_keep_talking,
    friends.people_who_keep_talking,
    friends.pairs_began,
    friends.pairs_cooling,
    friends.pairs_dormant,
    stages.noticed as pairs_noticed,
    stages.answered as pairs_answered,
    stages.two_way as pairs_two_way,
    stages.repeated as pairs_repeated,
    stages.offline as pairs_offline,
    edges.comments,
    edges.pairs_talking,
    edges.new_pairs,
    bonding.talks_within,
    bonding.talks_across,
    bonding.pairs_within,
    bonding.pairs_across,
    dependence.talks,
    dependence.talks_with_team,
    page.begun as page_begun,
    page.answers as page_answers,
    page.addressed as page_addressed,
    page.answered_back as page_answered_back,
    page.people_addressing as page_people_addressing,
    helping.helpers,
    helping.thanks,
    helping.thankers,
    helping.thanked,
    helping.brought_in,
    helping.passed_on,
    helping.people_passing_on,
    helping.arrivals,
    disagreements.threads as disagreements,
    disagreements.voices as disagreement_voices,
from metrics.months
left join last_weeks using (month_date)
left join metrics.report using (week_date)
left join metrics.reciprocity using (week_date)
inner join metrics.activity
    on months.month_date = activity.period_date and activity.period = 'month'
inner join answers on months.month_date = answers.month_date
inner join threads on months.month_date = threads.month_date
inner join metrics.unanswered on months.month_date = unanswered.month_date
inner join metrics.spread on months.month_date = spread.month_date
inner join metrics.friends on months.month_date = friends.month_date
inner join stages on months.month_date = stages.month_date
inner join metrics.edges_per_comment as edges on months.month_date = edges.month_date
inner join metrics.bonding on months.month_date = bonding.month_date
inner join metrics.team_dependence as dependence on months.month_date = dependence.month_date
inner join page on months.month_date = page.period_date
inner join metrics.helping on months.month_date = helping.month_date
inner join metrics.disagreements on months.month_date = disagreements.month_date
left join stayed on months.month_date = stayed.month_date
