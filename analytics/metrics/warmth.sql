-- Topics and spaces warming and cooling: public posts about or in each, three months against the
-- three before.
-- grain: month_date, kind, subject_id
with written as (
    select
        'topic' as kind,
        topics.topic_id as subject_id,
        topics.label,
        posts.member_id,
        posts.created_at,
    from marts.posts
    inner join marts.thread_topics as topics using (thread_id)
    where posts.is_counted
        and posts.is_public
        and not posts.is_team

    union all

    select
        'space',
        threads.space_id,
        threads.space_name,
        posts.member_id,
        posts.created_at,
    from marts.posts
    inner join marts.threads using (thread_id)
    where posts.is_counted
        and posts.is_public
        and threads.is_public
        and not posts.is_team
        and threads.space_id is not null
),

dated as (
    select
        written.*,
        date_trunc('month', timezone(parameters.time_zone, written.created_at))::date as month_date,
    from written
    cross join meta.parameters
    where written.member_id is not null
        and written.created_at is not null
),

by_month as (
    select month_date, kind, subject_id, count(*) as posts
    from dated
    group by all
),

quarters as (
    select
        months.month_date,
        dated.kind,
        dated.subject_id,
        count(distinct dated.member_id) as members_quarter,
    from dated
    inner join metrics.months
        on months.month_date between dated.month_date and dated.month_date + interval 2 months
    group by all
),

spine as (
    select months.month_date, subjects.kind, subjects.subject_id, subjects.label
    from metrics.months
    cross join (
        select kind, subject_id, min(label) as label
        from dated
        group by kind, subject_id
    ) as subjects
),

summed as (
    select
        spine.month_date,
        spine.kind,
        spine.subject_id,
        spine.label,
        coalesce(by_month.posts, 0) as posts,
        sum(coalesce(by_month.posts, 0)) over (
            partition by spine.kind, spine.subject_id order by spine.month_date
            rows between 2 preceding and current row
        )::bigint as posts_quarter,
        coalesce(sum(coalesce(by_month.posts, 0)) over (
            partition by spine.kind, spine.subject_id order by spine.month_date
            rows between 5 preceding and 3 preceding
        ), 0)::bigint as posts_quarter_before,
    from spine
    left join by_month using (month_date, kind, subject_id)
)

select
    summed.month_date,
    summed.kind, -- topic, space
    summed.subject_id, -- a topic's or a space's
    summed.label, -- null for a space whose name the export does not say
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
left join quarters using (month_date, kind, subject_id)
