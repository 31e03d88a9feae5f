-- answers: What did customers write in touched chats?

copy (
    select c.contact_key, s.name, t.at, x.text
    from touched_touchpoint as m
    join contact as c on c.contact_key = m.touchpoint_key
    join source as s on s.source_id = c.source_id
    join chat_turn as t on t.contact_key = c.contact_key
    join journey_pii.turn_text as x on x.contact_key = t.contact_key and x.ordinal = t.ordinal
    where t.author = 1
    order by c.contact_key, t.ordinal
) to stdout (format binary)
