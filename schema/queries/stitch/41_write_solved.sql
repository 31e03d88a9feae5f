-- What the solver found, a row a touchpoint.

copy solved (
    touchpoint_key, channel, started_at, ended_at, record_name, block, person_id, is_linked
) from stdin (format binary)
