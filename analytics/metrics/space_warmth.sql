-- Spaces warming and cooling: public posts in each, three months against the three before.
-- grain: month_date, space_id
with written as (
    select
        threads.space_id,
        threads.space_name,
        date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
        posts.member_id,
    from marts.posts
    cross join meta.parameters
    inner join marts.threads using (thread_id)
    where posts.is_counted
        and posts.is_public
        and threads.is_public
        and not posts.is_team
        and posts.member_id is not null
        and posts.created_at is not null
        and threads.space_id is not null
),

by_month as (
    select month_date, space_id, count(*) as posts
    from written
    group by all
),

quarters as (
    select
        months.month_date,
        written.space_id,
        count(distinct written.member_id) as members_quarter,
    from written
    inner join metrics.months
        on months.month_date between written.month_date and written.month_date + interval 2 months
    group by all
),

spine as (
    select months.month_date, spaces.space_id, spaces.space_name
    from metrics.months
    cross join (
        select space_id, min(space_name) as space_name
        from written
        group by space_id
    ) as spaces
),

summed as (
    select
        spine.month_date,
        spine.space_id,
        spine.space_name,
        coalesce(by_month.posts, 0) as posts,
        sum(coalesce(by_month.posts, 0)) over (
            partition by spine.space_id order by spine.month_date
            rows between 2 preceding and current row
        )::bigint as posts_quarter,
        coalesce(sum(coalesce(by_month.posts, 0)) over (
            partition by spine.space_id order by spine.month_date
            rows between 5 preceding and 3 preceding
        ), 0)::bigint as posts_quarter_before,
    from spine
    left join by_month using (month_date, space_id)
)

select
    summed.month_date,
    summed.space_id,
    summed.space_name, -- null where the export does not say it
    summed.posts, -- by members, in its public threads
    summed.posts_quarter, -- in this month and the two before
    summed.posts_quarter_before, -- in the three before those
    coalesce(quarters.members_quarter, 0) as members_quarter, -- who wrote there in these three
    summed.posts_quarter >= parameters.warming_ratio * summed.posts_quarter_before
    and summed.posts_quarter - summed.posts_quarter_before >= parameters.warming_posts
        as is_warming,
    summed.posts_quarter_before >= parameters.warming_ratio * summed.posts_quarter
    and summed.posts_quarter_before - summed.posts_quarter >= parameters.warming_posts
        as is_cooling,
from summed
cross join meta.parameters
left join quarters using (month_date, space_id)
