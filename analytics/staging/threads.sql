-- Threads up to as-of, with the visibility and the fence that hold for them.
-- grain: thread_id
select
    threads.thread_id,
    threads.source,
    split_part(threads.source, ':', 1) as platform,
    threads.space_id,
    spaces.name as space_name,
    threads.author_account_id,
    threads.title,
    threads.kind,
    threads.created_at,
    threads.url,
    threads.topics, -- declared: the platform's tags
    coalesce(threads.is_closed, false) as is_closed,
    coalesce(nullif(threads.visibility, 'unknown'), spaces.visibility, 'unknown') as visibility, -- the thread's own, else its space's
    coalesce(spaces.is_fenced, false)
    or coalesce(regexp_matches(threads.title, parameters.fence_pattern), false) as is_fenced, -- by its space or its title
from raw.threads
cross join meta.parameters
left join staging.spaces using (space_id)
where coalesce(threads.created_at, threads.first_exported_at) <= parameters.as_of
