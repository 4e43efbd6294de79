-- Posts whose thread is in no export: they are in no figure about threads.
-- warn
select
    posts.post_id,
    posts.thread_id,
from marts.posts
left join marts.threads using (thread_id)
where threads.thread_id is null
