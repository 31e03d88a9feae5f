-- title:   Filter over the event keys of a source
-- answers: What are its words, as it was last stored?
-- grain:   one row a piece, in order
-- param:   $1 source_id

select words from event_key_filter where source_id = $1::smallint order by ordinal;
