-- How many members there are to ask.
select
    count(*) filter (not members.is_team and not members.is_departed and not members.is_bot
        and not members.is_spam) as members,
from marts.members as members
