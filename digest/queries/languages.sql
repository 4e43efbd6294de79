-- In which language each conversation that may wait for an answer was begun, where that is known.
select
    threads.thread_id,
    min(languages.language) as language,
from marts.threads as threads
inner join marts.posts as openings
    on openings.thread_id = threads.thread_id and openings.kind = 'opening'
inner join derived.post_languages as languages on languages.post_id = openings.post_id
where threads.is_open and threads.is_public and threads.answer_count = 0
group by threads.thread_id
order by threads.thread_id
