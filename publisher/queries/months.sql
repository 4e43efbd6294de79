-- The community's figures month by month, oldest first.
select *
from metrics.monthly as monthly
order by monthly.month_date
