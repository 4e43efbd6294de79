-- What members made and showed in the last two weeks and others were glad of, the most first.
with shown as (
    select
        threads.thread_id,
        threads.title as thread_title,
        threads.url as thread_url,
        threads.space_id,
        threads.kind,
        threads.author_member_id,
        languages.language,
        openings.post_id,
        coalesce(texts.text, '') as text,
    from marts.threads as threads
    cross join meta.parameters
    inner join marts.members as authors on authors.member_id = threads.author_member_id
    inner join marts.posts as openings
        on openings.thread_id = threads.thread_id
        and openings.kind = 'opening'
        and openings.member_id = threads.author_member_id
    left join staging.post_texts as texts on texts.post_id = openings.post_id
    left join derived.post_languages as languages on languages.post_id = openings.post_id
    where
        threads.is_public
        and openings.is_public
        and not threads.is_page
        and threads.title is not null
        and threads.url is not null
        and threads.kind in ('blog', 'photo', 'video', 'note', 'discussion', 'question')
        and threads.created_at > parameters.as_of - to_days(14)
        and authors.is_matchable
        and not authors.is_newcomer
        and not contains(threads.title, '?')
),

glad as (
    select
        posts.thread_id,
        count(distinct posts.member_id) as member_count,
    from marts.posts as posts
    inner join shown on shown.thread_id = posts.thread_id
    left join staging.post_texts as texts on texts.post_id = posts.post_id
    where
        posts.is_counted
        and posts.member_id is distinct from shown.author_member_id
        and (
            shown.kind in ('blog', 'photo', 'video', 'note')
            or regexp_matches(
                left(texts.text, 160),
                '(?i)(^|\PL)(thank you|thanks|bedankt|dank je|dank u|danke|merci|gracias)(\PL|$)'
            )
        )
    group by posts.thread_id
),

liked as (
    select
        reactions.post_id,
        count(distinct reactions.actor_account_id) as account_count,
    from staging.reactions as reactions
    inner join shown on shown.post_id = reactions.post_id
    group by reactions.post_id
)

select
    shown.thread_id,
    shown.thread_title,
    shown.thread_url,
    shown.space_id,
    shown.author_member_id,
    shown.language,
from shown
left join glad on glad.thread_id = shown.thread_id
left join liked on liked.post_id = shown.post_id
where
    -- What asks something waits for help, and is passed on as that.
    (shown.kind in ('blog', 'photo', 'video', 'note') or not contains(shown.text, '?'))
    and coalesce(glad.member_count, 0) + coalesce(liked.account_count, 0) >= 2
order by
    coalesce(glad.member_count, 0) + coalesce(liked.account_count, 0) desc,
    shown.thread_id
limit 60
