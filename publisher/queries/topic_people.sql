-- Who of those asked for writes in public about which topic, with the newest thread that shows it.
-- Somebody who has been silent for a year is not there to be asked.
select
    topics.topic_id,
    topics.label,
    members.member_id,
    members.display_name,
    members.handle,
    members.location,
    threads.title as thread_title,
    threads.url as thread_url,
    (
        select list(been.member_id order by been.member_id)
        from marts.member_threads as been
        where been.thread_id = held.thread_id
    ) as near_ids,
from marts.member_topics as held
inner join marts.topics as topics
    on topics.topic_id = held.topic_id and topics.is_shareable
    -- A found topic is a few words that stand together often, and no name for anything.
    and topics.kind = 'declared'
inner join marts.members as members on members.member_id = held.member_id
cross join meta.parameters as parameters
left join marts.threads as threads
    on threads.thread_id = held.thread_id and threads.is_public
where
    list_contains($member_ids, members.member_id)
    and held.is_public
    and not members.is_team
    and members.last_post_at >= parameters.as_of - to_days(cast(parameters.stale_page as integer))
order by topics.topic_id, held.strength desc, members.member_id
