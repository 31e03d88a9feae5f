-- title:   Size of a run of event keys
-- answers: How many keys does it hold? Known once its chunks are written.
-- grain:   one row
-- param:   $1 key_run
-- param:   $2 keys

update event_key_run set keys = $2::bigint where key_run = $1::integer;
