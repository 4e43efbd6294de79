-- Every thread with who opened it, how many take part, and whether it may be shown.
-- grain: thread_id
with openings as (
    select
        thread_id,
        arg_min(member_id, (created_at, post_id)) as member_id,
        bool_or(is_spam) as is_spam,
        bool_or(is_fenced) as is_fenced,
        min(created_at) as created_at,
    from marts.posts
    where kind in ('opening', 'announcement')
    group by thread_id
),

authors as (
    select
        threads.thread_id,
        coalesce(joined.member_id, openings.member_id) as author_member_id,
    from staging.threads
    left join derived.member_accounts as joined on threads.author_account_id = joined.account_id
    left join openings using (thread_id)
),

counts as (
    select
        posts.thread_id,
        max(posts.created_at) as last_post_at,
        count(*) as post_count,
        count(distinct posts.member_id) as member_count,
        count(*) filter (
            posts.member_id is distinct from authors.author_member_id
            and posts.kind not in ('opening', 'announcement')
        ) as answer_count,
    from marts.posts
    inner join authors using (thread_id)
    where posts.is_counted
    group by posts.thread_id
)

select
    threads.thread_id,
    threads.source,
    threads.platform,
    threads.space_id,
    threads.space_name,
    authors.author_member_id,
    threads.title,
    threads.kind,
    coalesce(threads.created_at, openings.created_at) as created_at, -- UTC
    counts.last_post_at, -- UTC
    threads.url,
    threads.topics, -- declared: the platform's tags
    (
        threads.visibility = 'public'
        or (threads.visibility = 'unknown' and parameters.assume_public)
    )
    and not threads.is_fenced
    and not coalesce(openings.is_fenced, false)
    and not coalesce(openings.is_spam, false) as is_public, -- may be shown and be evidence
    threads.is_fenced or coalesce(openings.is_fenced, false) as is_fenced,
    coalesce(openings.is_spam, false) as is_spam, -- opened by spam
    coalesce(counts.post_count, 0) as post_count, -- without spam and bots, as the next two
    coalesce(counts.member_count, 0) as member_count, -- who wrote in it
    coalesce(counts.answer_count, 0) as answer_count, -- posts by others than who opened it
    not threads.is_closed
    and coalesce(
        counts.last_post_at > parameters.as_of - to_days(parameters.thread_open::integer), false
    ) as is_open,
    threads.platform = 'facebook' as is_page,
from staging.threads
cross join meta.parameters
inner join authors using (thread_id)
left join openings using (thread_id)
left join counts using (thread_id)
