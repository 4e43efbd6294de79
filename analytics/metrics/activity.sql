-- Who wrote, and how much, by day, by week and by month. Team apart; bots and spam left out.
-- grain: period, period_date
with written as (
    select
        posts.member_id,
        posts.is_team,
        posts.kind in ('opening', 'announcement') as is_opening,
        timezone(parameters.time_zone, posts.created_at) as local_at,
    from marts.posts
    cross join meta.parameters
    where posts.is_counted
        and posts.member_id is not null
        and posts.created_at is not null
),

written_by_period as (
    select
        kinds.period,
        date_trunc(kinds.period, written.local_at)::date as period_date,
        count(*) filter (not written.is_team) as posts,
        count(*) filter (not written.is_team and written.is_opening) as openings,
        count(distinct written.member_id) filter (not written.is_team) as members_wrote,
        count(*) filter (written.is_team) as team_posts,
        count(distinct written.member_id) filter (written.is_team) as team_wrote,
    from written
    cross join (select unnest(['day', 'week', 'month']) as period) as kinds
    group by all
),

talked as (
    select
        kinds.period,
        date_trunc(kinds.period, timezone(parameters.time_zone, talks.created_at))::date
            as period_date,
        count(distinct talks.from_member_id) as members_talked,
    from marts.talks
    cross join meta.parameters
    cross join (select unnest(['day', 'week', 'month']) as period) as kinds
    where not talks.is_from_team
    group by all
)

select
    periods.period, -- day, week, month
    periods.period_date, -- its first day
    periods.is_whole,
    coalesce(written.members_wrote, 0) as members_wrote, -- a post, reply or comment
    coalesce(talked.members_talked, 0) as members_talked, -- addressed somebody with it
    coalesce(written.posts, 0) as posts, -- by members
    coalesce(written.openings, 0) as openings, -- of them, those that began a thread
    coalesce(written.team_wrote, 0) as team_wrote, -- people of the team, and the page
    coalesce(written.team_posts, 0) as team_posts,
from metrics.periods
left join written_by_period as written using (period, period_date)
left join talked using (period, period_date)
