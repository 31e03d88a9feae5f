-- title:   A new run of event keys
-- answers: Under which number do its chunks stand?
-- grain:   one row
-- param:   $1 source_id
-- param:   $2 level

insert into event_key_run (source_id, level, keys)
values ($1::smallint, $2::smallint, 0)
returning key_run;
