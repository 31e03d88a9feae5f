-- answers: Which run and which rules stand behind the figures?

select
    coalesce((select last_run_id from stitch_state), 0) as run,
    coalesce((select rules_version from stitch_state), '') as rules_version,
    coalesce((select site_time_zone from installation), '') as site_time_zone;
