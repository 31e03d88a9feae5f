-- title:   Decisions about values
-- answers: Which values did somebody call one person's or everybody's?
-- grain:   one row an identifier with a decision in force

select row_to_json(r)::text as line
from (
    select
        'decision' as row, 'identifier' as decision, i.name as identifier, d.kind, d.ruling
    from decision_in_force as d
    left join identifier_name as i on i.identifier = d.identifier
) as r
