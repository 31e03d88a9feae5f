-- title:   Decisions
-- answers: What did the company settle that the results depend on?
-- grain:   one row a word of a source

select row_to_json(r)::text as line
from (
    select 'decision' as row, 'topic' as decision, t.source, t.word, t.topic
    from topic_map as t
) as r
