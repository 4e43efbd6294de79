-- Open public threads on a newcomer's own topics or ones alike, which they have not come into yet.
with drawn as (
    select member_id, topic_id, thread_id, score
    from matches.open_threads
    where issue = (select max(issue) from matches.open_threads)
),

paired as (
    select own.member_id, own.topic_id, shown.thread_id, own.strength, 0.0 as drawn
    from marts.member_topics as own
    inner join marts.thread_topics as shown on shown.topic_id = own.topic_id

    union all

    select member_id, topic_id, thread_id, 0.0, score
    from drawn
)

select distinct on (own.member_id, threads.thread_id)
    own.member_id,
    topics.label,
    own.strength,
    max(own.drawn) over (partition by own.member_id, own.thread_id) as drawn, -- how much it draws them
    threads.thread_id,
    threads.title,
    threads.url,
    threads.space_name,
    threads.answer_count,
    threads.last_post_at,
    threads.author_member_id,
from paired as own
inner join marts.topics as topics on topics.topic_id = own.topic_id
inner join marts.threads as threads on threads.thread_id = own.thread_id
left join marts.member_threads as been
    on been.thread_id = threads.thread_id and been.member_id = own.member_id
left join marts.members as authors on authors.member_id = threads.author_member_id
where
    list_contains($member_ids, own.member_id)
    and threads.is_public
    and threads.is_open
    and threads.title is not null
    -- What a third of the place writes in tells a newcomer nothing: other people's hellos, say.
    and topics.is_shareable
    and topics.kind = 'declared'
    and been.member_id is null
    and not coalesce(authors.is_spam or authors.is_bot or authors.is_barred, false)
order by own.member_id, threads.thread_id, own.strength desc
