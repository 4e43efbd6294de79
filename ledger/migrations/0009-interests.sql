-- Interests that somebody said are not theirs, whatever they write about. The last row of an account
-- and label counts.
create table refused_interests (
    refused_interest_id integer primary key,
    account_id text not null,
    label text not null,
    is_refused integer not null check (is_refused in (0, 1)),
    source text not null,
    said_at text not null,
    recorded_at text not null
) strict;
