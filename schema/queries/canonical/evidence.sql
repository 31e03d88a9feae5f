-- title:   Evidence
-- answers: Which record says what about whom?
-- grain:   one row a record, identifier and role

select row_to_json(r)::text as line
from (
    select
        'evidence' as row, e.record, i.name as identifier, e.role, e.ordinal,
        e.touchpoint_key as touchpoint, utc_text(e.seen_at) as seen_at,
        utc_text(e.valid_to) as valid_to
    from named_evidence as e
    left join identifier_name as i on i.identifier = e.identifier
) as r
