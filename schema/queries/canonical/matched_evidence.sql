-- title:   Matches
-- answers: With which browsers were chats and calls matched that carry none?
-- grain:   one row a record and a browser

select row_to_json(r)::text as line
from (
    select
        'matched_evidence' as row, n.record, i.name as identifier, m.role, m.ordinal,
        utc_text(m.seen_at) as seen_at
    from matched_evidence as m
    left join touchpoint_name as n on n.record_key = m.touchpoint_key
    left join identifier_name as i on i.identifier = m.identifier
) as r
