-- Accounts known as of the moment: joined, seen in something dated, or in an export by then.
-- grain: account_id
select
    accounts.account_id,
    accounts.source,
    split_part(accounts.source, ':', 1) as platform,
    case
        when split_part(accounts.source, ':', 1) in ('facebook', 'x', 'linkedin') then 'page'
        when split_part(accounts.source, ':', 1) = 'newsletter' then 'list'
        else 'forum'
    end as place, -- forum: where members talk; page: where somebody is followed; list: addresses only
    accounts.native_id,
    accounts.handle,
    coalesce(
        nullif(trim(accounts.name), ''),
        nullif(trim(accounts.handle), '')
    ) as display_name, -- the name shown, else the handle; null for an account known by its id only
    accounts.email, -- personal: the address the platform knows
    least(accounts.joined_at, traces.first_at) as seen_at, -- joined, or first trace
    accounts.joined_at,
    accounts.location,
    accounts.country,
    accounts.bio,
    accounts.url,
    accounts.role,
    accounts.state,
    accounts.answers, -- personal: profile questions and answers
    accounts.declares, -- platform:handle of accounts stated as one's own
    coalesce(accounts.is_minor, false) as is_minor, -- personal: worked out from a birthdate or a flag
    coalesce(accounts.is_memorial, false) as is_memorial,
    accounts.is_stub, -- named somewhere, listed nowhere
    coalesce(accounts.role = 'bot', false)
    or (
        accounts.source like 'discourse:%' and coalesce(accounts.handle in ('system', 'discobot'), false)
    ) as is_bot, -- by the platform, or the two that Discourse brings along
    coalesce(accounts.role = 'guest', false) as is_guest,
    coalesce(accounts.role in ('staff', 'moderator', 'page'), false)
    or coalesce(list_contains(parameters.team, lower(accounts.handle)), false)
    or coalesce(
        list_contains(
            parameters.team, split_part(accounts.source, ':', 1) || ':' || lower(accounts.handle)
        ),
        false
    ) as is_team, -- by the platform's role or by the community's list
from raw.accounts
cross join meta.parameters
left join staging.account_traces as traces using (account_id)
where least(accounts.joined_at, traces.first_at, accounts.first_exported_at) <= parameters.as_of
