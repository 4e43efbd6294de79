-- What each member is most at home in, with the newest public thread that shows it.
select
    held.member_id,
    topics.label,
    threads.thread_id,
    threads.title as thread_title,
    threads.url as thread_url,
from marts.member_topics as held
inner join marts.topics as topics on topics.topic_id = held.topic_id
inner join marts.threads as threads on threads.thread_id = held.thread_id
where
    list_contains($member_ids, held.member_id)
    and held.is_public
    and threads.is_public
    and threads.title is not null
    and topics.is_shareable
    and topics.kind = 'declared'
qualify row_number() over (
    partition by held.member_id order by held.strength desc, held.last_at desc, topics.topic_id
) = 1
order by held.member_id
