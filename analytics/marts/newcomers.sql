-- Every member's first post and the first answer to it: newcomers then and now. Team left out.
-- grain: member_id
with members as (
    select members.*
    from marts.members
    where members.first_post_at is not null
        and not members.is_team
        and not members.is_bot
        and not members.is_spam
),

first_posts as (
    select
        posts.member_id,
        arg_min(posts.post_id, (posts.created_at, posts.post_id)) as post_id,
    from marts.posts
    where posts.is_counted
        and posts.created_at is not null
    group by posts.member_id
),

answers as (
    select
        talks.to_member_id as member_id,
        min(talks.created_at) as answered_at,
        arg_min(talks.from_member_id, (talks.created_at, talks.talk_id)) as answered_by_member_id,
        arg_min(talks.is_from_team, (talks.created_at, talks.talk_id)) as answered_by_team,
        min(talks.created_at) filter (not talks.is_from_team) as answered_by_members_at,
    from marts.talks
    inner join members on talks.to_member_id = members.member_id
    where talks.created_at >= members.first_post_at
    group by talks.to_member_id
),

later_posts as (
    select
        posts.member_id,
        min(posts.created_at) as wrote_again_at,
    from marts.posts
    inner join members using (member_id)
    where posts.is_counted
        and posts.created_at > members.first_post_at
    group by posts.member_id
)

select
    members.member_id,
    members.first_post_at, -- UTC
    first_posts.post_id as first_post_id,
    posts.thread_id as first_thread_id,
    answers.answered_at, -- UTC; first talk to them after it, by anyone but bots
    answers.answered_by_member_id,
    answers.answered_by_team, -- whether that first answer came from the team
    epoch(answers.answered_at - members.first_post_at) / 3600 as hours_to_answer,
    later_posts.wrote_again_at, -- UTC
    coalesce(
        answers.answered_at <= members.first_post_at + to_days(parameters.answered::integer), false
    ) as is_answered, -- in time, by anyone
    coalesce(
        answers.answered_by_members_at
        <= members.first_post_at + to_days(parameters.answered::integer),
        false
    ) as is_answered_by_members, -- in time, by somebody who is not team
    members.first_post_at + to_days(parameters.answered::integer) <= parameters.as_of
        as is_settled, -- the time to answer is over
    posts.is_public,
from members
cross join meta.parameters
inner join first_posts using (member_id)
inner join marts.posts on first_posts.post_id = posts.post_id
left join answers using (member_id)
left join later_posts using (member_id)
