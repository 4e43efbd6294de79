-- What each member did for others: answered newcomers, was thanked, brought others in, passed on
-- others' work. For the office and for choosing spotlights; never shown as numbers of a person.
-- grain: member_id
with people as (
    select member_id
    from marts.member_states
    where not (is_team or is_bot or is_spam)
),

answered as (
    select
        newcomers.answered_by_member_id as member_id,
        count(*) as newcomers_answered,
        count(*) filter (
            newcomers.answered_at > parameters.as_of - to_days(parameters.active::integer)
        ) as newcomers_answered_lately,
        count(*) filter (newcomers.wrote_again_at > newcomers.answered_at)
            as answered_who_wrote_again,
    from marts.newcomers
    cross join meta.parameters
    where newcomers.is_answered
    group by newcomers.answered_by_member_id
),

thanked as (
    select
        talks.to_member_id as member_id,
        count(distinct talks.from_member_id) as thanked_by,
        count(distinct talks.from_member_id) filter (
            talks.created_at > parameters.as_of - to_days(parameters.active::integer)
        ) as thanked_by_lately,
        max(talks.created_at) as last_thanked_at,
    from marts.talks
    cross join meta.parameters
    inner join derived.thanks using (post_id)
    where talks.is_strict
        and not talks.is_from_team
    group by talks.to_member_id
),

-- Whom newcomers name in the very post they arrive with.
brought as (
    select
        talks.to_member_id as member_id,
        count(distinct talks.from_member_id) as brought_in,
    from marts.newcomers
    inner join marts.talks on newcomers.first_post_id = talks.post_id
    inner join marts.posts on newcomers.first_post_id = posts.post_id
    where talks.kind = 'mention'
        and posts.kind = 'opening'
    group by talks.to_member_id
),

passed as (
    select
        member_id,
        count(*) as passed_on,
        sum(arrivals)::bigint as arrivals_after,
    from marts.passed_on
    group by member_id
)

select
    people.member_id,
    coalesce(answered.newcomers_answered, 0) as newcomers_answered, -- personal: first to answer a first post, in time
    coalesce(answered.newcomers_answered_lately, 0) as newcomers_answered_lately, -- personal: the same in the last days
    coalesce(answered.answered_who_wrote_again, 0) as answered_who_wrote_again, -- personal: of the newcomers answered
    coalesce(thanked.thanked_by, 0) as thanked_by, -- personal: members who said thanks to them
    coalesce(thanked.thanked_by_lately, 0) as thanked_by_lately, -- personal: the same in the last days
    thanked.last_thanked_at, -- personal: UTC
    coalesce(brought.brought_in, 0) as brought_in, -- personal: newcomers whose first thread names them
    coalesce(passed.passed_on, 0) as passed_on, -- personal: threads of others they led people to
    coalesce(passed.arrivals_after, 0) as arrivals_after, -- personal: who came to those threads in the days after
from people
left join answered using (member_id)
left join thanked using (member_id)
left join brought using (member_id)
left join passed using (member_id)
where answered.member_id is not null
    or thanked.member_id is not null
    or brought.member_id is not null
    or passed.member_id is not null
