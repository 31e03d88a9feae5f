-- title:   Customer master
-- answers: What does each row of the customer master say?
-- grain:   one row a row of the master

select row_to_json(r)::text as line
from (
    select
        'customer' as row, s.name || ':' || m.customer_id as record, utc_text(m.version) as version,
        utc_text(m.seen_at) as seen_at, m.brand, m.segment
    from customer as m
    inner join source as s on s.source_id = m.source_id
) as r
