-- Which words of a purpose a yes was given under: they were widened once, and an older yes must not
-- be used for what only the newer words say. What was recorded before is of the first ones.
alter table consents add column words integer not null default 1;
