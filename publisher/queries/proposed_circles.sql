-- The circles proposed in an issue, each with its members.
select
    circles.circle,
    circles.label,
    list(circles.member_id order by circles.member_id) as member_ids,
    list(members.display_name order by circles.member_id) as names,
    list(members.account_id order by circles.member_id) as account_ids,
from matches.circles as circles
inner join marts.members as members on members.member_id = circles.member_id
where circles.issue = $issue
group by circles.circle, circles.label
order by circles.circle
