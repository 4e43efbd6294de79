-- Where somebody told us to write to, for whom no export knows an address. The last row counts.
create table addresses (
    address_id integer primary key,
    account_id text not null,
    address text not null,
    said_at text not null,
    source text not null,
    recorded_at text not null,
    unique (account_id, address, said_at)
) strict;
