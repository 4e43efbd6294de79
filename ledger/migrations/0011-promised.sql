-- Letters that may leave from now on, on the disk before the first of them does. What becomes of
-- each is written without waiting for the disk, until the next few are promised: a process that is
-- killed loses nothing of that, a machine that loses its power may. boot: which start of the machine.
create table promised_mails (
    issue text not null,
    account_id text not null,
    boot text not null,
    primary key (issue, account_id)
) strict;
