-- Pairs who keep talking month by month: who began, who cools, who fell silent.
-- grain: month_date
with talks as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.from_member_id < talks.to_member_id as is_from_a,
        talks.weight::decimal(18, 6) as weight,
        talks.created_at,
    from marts.talks
    where talks.is_between_members
),

keeping as (
    select
        months.month_date,
        count(distinct (spells.member_a_id, spells.member_b_id)) as pairs,
    from metrics.months
    inner join marts.friend_spells as spells
        on spells.from_at <= months.ends_at
        and spells.until_at > months.ends_at
    group by months.month_date
),

people_keeping as (
    select months.month_date, count(distinct people.member_id) as people
    from metrics.months
    inner join (
        select from_at, until_at, unnest([member_a_id, member_b_id]) as member_id
        from marts.friend_spells
    ) as people
        on people.from_at <= months.ends_at
        and people.until_at > months.ends_at
    group by months.month_date
),

began as (
    select months.month_date, count(*) as pairs
    from metrics.months
    inner join marts.tie_steps as steps
        on steps.repeated_at > months.starts_at
        and steps.repeated_at <= months.ends_at
    group by months.month_date
),

silences as (
    select
        talks.member_a_id,
        talks.member_b_id,
        talks.created_at + to_days(parameters.dormant::integer) as from_at,
        coalesce(
            lead(talks.created_at) over (
                partition by talks.member_a_id, talks.member_b_id order by talks.created_at
            ),
            timestamptz 'infinity'
        ) as until_at,
    from talks
    cross join meta.parameters
    inner join marts.tie_steps as steps using (member_a_id, member_b_id)
    where steps.repeated_at is not null
    -- Before they were friends a silence was no loss.
    qualify until_at > steps.repeated_at
),

dormant as (
    select
        months.month_date,
        count(distinct (silences.member_a_id, silences.member_b_id)) as pairs,
    from metrics.months
    inner join silences
        on silences.from_at <= months.ends_at
        and silences.until_at > months.ends_at
    group by months.month_date
),

windows as (
    select
        months.month_date,
        talks.member_a_id,
        talks.member_b_id,
        talks.created_at > months.ends_at - to_days(parameters.cooling::integer) as is_now,
        sum(talks.weight) filter (talks.is_from_a) as from_a,
        sum(talks.weight) filter (not talks.is_from_a) as from_b,
    from metrics.months
    cross join meta.parameters
    inner join talks
        on talks.created_at <= months.ends_at
        and talks.created_at > months.ends_at - to_days(2 * parameters.cooling::integer)
    group by all
),

strengths as (
    select
        month_date,
        member_a_id,
        member_b_id,
        is_now,
        (
            least(coalesce(from_a, 0), coalesce(from_b, 0))
            + abs(coalesce(from_a, 0) - coalesce(from_b, 0)) / 2
        )::double as strength,
    from windows
),

cooling as (
    select before.month_date, count(*) as pairs
    from strengths as before
    left join strengths as lately
        on before.month_date = lately.month_date
        and before.member_a_id = lately.member_a_id
        and before.member_b_id = lately.member_b_id
        and lately.is_now
    where not before.is_now
        and before.strength >= 1
        and coalesce(lately.strength, 0) <= before.strength / 2
    group by before.month_date
)

select
    months.month_date,
    coalesce(keeping.pairs, 0) as pairs_who_keep_talking, -- at the month's end
    coalesce(people_keeping.people, 0) as people_who_keep_talking, -- in those pairs
    coalesce(began.pairs, 0) as pairs_began, -- first talked often enough to be friends in the month
    coalesce(cooling.pairs, 0) as pairs_cooling, -- strength of the last days halved, at the month's end
    coalesce(dormant.pairs, 0) as pairs_dormant, -- once friends, silent since, at the month's end
from metrics.months
left join keeping using (month_date)
left join people_keeping using (month_date)
left join began using (month_date)
left join cooling using (month_date)
left join dormant using (month_date)
