-- Public conversations open now, those with the fewest answers and the newest words first.
select
    threads.thread_id,
    threads.title,
    threads.url,
    threads.space_name,
    threads.answer_count,
    threads.last_post_at,
    threads.author_member_id,
from marts.threads as threads
left join marts.members as authors on authors.member_id = threads.author_member_id
where
    threads.is_public
    and threads.is_open
    and not threads.is_page
    and threads.title is not null
    and not coalesce(authors.is_spam or authors.is_bot or authors.is_barred, false)
    -- What the team announces and nobody answered is no conversation.
    and not (coalesce(authors.is_team, false) and threads.answer_count = 0)
order by least(threads.answer_count, 3), threads.last_post_at desc, threads.thread_id
limit 200
