-- How much hangs on the team: talk with it, and first answers by it.
-- grain: month_date
with talks as (
    select
        date_trunc('month', timezone(parameters.time_zone, talks.created_at))::date as month_date,
        count(*) as talks,
        count(*) filter (talks.is_from_team or talks.is_to_team) as talks_with_team,
    from marts.talks
    cross join meta.parameters
    where not (talks.is_from_team and talks.is_to_team)
    group by all
),

threads as (
    select
        date_trunc('month', timezone(parameters.time_zone, replies.begun_at))::date as month_date,
        count(*) filter (replies.is_answered) as threads_answered,
        count(*) filter (replies.is_answered and replies.is_first_by_team)
            as threads_answered_first_by_team,
        count(*) filter (replies.team_replies > 0 and replies.member_replies = 0)
            as threads_answered_by_team_alone,
    from marts.thread_replies as replies
    cross join meta.parameters
    where replies.begun_by = 'members'
    group by all
)

select
    months.month_date,
    coalesce(talks.talks, 0) as talks, -- with a member on one side at least
    coalesce(talks.talks_with_team, 0) as talks_with_team, -- the team or the page on the other
    coalesce(talks.talks_with_team, 0)::double / nullif(talks.talks, 0) as share_with_team, -- null when nobody talked
    coalesce(threads.threads_answered, 0) as threads_answered, -- of those members began
    coalesce(threads.threads_answered_first_by_team, 0) as threads_answered_first_by_team,
    coalesce(threads.threads_answered_by_team_alone, 0) as threads_answered_by_team_alone, -- nobody else has replied up to as-of
from metrics.months
left join talks using (month_date)
left join threads using (month_date)
