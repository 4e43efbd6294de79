-- Topics and spaces that warm or cool, month by month; a topic called like a space comes once.
select distinct on (warmth.month_date, lower(warmth.label))
    warmth.month_date,
    warmth.label,
    warmth.posts_quarter,
    warmth.posts_quarter_before,
    warmth.members_quarter,
    warmth.is_warming,
from metrics.warmth
left join marts.topics on warmth.kind = 'topic' and topics.topic_id = warmth.subject_id
where (warmth.is_warming or warmth.is_cooling)
    and warmth.label is not null
    -- A found topic is a few words that stand together often, and no name for anything.
    and (warmth.kind = 'space' or topics.kind = 'declared')
order by
    warmth.month_date,
    lower(warmth.label),
    warmth.kind,
    warmth.members_quarter desc
