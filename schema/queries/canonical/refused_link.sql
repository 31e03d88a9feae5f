-- title:   Refused links
-- answers: Which joins broke a rule?
-- grain:   one row a record and identifier

select row_to_json(r)::text as line
from (
    select
        'refused_link' as row, n.record, i.name as identifier, r.slice, r.block, r.reason
    from refused_link as r
    left join touchpoint_name as n on n.record_key = r.touchpoint_key
    left join identifier_name as i on i.identifier = r.identifier
) as r
