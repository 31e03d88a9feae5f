-- title:   Books of a file
-- answers: Under which number are the rows of this file kept?
-- grain:   one row
-- param:   $1 run_id
-- param:   $2 source_id
-- param:   $3 path
-- param:   $4 fingerprint, hexadecimal; null for standard input

insert into ingest_file (run_id, source_id, path, fingerprint)
values ($1::integer, $2::smallint, $3::text, decode($4::text, 'hex'))
returning file_id;
