-- title:   Excluded records
-- answers: Which records stand alone because they are of employees, agents or tests?
-- grain:   one row a record

select row_to_json(r)::text as line
from (
    select
        'excluded_touchpoint' as row, coalesce(n.record, e.touchpoint_key::text) as record,
        i.name as identifier, e.reason
    from excluded_touchpoint as e
    left join touchpoint_name as n on n.record_key = e.touchpoint_key
    left join identifier_name as i on i.identifier = e.identifier
) as r
