-- Good disagreements by the month in which they were last spoken in.
-- grain: month_date
select
    months.month_date,
    count(threads.thread_id) as threads,
    coalesce(sum(threads.members), 0)::bigint as voices, -- members in them; one in two threads counts twice
from metrics.months
left join marts.good_disagreements as threads
    on threads.last_at > months.starts_at
    and threads.last_at <= months.ends_at
group by months.month_date
