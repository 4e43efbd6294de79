-- Which edition of a purpose's words a yes was given under: two were widened, and an older yes must
-- not be used for what only the newer words say. What was recorded before is of the first edition.
alter table consents add column edition integer not null default 1;
