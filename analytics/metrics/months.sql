-- The months from the first post or join to as-of, in the community's zone.
-- grain: month_date
select
    period_date as month_date, -- the month's first day
    starts_at, -- UTC
    ends_at, -- UTC; as-of in the month that still runs
    is_whole,
from metrics.periods
where period = 'month'
