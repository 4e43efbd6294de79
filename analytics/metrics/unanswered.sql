-- Members' threads that nobody had replied to at each month's end, of those begun lately.
-- grain: month_date
with begun_lately as (
    select
        months.month_date,
        replies.thread_id,
        replies.author_member_id,
        coalesce(replies.first_reply_at > months.ends_at, true) as is_waiting,
        replies.begun_at <= months.ends_at - to_days(parameters.answered::integer) as is_late,
    from metrics.months
    cross join meta.parameters
    inner join marts.thread_replies as replies
        on replies.begun_at <= months.ends_at
        and replies.begun_at > months.ends_at - to_days(parameters.thread_open::integer)
    where replies.begun_by = 'members'
)

select
    months.month_date,
    count(begun.thread_id) as threads, -- begun in the last days before the month's end
    count(begun.thread_id) filter (begun.is_waiting) as waiting, -- without a reply by then
    count(distinct begun.author_member_id) filter (begun.is_waiting) as people_waiting,
    count(begun.thread_id) filter (begun.is_waiting and begun.is_late) as waiting_too_long, -- longer than an answer in time may take
from metrics.months
left join begun_lately as begun using (month_date)
group by months.month_date
