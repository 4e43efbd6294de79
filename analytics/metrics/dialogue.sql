-- Dialogue against announcement, and how often an address is answered back, by who speaks.
-- grain: period, period_date, speaker
with pages as (
    select distinct joined.member_id
    from staging.accounts
    inner join derived.member_accounts as joined using (account_id)
    where accounts.role = 'page'
),

speakers as (
    select
        states.member_id,
        case
            when pages.member_id is not null then 'page'
            when states.is_team then 'team'
            else 'members'
        end as speaker,
    from marts.member_states as states
    left join pages using (member_id)
    where not states.is_bot
        and not states.is_spam
),

kinds as (
    select unnest(['week', 'month']) as period
),

spoken as (
    select
        kinds.period,
        date_trunc(kinds.period, timezone(parameters.time_zone, posts.created_at))::date
            as period_date,
        speakers.speaker,
        count(*) filter (posts.kind in ('opening', 'announcement')) as begun,
        count(*) filter (
            posts.kind not in ('opening', 'announcement')
            and posts.post_id in (select post_id from marts.talks)
        ) as answers,
    from marts.posts
    cross join meta.parameters
    cross join kinds
    inner join speakers using (member_id)
    where posts.is_counted
        and posts.created_at is not null
    group by all
),

-- Answered back: the next talk of the other way round comes in time.
returns as (
    select talks.talk_id, min(back.created_at) as answered_at
    from marts.talks
    cross join meta.parameters
    inner join marts.talks as back
        on talks.to_member_id = back.from_member_id
        and talks.from_member_id = back.to_member_id
        and back.created_at > talks.created_at
        and back.created_at <= talks.created_at + to_days(parameters.answered::integer)
    where talks.is_strict
    group by talks.talk_id
),

heard as (
    select
        kinds.period,
        date_trunc(kinds.period, timezone(parameters.time_zone, talks.created_at))::date
            as period_date,
        speakers.speaker,
        count(*) as addressed,
        count(returns.talk_id) as answered_back,
        count(distinct talks.from_member_id) as people,
    from marts.talks
    cross join meta.parameters
    cross join kinds
    inner join speakers on talks.to_member_id = speakers.member_id
    left join returns using (talk_id)
    where talks.is_strict
    group by all
)

select
    periods.period, -- week, month
    periods.period_date, -- its first day
    voices.speaker, -- members, team, page
    coalesce(spoken.begun, 0) as begun, -- threads opened and announcements made
    coalesce(spoken.answers, 0) as answers, -- posts that speak to somebody
    coalesce(spoken.answers, 0)::double
    / nullif(coalesce(spoken.begun, 0) + coalesce(spoken.answers, 0), 0) as dialogue, -- answers as a part of both; null when nothing was said
    coalesce(heard.addressed, 0) as addressed, -- how often others spoke to them in particular
    coalesce(heard.answered_back, 0) as answered_back, -- of these, answered in time
    coalesce(heard.answered_back, 0)::double / nullif(coalesce(heard.addressed, 0), 0)
        as answer_back_rate, -- null when nobody spoke to them
    coalesce(heard.people, 0) as people_addressing, -- who spoke to them
from metrics.periods
cross join (select unnest(['members', 'team', 'page']) as speaker) as voices
left join spoken
    on periods.period = spoken.period
    and periods.period_date = spoken.period_date
    and voices.speaker = spoken.speaker
left join heard
    on periods.period = heard.period
    and periods.period_date = heard.period_date
    and voices.speaker = heard.speaker
where periods.period in ('week', 'month')
