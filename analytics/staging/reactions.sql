-- Reactions by somebody, up to as-of; mere counts name nobody and are no evidence.
-- grain: post_id, actor_account_id, kind
select
    reactions.post_id,
    reactions.actor_account_id,
    reactions.kind,
    min(reactions.created_at) as created_at, -- null where the platform does not date it
from raw.reactions
cross join meta.parameters
where reactions.actor_account_id is not null
    and coalesce(reactions.created_at, reactions.first_exported_at) <= parameters.as_of
group by reactions.post_id, reactions.actor_account_id, reactions.kind
