-- title:   Rejected records
-- answers: Which records could not be trusted, and why? Each distinct one once.
-- grain:   one row a source, reason and digest
-- param:   $1 source_id
-- param:   $2 file_id

with first_copy as (
    select distinct on (reason, raw_sha256) *
    from stage_reject
    order by reason, raw_sha256, byte_offset
),
kept as (
    insert into journey_pii.rejected_bytes (source_id, reason, raw_sha256, raw)
    select $1::smallint, reason, raw_sha256, raw
    from first_copy
    on conflict (source_id, reason, raw_sha256) do nothing
)
insert into rejected_record (
    source_id, reason, raw_sha256, file_id, byte_offset, line, field, message, length
)
select
    $1::smallint, reason, raw_sha256, $2::integer, byte_offset, line, field, message, length
from first_copy
on conflict (source_id, reason, raw_sha256) do nothing;
