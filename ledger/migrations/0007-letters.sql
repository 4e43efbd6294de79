-- What else a letter said of the candidate: who could introduce them, and what to ask.
alter table proposals add column introducer_account_id text;
alter table proposals add column question text;

-- Lines for the manager to look at before the letter leaves; null: nothing is doubtful.
alter table mails add column doubts text;
-- The manager's own lines in it, as a hash; other lines touch a letter that waits.
alter table mails add column lines_sha256 text;

-- The author of what is passed on is named too.
create table mail_names_with_authors (
    issue text not null,
    account_id text not null,
    named_account_id text not null,
    role text not null check (role in ('candidate', 'contact', 'answerer', 'author')),
    primary key (issue, account_id, named_account_id, role),
    foreign key (issue, account_id) references mails (issue, account_id)
        on update cascade deferrable initially deferred
) strict;

insert into mail_names_with_authors
select issue, account_id, named_account_id, role from mail_names;

drop table mail_names;

alter table mail_names_with_authors rename to mail_names;

-- In which language and zone somebody wants their letters. The last row of an account and kind counts.
create table letter_choices (
    letter_choice_id integer primary key,
    account_id text not null,
    kind text not null check (kind in ('language', 'time zone')),
    choice text not null,
    said_at text not null,
    source text not null,
    recorded_at text not null
) strict;
