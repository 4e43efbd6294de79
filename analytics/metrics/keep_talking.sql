-- Pairs who keep talking: often enough both ways by each week's end, the last time not long ago.
-- grain: week_date
with talks as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.from_member_id < talks.to_member_id as is_from_a,
        talks.created_at,
        timezone(parameters.time_zone, talks.created_at)::date as talk_date,
    from marts.talks
    cross join meta.parameters
    where talks.is_between_members
        and talks.is_strict
),

counted as (
    select
        talks.*,
        row_number() over (
            partition by member_a_id, member_b_id, is_from_a order by created_at
        ) as place_one_way,
        dense_rank() over (partition by member_a_id, member_b_id order by talk_date)
            as place_of_day,
    from talks
),

-- Friends from the moment the last of the three lines is crossed.
reached as (
    select
        member_a_id,
        member_b_id,
        greatest(
            min(created_at) filter (is_from_a and place_one_way = parameters.friend_talks),
            min(created_at) filter (not is_from_a and place_one_way = parameters.friend_talks),
            min(created_at) filter (place_of_day = parameters.friend_days)
        ) as friends_at,
    from counted
    cross join meta.parameters
    group by member_a_id, member_b_id
    having count(*) filter (is_from_a and place_one_way = parameters.friend_talks) > 0
        and count(*) filter (not is_from_a and place_one_way = parameters.friend_talks) > 0
        and count(*) filter (place_of_day = parameters.friend_days) > 0
),

-- Between one talk and the next the pair counts until the limit is over.
spells as (
    select
        talks.member_a_id,
        talks.member_b_id,
        greatest(talks.created_at, reached.friends_at) as from_at,
        least(
            talks.created_at + to_days(parameters.friend_last::integer),
            coalesce(
                lead(talks.created_at) over (
                    partition by talks.member_a_id, talks.member_b_id order by talks.created_at
                ),
                timestamptz 'infinity'
            )
        ) as until_at,
    from talks
    inner join reached using (member_a_id, member_b_id)
    cross join meta.parameters
)

select
    weeks.week_date,
    count(distinct spells.member_a_id || spells.member_b_id) as pairs_who_keep_talking, -- at the week's end
from metrics.weeks
left join spells
    on spells.from_at <= weeks.ends_at
    and spells.until_at > weeks.ends_at
group by weeks.week_date
