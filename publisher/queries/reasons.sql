-- Every reason of an issue's pairs.
select
    reasons.member_id,
    reasons.candidate_id,
    reasons.sentence,
    reasons.thread_title,
    reasons.thread_url,
from matches.reasons as reasons
where reasons.issue = $issue
order by reasons.member_id, reasons.candidate_id, reasons.place
