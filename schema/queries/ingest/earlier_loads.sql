-- title:   Earlier loads of a file
-- answers: Up to where may it be committed already, under which name ever?
-- grain:   one row a load, the latest first
-- param:   $1 source_id
-- param:   $2 path
-- param:   $3 digest of the beginning, hexadecimal, or null
-- param:   $4 digests of what may be committed of a log that was short then, hexadecimal
-- param:   $5 limit

select
    committed_offset, committed_line, is_complete, encode(prefix_sha256, 'hex'),
    encode(settings_sha256, 'hex'), path
from ingest_file
where source_id = $1::smallint
  and (
    path = $2::text
    or head_sha256 = decode($3::text, 'hex')
    or head_sha256 is null
        and prefix_sha256 = any (array(
            select decode(beginning, 'hex') from unnest($4::text[]) as known (beginning)
        ))
  )
order by file_id desc
limit $5::bigint;
