-- How the members asked for are called, for the manager, and which language to write to them in.
select
    members.member_id,
    members.account_id,
    members.display_name,
    members.language,
from marts.members as members
where list_contains($member_ids, members.member_id)
order by members.member_id
