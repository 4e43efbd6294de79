-- How far pairs of members have come at each month's end, by the furthest step they reached.
-- grain: month_date, stage
with steps as (
    select member_a_id, member_b_id, 'noticed' as stage, 1 as step, noticed_at as reached_at
    from marts.tie_steps
    union all
    select member_a_id, member_b_id, 'answered', 2, answered_at
    from marts.tie_steps
    union all
    select member_a_id, member_b_id, 'two-way', 3, two_way_at
    from marts.tie_steps
    union all
    select member_a_id, member_b_id, 'repeated', 4, repeated_at
    from marts.tie_steps
    union all
    select member_a_id, member_b_id, 'offline', 5, offline_at
    from marts.tie_steps
),

-- A step lasts until a further one is reached.
spells as (
    select
        stage,
        step,
        reached_at as from_at,
        coalesce(
            min(reached_at) over (
                partition by member_a_id, member_b_id
                order by step
                rows between 1 following and unbounded following
            ),
            timestamptz 'infinity'
        ) as until_at,
    from steps
    where reached_at is not null
),

stages as (
    select
        unnest(['noticed', 'answered', 'two-way', 'repeated', 'offline']) as stage,
        unnest([1, 2, 3, 4, 5]) as step,
)

select
    months.month_date,
    stages.stage, -- noticed, answered, two-way, repeated, offline
    stages.step, -- from 1
    count(spells.stage) filter (spells.until_at > months.ends_at) as pairs, -- who had come so far and no further
    count(spells.stage) filter (spells.from_at > months.starts_at) as reached, -- in the month
from metrics.months
cross join stages
left join spells
    on stages.stage = spells.stage
    and spells.from_at <= months.ends_at
group by months.month_date, stages.stage, stages.step
