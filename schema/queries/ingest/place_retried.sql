-- title:   Places of rejects that a retry rejected for another reason
-- answers: They stand where they first came from, and the first reason is open no more.
-- grain:   the command tag counts them
-- param:   $1 source_id

with again as (
    select distinct on (n.reason, n.raw_sha256)
        n.reason, n.raw_sha256, f.run_id, o.file_id, o.reason as first_reason
    from rejected_record as n
    join ingest_file as f on f.file_id = n.file_id
    join run as u on u.run_id = f.run_id and u.kind = 'retry'
    join rejected_record as o
        on o.source_id = n.source_id and o.raw_sha256 = n.raw_sha256 and o.file_id < n.file_id
    where n.source_id = $1::smallint
    order by n.reason, n.raw_sha256, o.file_id, o.reason collate "C"
),
closed as (
    update rejected_record as o
    set retried_run = again.run_id
    from again
    where o.source_id = $1::smallint
      and o.reason = again.first_reason
      and o.raw_sha256 = again.raw_sha256
      and o.retried_run is null
)
update rejected_record as n
set file_id = again.file_id
from again
where n.source_id = $1::smallint
  and n.reason = again.reason
  and n.raw_sha256 = again.raw_sha256;
