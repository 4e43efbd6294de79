-- What members did for others, month by month: answered newcomers, thanked, passed on others' work.
-- Team apart.
-- grain: month_date
with answers as (
    select
        date_trunc('month', timezone(parameters.time_zone, newcomers.answered_at))::date
            as month_date,
        count(*) as newcomers,
        count(distinct newcomers.answered_by_member_id) as helpers,
    from marts.newcomers
    cross join meta.parameters
    where newcomers.is_answered
        and not newcomers.answered_by_team
    group by all
),

thanks as (
    select
        date_trunc('month', timezone(parameters.time_zone, talks.created_at))::date as month_date,
        count(distinct talks.post_id) as thanks,
        count(distinct talks.from_member_id) as thankers,
        count(distinct talks.to_member_id) as thanked,
    from marts.talks
    cross join meta.parameters
    inner join derived.thanks using (post_id)
    where talks.is_between_members
        and talks.is_strict
    group by all
),

brought as (
    select
        date_trunc('month', timezone(parameters.time_zone, newcomers.first_post_at))::date
            as month_date,
        count(distinct newcomers.member_id) as newcomers,
    from marts.newcomers
    cross join meta.parameters
    inner join marts.talks on newcomers.first_post_id = talks.post_id
    inner join marts.posts on newcomers.first_post_id = posts.post_id
    where talks.kind = 'mention'
        and posts.kind = 'opening'
    group by all
),

passed as (
    select
        date_trunc('month', timezone(parameters.time_zone, passed_on.passed_at))::date
            as month_date,
        count(*) filter (not passed_on.is_from_team) as by_members,
        count(distinct passed_on.member_id) filter (not passed_on.is_from_team) as people,
        count(*) filter (passed_on.is_from_team) as by_team,
        sum(passed_on.arrivals)::bigint as arrivals,
        sum(passed_on.clicks) as clicks,
    from marts.passed_on
    cross join meta.parameters
    group by all
)

select
    months.month_date,
    coalesce(answers.helpers, 0) as helpers, -- members who were first to answer a newcomer
    coalesce(answers.newcomers, 0) as newcomers_answered, -- by those members, in time
    coalesce(thanks.thanks, 0) as thanks, -- posts of members that thank a member
    coalesce(thanks.thankers, 0) as thankers, -- who wrote them
    coalesce(thanks.thanked, 0) as thanked, -- members thanked
    coalesce(brought.newcomers, 0) as brought_in, -- newcomers whose first thread names a member
    coalesce(passed.by_members, 0) as passed_on, -- times a member led to another's thread
    coalesce(passed.people, 0) as people_passing_on,
    coalesce(passed.by_team, 0) as passed_on_by_team, -- the page included
    coalesce(passed.arrivals, 0) as arrivals, -- who first wrote in a thread in the days after it was passed on
    passed.clicks, -- on the posts that passed it on, as the page counts them; null where it does not
from metrics.months
left join answers using (month_date)
left join thanks using (month_date)
left join brought using (month_date)
left join passed using (month_date)
