-- Pairs who keep talking: often enough both ways by each week's end, the last time not long ago.
-- grain: week_date
with pairs as (
    select
        weeks.week_date,
        spells.member_a_id,
        spells.member_b_id,
    from metrics.weeks
    inner join marts.friend_spells as spells
        on spells.from_at <= weeks.ends_at
        and spells.until_at > weeks.ends_at
    group by all
),

people as (
    select week_date, count(distinct member_id) as people
    from (
        select week_date, unnest([member_a_id, member_b_id]) as member_id
        from pairs
    )
    group by week_date
),

counted as (
    select week_date, count(*) as pairs
    from pairs
    group by week_date
)

select
    weeks.week_date,
    coalesce(counted.pairs, 0) as pairs_who_keep_talking, -- at the week's end
    coalesce(people.people, 0) as people_who_keep_talking, -- in those pairs
from metrics.weeks
left join counted using (week_date)
left join people using (week_date)
