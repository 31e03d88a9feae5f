-- answers: Forgets the topics of one source before its configuration replaces them.
-- param:   $1 source

delete from topic_map
where source = $1::text;
