-- The public topics of those asked for, strongest first.
select member_topics.member_id, topics.label,
from marts.member_topics as member_topics
inner join marts.topics as topics on topics.topic_id = member_topics.topic_id
where
    list_contains($member_ids, member_topics.member_id)
    and member_topics.is_public
    and topics.is_shareable
    and topics.kind = 'declared'
order by member_topics.member_id, member_topics.strength desc, topics.label
