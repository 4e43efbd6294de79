-- Members of the forum and people of the page, week by week. Team, bots and spam left out.
-- grain: week_date
with people as (
    select
        persons.person_id,
        min(members.forum_seen_at) as forum_at,
        min(members.page_seen_at) as page_at,
    from marts.members
    inner join derived.people as persons using (member_id)
    group by persons.person_id
    having not bool_or(members.is_team or members.is_bot or members.is_spam)
),

arrivals as (
    select forum_at as at, 1 as forum, 0 as page
    from people
    union all
    select page_at, 0, 1
    from people
),

arrivals_by_week as (
    select
        date_trunc('week', timezone(parameters.time_zone, arrivals.at))::date as week_date,
        sum(arrivals.forum)::bigint as forum,
        sum(arrivals.page)::bigint as page,
    from arrivals
    cross join meta.parameters
    where arrivals.at is not null
    group by all
)

select
    weeks.week_date,
    sum(coalesce(arrivals.forum, 0)) over (order by weeks.week_date)::bigint as forum_members, -- joined or first wrote by the week's end
    sum(coalesce(arrivals.page, 0)) over (order by weeks.week_date)::bigint as page_people, -- liked the page, or first wrote there, by the week's end
    coalesce(arrivals.forum, 0) as new_forum_members,
    coalesce(arrivals.page, 0) as new_page_people,
from metrics.weeks
left join arrivals_by_week as arrivals using (week_date)
