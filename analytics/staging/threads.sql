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
    coalesce(
        threads.url,
        -- Discourse leads /t/ID to the thread; an instance with a dot is the forum's own host.
        'https://' || nullif(regexp_extract(threads.thread_id, '^discourse:([^:/]+\.[a-z]+):', 1), '')
        || '/t/' || regexp_extract(threads.thread_id, '[^:]*$')
    ) as url,
    threads.topics, -- declared: the platform's tags
    coalesce(threads.is_closed, false) as is_closed,
    coalesce(nullif(threads.visibility, 'unknown'), spaces.visibility, 'unknown') as visibility, -- the thread's own, else its space's
    coalesce(spaces.is_fenced, false)
    or coalesce(
        len(list_filter(
            parameters.fence_words,
            lambda word: contains(
                ' ' || regexp_replace(lower(threads.title), '[^\pL\pN+#]+', ' ', 'g') || ' ',
                ' ' || word || ' '
            )
        )) > 0,
        false
    ) as is_fenced, -- by its space or its title
from raw.threads
cross join meta.parameters
left join staging.spaces using (space_id)
anti join staging.page_twins using (thread_id)
where coalesce(threads.created_at, threads.first_exported_at) <= parameters.as_of
