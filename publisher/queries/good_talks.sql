-- Public threads that were long, civil, two-way and many-voiced; the most voices first.
select
    threads.thread_id,
    threads.title,
    threads.url,
    threads.space_name,
    threads.answer_count,
    threads.last_post_at,
    threads.author_member_id,
    talks.members,
    talks.first_at,
    talks.last_at,
from marts.good_disagreements as talks
inner join marts.threads as threads on threads.thread_id = talks.thread_id
left join marts.members as authors on authors.member_id = threads.author_member_id
where
    threads.is_public
    and not threads.is_page
    and threads.title is not null
    and not coalesce(authors.is_spam or authors.is_bot or authors.is_barred, false)
order by talks.members_disagreeing desc, talks.members desc, talks.posts desc, threads.thread_id
