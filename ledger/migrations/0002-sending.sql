-- Which copy of the ledger may send. The epoch grows with every run, here and in a file beside the
-- ledger, so that an older copy put back in its place is known for one.
alter table installation add column epoch integer not null default 0;
alter table installation add column is_copy integer not null default 0 check (is_copy in (0, 1));
-- Set when a copy is adopted: issues up to this one may have left from the ledger it is a copy of.
alter table installation add column sent_through text;

alter table mails add column tries integer not null default 0;
alter table mails add column first_tried_at text;
-- When a person decided what became of a mail nobody knew about.
alter table mails add column decided_at text;

create table send_runs (
    send_run_id integer primary key,
    issue text not null,
    host text not null,
    pid integer not null,
    started_at text not null,
    ended_at text,
    ending text check (ending in ('done', 'stopped', 'broken')),
    detail text,
    check ((ended_at is null) = (ending is null))
) strict;

create unique index one_open_run_per_issue on send_runs (issue) where ended_at is null;

-- Addresses nothing is sent to any more, as keyed fingerprints.
create table suppressed_addresses (
    fingerprint text primary key,
    source text not null,
    detail text,
    suppressed_at text not null
) strict;
