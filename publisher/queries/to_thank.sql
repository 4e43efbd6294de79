-- Members who lately did something for others, with one example of it each.
with lately as (
    select parameters.as_of - to_days(parameters.active::integer) as since_at
    from meta.parameters as parameters
),

answered as (
    select
        newcomers.answered_by_member_id as member_id,
        newcomers.first_thread_id as thread_id,
        helped.display_name as helped_name,
    from marts.newcomers as newcomers
    cross join lately
    inner join marts.members as helped on helped.member_id = newcomers.member_id
    where newcomers.is_answered and newcomers.answered_at > lately.since_at
    qualify row_number() over (
        partition by newcomers.answered_by_member_id
        order by newcomers.answered_at desc, newcomers.member_id
    ) = 1
),

passed as (
    select passed_on.member_id, passed_on.thread_id, passed_on.arrivals
    from marts.passed_on as passed_on
    cross join lately
    where not passed_on.is_from_team and passed_on.passed_at > lately.since_at
    qualify row_number() over (
        partition by passed_on.member_id
        order by passed_on.arrivals desc, passed_on.passed_at desc, passed_on.post_id
    ) = 1
)

select
    members.member_id,
    members.account_id,
    members.display_name,
    kindnesses.newcomers_answered_lately,
    kindnesses.thanked_by_lately,
    answered.helped_name,
    answering.title as answered_title,
    answering.url as answered_url,
    passing.title as passed_title,
    passing.url as passed_url,
    passed.arrivals,
from marts.kindnesses as kindnesses
inner join marts.members as members on members.member_id = kindnesses.member_id
left join answered on answered.member_id = kindnesses.member_id
left join marts.threads as answering on answering.thread_id = answered.thread_id
left join passed on passed.member_id = kindnesses.member_id
left join marts.threads as passing on passing.thread_id = passed.thread_id
where
    members.is_matchable
    and (
        kindnesses.newcomers_answered_lately > 0
        or kindnesses.thanked_by_lately > 0
        or coalesce(passed.arrivals, 0) > 0
    )
order by
    2 * kindnesses.newcomers_answered_lately
    + kindnesses.thanked_by_lately
    + 2 * coalesce(passed.arrivals, 0) desc,
    members.member_id
