-- title:   Accepted web events of records with several parts
-- answers: Which events of these records are new? Their acceptance has to be on the books beside
--          what became of the other parts.
-- grain:   one row in part_outcome an event
-- param:   $1 records with more than one part

insert into part_outcome (record, record_key, class)
select s.record, s.event_key, 1
from stage_web_event as s
where s.record = any ($1::integer[])
  and not exists (
      select 1 from part_outcome as o where o.record = s.record and o.record_key = s.event_key
  );
