-- One row per file ever read, with what became of its rows.
select
    imports.sha256,
    any_value(imports.name) as name,
    any_value(imports.platform) as platform,
    any_value(imports.source) as source,
    any_value(imports.exported_at) as exported_at,
    sum(imports.read)::bigint as read,
    sum(imports.stored)::bigint as stored,
    sum(imports.merged)::bigint as merged,
    list(imports.skipped_reasons order by imports.table_name) as skipped_reasons,
    flatten(list(coalesce(imports.notes, []) order by imports.table_name)) as notes,
    any_value(imports.error) as error,
from raw.imports as imports
group by imports.sha256
order by name, imports.sha256
