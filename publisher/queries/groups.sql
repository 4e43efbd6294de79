-- Groups of members who talk with one another lately, with how many hold which topic.
with people as (
    select members.member_id, members.sub_community
    from marts.members as members
    where
        members.is_active
        and members.sub_community is not null
        and not (members.is_team or members.is_bot or members.is_spam)
),

sizes as (
    select people.sub_community, count(*) as people
    from people
    group by people.sub_community
)

select
    sizes.sub_community,
    sizes.people,
    topics.label,
    count(*) as holders,
    any_value(topics.member_count) as holders_anywhere,
from sizes
inner join people on people.sub_community = sizes.sub_community
inner join marts.member_topics as held on held.member_id = people.member_id and held.is_public
inner join marts.topics as topics
    on topics.topic_id = held.topic_id and topics.is_shareable and topics.kind = 'declared'
group by sizes.sub_community, sizes.people, topics.topic_id, topics.label
order by sizes.sub_community, topics.label
