-- title:   Evidence of legs, to the contacts they are part of
-- answers: Whose is what the legs say, stored and staged?
-- grain:   the command tag counts staged rows

with stored as (
    update evidence as e
    set touchpoint_key = m.to_key
    from moved_leg as m
    where e.record_key = m.leg_key and e.touchpoint_key <> m.to_key
)
update stage_evidence as s
set touchpoint_key = l.contact_key
from contact_leg as l
where l.leg_key = s.record_key and l.follows_key is not null and s.touchpoint_key <> l.contact_key;
