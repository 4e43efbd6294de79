-- Posts that were taken down by the moment, by their authors or by moderators.
-- grain: post_id
select
    posts.post_id,
    posts.author_account_id,
from raw.posts
cross join meta.parameters
where posts.deleted_at <= parameters.as_of
