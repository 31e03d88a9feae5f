-- title:   Rejects
-- answers: Which records could not be trusted?
-- grain:   one row a source, reason and digest of the record's bytes

select row_to_json(r)::text as line
from (
    select
        'reject' as row, s.name as source, r.reason, encode(r.raw_sha256, 'hex') as sha256
    from rejected_record as r
    inner join source as s on s.source_id = r.source_id
) as r
