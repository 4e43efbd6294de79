-- The newest export of each source, and how many days it is behind the newest of all.
select
    imports.source,
    max(imports.exported_at) as exported_at,
    date_diff(
        'day', max(imports.exported_at), (select max(newest.exported_at) from raw.imports as newest)
    ) as days,
    list_sort(list(distinct split_part(imports.importer, ' ', 1))
        filter (imports.importer is not null)) as importers,
from raw.imports as imports
where imports.source is not null
group by imports.source
order by imports.source
