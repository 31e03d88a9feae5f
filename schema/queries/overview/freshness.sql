-- answers: How new is the newest record of each source?
-- param:   $1 the time to count from
select
    c.source,
    s.connector,
    c.channel,
    utc_text(date_trunc('second', c.complete_through)) as newest,
    round(extract(epoch from $1::timestamptz - c.complete_through) / 3600, 1) as age_hours,
    utc_text(date_trunc('second', r.loaded_at)) as loaded
from source_complete as c
join source as s on s.name = c.source
left join lateral (
    select max(r.started_at) as loaded_at
    from ingest_file as i
    join run as r on r.run_id = i.run_id
    where i.source_id = s.source_id
) as r on true
order by c.source;
