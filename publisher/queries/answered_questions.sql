-- Questions on each topic with the first answer that one of those asked for gave the asker, those
-- that look like questions and were answered at some length first.
with answers as (
    select
        topics.topic_id,
        threads.thread_id,
        threads.title,
        threads.url,
        threads.author_member_id as asker_id,
        posts.member_id,
        posts.created_at as answered_at,
        texts.text,
        (
            select min(opening.created_at)
            from marts.posts as opening
            where opening.thread_id = threads.thread_id
        ) as asked_at,
    from marts.thread_topics as thread_topics
    inner join marts.topics as topics
        on topics.topic_id = thread_topics.topic_id
        and topics.is_shareable
        and topics.kind = 'declared'
    inner join marts.threads as threads on threads.thread_id = thread_topics.thread_id
    inner join marts.posts as posts
        on posts.thread_id = threads.thread_id
        and posts.member_id != threads.author_member_id
    -- An answer speaks to whoever asked; what others there say to one another is none.
    inner join marts.talks as talks
        on talks.post_id = posts.post_id
        and talks.to_member_id = threads.author_member_id
    inner join staging.post_texts as texts on texts.post_id = posts.post_id
    left join marts.members as askers on askers.member_id = threads.author_member_id
    where
        list_contains($member_ids, posts.member_id)
        and threads.is_public
        and not threads.is_page
        and threads.title is not null
        and posts.is_public
        and not posts.is_spam
        and not coalesce(askers.is_spam or askers.is_bot or askers.is_barred, false)
        and length(texts.text) >= 60
    qualify
        row_number() over (
            partition by topics.topic_id, threads.thread_id
            order by posts.created_at, posts.post_id
        ) = 1
)

select
    answers.topic_id,
    answers.title,
    answers.url,
    answers.asker_id,
    askers.display_name as asker_name,
    askers.handle as asker_handle,
    answers.member_id,
    members.display_name,
    members.handle,
    answers.text,
    answers.asked_at,
    answers.answered_at,
    (
        select list(been.member_id order by been.member_id)
        from marts.member_threads as been
        where been.thread_id = answers.thread_id
    ) as near_ids,
from answers
inner join marts.members as members on members.member_id = answers.member_id
left join marts.members as askers on askers.member_id = answers.asker_id
qualify
    row_number() over (
        partition by answers.topic_id
        order by
            contains(answers.title, '?') desc,
            least(length(answers.text), 400) // 100 desc,
            answers.answered_at desc,
            answers.thread_id
    ) <= 12
order by
    answers.topic_id,
    contains(answers.title, '?') desc,
    least(length(answers.text), 400) // 100 desc,
    answers.answered_at desc,
    answers.title
