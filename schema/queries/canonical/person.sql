-- title:   Persons
-- answers: Who is there, and which record founded each? Person ids are made from the founder.
-- grain:   one row a person

select row_to_json(r)::text as line
from (
    select
        'person' as row, p.person_id as person, p.founder, utc_text(p.founded_at) as founded_at,
        p.touchpoints
    from person as p
) as r
