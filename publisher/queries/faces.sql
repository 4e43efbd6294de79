-- How the members asked for are called, where they are, and when they last said something.
select
    members.member_id,
    members.display_name,
    members.handle,
    members.location,
    coalesce(members.last_post_at, members.joined_at) as last_said_at,
    members.is_spam or members.is_bot as is_spam,
from marts.members as members
where list_contains($member_ids, members.member_id)
order by members.member_id
