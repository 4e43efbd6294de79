-- Topics, and how many hold them.
-- grain: topic_id
with labels as (
    select topic_id, label, kind from marts.thread_topics
    union all
    select topic_id, label, 'declared' as kind from marts.profile_topics
),

topics as (
    select topic_id, min(label) as label, min(kind) as kind
    from labels
    group by topic_id
),

found_languages as (
    select
        topics.topic_id,
        min(found.language) as language,
    from topics
    inner join derived.found_topics as found on topics.label = found.label
    where topics.kind = 'found'
    group by topics.topic_id
),

holders as (
    select
        member_topics.topic_id,
        count(*) as member_count,
        count(*) filter (members.is_active) as active_count,
    from marts.member_topics
    inner join marts.members using (member_id)
    where not (members.is_team or members.is_bot or members.is_spam)
    group by member_topics.topic_id
),

active as (
    select count(*) as members
    from marts.members
    where is_active
        and not (is_team or is_bot or is_spam)
)

select
    topics.topic_id,
    topics.label,
    topics.kind, -- declared, found
    languages.language, -- ISO 639-1, of found topics
    coalesce(holders.member_count, 0) as member_count, -- without team, bots and spam
    coalesce(holders.active_count, 0)::double / nullif(active.members, 0) as active_share, -- of the active members; null when nobody is active
    coalesce(
        coalesce(holders.active_count, 0) <= active.members * parameters.shared_topic_share, false
    ) as is_shareable, -- rare enough to say something about those who share it
from topics
cross join meta.parameters
cross join active
left join found_languages as languages using (topic_id)
left join holders using (topic_id)
