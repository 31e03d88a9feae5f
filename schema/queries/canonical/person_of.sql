-- title:   Persons of records
-- answers: To which person does each record belong, at each certainty?
-- grain:   one row a record

select row_to_json(r)::text as line
from (
    select
        'person_of' as row, coalesce(n.record, p.touchpoint_key::text) as record, p.channel,
        p.block, p.certain_person, p.probable_person, p.possible_person, p.basis, p.probability,
        p.is_linked, p.possible_probability
    from person_of as p
    left join touchpoint_name as n on n.record_key = p.touchpoint_key
) as r
