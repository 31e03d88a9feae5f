-- title:   Rejected records
-- answers: Which records could not be loaded, why, and where do they stand?
-- grain:   one row a distinct reject
-- param:   $1 source, or null
-- param:   $2 reason, or null
-- param:   $3 beginning of the digest, or null
-- param:   $4 whether only open ones, which no retry has loaded and nobody has settled
-- param:   $5 limit, or null
-- param:   $6 whether with bytes

select
    s.name, r.reason, encode(r.raw_sha256, 'hex'), f.path, r.byte_offset, r.line, r.field,
    r.message, r.length, case when $6::boolean then b.raw end,
    f.file_id::bigint, f.connector, f.encoding, f.header, encode(f.head_sha256, 'hex'),
    encode(f.fingerprint, 'hex'),
    case
        when r.retried_run is not null then 'loaded'
        when r.settled_run is not null then 'settled'
        else 'open'
    end,
    utc_text(date_trunc('second', t.settled_at)), t.author, t.reason
from rejected_record as r
join source as s using (source_id)
join ingest_file as f using (file_id)
left join reject_settlement as t on t.run_id = r.settled_run
left join journey_pii.rejected_bytes as b
    on b.source_id = r.source_id and b.reason = r.reason and b.raw_sha256 = r.raw_sha256
where ($1::text is null or s.name = $1::text)
  and ($2::text is null or r.reason = $2::text)
  and ($3::text is null or starts_with(encode(r.raw_sha256, 'hex'), $3::text))
  and (not $4::boolean or r.retried_run is null and r.settled_run is null)
order by s.name, f.path collate "C", r.byte_offset, r.file_id, r.reason,
    r.raw_sha256
limit $5::bigint;
