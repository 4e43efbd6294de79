-- The topics of public threads: declared by tag or space, or found in the words.
-- grain: thread_id, topic_id
with tagged as (
    select thread_id, unnest(topics) as label, 'declared' as kind, 1.0 as weight
    from marts.threads
    where is_public

    union all

    select thread_id, space_name, 'declared', 1.0
    from marts.threads
    where is_public
        and space_name is not null

    union all

    select found.thread_id, found.label, 'found', found.weight
    from derived.found_topics as found
)

select
    tagged.thread_id,
    substr(md5(tagged.kind || ':' || lower(trim(tagged.label))), 1, 12) as topic_id,
    min(trim(tagged.label)) as label,
    min(tagged.kind) as kind, -- declared, found
    max(tagged.weight)::double as weight, -- the topic's part in the thread, 0 to 1
from tagged
where trim(tagged.label) <> ''
group by tagged.thread_id, topic_id
