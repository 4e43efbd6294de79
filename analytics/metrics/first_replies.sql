-- How soon threads got their first reply, by who began them. Spam and bots left out.
-- grain: month_date, begun_by
with threads as (
    select
        replies.*,
        date_trunc('month', timezone(parameters.time_zone, replies.begun_at))::date as month_date,
    from marts.thread_replies as replies
    cross join meta.parameters
)

select
    months.month_date,
    kinds.begun_by, -- members, team, page
    count(threads.thread_id) as threads, -- begun in the month
    count(distinct threads.author_member_id) as people, -- who began them
    count(threads.thread_id) filter (threads.is_answered) as answered, -- in time, by anybody
    count(threads.thread_id) filter (threads.is_answered and threads.is_first_by_team)
        as answered_first_by_team,
    count(threads.thread_id) filter (threads.hours_to_reply <= 24) as answered_within_a_day,
    median(threads.hours_to_reply) filter (threads.is_answered) as median_hours, -- to the first reply, of those answered in time
    coalesce(bool_and(threads.is_settled), true) as is_settled, -- the time to answer is over for all
from metrics.months
cross join (select unnest(['members', 'team', 'page']) as begun_by) as kinds
left join threads
    on months.month_date = threads.month_date and kinds.begun_by = threads.begun_by
group by months.month_date, kinds.begun_by
