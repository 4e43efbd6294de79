-- Which member wrote in which thread, and how much it was theirs.
-- grain: member_id, thread_id
with counted as (
    select
        posts.member_id,
        posts.thread_id,
        posts.created_at,
        posts.is_public,
        bool_or(posts.is_public) over (partition by posts.member_id, posts.thread_id)
            as has_public,
    from marts.posts
    where posts.is_counted
        and posts.member_id is not null
        and posts.thread_id is not null
),

-- Where some of it may be shown, the rest leaves no trace in when and how much.
shown as (
    select *
    from counted
    where is_public or not has_public
),

writing as (
    select
        shown.member_id,
        shown.thread_id,
        count(*) as posts,
        min(shown.created_at) as first_at,
        max(shown.created_at) as last_at,
        bool_or(shown.is_public) and coalesce(bool_or(threads.is_public), false) as is_public,
        coalesce(bool_or(threads.author_member_id = shown.member_id), false) as is_opener,
    from shown
    left join marts.threads using (thread_id)
    group by shown.member_id, shown.thread_id
)

select
    writing.member_id,
    writing.thread_id,
    writing.posts, -- public ones, where there are any
    writing.first_at, -- UTC
    writing.last_at, -- UTC
    (1 + log2(writing.posts))
    / (1 + log2(max(writing.posts) over (partition by writing.is_public))) as strength, -- 1 + log2 of the posts, as a part of the largest
    writing.is_public,
    writing.is_opener,
from writing
