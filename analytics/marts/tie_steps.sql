-- When two members came to each step of the ladder: noticed, answered, two-way, repeated, offline.
-- grain: member_a_id, member_b_id
with talks as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.from_member_id < talks.to_member_id as is_from_a,
        talks.is_strict,
        talks.created_at,
        timezone(parameters.time_zone, talks.created_at)::date as talk_date,
    from marts.talks
    cross join meta.parameters
    where talks.is_between_members
),

strict_in_order as (
    select
        member_a_id,
        member_b_id,
        is_from_a,
        created_at,
        row_number() over (
            partition by member_a_id, member_b_id, is_from_a order by created_at
        ) as place_one_way,
        dense_rank() over (partition by member_a_id, member_b_id order by talk_date)
            as place_of_day,
    from talks
    where is_strict
),

first_talks as (
    select
        member_a_id,
        member_b_id,
        min(created_at) as noticed_at,
        min(created_at) filter (is_from_a) as from_a_at,
        min(created_at) filter (not is_from_a) as from_b_at,
        min(created_at) filter (is_from_a and is_strict) as strict_a_at,
        min(created_at) filter (not is_from_a and is_strict) as strict_b_at,
    from talks
    group by member_a_id, member_b_id
),

-- Friends from the moment the last of the three lines is crossed.
lines_crossed as (
    select
        member_a_id,
        member_b_id,
        min(created_at) filter (is_from_a and place_one_way = parameters.friend_talks)
            as enough_from_a_at,
        min(created_at) filter (not is_from_a and place_one_way = parameters.friend_talks)
            as enough_from_b_at,
        min(created_at) filter (place_of_day = parameters.friend_days) as enough_days_at,
    from strict_in_order
    cross join meta.parameters
    group by member_a_id, member_b_id
),

guests as (
    select rsvps.event_id, rsvps.starts_at, joined.member_id
    from staging.rsvps
    inner join derived.member_accounts as joined using (account_id)
),

meetings as (
    select
        ones.member_id as member_a_id,
        others.member_id as member_b_id,
        min(ones.starts_at) as meeting_at,
    from guests as ones
    inner join guests as others
        on ones.event_id = others.event_id and ones.member_id < others.member_id
    group by all
)

select
    first_talks.member_a_id,
    first_talks.member_b_id,
    first_talks.noticed_at, -- UTC; the first talk either way
    case
        when first_talks.from_a_at is not null and first_talks.from_b_at is not null
            then greatest(first_talks.from_a_at, first_talks.from_b_at)
    end as answered_at, -- UTC; talk both ways
    case
        when first_talks.strict_a_at is not null and first_talks.strict_b_at is not null
            then greatest(first_talks.strict_a_at, first_talks.strict_b_at)
    end as two_way_at, -- UTC; both ways, each addressing the other in particular
    case
        when lines_crossed.enough_from_a_at is not null
            and lines_crossed.enough_from_b_at is not null
            and lines_crossed.enough_days_at is not null
            then greatest(
                lines_crossed.enough_from_a_at,
                lines_crossed.enough_from_b_at,
                lines_crossed.enough_days_at
            )
    end as repeated_at, -- UTC; often enough to be friends
    case
        when first_talks.strict_a_at is not null
            and first_talks.strict_b_at is not null
            and meetings.meeting_at is not null
            then greatest(
                first_talks.strict_a_at, first_talks.strict_b_at, meetings.meeting_at
            )
    end as offline_at, -- UTC; two-way, and both had said they would come to a meeting that was held
from first_talks
left join lines_crossed using (member_a_id, member_b_id)
left join meetings using (member_a_id, member_b_id)
