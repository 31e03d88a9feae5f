-- title:   Chunks of one run of event keys
-- answers: What do the chunks from one ordinal up to another hold?
-- grain:   one row a chunk, in order
-- param:   $1 key_run
-- param:   $2 first ordinal
-- param:   $3 end, exclusive

select c.highs, c.rest
from event_key_chunk as c
where c.key_run = $1::integer and c.ordinal >= $2::integer and c.ordinal < $3::integer
order by c.ordinal;
