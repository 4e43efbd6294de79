-- The pairs who keep talking at as-of, counted by week and counted from the ties.
with by_week as (
    select arg_max(pairs_who_keep_talking, week_date) as pairs
    from metrics.keep_talking
),

by_tie as (
    select count(*) filter (is_friend) as pairs
    from marts.ties
)

select
    by_week.pairs as pairs_by_week,
    by_tie.pairs as pairs_by_tie,
from by_week
cross join by_tie
where by_week.pairs <> by_tie.pairs
