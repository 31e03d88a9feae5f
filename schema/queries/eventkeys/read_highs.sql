-- title:   Event keys of a source, for the filter
-- answers: What are the high halves of all keys?
-- grain:   one row a chunk, in the order in which they lie
-- param:   $1 source_id

select highs from event_key_chunk where source_id = $1::smallint;
