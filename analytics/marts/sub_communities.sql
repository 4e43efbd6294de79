-- Sub-communities: how large, how close, and what is talked about there most of all.
-- grain: sub_community
with groups as (
    select
        groups.sub_community,
        count(*) as member_count,
        count(*) filter (members.is_active) as active_count,
        mode(members.language) as language,
    from derived.sub_communities as groups
    inner join marts.members using (member_id)
    group by groups.sub_community
),

ties as (
    select
        ones.sub_community,
        others.sub_community as other_community,
        count(*) as ties,
    from marts.ties
    inner join derived.sub_communities as ones on ties.member_a_id = ones.member_id
    inner join derived.sub_communities as others on ties.member_b_id = others.member_id
    where ties.strength > 0
    group by all
),

both_sides as (
    select sub_community, other_community, ties from ties
    union all
    select other_community, sub_community, ties
    from ties
    where sub_community <> other_community
),

tie_counts as (
    select
        sub_community,
        coalesce(sum(ties) filter (sub_community = other_community), 0)::bigint as ties_inside,
        coalesce(sum(ties) filter (sub_community <> other_community), 0)::bigint as ties_across,
    from both_sides
    group by sub_community
),

-- A topic names a group when its members hold it much oftener than everybody else does.
held as (
    select
        groups.sub_community,
        topics.topic_id,
        topics.label,
        topics.kind,
        count(*) as holders,
        topics.member_count,
    from derived.sub_communities as groups
    inner join marts.member_topics using (member_id)
    inner join marts.topics using (topic_id)
    where member_topics.is_public
        and topics.is_shareable
    group by all
),

names as (
    select held.sub_community, held.label
    from held
    inner join groups using (sub_community)
    where held.holders >= 3
    qualify row_number() over (
        partition by held.sub_community
        order by
            held.kind,
            held.holders::double * held.holders / (groups.member_count * held.member_count) desc,
            held.label
    ) = 1
)

select
    groups.sub_community, -- from 1, the largest first
    names.label, -- the public topic that tells it most from the others; null where none does
    groups.member_count,
    groups.active_count, -- talked in the last days
    groups.language, -- ISO 639-1, of most members
    coalesce(tie_counts.ties_inside, 0) as ties_inside, -- ties between its members
    coalesce(tie_counts.ties_across, 0) as ties_across, -- ties with members of others
from groups
left join tie_counts using (sub_community)
left join names using (sub_community)
