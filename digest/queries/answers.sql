-- What others said to members in public since a moment, newest first; whether it was thanks.
select
    talks.to_member_id as member_id,
    talks.from_member_id,
    talks.thread_id,
    threads.title as thread_title,
    threads.url as thread_url,
    talks.created_at,
    regexp_matches(
        left(texts.text, 160),
        '(?i)(^|\PL)(thank you|thanks|thank|bedankt|dank je|dank u|dankjewel|danke|vielen dank|merci|gracias)(\PL|$)'
    )
    and not regexp_matches(
        texts.text, '(?i)in advance|alvast|im voraus|d.avance|de antemano|por adelantado|for the add'
    ) as is_thanks,
from marts.talks as talks
inner join marts.threads as threads on threads.thread_id = talks.thread_id
inner join marts.members as members on members.member_id = talks.from_member_id
left join staging.post_texts as texts on texts.post_id = talks.post_id
where
    talks.is_public
    and threads.is_public
    and not threads.is_page
    and threads.title is not null
    and threads.url is not null
    and talks.created_at > $since
    and not talks.is_from_team
    and members.is_matchable
    and (talks.is_strict or threads.author_member_id = talks.to_member_id)
order by talks.created_at desc, talks.talk_id
