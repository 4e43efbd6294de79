-- Topics and spaces that warm or cool, month by month; a topic called like a space comes once.
with warmth as (
    select
        spaces.month_date,
        spaces.space_name as label,
        spaces.posts_quarter,
        spaces.posts_quarter_before,
        spaces.members_quarter,
        spaces.is_warming,
        spaces.is_cooling,
        1 as place,
    from metrics.space_warmth as spaces
    where spaces.space_name is not null

    union all

    select
        topics.month_date,
        topics.label,
        topics.posts_quarter,
        topics.posts_quarter_before,
        topics.members_quarter,
        topics.is_warming,
        topics.is_cooling,
        2 as place,
    from metrics.topic_warmth as topics
    inner join marts.topics as known on known.topic_id = topics.topic_id
    -- A found topic is a few words that stand together often, and no name for anything.
    where known.kind = 'declared'
)

select distinct on (warmth.month_date, lower(warmth.label))
    warmth.month_date,
    warmth.label,
    warmth.posts_quarter,
    warmth.posts_quarter_before,
    warmth.members_quarter,
    warmth.is_warming,
from warmth
where warmth.is_warming or warmth.is_cooling
order by
    warmth.month_date,
    lower(warmth.label),
    warmth.place,
    warmth.members_quarter desc
