-- title:   Earlier loads of a file
-- answers: Up to where may it be committed already, under which name ever?
-- grain:   one row a load, the latest first
-- param:   $1 source_id
-- param:   $2 path
-- param:   $3 digest of the beginning, hexadecimal; null to look for the path only
-- param:   $4 limit

select
    committed_offset, committed_line, is_complete, encode(prefix_sha256, 'hex'),
    encode(settings_sha256, 'hex'), path
from ingest_file
where source_id = $1::smallint
  and (path = $2::text or head_sha256 = decode($3::text, 'hex'))
order by file_id desc
limit $4::bigint;
