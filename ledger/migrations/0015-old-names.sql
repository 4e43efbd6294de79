-- Whether the address of a member's page under a name they no longer go by may lead to their page:
-- 'gone' or 'leads on'. The last word of each account holds; without one it leads on.
create table old_names (
    old_name_id integer primary key,
    account_id text not null,
    wish text not null check (wish in ('gone', 'leads on')),
    said_at text not null,
    source text not null,
    recorded_at text not null
) strict;
