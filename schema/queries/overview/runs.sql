-- answers: What ran, when, how long, and what did it read?
-- grain:   one row a run, the newest first
-- param:   $1 how many of the newest
select
    r.run_id as run,
    r.kind,
    utc_text(date_trunc('second', r.started_at)) as started,
    seconds_of(date_trunc('milliseconds', r.ended_at - r.started_at)) as seconds,
    r.status,
    f.sources,
    f.files,
    f.read,
    f.accepted,
    f.updated,
    f.duplicate,
    f.outdated,
    f.rejected,
    f.ignored,
    r.parent_run_id as part_of,
    r.exit_code,
    r.label as run_id
from run as r
left join lateral (
    select
        string_agg(distinct s.name, ',' order by s.name) as sources,
        count(*) as files,
        sum(i.records_read) as read,
        sum(i.records_accepted) as accepted,
        sum(i.records_updated) as updated,
        sum(i.records_duplicate) as duplicate,
        sum(i.records_outdated) as outdated,
        sum(i.records_rejected) as rejected,
        sum(i.records_ignored) as ignored
    from ingest_file as i
    join source as s on s.source_id = i.source_id
    where i.run_id in (
        select part.run_id from run as part
        where part.run_id = r.run_id or part.parent_run_id = r.run_id
    )
    having count(*) > 0
) as f on true
order by r.run_id desc
limit $1;
