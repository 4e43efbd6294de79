-- Words that the place itself uses: in its spaces' names, and in every hundredth public title.
-- A member may be called like the thing everybody here talks about.
with titles as (
    select threads.thread_id, lower(threads.title) as title
    from marts.threads as threads
    where threads.is_public and threads.title is not null
),

words_of_titles as (
    select distinct titles.thread_id, unnest(regexp_extract_all(titles.title, '\w+')) as word
    from titles
)

select words_of_titles.word as words
from words_of_titles
group by words_of_titles.word
having count(*) >= greatest(20, (select count(*) from titles) / 100)
union
select distinct threads.space_name as words
from marts.threads as threads
where threads.is_public and threads.space_name is not null
order by words
