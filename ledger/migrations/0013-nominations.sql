-- Whom somebody would like to see in a spotlight. by_account_id is null where it was the manager.
create table nominations (
    nomination_id integer primary key,
    account_id text not null,
    by_account_id text,
    words text,
    said_at text not null,
    source text not null,
    recorded_at text not null
) strict;

create unique index nominated_once on nominations (account_id, coalesce(by_account_id, ''));
