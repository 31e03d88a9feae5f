-- title:   Event keys, for the filter
-- answers: What are the high halves of all keys of these runs?
-- grain:   one row a chunk
-- param:   $1 numbers of the runs

select highs from event_key_chunk where key_run = any ($1::integer[]);
