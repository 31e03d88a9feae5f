-- title:   Edges of the identity graph
-- answers: Which slice of which value does each record carry?
-- grain:   one row a record and identifier

select row_to_json(r)::text as line
from (
    select
        'identity_edge' as row, coalesce(n.record, e.touchpoint_key::text) as record,
        i.name as identifier, e.slice, e.role, e.ordinal, utc_text(e.seen_at) as seen_at
    from identity_edge as e
    left join touchpoint_name as n on n.record_key = e.touchpoint_key
    left join identifier_name as i on i.identifier = e.identifier
) as r
