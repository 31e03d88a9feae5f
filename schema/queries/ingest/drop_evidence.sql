-- title:   Evidence of versions that are replaced
-- answers: Which stored evidence belongs to a version that a higher one replaces as a whole?
-- grain:   the command tag counts rows that stay as versions
-- param:   $1 run_id
-- param:   $2 run_id up to which a stitch saw the facts, or null; what it saw stays as a version

with gone as (
    delete from evidence as e
    using replaced_record as r
    where e.record_key = r.record_key and not e.on_web_event
    returning e.*
)
insert into evidence_version
select $1::integer, gone.*
from gone
where run_id <= $2::integer;
