-- Answers that those asked for gave to a newcomer's first public post, newest first.
select
    helpers.member_id,
    helpers.display_name,
    helpers.handle,
    helpers.location,
    newcomers.member_id as helped_id,
    helped.display_name as helped_name,
    helped.handle as helped_handle,
    threads.title as thread_title,
    threads.url as thread_url,
    helpers.bio,
    (
        select list(been.member_id order by been.member_id)
        from marts.member_threads as been
        where been.thread_id = newcomers.first_thread_id
    ) as near_ids,
    newcomers.answered_at as done_at,
    (
        select texts.text
        from marts.posts as posts
        inner join staging.post_texts as texts on texts.post_id = posts.post_id
        where
            posts.thread_id = newcomers.first_thread_id
            and posts.member_id = newcomers.answered_by_member_id
            and posts.created_at >= newcomers.first_post_at
            and posts.is_public
            and not posts.is_spam
        order by posts.created_at, posts.post_id
        limit 1
    ) as text,
from marts.newcomers as newcomers
inner join marts.members as helpers on helpers.member_id = newcomers.answered_by_member_id
inner join marts.members as helped on helped.member_id = newcomers.member_id
inner join marts.threads as threads on threads.thread_id = newcomers.first_thread_id
where
    list_contains($member_ids, helpers.member_id)
    and newcomers.is_public
    and threads.is_public
    and not helpers.is_team
    and not helped.is_spam
order by done_at desc, helped_id
