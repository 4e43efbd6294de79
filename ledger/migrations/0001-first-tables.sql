-- Everything that cannot be rebuilt from the exports. Keys are account ids ("platform:instance:id"),
-- because members are made anew from accounts on every build. Moments are UTC ISO texts.

create table installation (
    only_one integer primary key check (only_one = 1),
    installation_id text not null,
    community_id text not null,
    host text not null,
    fingerprint_key blob not null
) strict;

-- What somebody said, as it was said. Never changed; the answer in force follows from all rows.
create table consents (
    consent_id integer primary key,
    account_id text not null,
    purpose text not null,
    answer text not null check (answer in ('yes', 'no')),
    said_at text not null,
    source text not null,
    is_in_person integer not null check (is_in_person in (0, 1)),
    wording text,
    recorded_at text not null
) strict;

create unique index consents_said_once on consents (
    account_id, purpose, answer, said_at, source, is_in_person, coalesce(wording, '')
);

-- The last row of an account and kind counts. until_at null: until further notice.
create table pauses (
    pause_id integer primary key,
    account_id text not null,
    kind text not null check (kind in ('mails', 'introductions')),
    until_at text,
    said_at text not null,
    source text not null,
    recorded_at text not null,
    unique (account_id, kind, said_at)
) strict;

-- a blocked b; it counts both ways.
create table blocks (
    account_a_id text not null,
    account_b_id text not null,
    source text not null,
    recorded_at text not null,
    primary key (account_a_id, account_b_id),
    check (account_a_id <> account_b_id)
) strict;

-- "Never again" for a pair, in no order. The last row of a pair counts.
create table vetoes (
    veto_id integer primary key,
    account_a_id text not null,
    account_b_id text not null,
    is_never integer not null check (is_never in (0, 1)),
    source text not null,
    note text,
    decided_at text not null,
    check (account_a_id < account_b_id)
) strict;

-- Whether two accounts are one person. The last row of a pair counts.
create table merges (
    merge_id integer primary key,
    account_a_id text not null,
    account_b_id text not null,
    decision text not null check (decision in ('proposed', 'accepted', 'refused', 'undone')),
    evidence text,
    decided_at text not null,
    check (account_a_id < account_b_id)
) strict;

create table tombstones (
    fingerprint text primary key,
    kind text not null check (kind in ('account', 'email')),
    erased_at text not null
) strict;

-- One mail per issue and account, ever.
create table mails (
    issue text not null,
    account_id text not null,
    address text,
    message_id text not null unique,
    file_name text,
    content_sha256 text not null,
    open_thread_id text,
    state text not null check (state in (
        'queued', 'sending', 'sent', 'deferred', 'failed', 'unknown', 'withdrawn', 'expired'
    )),
    planned_at text not null,
    changed_at text not null,
    sent_at text,
    next_try_at text,
    detail text,
    primary key (issue, account_id)
) strict;

-- Who is named in a mail: a no of one of them touches it while it waits.
create table mail_names (
    issue text not null,
    account_id text not null,
    named_account_id text not null,
    role text not null check (role in ('candidate', 'contact', 'answerer')),
    primary key (issue, account_id, named_account_id, role),
    foreign key (issue, account_id) references mails (issue, account_id)
        on update cascade deferrable initially deferred
) strict;

create table mail_changes (
    mail_change_id integer primary key,
    issue text not null,
    account_id text not null,
    state text not null,
    changed_at text not null,
    detail text,
    foreign key (issue, account_id) references mails (issue, account_id)
        on update cascade deferrable initially deferred
) strict;

-- What the reader was, or is to be, told about the candidate.
create table proposals (
    issue text not null,
    account_id text not null,
    candidate_account_id text not null,
    place integer not null check (place >= 1),
    slot text not null,
    reason_kind text,
    sentence text,
    overlap text,
    thread_id text,
    thread_title text,
    thread_url text,
    contact_account_id text,
    proposed_at text not null,
    withdrawn_at text,
    primary key (issue, account_id, candidate_account_id),
    unique (issue, account_id, place)
) strict;

-- What came of an introduction, as the exports up to checked_at show it.
create table outcomes (
    issue text not null,
    account_id text not null,
    candidate_account_id text not null,
    first_talk_at text,
    answered_at text,
    checked_at text not null,
    primary key (issue, account_id, candidate_account_id),
    foreign key (issue, account_id, candidate_account_id)
        references proposals (issue, account_id, candidate_account_id)
        on update cascade deferrable initially deferred
) strict;

-- A yes to exactly this text; another text needs another yes. The last row of a subject counts.
create table approvals (
    approval_id integer primary key,
    kind text not null,
    subject text not null,
    account_id text not null,
    text_sha256 text not null,
    is_approved integer not null check (is_approved in (0, 1)),
    source text not null,
    decided_at text not null
) strict;

-- The last row of a subject counts.
create table spam_decisions (
    spam_decision_id integer primary key,
    kind text not null check (kind in ('account', 'post')),
    subject_id text not null,
    is_spam integer not null check (is_spam in (0, 1)),
    note text,
    decided_at text not null
) strict;
