-- How many members there are to ask, and how many newcomers wait for an answer.
select
    count(*) filter (not members.is_team and not members.is_departed and not members.is_bot
        and not members.is_spam) as members,
    count(*) filter (
        members.is_newcomer and newcomers.is_public and newcomers.answered_at is null
    ) as waiting,
from marts.members as members
left join marts.newcomers as newcomers on newcomers.member_id = members.member_id
