-- title:   Typed numbers
-- answers: Which numbers of the company did customers type, by the patterns of the rules?
-- grain:   one row a record and an identifier

select row_to_json(r)::text as line
from (
    select
        'typed_evidence' as row, n.record, i.name as identifier, t.ordinal,
        utc_text(t.seen_at) as seen_at
    from typed_evidence as t
    left join touchpoint_name as n on n.record_key = t.touchpoint_key
    left join identifier_name as i on i.identifier = t.identifier
) as r
