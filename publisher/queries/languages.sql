-- The languages written in, month by month.
select
    languages.month_date,
    languages.language,
    languages.members,
    languages.posts,
from metrics.languages as languages
order by languages.month_date, languages.members desc, languages.language
