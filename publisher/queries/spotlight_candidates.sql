-- Who does something for others and may be asked for a spotlight, the newest kindness first: with
-- the public conversation in which they last answered a newcomer, if they ever did.
with answers as (
    select
        newcomers.answered_by_member_id as member_id,
        max(newcomers.answered_at) as answered_at,
        arg_max(threads.title, newcomers.answered_at) as thread_title,
    from marts.newcomers as newcomers
    inner join marts.threads as threads on threads.thread_id = newcomers.first_thread_id
    where newcomers.is_public
        and threads.is_public
        and newcomers.answered_by_member_id is not null
        and newcomers.answered_at is not null
    group by newcomers.answered_by_member_id
)

select
    members.member_id,
    members.account_id,
    members.display_name,
    members.language,
    answers.thread_title,
    greatest(answers.answered_at, kindnesses.last_thanked_at) as kind_at,
from marts.kindnesses as kindnesses
inner join marts.members as members on members.member_id = kindnesses.member_id
left join answers on answers.member_id = kindnesses.member_id
where members.is_matchable
    and greatest(answers.answered_at, kindnesses.last_thanked_at) is not null
order by kind_at desc, members.member_id
