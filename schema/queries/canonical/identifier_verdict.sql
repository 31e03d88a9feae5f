-- title:   Verdicts
-- answers: Does a value join, and why not?
-- grain:   one row an identifier

select row_to_json(r)::text as line
from (
    select
        'identifier_verdict' as row, i.name as identifier, v.verdict, v.reason,
        v.sightings, v.owners, v.slices
    from identifier_verdict as v
    left join identifier_name as i on i.identifier = v.identifier
) as r
