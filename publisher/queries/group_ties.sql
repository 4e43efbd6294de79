-- How many members on each side talk both ways with somebody of another group.
with people as (
    select members.member_id, members.sub_community
    from marts.members as members
    where
        members.is_active
        and members.sub_community is not null
        and not (members.is_team or members.is_bot or members.is_spam)
),

across as (
    select
        least(first_side.sub_community, second_side.sub_community) as one,
        greatest(first_side.sub_community, second_side.sub_community) as other,
        if(
            first_side.sub_community < second_side.sub_community,
            ties.member_a_id,
            ties.member_b_id
        ) as member_of_one,
        if(
            first_side.sub_community < second_side.sub_community,
            ties.member_b_id,
            ties.member_a_id
        ) as member_of_other,
    from marts.ties as ties
    inner join people as first_side on first_side.member_id = ties.member_a_id
    inner join people as second_side on second_side.member_id = ties.member_b_id
    where
        first_side.sub_community != second_side.sub_community
        and ties.talks_ab > 0
        and ties.talks_ba > 0
)

select
    across.one,
    across.other,
    least(
        count(distinct across.member_of_one), count(distinct across.member_of_other)
    ) as people,
from across
group by across.one, across.other
order by across.one, across.other
