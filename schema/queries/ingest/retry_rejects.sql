-- title:   Rejects to be read again
-- answers: What is needed to read the next open rejects of a source?
-- grain:   one row a distinct reject, in the order of file and place
-- param:   $1 source_id
-- param:   $2 run_id of the retry, whose own rejects are left out
-- param:   $3 file_id of the last one read; 0 at the start
-- param:   $4 its byte offset
-- param:   $5 its reason
-- param:   $6 its digest, hexadecimal
-- param:   $7 limit

select
    s.name, r.reason, encode(r.raw_sha256, 'hex'), f.path, r.byte_offset, r.line, r.field,
    r.message, r.length, b.raw, f.file_id::bigint, f.connector, f.encoding, f.header,
    encode(f.head_sha256, 'hex'), encode(f.fingerprint, 'hex'), 'open', null, null, null
from rejected_record as r
join source as s using (source_id)
join ingest_file as f using (file_id)
left join journey_pii.rejected_bytes as b
    on b.source_id = r.source_id and b.reason = r.reason and b.raw_sha256 = r.raw_sha256
where r.source_id = $1::smallint
  and r.retried_run is null
  and r.settled_run is null
  and f.run_id < $2::integer
  and (r.file_id, r.byte_offset, r.reason collate "C", r.raw_sha256)
      > ($3::integer, $4::bigint, $5::text, decode($6::text, 'hex'))
order by r.file_id, r.byte_offset, r.reason collate "C", r.raw_sha256
limit $7::bigint;
