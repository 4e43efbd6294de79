-- How much talk of the days before each week's end went both ways. Members only, strict talk.
-- grain: week_date
with last_talks as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.from_member_id < talks.to_member_id as is_from_a,
        date_trunc('week', timezone(parameters.time_zone, talks.created_at))::date as week_date,
        max(talks.created_at) as at,
    from marts.talks
    cross join meta.parameters
    where talks.is_between_members
        and talks.is_strict
    group by all
),

pairs_by_week as (
    select
        weeks.week_date,
        last_talks.member_a_id,
        last_talks.member_b_id,
        bool_or(last_talks.is_from_a) and bool_or(not last_talks.is_from_a) as is_two_way,
    from last_talks
    cross join meta.parameters
    inner join metrics.weeks
        on weeks.week_date >= last_talks.week_date
        and weeks.week_date <= last_talks.week_date + parameters.active::integer
        and last_talks.at > weeks.ends_at - to_days(parameters.active::integer)
        and last_talks.at <= weeks.ends_at
    group by weeks.week_date, last_talks.member_a_id, last_talks.member_b_id
)

select
    weeks.week_date,
    count(pairs.member_a_id) as pairs_talking,
    count(pairs.member_a_id) filter (pairs.is_two_way) as pairs_two_way,
    count(pairs.member_a_id) filter (pairs.is_two_way)::double
    / nullif(count(pairs.member_a_id), 0) as reciprocity, -- part of the pairs; null when nobody talked
from metrics.weeks
left join pairs_by_week as pairs using (week_date)
group by weeks.week_date
