-- When the community began: its first post, or the first who joined. No row while it is empty.
-- grain: began_at
with first_moments as (
    select min(created_at) as first_at
    from marts.posts
    where is_counted

    union all

    select min(seen_at) as first_at
    from marts.members
    where not (is_team or is_bot or is_spam)
)

select min(first_at) as began_at -- UTC
from first_moments
having min(first_at) is not null
