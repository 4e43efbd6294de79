-- Those of the members asked for who have written within a year, by name.
select
    members.member_id,
    members.display_name,
    members.handle,
    members.location,
from marts.members as members
cross join meta.parameters as parameters
where
    list_contains($member_ids, members.member_id)
    and not members.is_team
    and members.last_post_at >= parameters.as_of - to_days(cast(parameters.stale_page as integer))
order by members.member_id
