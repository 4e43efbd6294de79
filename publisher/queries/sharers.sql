-- Who of those asked for publicly shares a topic with each newcomer, the rarest topic first,
-- with the sharer's first words in a public thread that shows it.
select
    own.member_id,
    others.member_id as other_id,
    members.display_name,
    members.handle,
    members.location,
    topics.label,
    threads.title as thread_title,
    threads.url as thread_url,
    exists (
        select 1
        from marts.threads as anywhere
        where anywhere.space_name = topics.label
    ) as is_space,
    (
        select list(been.member_id order by been.member_id)
        from marts.member_threads as been
        where been.thread_id = others.thread_id
    ) as near_ids,
    (
        select texts.text
        from marts.posts as posts
        inner join staging.post_texts as texts on texts.post_id = posts.post_id
        where
            posts.thread_id = others.thread_id
            and posts.member_id = others.member_id
            and posts.is_public
            and not posts.is_spam
        order by posts.created_at, posts.post_id
        limit 1
    ) as text,
from marts.member_topics as own
inner join marts.topics as topics
    on topics.topic_id = own.topic_id and topics.is_shareable
    -- A found topic is a few words that stand together often, and no name for anything.
    and topics.kind = 'declared'
inner join marts.member_topics as others
    on others.topic_id = own.topic_id and others.member_id != own.member_id
inner join marts.members as members on members.member_id = others.member_id
left join marts.threads as threads
    on threads.thread_id = others.thread_id and threads.is_public
where
    list_contains($member_ids, own.member_id)
    and list_contains($sharer_ids, others.member_id)
    and own.is_public
    and others.is_public
    and members.is_matchable
order by own.member_id, topics.member_count, others.strength desc, other_id
