-- Topics warming and cooling: public posts about each, three months against the three before.
-- grain: month_date, topic_id
with written as (
    select
        topics.topic_id,
        date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
        posts.member_id,
    from marts.posts
    cross join meta.parameters
    inner join marts.thread_topics as topics using (thread_id)
    where posts.is_counted
        and posts.is_public
        and not posts.is_team
        and posts.member_id is not null
        and posts.created_at is not null
),

by_month as (
    select month_date, topic_id, count(*) as posts
    from written
    group by all
),

quarters as (
    select
        months.month_date,
        written.topic_id,
        count(distinct written.member_id) as members_quarter,
    from written
    inner join metrics.months
        on months.month_date between written.month_date and written.month_date + interval 2 months
    group by all
),

spine as (
    select months.month_date, topics.topic_id, topics.label
    from metrics.months
    cross join (
        select topic_id, min(label) as label
        from marts.thread_topics
        where topic_id in (select topic_id from by_month)
        group by topic_id
    ) as topics
),

summed as (
    select
        spine.month_date,
        spine.topic_id,
        spine.label,
        coalesce(by_month.posts, 0) as posts,
        sum(coalesce(by_month.posts, 0)) over (
            partition by spine.topic_id order by spine.month_date
            rows between 2 preceding and current row
        )::bigint as posts_quarter,
        coalesce(sum(coalesce(by_month.posts, 0)) over (
            partition by spine.topic_id order by spine.month_date
            rows between 5 preceding and 3 preceding
        ), 0)::bigint as posts_quarter_before,
    from spine
    left join by_month using (month_date, topic_id)
)

select
    summed.month_date,
    summed.topic_id,
    summed.label,
    summed.posts, -- by members, in public threads about it
    summed.posts_quarter, -- in this month and the two before
    summed.posts_quarter_before, -- in the three before those
    coalesce(quarters.members_quarter, 0) as members_quarter, -- who wrote about it in these three
    summed.posts_quarter >= parameters.warming_ratio * summed.posts_quarter_before
    and summed.posts_quarter - summed.posts_quarter_before >= parameters.warming_posts
        as is_warming,
    summed.posts_quarter_before >= parameters.warming_ratio * summed.posts_quarter
    and summed.posts_quarter_before - summed.posts_quarter >= parameters.warming_posts
        as is_cooling,
from summed
cross join meta.parameters
left join quarters using (month_date, topic_id)
