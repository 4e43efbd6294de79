-- The days, weeks and months from the community's beginning to as-of, in its zone.
-- grain: period, period_date
with kinds as (
    select unnest(['day', 'week', 'month']) as period
),

starts as (
    select
        kinds.period,
        unnest(
            generate_series(
                date_trunc(kinds.period, timezone(parameters.time_zone, beginning.began_at)),
                date_trunc(kinds.period, timezone(parameters.time_zone, parameters.as_of)),
                case kinds.period
                    when 'day' then interval 1 day
                    when 'week' then interval 7 days
                    else interval 1 month
                end
            )
        ) as local_start,
        parameters.time_zone,
        parameters.as_of,
    from kinds
    cross join marts.beginning
    cross join meta.parameters
),

bounded as (
    select
        *,
        local_start + case period
            when 'day' then interval 1 day
            when 'week' then interval 7 days
            else interval 1 month
        end as local_end,
    from starts
)

select
    period, -- day, week, month
    local_start::date as period_date, -- its first day; a week's Monday
    timezone(time_zone, local_start) as starts_at, -- UTC
    least(timezone(time_zone, local_end), as_of) as ends_at, -- UTC; as-of in the one that still runs
    timezone(time_zone, local_end) <= as_of as is_whole,
from bounded
