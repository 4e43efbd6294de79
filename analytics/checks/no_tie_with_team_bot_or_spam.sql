-- Ties are between members: team, bots and spam stand in none.
select
    ties.member_a_id,
    ties.member_b_id,
from marts.ties
inner join marts.member_states as states
    on states.member_id in (ties.member_a_id, ties.member_b_id)
where states.is_team
    or states.is_bot
    or states.is_spam
