-- What each member writes about in public, or states as an interest; but for what they said is not
-- theirs.
-- grain: member_id, topic_id
with written as (
    select
        posts.member_id,
        topics.topic_id,
        topics.kind,
        topics.thread_id,
        count(*) * topics.weight as amount,
        max(posts.created_at) as last_at,
    from marts.posts
    inner join marts.thread_topics as topics using (thread_id)
    where posts.is_counted
        and posts.is_public
        and posts.member_id is not null
    group by posts.member_id, topics.topic_id, topics.kind, topics.thread_id, topics.weight
),

written_by_topic as (
    select
        member_id,
        topic_id,
        min(kind) as kind,
        sum(amount::decimal(18, 6))::double as amount,
        arg_max(thread_id, (coalesce(last_at, timestamptz '1970-01-01'), thread_id)) as thread_id,
        max(last_at) as last_at,
    from written
    group by member_id, topic_id
),

amounts as (
    select
        coalesce(written.member_id, profile.member_id) as member_id,
        coalesce(written.topic_id, profile.topic_id) as topic_id,
        -- Stating an interest weighs as much as four posts about it.
        coalesce(written.amount, 0) + if(profile.member_id is null, 0, 4) as amount,
        profile.member_id is not null as is_declared,
        written.thread_id,
        written.last_at,
        sum(coalesce(written.amount, 0)::decimal(18, 6)) over (
            partition by coalesce(written.member_id, profile.member_id),
                coalesce(written.kind, 'declared')
        )::double as amount_of_all,
    from written_by_topic as written
    full outer join marts.profile_topics as profile
        on written.member_id = profile.member_id and written.topic_id = profile.topic_id
),

labels as (
    select topic_id, label from marts.thread_topics
    union
    select topic_id, label from marts.profile_topics
),

refused as (
    select distinct
        joined.member_id,
        labels.topic_id,
    from meta.refused_interests as refused
    inner join derived.member_accounts as joined using (account_id)
    -- A found topic is called by its three foremost words, which change a little from week to
    -- week: two of them are the same topic.
    inner join labels
        on len(list_intersect(string_split(lower(labels.label), ', '), string_split(refused.label, ', ')))
            >= least(2, len(string_split(refused.label, ', ')))
)

select
    amounts.member_id,
    amounts.topic_id,
    amounts.amount / (amounts.amount + 2) as strength, -- 0 to 1; two posts make a half
    amounts.is_declared, -- stated in the profile
    amounts.thread_id is not null as is_public, -- shown by a public thread
    amounts.thread_id, -- the newest public thread showing it
    amounts.last_at, -- UTC; the last post about it
from amounts
anti join refused using (member_id, topic_id)
-- One post in passing is no interest: a topic is held by writing much of it, or of little else.
-- Tags and spaces count by themselves, found topics by themselves: one tag that all threads bear
-- would else leave nobody anything they write much of.
where amounts.is_declared
    or amounts.amount >= 0.2 * amounts.amount_of_all
    or (amounts.amount >= 2 and amounts.amount >= 0.05 * amounts.amount_of_all)
