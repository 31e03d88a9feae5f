-- title:   Books of a file
-- answers: Under which number are the rows of this file kept?
-- grain:   one row: the number, and up to which run a stitch saw the facts, if one did
-- param:   $1 run_id
-- param:   $2 source_id
-- param:   $3 path
-- param:   $4 fingerprint, hexadecimal; null for standard input
-- param:   $5 size in bytes; null for standard input
-- param:   $6 digest of the beginning, hexadecimal, or null
-- param:   $7 digest of the settings, hexadecimal, or null
-- param:   $8 offset where reading goes on; 0 at the start
-- param:   $9 physical line there
-- param:   $10 digest of what stands before, hexadecimal; null at the start
-- param:   $11 connector, or null
-- param:   $12 encoding, or null for UTF-8
-- param:   $13 header row, or null

insert into ingest_file (
    run_id, source_id, path, fingerprint, file_bytes, head_sha256, settings_sha256,
    start_offset, committed_offset, committed_line, prefix_sha256,
    connector, encoding, header
)
values (
    $1::integer, $2::smallint, $3::text, decode($4::text, 'hex'), $5::bigint,
    decode($6::text, 'hex'), decode($7::text, 'hex'),
    $8::bigint, $8::bigint, $9::bigint, decode($10::text, 'hex'),
    $11::text, $12::text, $13::text
)
returning file_id, (select last_run_id from stitch_state);
