-- answers: Which values must be judged anew? Those on touched records, as they are and as they
--          were, and those that somebody decided about. Names (kind 8) tell owners apart and are
--          judged with the value beside them.
-- param:   $1 last_run integer: decisions of later runs are new

insert into touched_identifier
select e.identifier
from touched_touchpoint as t
join touchpoint_evidence as e on e.touchpoint_key = t.touchpoint_key
where e.kind <> 8
union
select e.identifier
from identity_edge as e
join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key
union
select l.identifier
from loose_sighting as l
join touched_touchpoint as t on t.touchpoint_key = l.touchpoint_key
union
select identifier from identifier_decision where run_id > $1;
