-- The languages of the month's posts, where they are long enough to tell. Team left out.
-- grain: month_date, language
select
    date_trunc('month', timezone(parameters.time_zone, posts.created_at))::date as month_date,
    languages.language, -- ISO 639-1
    count(*) as posts,
    count(distinct posts.member_id) as members,
from derived.post_languages as languages
cross join meta.parameters
inner join marts.posts using (post_id)
where posts.is_counted
    and not posts.is_team
    and posts.member_id is not null
    and posts.created_at is not null
group by all
