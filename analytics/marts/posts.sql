-- Every post with its member, and whether it counts in figures and may be shown.
-- grain: post_id
with texts_as_words as (
    select
        post_texts.post_id,
        -- The pattern is a constant: one that came from a table would be compiled for every row.
        ' ' || regexp_replace(lower(post_texts.text), '[^\pL\pN+#]+', ' ', 'g') || ' ' as words,
    from staging.post_texts
    cross join meta.parameters
    where len(parameters.fence_words) > 0
),

fenced_by_word as (
    select texts_as_words.post_id
    from texts_as_words
    cross join meta.parameters
    where len(list_filter(
        parameters.fence_words, lambda word: contains(texts_as_words.words, ' ' || word || ' ')
    )) > 0
),

fenced_threads as (
    select posts.thread_id
    from staging.posts
    where posts.kind in ('opening', 'announcement')
        and posts.post_id in (select post_id from fenced_by_word)
),

posts_with_states as (
    select
        posts.*,
        joined.member_id,
        threads.visibility,
        coalesce(threads.is_fenced, false)
        or posts.thread_id in (select thread_id from fenced_threads where thread_id is not null)
        or posts.post_id in (select post_id from fenced_by_word) as is_fenced,
        coalesce(account_spam.account_id is not null or post_spam.post_id is not null, false)
            as is_spam,
        coalesce(states.is_bot, false) as is_bot,
        coalesce(states.is_team, false) as is_team,
    from staging.posts
    left join staging.threads using (thread_id)
    left join derived.member_accounts as joined on posts.author_account_id = joined.account_id
    left join marts.member_states as states using (member_id)
    left join derived.account_spam on posts.author_account_id = account_spam.account_id
    left join derived.post_spam using (post_id)
)

select
    posts.post_id,
    posts.thread_id,
    posts.source,
    posts.author_account_id,
    posts.member_id, -- null when the export does not say who wrote it
    posts.parent_post_id, -- the post replied to
    posts.kind,
    posts.created_at, -- UTC
    posts.is_fenced,
    (
        coalesce(posts.visibility, 'unknown') = 'public'
        or (coalesce(posts.visibility, 'unknown') = 'unknown' and parameters.assume_public)
    )
    and not posts.is_fenced
    and not posts.is_spam as is_public, -- may be shown and be evidence
    posts.is_spam,
    posts.is_team,
    not posts.is_spam and not posts.is_bot as is_counted, -- stands in the figures
from posts_with_states as posts
cross join meta.parameters
