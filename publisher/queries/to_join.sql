-- Conversations that a host could join today: comments below the page's posts that the page has not
-- answered, talks to and fro without the team, and threads that wait for a first reply.
with lines as (
    select
        parameters.as_of - interval 14 days as since_at,
        parameters.as_of - interval 2 days as waited_at,
    from meta.parameters as parameters
),

unanswered_comments as (
    select
        talks.thread_id,
        count(distinct talks.from_member_id) as people,
        max(talks.created_at) as last_at,
    from marts.talks as talks
    cross join lines
    where
        talks.created_at > lines.since_at
        and talks.is_to_team
        and not talks.is_from_team
        and talks.is_strict
        and talks.is_public
        and not exists (
            select 1
            from marts.talks as back
            where
                back.from_member_id = talks.to_member_id
                and back.to_member_id = talks.from_member_id
                and back.thread_id = talks.thread_id
                and back.created_at > talks.created_at
        )
    group by talks.thread_id
),

found as (
    select
        unanswered_comments.thread_id,
        'page' as kind,
        unanswered_comments.people,
        unanswered_comments.last_at,
    from unanswered_comments
    inner join marts.threads as threads on threads.thread_id = unanswered_comments.thread_id
    where threads.is_page

    union all

    select talks.thread_id, 'host' as kind, talks.members as people, talks.last_at
    from marts.good_disagreements as talks
    cross join lines
    where
        talks.last_at > lines.since_at
        and not exists (
            select 1
            from marts.posts as posts
            where posts.thread_id = talks.thread_id and posts.is_team
        )

    union all

    select replies.thread_id, 'first' as kind, 1 as people, replies.begun_at as last_at
    from marts.thread_replies as replies
    cross join lines
    inner join marts.members as authors on authors.member_id = replies.author_member_id
    where
        replies.begun_by = 'members'
        and replies.is_public
        and replies.first_reply_at is null
        and replies.begun_at > lines.since_at
        and replies.begun_at <= lines.waited_at
        -- Newcomers have a card of their own.
        and not authors.is_newcomer
)

select
    found.thread_id,
    found.kind,
    found.people,
    found.last_at,
    threads.title,
    threads.url,
    threads.space_name,
    (
        select texts.text
        from marts.posts as posts
        inner join staging.post_texts as texts on texts.post_id = posts.post_id
        where posts.thread_id = found.thread_id
        order by posts.created_at, posts.post_id
        limit 1
    ) as text,
from found
inner join marts.threads as threads on threads.thread_id = found.thread_id
where threads.is_public
-- One of each kind before a second of any.
order by
    row_number() over (partition by found.kind order by found.people desc, found.last_at desc, found.thread_id),
    found.kind desc,
    found.thread_id
limit 12
