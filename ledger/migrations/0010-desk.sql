-- What the manager did on the desk, or put off to the next issue. subject: a keyed fingerprint of
-- whom or what the card spoke of, so that nobody can be read out of it.
create table desk_marks (
    issue text not null,
    card text not null,
    subject text not null,
    mark text not null check (mark in ('done', 'later')),
    marked_at text not null,
    primary key (issue, card, subject, mark)
) strict;
