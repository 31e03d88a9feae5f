-- title:   Checkpoint and books
-- answers: Up to which byte is the file committed, and what became of its records?
-- grain:   one row; none when this batch was committed before
-- param:   $1 file_id
-- param:   $2 offset after the batch
-- param:   $3 whether the file ends here
-- param:   $4 read
-- param:   $5 accepted
-- param:   $6 updated
-- param:   $7 duplicate
-- param:   $8 outdated
-- param:   $9 rejected
-- param:   $10 ignored
-- param:   $11 physical line at the offset
-- param:   $12 digest of what stands before it, hexadecimal; null where reading cannot go on there
-- param:   $13 bytes in records since the start, or null
-- param:   $14 bytes between them since the start, or null
-- param:   $15 bytes of the whole text where the file ends here, else null

update ingest_file
set
    committed_offset = $2::bigint,
    is_complete = $3::boolean,
    records_read = records_read + $4::bigint,
    records_accepted = records_accepted + $5::bigint,
    records_updated = records_updated + $6::bigint,
    records_duplicate = records_duplicate + $7::bigint,
    records_outdated = records_outdated + $8::bigint,
    records_rejected = records_rejected + $9::bigint,
    records_ignored = records_ignored + $10::bigint,
    committed_line = $11::bigint,
    prefix_sha256 = decode($12::text, 'hex'),
    record_bytes = $13::bigint,
    between_bytes = $14::bigint,
    text_bytes = $15::bigint
where file_id = $1::integer;
