-- Where members last asked something, and where they last answered others, in public.
with spoken as (
    select
        posts.member_id,
        posts.post_id,
        posts.thread_id,
        posts.created_at,
        posts.kind = 'opening' as is_opening,
        threads.title as thread_title,
        threads.url as thread_url,
        threads.author_member_id,
        texts.text,
    from marts.posts as posts
    inner join marts.threads as threads on threads.thread_id = posts.thread_id
    left join staging.post_texts as texts on texts.post_id = posts.post_id
    where
        list_contains($member_ids, posts.member_id)
        and posts.is_public
        and posts.is_counted
        and threads.is_public
        and not threads.is_page
        and threads.kind is distinct from 'event'
        and threads.title is not null
        and threads.url is not null
)

select
    member_id,
    thread_id,
    thread_title,
    thread_url,
    author_member_id,
    created_at,
    is_opening,
    if(is_opening, text, null) as text, -- of an opening only
from spoken
where is_opening or author_member_id is distinct from member_id
qualify row_number() over (
    partition by member_id, is_opening order by created_at desc, post_id
) = 1
order by member_id, is_opening
