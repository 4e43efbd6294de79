-- Who said they would come to which meeting, of meetings that have begun by as-of.
-- grain: event_id, account_id
select
    rsvps.event_id,
    rsvps.account_id,
    min(events.starts_at) as starts_at, -- UTC
from raw.rsvps
cross join meta.parameters
inner join raw.events using (event_id)
where lower(rsvps.status) in ('attending', 'going', 'yes', 'attended')
    and events.starts_at <= parameters.as_of
    and coalesce(rsvps.created_at, events.starts_at) <= parameters.as_of
group by rsvps.event_id, rsvps.account_id
