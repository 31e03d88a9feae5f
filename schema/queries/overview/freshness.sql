-- answers: How new is the newest record of each source, and when was it loaded last?
-- grain:   one row a source
-- param:   $1 the latest time that a record may have, in microseconds since 1970
with latest as (
    select timestamptz 'epoch' + $1::bigint * interval '1 microsecond' as at
),
record as (
    select c.source_id,
        max(c.started_at) filter (where c.started_at <= l.at) as newest,
        count(*) filter (where c.started_at > l.at) as later
    from contact as c, latest as l
    group by c.source_id
    union all
    select c.source_id,
        max(c.converted_at) filter (where c.converted_at <= l.at),
        count(*) filter (where c.converted_at > l.at)
    from conversion as c, latest as l
    group by c.source_id
    union all
    select w.source_id, w.newest, w.later
    from latest as l, newest_web_events(l.at) as w
)
select
    s.name as source,
    s.connector,
    s.channel,
    (extract(epoch from timed.newest) * 1000000)::bigint as newest,
    (extract(epoch from loaded.at) * 1000000)::bigint as loaded,
    coalesce(timed.later, 0) as later,
    s.channel not in ('master', 'feed') as is_timed
from source as s
left join (
    select source_id, max(newest) as newest, sum(later)::bigint as later
    from record
    group by source_id
) as timed on timed.source_id = s.source_id and s.channel not in ('master', 'feed')
left join lateral (
    select max(r.started_at) as at
    from ingest_file as i
    join run as r on r.run_id = i.run_id
    where i.source_id = s.source_id and i.records_read > i.records_rejected
) as loaded on true
order by s.name;
