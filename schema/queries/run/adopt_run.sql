-- title:   A part of a scheduled run
-- answers: Which run is the load a part of?
-- grain:   one row
-- param:   $1 run_id of the part
-- param:   $2 run_id of the scheduled run

update run
set
    parent_run_id = $2::integer,
    label = coalesce(label, (select whole.label from run as whole where whole.run_id = $2::integer))
where run_id = $1::integer;
