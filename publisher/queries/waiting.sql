-- Newcomers whose first public post nobody has answered yet, the one who waits longest first.
select
    members.member_id,
    members.account_id,
    members.display_name,
    newcomers.first_post_at,
    threads.title,
    threads.url,
    texts.text,
from marts.newcomers as newcomers
inner join marts.members as members on members.member_id = newcomers.member_id
left join marts.threads as threads on threads.thread_id = newcomers.first_thread_id
left join staging.post_texts as texts on texts.post_id = newcomers.first_post_id
where members.is_newcomer and newcomers.is_public and newcomers.answered_at is null
order by newcomers.first_post_at, members.member_id
