-- Declared relations between accounts, and memberships in spaces, up to as-of.
-- grain: from_account_id, to_id, kind
select
    ties.source,
    ties.from_account_id,
    ties.to_id, -- an account; a space for a membership
    ties.kind, -- friend, connection, follow, block, membership
    ties.created_at,
from raw.ties
cross join meta.parameters
where coalesce(ties.created_at, ties.first_exported_at) <= parameters.as_of
