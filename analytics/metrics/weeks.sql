-- The weeks from the first post or join to as-of, in the community's zone.
-- grain: week_date
with first_moments as (
    select min(created_at) as at
    from marts.posts
    where is_counted

    union all

    select min(seen_at) as at
    from marts.members
    where not (is_team or is_bot or is_spam)
),

mondays as (
    select
        unnest(
            generate_series(
                date_trunc('week', timezone(parameters.time_zone, min(first_moments.at))),
                date_trunc('week', timezone(parameters.time_zone, parameters.as_of)),
                interval 7 days
            )
        )::date as week_date,
        parameters.time_zone,
        parameters.as_of,
    from first_moments
    cross join meta.parameters
    group by parameters.time_zone, parameters.as_of
)

select
    week_date, -- the week's Monday
    timezone(time_zone, week_date::timestamp) as starts_at, -- UTC
    least(timezone(time_zone, (week_date + 7)::timestamp), as_of) as ends_at, -- UTC; as-of in the week that still runs
    timezone(time_zone, (week_date + 7)::timestamp) <= as_of as is_whole,
from mondays
