-- Newcomers by who answered their first post in time, how soon, and whether they wrote again.
-- The difference between answered and unanswered says what goes together, not what caused it.
-- grain: month_date, answered_by
with newcomers as (
    select
        date_trunc('month', timezone(parameters.time_zone, newcomers.first_post_at))::date
            as month_date,
        case
            when not newcomers.is_answered then 'nobody'
            when newcomers.answered_by_team then 'team'
            else 'members'
        end as answered_by,
        newcomers.hours_to_answer,
        coalesce(
            newcomers.wrote_again_at
            <= newcomers.first_post_at + to_days(parameters.newcomer::integer),
            false
        ) as wrote_again,
        newcomers.first_post_at + to_days(parameters.newcomer::integer) <= parameters.as_of
            as is_settled,
    from marts.newcomers
    cross join meta.parameters
)

select
    months.month_date, -- of the first post
    kinds.answered_by, -- members, team, nobody: whose answer came first, in time
    count(newcomers.month_date) as newcomers,
    median(newcomers.hours_to_answer) filter (newcomers.answered_by <> 'nobody')
        as median_hours, -- from the first post to its answer; null for nobody
    count(newcomers.month_date) filter (newcomers.wrote_again) as wrote_again, -- in their first days
    coalesce(bool_and(newcomers.is_settled), true) as is_settled, -- everybody's first days are over
from metrics.months
cross join (select unnest(['members', 'team', 'nobody']) as answered_by) as kinds
left join newcomers
    on months.month_date = newcomers.month_date and kinds.answered_by = newcomers.answered_by
group by months.month_date, kinds.answered_by
