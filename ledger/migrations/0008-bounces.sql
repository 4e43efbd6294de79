-- What came back from an address, as its keyed fingerprint: once for each issue and kind.
create table bounces (
    fingerprint text not null,
    issue text not null,
    kind text not null check (kind in ('hard', 'soft')),
    detail text,
    bounced_at text not null,
    primary key (fingerprint, issue, kind)
) strict;
