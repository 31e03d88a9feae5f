-- title:   Decisions about records
-- answers: Which records did somebody call one person's, or two persons'?
-- grain:   one row a pair of records with a decision in force

select row_to_json(r)::text as line
from (
    select
        'decision' as row, 'person' as decision, d.first_record as first,
        d.second_record as second, d.ruling
    from person_decision_in_force as d
) as r
