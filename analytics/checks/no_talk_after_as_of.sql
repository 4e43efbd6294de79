-- Nothing in the marts is later than as-of.
select talks.talk_id
from marts.talks
cross join meta.parameters
where talks.created_at > parameters.as_of
