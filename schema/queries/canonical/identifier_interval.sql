-- title:   Time slices of identifiers
-- answers: Whose was a value, and when?
-- grain:   one row an identifier and slice

select row_to_json(r)::text as line
from (
    select
        'identifier_interval' as row, i.name as identifier, v.slice, o.name as owner,
        utc_text(v.first_seen) as first_seen, utc_text(v.last_seen) as last_seen
    from identifier_interval as v
    left join identifier_name as i on i.identifier = v.identifier
    left join identifier_name as o on o.identifier = v.owner
) as r
