-- What a member is, over all their accounts: team, bot, spam, gone, barred. Who only reads a
-- newsletter is no member: an address is not somebody to talk with.
-- grain: member_id
select
    joined.member_id,
    bool_or(accounts.is_team) as is_team,
    bool_or(accounts.is_bot) as is_bot,
    bool_or(spam.account_id is not null) as is_spam,
    bool_or(accounts.is_minor) as is_minor, -- personal: one account says so
    bool_or(accounts.is_memorial) as is_memorial,
    bool_and(accounts.is_guest) as is_guest,
    coalesce(
        bool_and(coalesce(accounts.state in ('left', 'deleted', 'anonymous'), false))
            filter (accounts.place = 'forum'),
        bool_and(coalesce(accounts.state in ('left', 'deleted', 'anonymous'), false))
    ) as is_departed, -- from every forum: to follow the page is not to have stayed
    bool_or(
        coalesce(accounts.state in ('banned', 'suspended'), false)
    ) as is_barred, -- personal: from anywhere
    min(accounts.seen_at) as seen_at, -- joined or first did something
    min(accounts.seen_at) filter (accounts.place = 'forum') as forum_seen_at,
    min(accounts.seen_at) filter (accounts.place = 'page') as page_seen_at,
    min(accounts.joined_at) as joined_at,
    bool_or(accounts.place = 'forum') as is_forum_member,
    bool_or(accounts.place = 'page') as is_page_person,
from staging.accounts
inner join derived.member_accounts as joined using (account_id)
left join derived.account_spam as spam using (account_id)
group by joined.member_id
having bool_or(accounts.place <> 'list')
