-- Of those who first wrote in a month, how many wrote in each month after it. Team left out.
-- grain: cohort_date, months_after
with first_months as (
    select
        newcomers.member_id,
        date_trunc('month', timezone(parameters.time_zone, newcomers.first_post_at))::date
            as cohort_date,
    from marts.newcomers
    cross join meta.parameters
),

writing as (
    select distinct
        posts.member_id,
        date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
    from marts.posts
    cross join meta.parameters
    where posts.is_counted
        and posts.member_id is not null
        and posts.created_at is not null
),

sizes as (
    select cohort_date, count(*) as members
    from first_months
    group by cohort_date
),

writing_by_cohort as (
    select first_months.cohort_date, writing.month_date, count(*) as wrote
    from first_months
    inner join writing using (member_id)
    group by all
)

select
    sizes.cohort_date, -- first day of the month of the first post
    date_diff('month', sizes.cohort_date, months.month_date) as months_after, -- 0: the month of the first post
    months.month_date,
    months.is_whole,
    sizes.members, -- of the cohort
    coalesce(writing.wrote, 0) as wrote, -- of them, in that month
    coalesce(writing.wrote, 0)::double / sizes.members as share,
from sizes
inner join metrics.months on months.month_date >= sizes.cohort_date
left join writing_by_cohort as writing
    on sizes.cohort_date = writing.cohort_date and months.month_date = writing.month_date
