-- Categories, groups, boards, channels and pages; a child shares its parent's fence,
-- and its visibility where it states none.
-- Undated ones always exist: what a parent hides stays hidden at every as-of.
-- grain: space_id
with recursive listed as (
    select
        spaces.*,
        list_contains(parameters.fence_spaces, lower(spaces.name))
        or list_contains(parameters.fence_spaces, lower(spaces.native_id))
        or list_contains(parameters.fence_spaces, lower(spaces.space_id)) as is_listed,
    from raw.spaces
    cross join meta.parameters
),

handed_down as (
    select
        listed.space_id,
        listed.visibility,
        coalesce(listed.is_listed, false) as is_fenced,
        1 as depth,
    from listed
    where listed.parent_space_id is null
        or listed.parent_space_id not in (select space_id from listed)
    union all
    select
        child.space_id,
        case
            when child.visibility = 'unknown' then parent.visibility else child.visibility
        end as visibility,
        coalesce(child.is_listed, false) or parent.is_fenced as is_fenced,
        parent.depth + 1 as depth,
    from handed_down as parent
    inner join listed as child on parent.space_id = child.parent_space_id
    where parent.depth < 8
)

select
    listed.space_id,
    listed.source,
    split_part(listed.source, ':', 1) as platform,
    listed.name,
    listed.kind,
    listed.parent_space_id,
    listed.description,
    coalesce(handed_down.visibility, 'private') as visibility, -- a parent's where none is stated; private for spaces that are each other's parent
    coalesce(handed_down.is_fenced, true) as is_fenced, -- never evidence and never shown
from listed
cross join meta.parameters
left join handed_down using (space_id)
where coalesce(listed.created_at <= parameters.as_of, true)
