-- The member behind each account, and how the office calls them.
select
    member_accounts.account_id,
    member_accounts.member_id,
    members.display_name,
from derived.member_accounts as member_accounts
inner join marts.members as members on members.member_id = member_accounts.member_id
order by member_accounts.account_id
