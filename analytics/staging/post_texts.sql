-- The readable text of each post that exists as of the moment.
-- grain: post_id
select
    texts.post_id,
    texts.text,
from raw.post_texts as texts
where texts.text is not null
    and texts.post_id in (select posts.post_id from staging.posts)
