-- Follows and likes, and how many of those pairs ever talked. Without talk they are worth nothing:
-- no tie, no strength.
-- grain: kind
with signs as (
    select
        case when ties.kind = 'follow' then 'follow' end as kind,
        ones.member_id as from_member_id,
        others.member_id as to_member_id,
    from staging.ties
    inner join derived.member_accounts as ones on ties.from_account_id = ones.account_id
    inner join derived.member_accounts as others on ties.to_id = others.account_id
    where ties.kind = 'follow'

    union all

    select
        'like',
        joined.member_id,
        posts.member_id,
    from staging.reactions
    inner join derived.member_accounts as joined
        on reactions.actor_account_id = joined.account_id
    inner join marts.posts using (post_id)
    where posts.is_counted
),

pairs as (
    select distinct
        signs.kind,
        least(signs.from_member_id, signs.to_member_id) as member_a_id,
        greatest(signs.from_member_id, signs.to_member_id) as member_b_id,
    from signs
    inner join marts.member_states as ones on signs.from_member_id = ones.member_id
    inner join marts.member_states as others on signs.to_member_id = others.member_id
    where signs.from_member_id <> signs.to_member_id
        and not (ones.is_team or ones.is_bot or ones.is_spam)
        and not (others.is_team or others.is_bot or others.is_spam)
),

counted as (
    select
        pairs.kind,
        count(*) as pairs,
        count(*) filter (ties.stage is not null) as pairs_who_talked,
        coalesce(sum(ties.strength) filter (ties.stage is null), 0)::double
            as strength_without_talk,
    from pairs
    left join marts.ties
        on pairs.member_a_id = ties.member_a_id and pairs.member_b_id = ties.member_b_id
    group by pairs.kind
),

-- A page may list those who like it by their names, and those who write by their ids.
page_people as (
    select
        persons.person_id,
        bool_or(members.member_id in (
            select joined.member_id
            from staging.ties
            inner join staging.accounts as pages
                on ties.to_id = pages.account_id and pages.role = 'page'
            inner join derived.member_accounts as joined
                on ties.from_account_id = joined.account_id
            where ties.kind = 'follow'
        )) as is_following,
        bool_or(members.member_id in (select from_member_id from marts.talks)) as is_talking,
    from marts.member_states as members
    inner join derived.people as persons using (member_id)
    group by persons.person_id
    having not bool_or(members.is_team or members.is_bot or members.is_spam)
),

counted_on_page as (
    select
        'page' as kind,
        count(*) as pairs,
        count(*) filter (is_talking) as pairs_who_talked,
        0.0::double as strength_without_talk,
    from page_people
    where is_following
    having count(*) > 0
),

every_kind as (
    select * from counted
    union all
    select * from counted_on_page
)

select
    kind, -- follow, like: between members; page: a person and the page
    pairs, -- either way
    pairs_who_talked, -- for the page: people who ever addressed anybody
    pairs - pairs_who_talked as pairs_without_talk,
    strength_without_talk, -- always nothing
from every_kind
