-- title:   Chunks of event keys
-- answers: What do these chunks hold?
-- grain:   one row a chunk
-- param:   $1 source_id
-- param:   $2 runs
-- param:   $3 ordinals, one for each run named

select c.key_run, c.ordinal, c.highs, c.rest
from unnest($2::integer[], $3::integer[]) as w (key_run, ordinal)
join event_key_chunk as c on c.key_run = w.key_run and c.ordinal = w.ordinal
where c.source_id = $1::smallint;
