-- Writes a decision about a value; answers how many records hold the value.
-- param: $1 identifier, $2 kind, $3 ruling, $4 author, $5 reason, $6 run_id

with added as (
    insert into identifier_decision (identifier, kind, ruling, author, reason, run_id)
    values ($1::uuid, $2::smallint, $3, $4, $5, $6::integer)
    returning identifier
)
select coalesce((
    select v.sightings from identifier_verdict as v where v.identifier = a.identifier
), 0) as records
from added as a;
