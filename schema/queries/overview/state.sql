-- answers: What is stored, and up to which run is it stitched?
-- param:   $1 the time now
select
    (select count(*) from source) as sources,
    (select count(*) from contact) as contacts,
    (select count(*) from conversion) as conversions,
    (select count(*) from customer) as customers,
    (select coalesce(sum(keys), 0)::bigint from event_key_run) as events,
    (select count(*) from rejected_record
        where retried_run is null and settled_run is null) as rejects,
    (select max(run_id) from ingest_file) as loaded_run,
    (select last_run_id from stitch_state) as stitched_run,
    (select count(*) from run where status = 'running'
        and started_at < $1::timestamptz - interval '1 day') as stale_runs;
