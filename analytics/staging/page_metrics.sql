-- Figures that a platform counted, up to as-of: shown with what they belong to, never a feature.
-- grain: source, entity, native_id, metric, dimension, metric_date
select
    metrics.source,
    metrics.entity, -- page, post, site
    metrics.native_id,
    metrics.metric,
    metrics.dimension,
    metrics.metric_date, -- null: over the whole life, up to the export
    metrics.value,
from raw.page_metrics as metrics
cross join meta.parameters
where coalesce(
        timezone(parameters.time_zone, metrics.metric_date::timestamp), metrics.first_exported_at
    ) <= parameters.as_of
