-- The community's figures week by week, oldest first.
select
    report.week_date,
    report.forum_members,
    report.page_people,
    report.active_members,
    report.pairs_who_keep_talking as pairs,
    report.newcomers,
    report.newcomers_answered as answered,
    report.is_newcomers_settled as is_settled,
    report.reciprocity,
from metrics.report as report
order by report.week_date
