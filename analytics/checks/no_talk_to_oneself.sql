-- Nobody talks to themselves.
select talk_id
from marts.talks
where from_member_id = to_member_id
