-- answers: Which words do the sources use for why a customer came, and what are they mapped to?
with word as (
    select s.name as source, c.channel, c.queue as word, count(*) as contacts
    from contact as c
    join source as s on s.source_id = c.source_id
    where c.queue is not null
    group by s.name, c.channel, c.queue
)
select
    coalesce(w.source, m.source) as source,
    w.channel,
    coalesce(w.word, m.word) as word,
    coalesce(w.contacts, 0) as contacts,
    m.topic
from word as w
full join topic_map as m on m.source = w.source and m.word = w.word
order by coalesce(w.source, m.source), coalesce(w.word, m.word), w.channel;
