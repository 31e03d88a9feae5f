-- title:   Records that rejects need
-- answers: What stood before the rejects of each file that they cannot be read without?
-- grain:   one row a file and place, in the order of both
-- param:   $1 source, or null

select d.file_id::bigint, d.byte_offset, d.record
from journey_pii.declaration as d
join ingest_file as f using (file_id)
join source as s using (source_id)
where $1::text is null or s.name = $1::text
order by d.file_id, d.byte_offset;
