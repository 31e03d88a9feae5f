-- answers: Is there such a run, and from which stitch on are states kept?
-- grain:   one row
-- param:   $1 run_id

select
    exists (select from run where run_id = $1::integer) as is_known,
    (select min(run_id) from stitch_run) as first_kept;
