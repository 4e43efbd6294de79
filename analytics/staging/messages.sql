-- Who wrote whom privately, up to as-of; serves only to leave out pairs who already talk.
-- grain: message_id
select
    messages.message_id,
    messages.sender_account_id,
    messages.recipient_account_ids,
    messages.created_at,
from raw.messages
cross join meta.parameters
where coalesce(messages.created_at, messages.first_exported_at) <= parameters.as_of
