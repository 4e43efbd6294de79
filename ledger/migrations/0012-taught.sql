-- What a letter can teach needs to be known of it: the score the pair had, before letters taught
-- anything, and how likely a candidate at that place was to be shown.
alter table proposals add column score real;
alter table proposals add column shown real;
