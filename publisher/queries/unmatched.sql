-- Who gets nothing in an issue, and why.
select
    unmatched.reason,
    members.display_name,
from matches.unmatched as unmatched
inner join marts.members as members on members.member_id = unmatched.member_id
where unmatched.issue = $issue
order by unmatched.reason, members.display_name, members.member_id
