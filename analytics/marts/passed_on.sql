-- Posts that pass on what another wrote, with what came of it: who came to the thread after, and
-- clicks and reach where the page counts them.
-- grain: post_id, thread_id
with passing as (
    select
        links.post_id,
        links.thread_id,
        posts.member_id,
        posts.is_team,
        posts.created_at,
        threads.author_member_id,
        posts.is_public,
    from derived.links_to_threads as links
    inner join marts.posts using (post_id)
    inner join marts.threads on links.thread_id = threads.thread_id
    where posts.is_counted
        and posts.member_id is not null
        and posts.created_at is not null
        and threads.author_member_id is not null
        and threads.author_member_id <> posts.member_id
        and coalesce(threads.created_at <= posts.created_at, true)
),

first_words as (
    select thread_id, member_id, min(created_at) as first_at
    from marts.posts
    where is_counted
        and member_id is not null
    group by thread_id, member_id
),

arrivals as (
    select
        passing.post_id,
        passing.thread_id,
        count(*) as arrivals,
    from passing
    cross join meta.parameters
    inner join first_words
        on passing.thread_id = first_words.thread_id
        and first_words.first_at > passing.created_at
        and first_words.first_at
        <= passing.created_at + to_days(parameters.answered::integer)
        and first_words.member_id not in (passing.member_id, passing.author_member_id)
    group by all
),

counted as (
    select
        native_id,
        source,
        max(value) filter (regexp_matches(lower(metric), 'click')) as clicks,
        max(value) filter (regexp_matches(lower(metric), 'reach|impression')) as reach,
    from staging.page_metrics
    where entity = 'post'
        and metric_date is null
    group by all
)

select
    passing.post_id,
    passing.thread_id,
    passing.member_id, -- who passed it on
    passing.author_member_id, -- whose thread it is
    passing.created_at as passed_at, -- UTC
    passing.is_team as is_from_team,
    passing.is_public,
    coalesce(arrivals.arrivals, 0) as arrivals, -- members who first wrote there in the days after
    counted.clicks, -- on the post, as the page counts them; null where it does not
    counted.reach, -- people, as the page counts them; null where it does not
from passing
left join arrivals using (post_id, thread_id)
left join counted on passing.post_id = counted.source || ':' || counted.native_id
