-- The moment up to which the figures hold.
select as_of from meta.parameters
