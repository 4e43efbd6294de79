-- Every way an account can be recognised, with the member it belongs to.
select
    coalesce(member_accounts.member_id, 'account ' || accounts.account_id) as member_id,
    accounts.account_id,
    accounts.name,
    accounts.handle,
    accounts.email,
    accounts.url,
from raw.accounts as accounts
left join derived.member_accounts as member_accounts
    on member_accounts.account_id = accounts.account_id
order by accounts.account_id
