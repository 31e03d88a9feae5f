-- title:   Books of a file
-- answers: How far is it loaded, and what became of its records?
-- grain:   one row
-- param:   $1 file_id

select
    committed_offset, is_complete, records_read, records_accepted, records_updated,
    records_duplicate, records_outdated, records_rejected, records_ignored
from ingest_file
where file_id = $1::integer;
