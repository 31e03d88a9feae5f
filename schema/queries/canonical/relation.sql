-- title:   Relations of persons
-- answers: Who shares a value that does not join them?
-- grain:   one row a slice of an identifier

select row_to_json(r)::text as line
from (
    select
        'relation' as row, r.kind, i.name as identifier, r.slice, r.verdict, r.persons,
        utc_text(r.since) as since
    from relation as r
    left join identifier_name as i on i.identifier = r.identifier
) as r
