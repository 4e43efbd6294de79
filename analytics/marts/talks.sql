-- Talk: one member addressing another, by the first of these rules that finds somebody:
-- whom a comment on a question or answer names; the author replied to; whom the export names as
-- addressed; each author quoted; each member mentioned; else, weakly, who opened the thread.
-- Spam, bots and talk to oneself are left out; a reply to oneself is no talk to others.
-- grain: talk_id
with posts as (
    select
        posts.post_id,
        posts.source,
        split_part(posts.source, ':', 1) as platform,
        posts.thread_id,
        posts.parent_post_id,
        posts.kind,
        posts.created_at,
        posts.author_account_id,
        posts.member_id,
        posts.is_public,
        written.addressed_account_ids,
        written.quoted,
        written.mentioned,
    from marts.posts
    inner join staging.posts as written using (post_id)
    where posts.is_counted
        and posts.member_id is not null
        and posts.created_at is not null
),

openers as (
    select
        threads.thread_id,
        coalesce(threads.author_account_id, min(posts.author_account_id)) as account_id,
    from staging.threads
    left join marts.posts
        on threads.thread_id = posts.thread_id and posts.kind in ('opening', 'announcement')
    group by threads.thread_id, threads.author_account_id
),

-- A comment names its addressee by the start of the shown name, from three letters on.
comment_mentions as (
    select
        post_id,
        thread_id,
        created_at,
        lower(strip_accents(unnest(mentioned))) as key,
    from posts
    where platform = 'stackexchange'
        and kind = 'comment'
        and len(mentioned) > 0
),

participants as (
    select
        posts.thread_id,
        posts.author_account_id as account_id,
        lower(strip_accents(regexp_replace(accounts.display_name, '\s+', '', 'g'))) as name,
        min(posts.created_at) as first_at,
    from marts.posts
    inner join staging.accounts on posts.author_account_id = accounts.account_id
    where accounts.platform = 'stackexchange'
        and accounts.display_name is not null
    group by all
),

named_in_comments as (
    select
        mentions.post_id,
        participants.account_id,
    from comment_mentions as mentions
    inner join participants
        on mentions.thread_id = participants.thread_id
        and participants.first_at <= mentions.created_at
        and len(mentions.key) >= 3
        and starts_with(participants.name, mentions.key)
    qualify count(distinct participants.account_id)
            over (partition by mentions.post_id, mentions.key) = 1
),

-- A name may be written as the handle, or as the shown name with its spaces and accents.
names_written as (
    select
        post_id,
        source,
        kind,
        level,
        unnest(list_distinct([
            lower(name), lower(strip_accents(regexp_replace(name, '\s+', '', 'g'))),
        ])) as key,
    from (
        select post_id, source, unnest(quoted) as name, 'quote' as kind, 5 as level from posts
        union all
        select post_id, source, unnest(mentioned) as name, 'mention' as kind, 6 as level from posts
    )
),

addressed as (
    select post_id, account_id, 'mention' as kind, 1 as level
    from named_in_comments

    union all

    select posts.post_id, parents.author_account_id, 'reply', 2
    from posts
    inner join staging.posts as parents on posts.parent_post_id = parents.post_id

    union all

    -- An answer speaks to the asker, a comment on a page to the page.
    select
        posts.post_id,
        openers.account_id,
        case when posts.platform = 'facebook' then 'addressed' else 'reply' end,
        3,
    from posts
    inner join openers using (thread_id)
    where posts.parent_post_id is null
        and posts.kind not in ('opening', 'announcement', 'wall')
        and posts.platform in ('stackexchange', 'facebook')

    union all

    select post_id, unnest(addressed_account_ids), 'addressed', 4
    from posts

    union all

    select names_written.post_id, keys.account_id, names_written.kind, names_written.level
    from names_written
    inner join staging.account_keys as keys using (source, key)

    union all

    select posts.post_id, openers.account_id, 'opener', 7
    from posts
    inner join openers using (thread_id)
    where posts.kind not in ('opening', 'announcement')
),

first_rule as (
    select *
    from addressed
    where account_id is not null
    qualify level = min(level) over (partition by post_id)
),

-- Kept as a step of its own, and talk to oneself is left out only at the very end: given the
-- condition any earlier, DuckDB may begin with every pair of a post and a member who are not the
-- same. A hundred million rows came of fifty thousand posts.
addressed_members as materialized (
    select
        posts.post_id,
        posts.source,
        posts.thread_id,
        posts.member_id as from_member_id,
        joined.member_id as to_member_id,
        posts.created_at,
        posts.is_public,
        first_rule.kind,
        first_rule.account_id,
    from first_rule
    inner join posts using (post_id)
    inner join derived.member_accounts as joined using (account_id)
),

talks_of_members as (
    select
        addressed_members.*,
        speakers.is_team as is_from_team,
        listeners.is_team as is_to_team,
    from addressed_members
    inner join marts.member_states as speakers
        on addressed_members.from_member_id = speakers.member_id
    inner join marts.member_states as listeners
        on addressed_members.to_member_id = listeners.member_id
    where not listeners.is_bot
        and not listeners.is_spam
    qualify row_number() over (
        partition by addressed_members.post_id, addressed_members.to_member_id
        order by addressed_members.account_id
    ) = 1
)

select
    talks.post_id || '>' || talks.to_member_id as talk_id,
    talks.from_member_id,
    talks.to_member_id,
    talks.source,
    talks.thread_id,
    talks.post_id,
    talks.created_at, -- UTC
    talks.kind, -- reply, quote, mention, addressed, opener
    case when talks.kind = 'opener' then parameters.weak_weight else 1.0 end::double as weight,
    talks.kind <> 'opener' as is_strict, -- addressed somebody in particular
    talks.is_public, -- public and unfenced
    talks.is_from_team,
    talks.is_to_team,
    not talks.is_from_team and not talks.is_to_team as is_between_members, -- neither is team
from talks_of_members as talks
cross join meta.parameters
where talks.from_member_id <> talks.to_member_id
