-- Newcomers by the week of their first post, and how many were answered in time.
-- grain: week_date
with newcomers as (
    select
        newcomers.*,
        date_trunc('week', timezone(parameters.time_zone, newcomers.first_post_at))::date
            as week_date,
    from marts.newcomers
    cross join meta.parameters
)

select
    weeks.week_date,
    count(newcomers.member_id) as newcomers,
    count(newcomers.member_id) filter (newcomers.is_answered) as answered, -- in time, by anyone
    count(newcomers.member_id) filter (newcomers.is_answered_by_members) as answered_by_members, -- in time, by somebody who is not team
    count(newcomers.member_id) filter (newcomers.is_answered and newcomers.answered_by_team)
        as answered_first_by_team,
    count(newcomers.member_id) filter (newcomers.wrote_again_at is not null) as wrote_again,
    coalesce(bool_and(newcomers.is_settled), true) as is_settled, -- nobody's time to be answered is still running
from metrics.weeks
left join newcomers using (week_date)
group by weeks.week_date
