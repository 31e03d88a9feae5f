-- title:   Copies that brought evidence
-- answers: Which staged copies are no duplicates after all, because evidence came with them?
-- grain:   the command tag counts parts

with bringer as (
    -- Of several copies in this batch the first one brought it.
    select s.record_key, s.identifier, s.role, min(s.record) as record
    from stage_evidence as s
    join changed_evidence as c using (record_key, identifier, role)
    where not s.is_alone
    group by s.record_key, s.identifier, s.role
)
update part_outcome as o
set class = 2
from bringer as b
where o.record = b.record and o.record_key = b.record_key and o.class = 3;
