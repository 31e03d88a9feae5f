-- answers: How new is the newest record of each source, and when was it loaded last?
-- grain:   one row a source
select
    s.name as source,
    s.connector,
    s.channel,
    (extract(epoch from c.complete_through) * 1000000)::bigint as newest,
    (extract(epoch from loaded.at) * 1000000)::bigint as loaded
from source as s
left join source_complete as c on c.source = s.name
left join lateral (
    select max(r.started_at) as at
    from ingest_file as i
    join run as r on r.run_id = i.run_id
    where i.source_id = s.source_id and i.records_read > i.records_rejected
) as loaded on true
order by s.name;
