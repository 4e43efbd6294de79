-- Members: what is known of each as of the moment.
-- grain: member_id
with accounts_by_use as (
    select
        joined.member_id,
        accounts.*,
        count(posts.post_id) as account_posts,
    from staging.accounts
    inner join derived.member_accounts as joined using (account_id)
    left join marts.posts on accounts.account_id = posts.author_account_id
    group by all
),

main_accounts as (
    select *
    from accounts_by_use
    qualify row_number() over (
        partition by member_id order by is_stub, account_posts desc, account_id
    ) = 1
),

addresses as (
    select member_id, arg_max(email, (account_posts, account_id)) as email
    from accounts_by_use
    group by member_id
),

hours as (
    select
        member_id,
        list(hour_posts order by hour) as hours,
    from (
        select
            asked.member_id,
            asked.hour,
            count(posts.post_id) as hour_posts,
        from (
            select states.member_id, hours.hour
            from marts.member_states as states
            cross join (select unnest(range(24)) as hour) as hours
        ) as asked
        left join marts.posts
            on asked.member_id = posts.member_id
            and asked.hour = extract(hour from posts.created_at)
            and posts.is_counted
            and posts.is_public
        group by asked.member_id, asked.hour
    ) as counted
    group by member_id
),

writing as (
    select
        posts.member_id,
        count(*) as post_count,
        min(posts.created_at) as first_post_at,
        max(posts.created_at) as last_post_at,
    from marts.posts
    where posts.is_counted
        and posts.member_id is not null
    group by posts.member_id
),

-- Who is active decides whom a topic sets apart and who is proposed: private talk must not show.
talking as (
    select from_member_id as member_id, max(created_at) as last_talk_at
    from marts.talks
    where is_public
    group by from_member_id
),

talks_in_order as (
    select
        talks.created_at,
        cume_dist() over (order by talks.created_at) as part_until,
    from marts.talks
    where talks.is_between_members
        and talks.is_public
),

-- The moment until which the given part of all talk had happened.
lately as (
    select min(talks_in_order.created_at) as since_at
    from talks_in_order
    cross join meta.parameters
    where talks_in_order.part_until >= parameters.active_lately_quantile
),

languages as (
    select
        posts.member_id,
        languages.language,
    from derived.post_languages as languages
    inner join marts.posts using (post_id)
    where posts.is_counted
    group by posts.member_id, languages.language
    qualify row_number() over (
        partition by posts.member_id
        order by count(*) filter (posts.is_public) desc, count(*) desc, languages.language
    ) = 1
)

select
    states.member_id,
    main_accounts.account_id, -- the account most used
    main_accounts.platform,
    main_accounts.handle, -- personal: shown only where its owner said yes
    coalesce(main_accounts.display_name, 'a member') as display_name, -- personal: shown only where its owner said yes
    addresses.email, -- personal: the only use is to write to its owner
    main_accounts.location, -- personal: as stated in the profile
    main_accounts.bio, -- personal: as stated in the profile
    languages.language, -- ISO 639-1, of most public posts; of most posts where none is public
    main_accounts.url as account_url, -- personal: the page on the platform
    states.joined_at, -- UTC
    states.seen_at, -- UTC; joined or first did something
    states.forum_seen_at, -- UTC; the same in a forum
    states.page_seen_at, -- UTC; the same on a page
    writing.first_post_at, -- UTC
    writing.last_post_at, -- UTC
    talking.last_talk_at, -- UTC; when they last addressed somebody in public
    coalesce(writing.post_count, 0) as post_count, -- without spam
    states.is_team,
    states.is_bot,
    states.is_spam,
    states.is_minor, -- personal: never shown, never matched
    states.is_memorial,
    states.is_guest,
    states.is_departed, -- deleted, left or anonymous
    states.is_barred, -- personal: banned or suspended
    main_accounts.state,
    states.is_forum_member,
    states.is_page_person,
    coalesce(
        writing.first_post_at > parameters.as_of - to_days(parameters.newcomer::integer), false
    ) as is_newcomer, -- in their first days of writing
    coalesce(
        talking.last_talk_at > parameters.as_of - to_days(parameters.active::integer), false
    ) as is_active, -- talked in public in the last days
    coalesce(talking.last_talk_at >= lately.since_at, false) as is_active_lately, -- talked within the newest quarter of all public talk
    not (
        states.is_team
        or states.is_bot
        or states.is_spam
        or states.is_minor
        or states.is_memorial
        or states.is_departed
        or states.is_barred
        or states.is_guest
    ) as is_matchable, -- may be matched, when they say yes
    groups.sub_community, -- from 1, the largest first; null outside any
    hours.hours, -- public posts by UTC hour, 24 of them
from marts.member_states as states
cross join meta.parameters
cross join lately
inner join main_accounts using (member_id)
inner join addresses using (member_id)
inner join hours using (member_id)
left join writing using (member_id)
left join talking using (member_id)
left join languages using (member_id)
left join derived.sub_communities as groups using (member_id)
