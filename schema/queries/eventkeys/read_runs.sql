-- title:   Runs of event keys of a source
-- answers: Where does each chunk of each run begin?
-- grain:   one row a chunk, in order
-- param:   $1 source_id

select r.key_run, r.level, r.keys, c.first_high, r.is_filtered
from event_key_run as r
join event_key_chunk as c on c.key_run = r.key_run
where r.source_id = $1::smallint
order by r.key_run, c.ordinal;
