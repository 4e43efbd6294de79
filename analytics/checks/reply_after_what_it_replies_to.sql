-- A reply is not older than the post it replies to.
-- warn
select
    replies.post_id,
    parents.post_id as parent_post_id,
from marts.posts as replies
inner join marts.posts as parents on replies.parent_post_id = parents.post_id
where replies.created_at < parents.created_at
