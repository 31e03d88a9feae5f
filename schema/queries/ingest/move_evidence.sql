-- title:   Evidence of legs, to the contacts they are part of
-- answers: Whose is what the legs say, stored and staged?
-- grain:   the command tag counts staged rows
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with kept as (
    insert into evidence_version
    select $1::integer, e.*
    from moved_leg as m
    join evidence as e on e.record_key = m.leg_key
    where e.touchpoint_key <> m.to_key and e.run_id <= $2::integer
),
stored as (
    update evidence as e
    set touchpoint_key = m.to_key, run_id = $1::integer
    from moved_leg as m
    where e.record_key = m.leg_key and e.touchpoint_key <> m.to_key
)
update stage_evidence as s
set touchpoint_key = l.contact_key
from contact_leg as l
where l.leg_key = s.record_key and l.follows_key is not null and s.touchpoint_key <> l.contact_key;
