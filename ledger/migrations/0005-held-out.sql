-- Pairs that an issue would have introduced and left to themselves, so that what an introduction
-- adds can be told; members who never hear of it, in no order.
create table held_out (
    issue text not null,
    account_a_id text not null,
    account_b_id text not null,
    slot text not null,
    reason_kind text,
    is_mutual integer not null check (is_mutual in (0, 1)),
    held_at text not null,
    recorded_at text not null,
    primary key (issue, account_a_id, account_b_id),
    check (account_a_id < account_b_id)
) strict;
