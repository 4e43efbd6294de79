-- Newcomers among those asked for, with the beginning of what they wrote first in public.
select
    members.member_id,
    members.display_name,
    members.handle,
    members.location,
    members.bio,
    coalesce(newcomers.first_post_at, members.joined_at) as came_at,
    case when newcomers.is_public then texts.text end as first_text,
    case when newcomers.is_public then threads.title end as thread_title,
    case when newcomers.is_public then threads.url end as thread_url,
    (
        select list(been.member_id order by been.member_id)
        from marts.member_threads as been
        where been.thread_id = newcomers.first_thread_id
    ) as near_ids,
from marts.members as members
inner join marts.newcomers as newcomers on newcomers.member_id = members.member_id
left join marts.threads as threads on threads.thread_id = newcomers.first_thread_id
left join staging.post_texts as texts on texts.post_id = newcomers.first_post_id
where members.is_newcomer and list_contains($member_ids, members.member_id)
order by came_at desc, members.member_id
