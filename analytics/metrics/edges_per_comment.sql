-- How many pairs the month's comments brought to talk, and how many of them for the first time.
-- grain: month_date
with comments as (
    select
        date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
        count(*) as comments,
    from marts.posts
    cross join meta.parameters
    where posts.is_counted
        and not posts.is_team
        and posts.member_id is not null
        and posts.kind not in ('opening', 'announcement')
    group by all
),

pairs as (
    select
        date_trunc('month', timezone(parameters.time_zone, talks.created_at))::date as month_date,
        count(distinct (
            least(talks.from_member_id, talks.to_member_id),
            greatest(talks.from_member_id, talks.to_member_id)
        )) as pairs,
    from marts.talks
    cross join meta.parameters
    where talks.is_between_members
    group by all
),

new_pairs as (
    select
        date_trunc('month', timezone(parameters.time_zone, steps.noticed_at))::date as month_date,
        count(*) as pairs,
    from marts.tie_steps as steps
    cross join meta.parameters
    group by all
)

select
    months.month_date,
    coalesce(comments.comments, 0) as comments, -- replies and comments by members
    coalesce(pairs.pairs, 0) as pairs_talking, -- pairs of members with talk in the month
    coalesce(new_pairs.pairs, 0) as new_pairs, -- of them, those who had never talked before
    coalesce(pairs.pairs, 0)::double / nullif(comments.comments, 0) as pairs_per_comment, -- null when nobody commented
    coalesce(new_pairs.pairs, 0)::double / nullif(comments.comments, 0) as new_pairs_per_comment,
from metrics.months
left join comments using (month_date)
left join pairs using (month_date)
left join new_pairs using (month_date)
