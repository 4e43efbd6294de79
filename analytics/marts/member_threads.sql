-- Which member wrote in which thread, and how much it was theirs.
-- grain: member_id, thread_id
with writing as (
    select
        posts.member_id,
        posts.thread_id,
        count(*) as posts,
        min(posts.created_at) as first_at,
        max(posts.created_at) as last_at,
        bool_or(posts.is_public) as is_public,
    from marts.posts
    where posts.is_counted
        and posts.member_id is not null
        and posts.thread_id is not null
    group by posts.member_id, posts.thread_id
)

select
    writing.member_id,
    writing.thread_id,
    writing.posts,
    writing.first_at, -- UTC
    writing.last_at, -- UTC
    (1 + log2(writing.posts)) / (1 + log2(max(writing.posts) over ())) as strength, -- 1 + log2 of the posts, as a part of the largest
    writing.is_public and coalesce(threads.is_public, false) as is_public,
    coalesce(threads.author_member_id = writing.member_id, false) as is_opener,
from writing
left join marts.threads using (thread_id)
