-- Every thread that somebody began, and the first reply of another to it. Walls are no threads.
-- grain: thread_id
with pages as (
    select distinct joined.member_id
    from staging.accounts
    inner join derived.member_accounts as joined using (account_id)
    where accounts.role = 'page'
),

begun as (
    select
        threads.thread_id,
        threads.author_member_id,
        threads.created_at as begun_at,
        threads.is_public,
        threads.is_page,
        case
            when pages.member_id is not null then 'page'
            when states.is_team then 'team'
            else 'members'
        end as begun_by,
    from marts.threads
    inner join marts.member_states as states on threads.author_member_id = states.member_id
    left join pages on threads.author_member_id = pages.member_id
    where threads.created_at is not null
        and threads.kind is distinct from 'wall'
        and not threads.is_spam
        and not states.is_bot
        and not states.is_spam
),

replies as (
    select
        begun.thread_id,
        min(posts.created_at) as first_reply_at,
        arg_min(posts.is_team, (posts.created_at, posts.post_id)) as is_first_by_team,
        min(posts.created_at) filter (not posts.is_team) as first_member_reply_at,
        count(*) filter (not posts.is_team) as member_replies,
        count(*) filter (posts.is_team) as team_replies,
    from begun
    inner join marts.posts using (thread_id)
    where posts.is_counted
        and posts.kind not in ('opening', 'announcement')
        and posts.member_id is distinct from begun.author_member_id
        and posts.created_at >= begun.begun_at
    group by begun.thread_id
)

select
    begun.thread_id,
    begun.author_member_id,
    begun.begun_by, -- members, team, page
    begun.begun_at, -- UTC
    begun.is_public,
    begun.is_page,
    replies.first_reply_at, -- UTC; by anybody but who began it, spam and bots
    replies.is_first_by_team,
    replies.first_member_reply_at, -- UTC
    epoch(replies.first_reply_at - begun.begun_at) / 3600 as hours_to_reply,
    coalesce(replies.member_replies, 0) as member_replies, -- by others who are not team
    coalesce(replies.team_replies, 0) as team_replies,
    coalesce(
        replies.first_reply_at <= begun.begun_at + to_days(parameters.answered::integer), false
    ) as is_answered, -- in time
    begun.begun_at + to_days(parameters.answered::integer) <= parameters.as_of as is_settled, -- the time to answer is over
from begun
cross join meta.parameters
left join replies using (thread_id)
