-- title:   A new run of event keys
-- answers: Under which number do its chunks stand?
-- grain:   one row
-- param:   $1 source_id
-- param:   $2 level
-- param:   $3 whether the stored filter knows its keys

insert into event_key_run (source_id, level, keys, is_filtered)
values ($1::smallint, $2::smallint, 0, $3::boolean)
returning key_run;
