-- For each newcomer who waits: members among those asked for who know what the thread is about,
-- the strongest first.
with known as (
    select
        newcomers.member_id,
        holders.member_id as helper_id,
        members.display_name,
        max(holders.strength) as strength,
    from marts.newcomers as newcomers
    inner join marts.thread_topics as topics on topics.thread_id = newcomers.first_thread_id
    inner join marts.topics as shared
        on shared.topic_id = topics.topic_id and shared.is_shareable and shared.kind = 'declared'
    inner join marts.member_topics as holders
        on holders.topic_id = topics.topic_id and holders.member_id != newcomers.member_id
    inner join marts.members as members on members.member_id = holders.member_id
    where
        newcomers.is_public
        and newcomers.answered_at is null
        and members.is_matchable
        and members.is_active
        and list_contains($member_ids, holders.member_id)
    group by newcomers.member_id, holders.member_id, members.display_name
)

select known.member_id, known.helper_id, known.display_name
from known
order by known.member_id, known.strength desc, known.helper_id
