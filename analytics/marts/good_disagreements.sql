-- Good disagreement: public threads that are long, two-way, many-voiced and civil. How many said
-- that they see it otherwise stands beside it, as far as words tell.
-- grain: thread_id
with posts as (
    select
        posts.thread_id,
        count(*) as posts,
        count(distinct posts.member_id) filter (not posts.is_team) as members,
        count(*) filter (coalesce(tones.is_disagreeing, false)) as disagreeing,
        count(distinct posts.member_id) filter (coalesce(tones.is_disagreeing, false))
            as members_disagreeing,
        count(*) filter (coalesce(tones.is_rude, false)) as rude,
        min(posts.created_at) as first_at,
        max(posts.created_at) as last_at,
    from marts.posts
    left join derived.post_tones as tones using (post_id)
    where posts.is_counted
        and posts.member_id is not null
        and posts.created_at is not null
        and posts.thread_id is not null
    group by posts.thread_id
),

directions as (
    select distinct
        thread_id,
        least(from_member_id, to_member_id) as member_a_id,
        greatest(from_member_id, to_member_id) as member_b_id,
        from_member_id < to_member_id as is_from_a,
    from marts.talks
    where is_between_members
        and is_strict
),

two_way as (
    select thread_id, count(*) as pairs
    from (
        select thread_id
        from directions
        group by thread_id, member_a_id, member_b_id
        having count(*) = 2
    )
    group by thread_id
)

select
    threads.thread_id,
    threads.author_member_id,
    posts.posts,
    posts.members, -- who wrote in it, without the team
    two_way.pairs as pairs_two_way, -- of members who addressed each other in it
    posts.members_disagreeing, -- who said that they see it otherwise
    posts.first_at, -- UTC
    posts.last_at, -- UTC
from marts.threads
cross join meta.parameters
inner join posts using (thread_id)
inner join two_way using (thread_id)
where threads.is_public
    and threads.kind is distinct from 'wall'
    and posts.posts >= parameters.disagreement_posts
    and posts.members >= parameters.disagreement_members
    and two_way.pairs >= 2
    and posts.rude = 0
