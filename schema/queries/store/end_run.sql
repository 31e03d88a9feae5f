-- title:   A run ends
-- answers: How?
-- grain:   one row
-- param:   $1 run_id
-- param:   $2 status
-- param:   $3 detail

update run
set ended_at = clock_timestamp(), status = $2::text, detail = coalesce($3::text, detail)
where run_id = $1::integer;
