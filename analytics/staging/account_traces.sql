-- When each account first did, or was named in, something dated up to as-of.
-- grain: account_id
with traces as (
    select author_account_id as account_id, created_at from staging.posts
    union all
    select unnest(addressed_account_ids) as account_id, created_at from staging.posts
    union all
    select author_account_id as account_id, created_at from staging.threads
    union all
    select actor_account_id as account_id, created_at from staging.reactions
    union all
    select from_account_id as account_id, created_at from staging.ties
    union all
    select to_id as account_id, created_at from staging.ties where kind <> 'membership'
)

select
    account_id,
    min(created_at) as first_at, -- null when nothing about it is dated
from traces
where account_id is not null
group by account_id
