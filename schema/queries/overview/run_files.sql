-- answers: What became of each file of a run and of its parts?
-- grain:   one row a file
-- param:   $1 run_id
select
    i.run_id as run,
    s.name as source,
    i.path as file,
    i.is_complete as complete,
    i.records_read as read,
    i.records_accepted as accepted,
    i.records_updated as updated,
    i.records_duplicate as duplicate,
    i.records_outdated as outdated,
    i.records_rejected as rejected,
    i.records_ignored as ignored
from ingest_file as i
join source as s on s.source_id = i.source_id
where i.run_id in (
    select part.run_id from run as part
    where part.run_id = $1::integer or part.parent_run_id = $1::integer
)
order by i.run_id, i.file_id;
