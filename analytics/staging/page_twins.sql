-- Posts of a page's own download that stand in its Graph answers or CSVs too, under ids of Facebook's.
-- The download states no ids; it is the page's post of the very same second.
-- grain: post_id
select
    posts.post_id,
    posts.thread_id,
from raw.posts
inner join raw.posts as known
    on known.source = posts.source
    and known.created_at = posts.created_at
    and known.kind = 'opening'
    and not ends_with(known.author_account_id, ':page')
inner join raw.accounts as pages
    on pages.account_id = known.author_account_id
    and pages.role = 'page'
where split_part(posts.source, ':', 1) = 'facebook'
    and posts.kind = 'opening'
    and ends_with(posts.author_account_id, ':page')
group by all
