-- Cooling and dormant pairs and those who keep talking at as-of, counted by month and by tie.
with by_month as (
    select
        arg_max(pairs_who_keep_talking, month_date) as keeping,
        arg_max(pairs_cooling, month_date) as cooling,
        arg_max(pairs_dormant, month_date) as dormant,
    from metrics.friends
),

by_tie as (
    select
        count(*) filter (is_friend) as keeping,
        count(*) filter (is_cooling) as cooling,
        count(*) filter (is_dormant) as dormant,
    from marts.ties
)

select
    by_month.*,
    by_tie.keeping as keeping_by_tie,
    by_tie.cooling as cooling_by_tie,
    by_tie.dormant as dormant_by_tie,
from by_month
cross join by_tie
where by_month.keeping <> by_tie.keeping
    or by_month.cooling <> by_tie.cooling
    or by_month.dormant <> by_tie.dormant
