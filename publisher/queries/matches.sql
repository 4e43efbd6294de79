-- The pairs of an issue with both names.
select
    matches.member_id,
    matches.candidate_id,
    readers.display_name as reader,
    candidates.display_name as candidate,
    matches.slot,
    matches.place,
    matches.score,
    matches.probability,
    matches.is_mutual,
from matches.matches as matches
inner join marts.members as readers on readers.member_id = matches.member_id
inner join marts.members as candidates on candidates.member_id = matches.candidate_id
where matches.issue = $issue
order by matches.member_id, matches.place
