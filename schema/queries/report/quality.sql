-- answers: What in the data limits the figures?
-- param:   $1 since, inclusive
-- param:   $2 until, exclusive

with word as (
    select
        c.source_id,
        c.queue,
        c.tags,
        count(*) as contacts,
        count(*) filter (where c.channel = 'voice') as calls,
        count(*) filter (where c.channel = 'voice' and c.direction = 'unknown') as undirected
    from contact as c
    where ($1::timestamptz is null or c.started_at >= $1::timestamptz)
        and ($2::timestamptz is null or c.started_at < $2::timestamptz)
    group by c.source_id, c.queue, c.tags
),

judged as (
    select
        word.*,
        exists (
            select 1 from topic_map as m
            where m.source = s.name
                and (m.word = word.queue
                    or m.word = any (string_to_array(replace(word.tags, ', ', ','), ',')))
        ) as is_mapped
    from word
    inner join source as s on s.source_id = word.source_id
)

select
    coalesce(sum(contacts), 0) as contacts,
    coalesce(sum(contacts) filter (where is_mapped), 0) as mapped,
    coalesce(sum(calls), 0) as calls,
    coalesce(sum(undirected), 0) as undirected_calls
from judged;
