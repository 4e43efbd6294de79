-- What two members have: talk each way, how strong and how far it has come. Team left out.
-- grain: member_a_id, member_b_id
with directed as (
    select
        least(talks.from_member_id, talks.to_member_id) as member_a_id,
        greatest(talks.from_member_id, talks.to_member_id) as member_b_id,
        talks.from_member_id < talks.to_member_id as is_from_a,
        talks.is_strict,
        talks.created_at,
        timezone(parameters.time_zone, talks.created_at)::date as talk_date,
        -- Decimals add up to the same sum in any order; a double's last digit would change.
        (
            talks.weight * pow(
                2,
                -epoch(parameters.as_of - talks.created_at) / (86400.0 * parameters.half_life)
            )
        )::decimal(18, 12) as decayed,
        case
            when talks.created_at > parameters.as_of - to_days(parameters.cooling::integer)
                then 'now'
            when talks.created_at > parameters.as_of - to_days(2 * parameters.cooling::integer)
                then 'before'
        end as cooling_window,
        talks.weight::decimal(18, 12) as weight,
    from marts.talks
    cross join meta.parameters
    where talks.is_between_members
),

summed as (
    select
        member_a_id,
        member_b_id,
        count(*) filter (is_from_a) as talks_ab,
        count(*) filter (not is_from_a) as talks_ba,
        count(*) filter (is_from_a and is_strict) as strict_ab,
        count(*) filter (not is_from_a and is_strict) as strict_ba,
        count(distinct talk_date) filter (is_strict) as days,
        min(created_at) as first_talk_at,
        max(created_at) as last_talk_at,
        max(created_at) filter (is_strict) as last_strict_at,
        coalesce(sum(decayed) filter (is_from_a), 0)::double as sum_ab,
        coalesce(sum(decayed) filter (not is_from_a), 0)::double as sum_ba,
        coalesce(sum(weight) filter (is_from_a and cooling_window = 'now'), 0)::double as now_ab,
        coalesce(sum(weight) filter (not is_from_a and cooling_window = 'now'), 0)::double
            as now_ba,
        coalesce(sum(weight) filter (is_from_a and cooling_window = 'before'), 0)::double
            as before_ab,
        coalesce(sum(weight) filter (not is_from_a and cooling_window = 'before'), 0)::double
            as before_ba,
    from directed
    group by member_a_id, member_b_id
),

declared as (
    select distinct
        least(ones.member_id, others.member_id) as member_a_id,
        greatest(ones.member_id, others.member_id) as member_b_id,
    from staging.ties
    inner join derived.member_accounts as ones on ties.from_account_id = ones.account_id
    inner join derived.member_accounts as others on ties.to_id = others.account_id
    inner join marts.member_states as one_states on ones.member_id = one_states.member_id
    inner join marts.member_states as other_states on others.member_id = other_states.member_id
    where ties.kind in ('friend', 'connection')
        and ones.member_id <> others.member_id
        and not (one_states.is_team or one_states.is_bot or one_states.is_spam)
        and not (other_states.is_team or other_states.is_bot or other_states.is_spam)
),

pairs as (
    select
        coalesce(summed.member_a_id, declared.member_a_id) as member_a_id,
        coalesce(summed.member_b_id, declared.member_b_id) as member_b_id,
        coalesce(summed.talks_ab, 0) as talks_ab,
        coalesce(summed.talks_ba, 0) as talks_ba,
        coalesce(summed.strict_ab, 0) as strict_ab,
        coalesce(summed.strict_ba, 0) as strict_ba,
        coalesce(summed.days, 0) as days,
        summed.first_talk_at,
        summed.last_talk_at,
        summed.last_strict_at,
        coalesce(summed.sum_ab, 0) as sum_ab,
        coalesce(summed.sum_ba, 0) as sum_ba,
        coalesce(least(now_ab, now_ba) + abs(now_ab - now_ba) / 2, 0) as strength_now,
        coalesce(least(before_ab, before_ba) + abs(before_ab - before_ba) / 2, 0)
            as strength_before,
        declared.member_a_id is not null as is_declared,
    from summed
    full outer join declared using (member_a_id, member_b_id)
),

grown as (
    select
        pairs.*,
        least(strict_ab, strict_ba) >= parameters.friend_talks
        and days >= parameters.friend_days as has_been_friend,
    from pairs
    cross join meta.parameters
)

select
    grown.member_a_id,
    grown.member_b_id,
    grown.talks_ab, -- a addressed b
    grown.talks_ba, -- b addressed a
    grown.strict_ab,
    grown.strict_ba,
    grown.days, -- different days of strict talk, in the community's zone
    grown.first_talk_at, -- UTC
    grown.last_talk_at, -- UTC
    grown.last_strict_at, -- UTC
    grown.sum_ab, -- weights of a's talks to b, halved every half-life
    grown.sum_ba, -- weights of b's talks to a, halved every half-life
    case
        when greatest(grown.talks_ab, grown.talks_ba) > 0
            then least(grown.talks_ab, grown.talks_ba)::double
                / greatest(grown.talks_ab, grown.talks_ba)
    end as reciprocity, -- min/max of talks each way; null when they never talked
    least(grown.sum_ab, grown.sum_ba) + abs(grown.sum_ab - grown.sum_ba) / 2 as strength, -- m + (M - m)/2 of the decayed sums
    case
        when steps.offline_at is not null then 'offline'
        when steps.repeated_at is not null then 'repeated'
        when steps.two_way_at is not null then 'two-way'
        when steps.answered_at is not null then 'answered'
        when steps.noticed_at is not null then 'noticed'
    end as stage, -- noticed: one way; answered: both ways; two-way: strictly both ways; repeated: often enough to be friends; offline: two-way, and both said they would come to one meeting
    coalesce(
        grown.has_been_friend
        and grown.last_strict_at > parameters.as_of - to_days(parameters.friend_last::integer),
        false
    ) as is_friend, -- a pair who keeps talking
    coalesce(
        grown.has_been_friend
        and grown.last_talk_at <= parameters.as_of - to_days(parameters.dormant::integer),
        false
    ) as is_dormant, -- once friends, silent since
    grown.strength_before >= 1
    and grown.strength_now <= grown.strength_before / 2 as is_cooling, -- talk of the last days halved against as many days before
    grown.is_declared, -- a declared friendship or connection
from grown
cross join meta.parameters
left join marts.tie_steps as steps using (member_a_id, member_b_id)
