-- answers: What does the last stitch reflect? One row; zeros when there was none.

select
    coalesce((select last_run_id from stitch_state), 0) as last_run_id,
    (select rules_version from stitch_state) as rules_version,
    coalesce((select max(run_id) from run), 0) as newest_run_id;
