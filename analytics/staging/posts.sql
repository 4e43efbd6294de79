-- Posts that exist as of the moment: made before it, not deleted by then, and each once.
-- grain: post_id
select
    posts.post_id,
    posts.source,
    posts.thread_id,
    posts.parent_post_id,
    posts.author_account_id,
    posts.kind,
    posts.created_at,
    posts.addressed_account_ids, -- whom the export itself names as spoken to
    posts.quoted, -- authors quoted, as written
    posts.mentioned, -- handles mentioned, as written
from raw.posts
cross join meta.parameters
anti join staging.page_twins using (post_id)
where coalesce(posts.created_at, posts.first_exported_at) <= parameters.as_of
    and (posts.deleted_at is null or posts.deleted_at > parameters.as_of)
