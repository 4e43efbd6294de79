-- Members were asked once, in these words, for these purposes (joined by ', ').
create table invitations (
    invitation integer primary key,
    purposes text not null,
    texts text not null,
    made_at text not null,
    asked_at text
) strict;

create table invited (
    invitation integer not null references invitations (invitation),
    account_id text not null,
    primary key (invitation, account_id)
) strict;

-- How often somebody wants a letter. The last row of an account counts.
create table letter_frequencies (
    letter_frequency_id integer primary key,
    account_id text not null,
    frequency text not null check (frequency in ('weekly', 'fortnightly', 'monthly')),
    said_at text not null,
    source text not null,
    recorded_at text not null
) strict;

-- What a member told us of an introduction. other_account_id and detail are null where they did
-- not say whom or what they meant.
create table feedback (
    feedback_id integer primary key,
    account_id text not null,
    word text not null check (word in ('we talked', 'thanks', 'not this topic', 'unwelcome')),
    other_account_id text,
    issue text,
    detail text,
    said_at text not null,
    source text not null,
    recorded_at text not null
) strict;

create unique index feedback_said_once on feedback (
    account_id, word, coalesce(other_account_id, ''), coalesce(issue, ''), coalesce(detail, ''),
    said_at
);

-- A reply that was read, by a keyed fingerprint: reading the same mailbox again changes nothing.
create table replies_read (
    fingerprint text primary key,
    read_at text not null
) strict;
