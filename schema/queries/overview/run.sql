-- answers: What was one run?
-- grain:   at most one row
-- param:   $1 run_id
select
    r.run_id as run,
    r.kind,
    r.label as run_id,
    r.parent_run_id as part_of,
    r.status,
    r.exit_code,
    utc_text(date_trunc('second', r.started_at)) as started,
    utc_text(date_trunc('second', r.ended_at)) as ended,
    r.program_version,
    r.detail,
    r.summary
from run as r
where r.run_id = $1::integer;
