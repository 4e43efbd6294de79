-- Members who talked in the days before each week's end. Team apart; bots and spam left out.
-- grain: week_date
with last_talks as (
    select
        talks.from_member_id as member_id,
        talks.is_from_team,
        date_trunc('week', timezone(parameters.time_zone, talks.created_at))::date as week_date,
        max(talks.created_at) as at,
    from marts.talks
    cross join meta.parameters
    group by all
),

-- A talk keeps its member active in the week it falls in and in those after it, up to the limit.
covered as (
    select distinct
        weeks.week_date,
        last_talks.member_id,
        last_talks.is_from_team,
    from last_talks
    cross join meta.parameters
    inner join metrics.weeks
        on weeks.week_date >= last_talks.week_date
        and weeks.week_date <= last_talks.week_date + parameters.active::integer
        and last_talks.at > weeks.ends_at - to_days(parameters.active::integer)
        and last_talks.at <= weeks.ends_at
)

select
    weeks.week_date,
    count(covered.member_id) filter (not covered.is_from_team) as active_members,
    count(covered.member_id) filter (not covered.is_from_team and states.is_forum_member)
        as active_forum_members, -- of them, those with an account on a forum
    count(covered.member_id) filter (covered.is_from_team) as active_team,
from metrics.weeks
left join covered using (week_date)
left join marts.member_states as states on covered.member_id = states.member_id
group by weeks.week_date
