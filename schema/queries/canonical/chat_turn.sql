-- title:   Turns
-- answers: Who wrote when in each chat? What was written is personal and stays out.
-- grain:   one row a message

select row_to_json(r)::text as line
from (
    select
        'chat_turn' as row, s.name || ':' || c.contact_id as record, t.ordinal,
        utc_text(t.at) as at, t.author, t.agent
    from chat_turn as t
    inner join contact as c on c.contact_key = t.contact_key
    inner join source as s on s.source_id = c.source_id
) as r
