-- Talk within sub-communities and across them: bonding and bridging. Team left out.
-- grain: month_date
with talks as (
    select
        date_trunc('month', timezone(parameters.time_zone, talks.created_at))::date as month_date,
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        ones.sub_community as one_group,
        others.sub_community as other_group,
    from marts.talks
    cross join meta.parameters
    left join derived.sub_communities as ones on talks.from_member_id = ones.member_id
    left join derived.sub_communities as others on talks.to_member_id = others.member_id
    where talks.is_between_members
)

select
    months.month_date,
    count(talks.month_date) filter (talks.one_group = talks.other_group) as talks_within, -- one sub-community, as it is at as-of
    count(talks.month_date) filter (talks.one_group <> talks.other_group) as talks_across,
    count(distinct (talks.member_a_id, talks.member_b_id))
        filter (talks.one_group = talks.other_group) as pairs_within,
    count(distinct (talks.member_a_id, talks.member_b_id))
        filter (talks.one_group <> talks.other_group) as pairs_across,
    count(talks.month_date) filter (talks.one_group <> talks.other_group)::double
    / nullif(
        count(talks.month_date) filter (talks.one_group is not null and talks.other_group is not null),
        0
    ) as bridging, -- the part across; null when no such talk was
from metrics.months
left join talks using (month_date)
group by months.month_date
