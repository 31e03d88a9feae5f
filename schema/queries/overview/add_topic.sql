-- answers: Maps a word of a source to a common topic.
-- param:   $1 source, $2 word, $3 topic
insert into topic_map (source, word, topic)
values ($1, $2, $3);
