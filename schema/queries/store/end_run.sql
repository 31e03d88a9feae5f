-- title:   A run ends
-- answers: How?
-- grain:   one row
-- param:   $1 run_id
-- param:   $2 status
-- param:   $3 detail
-- param:   $4 exit code
-- param:   $5 closing line

update run
set
    ended_at = clock_timestamp(),
    status = $2::text,
    -- Whoever ends is alive after all: one without a lock for a while may have passed as killed.
    detail = coalesce($3::text, nullif(regexp_replace(detail, '^killed(: )?', ''), '')),
    exit_code = coalesce($4::smallint, exit_code),
    summary = coalesce($5::text, summary)
where run_id = $1::integer;
