-- How the team and the page spoke in the last four whole weeks, and in the four before.
with weeks as (
    select
        dialogue.*,
        dense_rank() over (order by dialogue.period_date desc) as place,
    from metrics.dialogue as dialogue
    inner join metrics.weeks as weeks on weeks.week_date = dialogue.period_date
    where dialogue.period = 'week' and weeks.is_whole
)

select
    weeks.speaker,
    weeks.place <= 4 as is_now,
    sum(weeks.begun)::bigint as begun,
    sum(weeks.answers)::bigint as answers,
    sum(weeks.addressed)::bigint as addressed,
    sum(weeks.answered_back)::bigint as answered_back,
from weeks
where weeks.place <= 8 and weeks.speaker in ('team', 'page')
group by weeks.speaker, is_now
order by weeks.speaker desc, is_now desc
