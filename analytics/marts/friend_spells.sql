-- The stretches of time in which a pair counts as keeping talking: from one talk to the next.
-- grain: member_a_id, member_b_id, from_at
with talk_moments as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.created_at,
    from marts.talks
    where talks.is_between_members
        and talks.is_strict
    group by all
),

spells as (
    select
        talk_moments.member_a_id,
        talk_moments.member_b_id,
        greatest(talk_moments.created_at, steps.repeated_at) as from_at,
        least(
            talk_moments.created_at + to_days(parameters.friend_last::integer),
            coalesce(
                lead(talk_moments.created_at) over (
                    partition by talk_moments.member_a_id, talk_moments.member_b_id
                    order by talk_moments.created_at
                ),
                timestamptz 'infinity'
            )
        ) as until_at,
    from talk_moments
    inner join marts.tie_steps as steps using (member_a_id, member_b_id)
    cross join meta.parameters
    where steps.repeated_at is not null
)

select
    member_a_id,
    member_b_id,
    from_at, -- UTC
    until_at, -- UTC; the next talk, or the end of the days that silence may last
from spells
where until_at > from_at
