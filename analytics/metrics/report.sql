-- The numbers of the weekly report, side by side.
-- grain: week_date
select
    weeks.week_date,
    weeks.is_whole, -- false for the week that still runs
    growth.forum_members,
    growth.page_people,
    growth.new_forum_members,
    growth.new_page_people,
    active.active_members, -- talked in the days before the week's end
    active.active_forum_members,
    active.active_team,
    keep_talking.pairs_who_keep_talking,
    newcomers.newcomers, -- first posts in the week
    newcomers.answered as newcomers_answered, -- in time, by anyone
    newcomers.answered_by_members as newcomers_answered_by_members,
    newcomers.is_settled as is_newcomers_settled,
    reciprocity.pairs_talking,
    reciprocity.reciprocity, -- part of the pairs who talked both ways
from metrics.weeks
inner join metrics.growth using (week_date)
inner join metrics.active using (week_date)
inner join metrics.keep_talking using (week_date)
inner join metrics.newcomers_answered as newcomers using (week_date)
inner join metrics.reciprocity using (week_date)
