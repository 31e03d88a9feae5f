-- answers: Which values that do not join may relate other persons now? Those judged anew and those
--          on solved records. Their relations are made anew.

create temporary table shared_value on commit drop as
select l.identifier
from loose_sighting as l
join solve_touchpoint as s on s.touchpoint_key = l.touchpoint_key
union
select t.identifier
from touched_identifier as t
where exists (select from loose_sighting as l where l.identifier = t.identifier)
union
select e.identifier
from identity_edge as e
join solve_touchpoint as s on s.touchpoint_key = e.touchpoint_key
join refused_link as r on r.identifier = e.identifier
union
select e.identifier
from identity_edge as e
join solve_touchpoint as s on s.touchpoint_key = e.touchpoint_key
join relation as r on r.identifier = e.identifier
union
select r.identifier
from refused_link as r
join touched_identifier as t on t.identifier = r.identifier;

analyze shared_value;

delete from relation as r using (
    select identifier from touched_identifier
    union
    select identifier from shared_value
) as t
where t.identifier = r.identifier;
