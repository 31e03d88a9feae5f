-- The records of every value that became an agent's, or no longer is one, are touched.

insert into touched_touchpoint
select distinct e.touchpoint_key
from (
    (select identifier from new_agent except select identifier from agent_identifier)
    union
    (select identifier from agent_identifier except select identifier from new_agent)
) as changed
join touchpoint_evidence as e on e.identifier = changed.identifier
on conflict do nothing;

delete from agent_identifier as a
where not exists (select from new_agent as n where n.identifier = a.identifier);

insert into agent_identifier select identifier from new_agent on conflict do nothing;
