-- param: $1 last_run integer, $2 rules_version text

insert into stitch_state as s (last_run_id, rules_version) values ($1, $2)
on conflict (one) do update set
    last_run_id = excluded.last_run_id, rules_version = excluded.rules_version;
