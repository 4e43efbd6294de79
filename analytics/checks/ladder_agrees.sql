-- Every pair that talked stands on one step of the ladder at as-of, and on the one its tie says.
with by_month as (
    select stage, arg_max(pairs, month_date) as pairs
    from metrics.ladder
    group by stage
),

by_tie as (
    select stage, count(*) as pairs
    from marts.ties
    where stage is not null
    group by stage
)

select by_month.stage, by_month.pairs, by_tie.pairs as pairs_by_tie,
from by_month
left join by_tie using (stage)
where by_month.pairs <> coalesce(by_tie.pairs, 0)
