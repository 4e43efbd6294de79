-- Every record read is stored, merged or skipped.
select
    name,
    table_name,
    read,
    stored,
    merged,
    skipped,
from raw.imports
where read <> stored + merged + skipped
    or least(read, stored, merged, skipped) < 0
