-- answers: Which blocks must be solved again? Those of touched records, and those that a touched
-- record now reaches over a value. Whole blocks are solved: a refused link is part of its block.

analyze touched_touchpoint;

insert into touched_block
select p.block
from person_of as p
join touched_touchpoint as t on t.touchpoint_key = p.touchpoint_key
union
select p.block
from (
    select distinct e.identifier, e.slice
    from identity_edge as e
    join touched_touchpoint as t on t.touchpoint_key = e.touchpoint_key
) as reached
join identity_edge as o on o.identifier = reached.identifier and o.slice = reached.slice
join person_of as p on p.touchpoint_key = o.touchpoint_key;

insert into solve_touchpoint
select touchpoint_key from touched_touchpoint
union
select p.touchpoint_key
from person_of as p
join touched_block as b on b.block = p.block;

insert into old_person_of
select p.touchpoint_key, p.certain_person
from person_of as p
join solve_touchpoint as s on s.touchpoint_key = p.touchpoint_key
on conflict do nothing;

analyze solve_touchpoint;
