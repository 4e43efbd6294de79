-- How the month's posts are spread over those who wrote. Team, bots and spam left out.
-- grain: month_date
with written as (
    select
        posts.member_id,
        date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
        count(*) as posts,
    from marts.posts
    cross join meta.parameters
    where posts.is_counted
        and not posts.is_team
        and posts.member_id is not null
        and posts.created_at is not null
    group by all
),

ordered as (
    select
        written.*,
        row_number() over by_posts as place,
        sum(posts) over by_posts as posts_so_far,
        sum(posts) over (partition by month_date) as all_posts,
        count(*) over (partition by month_date) as all_members,
    from written
    window by_posts as (partition by month_date order by posts desc, member_id)
),

counted as (
    select
        month_date,
        any_value(all_members) as members_wrote,
        any_value(all_posts)::bigint as posts,
        count(*) filter (posts_so_far - posts < all_posts / 2.0) as members_of_half,
        sum(posts) filter (place <= ceil(all_members / 10.0))::bigint as posts_of_tenth,
        median(posts) as median_posts,
        count(*) filter (posts = 1) as wrote_once,
    from ordered
    group by month_date
)

select
    months.month_date,
    coalesce(counted.members_wrote, 0) as members_wrote,
    coalesce(counted.posts, 0) as posts,
    coalesce(counted.members_of_half, 0) as members_of_half, -- the fewest who together wrote half of the posts
    counted.posts_of_tenth::double / counted.posts as share_of_busiest_tenth, -- of the posts; null when nobody wrote
    counted.median_posts, -- of those who wrote
    coalesce(counted.wrote_once, 0) as wrote_once,
from metrics.months
left join counted using (month_date)
