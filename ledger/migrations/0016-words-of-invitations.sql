-- Which words of each purpose an invitation had, in the order of its purposes, joined by ', '. A yes
-- to it is to those. Empty: it was made before these were counted, so they are the first.
alter table invitations add column editions text not null default '';
