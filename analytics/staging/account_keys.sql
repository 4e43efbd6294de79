-- What each account can be called in a mention or a quotation: its handle, its native id, or its
-- name without spaces where nobody else of the source goes by it.
-- grain: source, key
with names as (
    select source, account_id, lower(handle) as key, 1 as place
    from staging.accounts
    where handle is not null
    union all
    select source, account_id, lower(native_id) as key, 2 as place
    from staging.accounts
    union all
    select
        source,
        account_id,
        lower(strip_accents(regexp_replace(display_name, '\s+', '', 'g'))) as key,
        3 as place,
    from staging.accounts
    where display_name is not null
),

nearest_names as (
    select *
    from names
    where key <> ''
    qualify place = min(place) over (partition by source, key)
)

select
    source,
    key,
    min(account_id) as account_id,
from nearest_names
group by source, key
having count(distinct account_id) = 1
