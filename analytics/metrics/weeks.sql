-- The weeks from the first post or join to as-of, in the community's zone.
-- grain: week_date
select
    period_date as week_date, -- the week's Monday
    starts_at, -- UTC
    ends_at, -- UTC; as-of in the week that still runs
    is_whole,
from metrics.periods
where period = 'week'
