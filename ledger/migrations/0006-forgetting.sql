-- What keeps somebody out also knows their names, and which posts and threads were theirs, so that
-- an old export or an old copy of this ledger says nothing of them either.
create table tombstones_wider (
    fingerprint text primary key,
    kind text not null check (kind in ('account', 'email', 'name', 'thread', 'post')),
    erased_at text not null
) strict;
insert into tombstones_wider select fingerprint, kind, erased_at from tombstones;
drop table tombstones;
alter table tombstones_wider rename to tombstones;

-- Copies that were made, because whoever is forgotten later still stands in them.
create table backups (
    backup_id integer primary key,
    path text not null,
    made_at text not null
) strict;
