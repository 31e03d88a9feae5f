-- answers: Empties the map of topics before a file replaces it.
delete from topic_map;
